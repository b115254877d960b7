import type { Order } from '../domain/order';
import type { World } from '../runtime/operation';
import { is } from '../runtime/terms';

/**
 * A leader whose order goes back in full earns nothing from then on: members' orders learn it, unless all of their
 * money has settled before. Nothing of any other order. Again without harm.
 */
export async function endEarning({ database, now }: Pick<World, 'database' | 'now'>, order: Order): Promise<void> {
  const { _id, buy, groupId, rules, status, issuedAt } = order;
  if (rules.mode !== 'commission' || buy !== 'open' || groupId === null || issuedAt === null) return;
  if (status !== 'refunding' && status !== 'refunded') return;
  const earning = { groupId, 'leader.orderId': _id, settledAt: null, leaderRefundedAt: is.absent() };
  await database.changeAll('orders', earning, { leaderRefundedAt: now });
}
