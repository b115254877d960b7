import type { FileLink } from '../../typings/report';
import type { Order } from '../domain/order';
import { demand } from '../domain/failure';
import { endOfDay, startOfDay } from '../domain/time';
import { csv } from '../files/csv';
import type { Table } from '../files/table';
import { xlsx } from '../files/xlsx';
import * as input from '../runtime/input';
import { operation, type Context } from '../runtime/operation';
import type { Database } from '../runtime/ports';
import { is } from '../runtime/terms';
import { allPages } from '../trade/all-pages';
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
  async run({ fromDay, toDay, format }, context) {
    const { caller, database, now } = context;
    const orders = await ordersBetween(database, caller.merchantId, startOfDay(fromDay), endOfDay(toDay));
    const { table, rowCount } = exportTable(orders, now);
    return { ...(await storeTable(context, `${fromDay}_${toDay}`, format, table)), rowCount };
  },
});

/** All orders made between two instants, the newest first. */
async function ordersBetween(database: Database, merchantId: string, from: number, end: number): Promise<Order[]> {
  const orders: Order[] = [];
  const newest = {
    field: 'orderedAt',
    direction: -1,
    perCall: ORDERS_PER_CALL,
    at: (o: Order) => o.orderedAt,
  } as const;
  for await (const rows of allPages(database, 'orders', { merchantId, orderedAt: is.below(end) }, newest)) {
    orders.push(...rows.filter((order) => order.orderedAt >= from));
    demand(orders.length <= ORDERS_MAX, 'INVALID_INPUT', { field: 'toDay' });
    const last = rows.at(-1);
    if (last && last.orderedAt < from) break;
  }
  return orders;
}

/** Stores a table as a spreadsheet of a merchant under a name that nobody guesses, for whoever has its address. */
export function storeTable(
  { caller, chance, wechat }: Pick<Context, 'caller' | 'chance' | 'wechat'>,
  about: string,
  format: 'xlsx' | 'csv',
  table: Table,
): Promise<FileLink> {
  const name = `${about}_${chance.symbols(SECRET_LENGTH)}.${format}`;
  return wechat.storeFile(`exports/${caller.merchantId}/${name}`, format === 'csv' ? csv(table) : xlsx(table));
}
