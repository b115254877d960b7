import type { CommissionRow } from '../../typings/commission';
import type { LeaderAccount } from '../domain/commission';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { newestBy, pageOf } from '../runtime/paging';
import type { Database } from '../runtime/ports';
import { is } from '../runtime/terms';
import { earnedBy } from '../trade/commissions';

/** A manager sees the leaders of commission groups with what they have earned; the newest leader first. */
export const listCommissions = operation('listCommissions', {
  role: 'manager',
  input: input.object(input.page),
  async run(asked, { caller: { merchantId }, database, now }) {
    const leaders = await database.list('leaders', { merchantId }, newestBy('createdAt', asked));
    const { items, ...page } = pageOf(
      leaders,
      asked,
      ({ createdAt, _id }) => ({ at: createdAt, id: _id }),
      (leader) => leader,
    );
    return { ...page, items: await commissionRows(database, merchantId, items, now) };
  },
});

/** Leaders as rows in their order, with what they have earned by now. */
export async function commissionRows(
  database: Database,
  merchantId: string,
  leaders: readonly LeaderAccount[],
  now: number,
): Promise<CommissionRow[]> {
  if (leaders.length === 0) return [];
  const ids = leaders.map(({ _id }) => _id);
  const people = await database.list('people', { _id: is.oneOf(ids) }, { limit: ids.length });
  const nicknames = new Map(people.map((person) => [person._id, person.nickname]));
  const earned = await earnedBy(database, merchantId, leaders, now);
  return [...earned].map(([leaderId, its]) => ({ leaderId, nickname: nicknames.get(leaderId) ?? '', ...its }));
}
