import { groupEndsAt, type Group } from '../domain/group';

import { firstSettleAt, type Order } from '../domain/order';
import { newGroup } from '../domain/purchase';
import type { World } from '../runtime/operation';
import { Duplicate, type Changes, type Database, type Paid } from '../runtime/ports';
import { is, to } from '../runtime/terms';

/** The rules that decide when vouchers expire and settle. */
export type LifeRules = Pick<Order['rules'], 'validity' | 'refund'>;

/** What a payment writes into its order, whenever it comes. */
export const paidFacts = (paid: Paid, now: number): Changes => ({
  ...{ paidAt: paid.paidAt, transactionId: paid.transactionId, closeAt: null, deliverAt: now, unposted: true },
});

/** What the issue of an order's vouchers writes: from this instant the two clocks of use and settlement run. */
export function issued(rules: LifeRules, issuedAt: number, now: number): Changes {
  return { status: 'issued', issuedAt, settleAt: firstSettleAt(rules, issuedAt), deliverAt: now, unposted: true };
}

/**
 * Issues every voucher of a formed group in one update, whatever its size, and again without harm. Every member's order
 * is `paid` by then: it becomes so before its seat is paid.
 */
export function issueGroup(
  database: Database,
  group: { readonly _id: string; readonly rules: LifeRules; readonly formedAt: number },
  now: number,
): Promise<number> {
  const { _id: groupId, rules, formedAt } = group;
  return database.changeAll('orders', { groupId, status: 'paid' }, issued(rules, formedAt, now));
}

/** A leader has paid: others see the group from now on. Again without harm. */
export async function openGroup(database: Database, leader: Order, openedAt: number, endsAt: number): Promise<void> {
  if (leader.groupId === null || leader.paidAt === null) return;
  try {
    await database.insert('groups', [newGroup(leader, leader.groupId, openedAt, endsAt, leader.paidAt)]);
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
  }
}

/** Turns a held seat into a paid one; the last of them forms the group, and everyone's vouchers are issued. */
export async function paySeat(
  { database, now }: Pick<World, 'database' | 'now'>,
  seat: { readonly groupId: string; readonly orderId: string; readonly paidAt: number; readonly rules: LifeRules },
): Promise<boolean> {
  const { groupId, orderId, paidAt, rules } = seat;
  const path = `seats.${orderId}`;
  const held = { _id: groupId, status: 'open', [`${path}.until`]: is.present(), [`${path}.paidAt`]: is.absent() };
  const sits = { missing: to.add(-1), held: to.add(-1), [`${path}.paidAt`]: paidAt };
  const forms = { ...sits, status: 'formed', formedAt: now, dueAt: now };
  if (await database.change('groups', { ...held, missing: 1 }, forms)) {
    await issueGroup(database, { _id: groupId, rules, formedAt: now }, now);
    return true;
  }
  return database.change('groups', { ...held, missing: is.above(1) }, sits);
}

/** Finishes what a crash cut short for a paid order: its group's opening, its seat, the issue of its vouchers. */
export async function finish(
  world: Pick<World, 'database' | 'now'>,
  order: Order,
  group: Group | undefined,
): Promise<void> {
  const { database, now } = world;
  if (order.status !== 'paid' || order.paidAt === null) return;
  if (!group) {
    const opensAt = order.lateAt ?? order.paidAt;
    return openGroup(database, order, opensAt, groupEndsAt(order.rules, opensAt));
  }
  if (group.status === 'formed') {
    await issueGroup(database, { ...group, formedAt: group.formedAt ?? now }, now);
  } else if (group.status === 'open' && group.seats[order._id]?.paidAt === undefined) {
    await paySeat(world, { groupId: group._id, orderId: order._id, paidAt: order.paidAt, rules: group.rules });
  }
}
