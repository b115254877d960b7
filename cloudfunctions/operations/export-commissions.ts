import type { LeaderAccount } from '../domain/commission';
import { demand } from '../domain/failure';
import { dayOf } from '../domain/time';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { allPages } from '../trade/all-pages';
import { commissionTable } from '../views/commission-table';
import { storeTable } from './export-orders';
import { commissionRows } from './list-commissions';

/** Leaders of one file, and of one call of the database. */
const LEADERS_MAX = 5000;
const LEADERS_PER_CALL = 500;

const newest = {
  field: 'createdAt',
  direction: -1,
  perCall: LEADERS_PER_CALL,
  at: ({ createdAt }: LeaderAccount) => createdAt,
} as const;

/** A manager takes all leaders with what they have earned into a spreadsheet, to pay them by. */
export const exportCommissions = operation('exportCommissions', {
  role: 'manager',
  input: input.object({ format: input.oneOf(['xlsx', 'csv']) }),
  async run({ format }, context) {
    const { caller, database, now } = context;
    const { merchantId } = caller;
    const rows = [];
    for await (const leaders of allPages(database, 'leaders', { merchantId }, newest)) {
      rows.push(...(await commissionRows(database, merchantId, leaders, now)));
      demand(rows.length <= LEADERS_MAX, 'INVALID_INPUT', { field: 'format' });
    }
    const file = await storeTable(context, `commissions_${dayOf(now)}`, format, commissionTable(rows));
    return { ...file, rowCount: rows.length };
  },
});
