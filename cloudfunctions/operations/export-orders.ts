import type { Order } from '../domain/order';
import { demand } from '../domain/failure';
import { endOfDay, startOfDay } from '../domain/time';
import { csv } from '../files/csv';
import { xlsx } from '../files/xlsx';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import type { Database, Listing } from '../runtime/ports';
import { is } from '../runtime/terms';
import { exportTable } from '../views/export-table';

/** Orders of one file, and of one call of the database. */
const ORDERS_MAX = 5000;
const ORDERS_PER_CALL = 1000;

/** Symbols of a file's name that nobody guesses: whoever has its address can read it. */
const SECRET_LENGTH = 20;

/** A manager takes the orders of some days, as they were made, into a spreadsheet. */
export const exportOrders = operation('exportOrders', {
  role: 'manager',
  input: input
    .object({ fromDay: input.day, toDay: input.day, format: input.oneOf(['xlsx', 'csv']) })
    .check(input.constrained(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'] })),
  async run({ fromDay, toDay, format }, { caller, chance, database, now, wechat }) {
    const orders = await ordersBetween(database, caller.merchantId, startOfDay(fromDay), endOfDay(toDay));
    const { table, rowCount } = exportTable(orders, now);
    const bytes = format === 'csv' ? csv(table) : xlsx(table);
    const name = `${fromDay}_${toDay}_${chance.symbols(SECRET_LENGTH)}.${format}`;
    const file = await wechat.storeFile(`exports/${caller.merchantId}/${name}`, bytes);
    return { ...file, rowCount };
  },
});

/** All orders made between two instants, the newest first. */
async function ordersBetween(database: Database, merchantId: string, from: number, end: number): Promise<Order[]> {
  const orders: Order[] = [];
  let listing: Listing = {
    sort: [
      ['orderedAt', -1],
      ['_id', 1],
    ],
    limit: ORDERS_PER_CALL,
  };
  for (;;) {
    const rows = await database.list('orders', { merchantId, orderedAt: is.below(end) }, listing);
    orders.push(...rows.filter((order) => order.orderedAt >= from));
    demand(orders.length <= ORDERS_MAX, 'INVALID_INPUT', { field: 'toDay' });
    const last = rows.at(-1);
    if (!last || rows.length < ORDERS_PER_CALL || last.orderedAt < from) return orders;
    listing = { ...listing, after: { at: last.orderedAt, id: last._id } };
  }
}
