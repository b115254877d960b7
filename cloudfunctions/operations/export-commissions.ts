import type { LeaderAccount } from '../domain/commission';
import { demand } from '../domain/failure';
import { dayOf } from '../domain/time';
import { csv } from '../files/csv';
import { xlsx } from '../files/xlsx';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import type { Database, Listing } from '../runtime/ports';
import { commissionTable } from '../views/commission-table';
import { commissionRows } from './list-commissions';

/** Leaders of one file, and of one call of the database. */
const LEADERS_MAX = 5000;
const LEADERS_PER_CALL = 500;

/** Symbols of a file's name that nobody guesses: whoever has its address can read it. */
const SECRET_LENGTH = 20;

/** A manager takes all leaders with what they have earned into a spreadsheet, to pay them by. */
export const exportCommissions = operation('exportCommissions', {
  role: 'manager',
  input: input.object({ format: input.oneOf(['xlsx', 'csv']) }),
  async run({ format }, { caller: { merchantId }, chance, database, now, wechat }) {
    const rows = [];
    for await (const leaders of allLeaders(database, merchantId)) {
      rows.push(...(await commissionRows(database, merchantId, leaders, now)));
      demand(rows.length <= LEADERS_MAX, 'INVALID_INPUT', { field: 'format' });
    }
    const table = commissionTable(rows);
    const bytes = format === 'csv' ? csv(table) : xlsx(table);
    const name = `commissions_${dayOf(now)}_${chance.symbols(SECRET_LENGTH)}.${format}`;
    const file = await wechat.storeFile(`exports/${merchantId}/${name}`, bytes);
    return { ...file, rowCount: rows.length };
  },
});

async function* allLeaders(database: Database, merchantId: string): AsyncGenerator<LeaderAccount[]> {
  const sort = [
    ['createdAt', -1],
    ['_id', 1],
  ] as const;
  let listing: Listing = { sort, limit: LEADERS_PER_CALL };
  for (;;) {
    const leaders = await database.list('leaders', { merchantId }, listing);
    yield leaders;
    const last = leaders.at(-1);
    if (!last || leaders.length < LEADERS_PER_CALL) return;
    listing = { ...listing, after: { at: last.createdAt, id: last._id } };
  }
}
