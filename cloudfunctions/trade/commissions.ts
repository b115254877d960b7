import type { CommissionTotals } from '../../typings/commission';
import { commissionsOf, type LeaderAccount } from '../domain/commission';
import { sum } from '../domain/worth';
import type { Database, Where } from '../runtime/ports';
import { is } from '../runtime/terms';
import { unpostedOrders } from './posted';

/** What leaders have earned, and of how many vouchers. */
export type Earned = CommissionTotals & { readonly vouchers: number };

/**
 * What some leaders have earned by now, whatever waits to be posted: rows added up where they lie, but for orders that
 * have moved since, which speak for themselves. Three calls for any number of leaders.
 */
export async function earnedBy(
  database: Database,
  merchantId: string,
  leaders: readonly Pick<LeaderAccount, '_id' | 'person' | 'paidFen'>[],
  now: number,
): Promise<ReadonlyMap<string, Earned>> {
  const theirs = { 'leader.person': is.oneOf(leaders.map(({ person }) => person)) };
  const moved = await unpostedOrders(database, merchantId, theirs);
  const fresh = moved.flatMap(commissionsOf);
  const ids = leaders.map(({ _id }) => _id);
  const rows: Where = { merchantId, leaderId: is.oneOf(ids), orderId: is.noneOf(moved.map(({ _id }) => _id)) };
  const byLeader = { by: { leaderId: 'leaderId' }, sums: ['accruedFen'] } as const;
  const accrued = await database.tally('commissions', { ...rows, accruedFen: is.above(0) }, byLeader);
  const payable = await database.tally('commissions', { ...rows, payableAt: is.within(0, now + 1) }, byLeader);
  return new Map(
    leaders.map(({ _id, paidFen }) => {
      const posted = accrued.find(({ leaderId }) => leaderId === _id);
      const due = payable.find(({ leaderId }) => leaderId === _id);
      const own = fresh.filter(({ leaderId, accruedFen }) => leaderId === _id && accruedFen > 0);
      const ownDue = own.filter(({ payableAt }) => payableAt !== null && payableAt <= now);
      const accruedFen = (posted?.accruedFen ?? 0) + sum(own.map((row) => row.accruedFen));
      const dueFen = (due?.accruedFen ?? 0) + sum(ownDue.map((row) => row.accruedFen));
      const vouchers = (posted?.count ?? 0) + own.length;
      return [_id, { accruedFen, payableFen: dueFen - paidFen, paidFen, vouchers }];
    }),
  );
}
