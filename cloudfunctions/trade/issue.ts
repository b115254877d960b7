import { vouchersEndAt } from '../domain/deal';
import { groupEndsAt, groupStatusAt, type Group } from '../domain/group';
import { firstSettleAt, type Order } from '../domain/order';
import { newGroup } from '../domain/purchase';
import { priceBelowPaid, TIER, tierRefund } from '../domain/tier';
import type { World } from '../runtime/operation';
import type { Paid } from '../runtime/payments';
import { Duplicate, type Changes, type Database } from '../runtime/ports';
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

/** A group that has formed, as its orders are told. */
interface Formed {
  readonly groupId: string;
  readonly rules: LifeRules;
  readonly formedAt: number;
  /** What a unit is worth in a tiered group that ended below the price paid (fen). */
  readonly tierPriceFen: number | undefined;
}

/**
 * Issues every voucher of a formed group in one update, whatever its size, and again without harm. Every member's order
 * is `paid` by then: it becomes so before its seat is paid. What a tier has made cheaper is refunded with it.
 */
function issueAll(database: Database, formed: Formed, now: number): Promise<number> {
  const { groupId, rules, formedAt, tierPriceFen } = formed;
  const tier: Changes =
    tierPriceFen === undefined
      ? {}
      : { tierPriceFen, [`refunds.${TIER}`]: to.be(tierRefund(now)), refundSeq: to.add(1) };
  return database.changeAll('orders', { groupId, status: 'paid' }, { ...issued(rules, formedAt, now), ...tier });
}

/** Issues the vouchers of a group that is written down as formed; again without harm. */
export function issueGroup(database: Database, group: Group, now: number): Promise<number> {
  const { _id: groupId, rules, size, missing, formedAt = now } = group;
  return issueAll(database, { groupId, rules, formedAt, tierPriceFen: priceBelowPaid(rules, size - missing) }, now);
}

/**
 * The time of a tiered group is over and its first tier is reached: it forms, at its end. False where it has changed
 * meanwhile.
 */
export async function formAtEnd({ database, now }: Pick<World, 'database' | 'now'>, group: Group): Promise<boolean> {
  const { _id, missing, expiresAt } = group;
  const ended = { _id, status: 'open', held: 0, missing, expiresAt: is.atMost(now) };
  if (!(await database.change('groups', ended, { status: 'formed', formedAt: expiresAt, dueAt: now }))) return false;
  await issueGroup(database, { ...group, formedAt: expiresAt }, now);
  return true;
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

/**
 * Turns a held seat into a paid one; the last of them forms the group, and everyone's vouchers are issued. Where their
 * last day has gone by since it was paid, the group fails.
 */
export async function paySeat(
  { database, now }: Pick<World, 'database' | 'now'>,
  seat: Omit<Formed, 'formedAt'> & { readonly orderId: string; readonly paidAt: number },
): Promise<boolean> {
  const { groupId, orderId, paidAt, rules, tierPriceFen } = seat;
  const path = `seats.${orderId}`;
  const held = { _id: groupId, status: 'open', [`${path}.until`]: is.present(), [`${path}.paidAt`]: is.absent() };
  const sits = { missing: to.add(-1), held: to.add(-1), [`${path}.paidAt`]: paidAt };
  const forms = now < vouchersEndAt(rules);
  const ended: Changes = forms ? { status: 'formed', formedAt: now } : { status: 'failed', failedAt: now };
  if (await database.change('groups', { ...held, missing: 1 }, { ...sits, ...ended, dueAt: now })) {
    if (forms) await issueAll(database, { groupId, rules, formedAt: now, tierPriceFen }, now);
    return true;
  }
  return database.change('groups', { ...held, missing: is.above(1) }, sits);
}

/**
 * Finishes what a crash cut short for a paid order: its group's opening, its seat, the issue of its vouchers. False
 * where nothing was left to do for anybody.
 */
export async function finish(
  world: Pick<World, 'database' | 'now'>,
  order: Order,
  group: Group | undefined,
): Promise<boolean> {
  const { database, now } = world;
  if (order.status !== 'paid' || order.paidAt === null) return false;
  if (!group) {
    const opensAt = order.lateAt ?? order.paidAt;
    await openGroup(database, order, opensAt, groupEndsAt(order.rules, opensAt));
    return true;
  }
  if (group.status === 'formed') {
    await issueGroup(database, group, now);
    return true;
  }
  if (groupStatusAt(group, now) === 'formed') {
    await formAtEnd(world, group);
    return true;
  }
  if (group.status !== 'open' || group.seats[order._id]?.paidAt !== undefined) return false;
  const { _id: groupId, rules, size } = group;
  const tierPriceFen = priceBelowPaid(rules, size);
  await paySeat(world, { groupId, orderId: order._id, paidAt: order.paidAt, rules, tierPriceFen });
  return true;
}
