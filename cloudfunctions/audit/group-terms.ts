import { vouchersEndAt } from '../domain/deal';
import type { Group } from '../domain/group';
import type { Order } from '../domain/order';
import { TIER } from '../domain/tier';
import type { Books } from './documents';
import { named, unless, type Violation } from './invariant';

/** The tiers of a tiered group, the first one first; none of any other. */
const tiersOf = ({ rules }: Group) => (rules.mode === 'tiered' ? (rules.tiers ?? []) : []);

/**
 * Formed is a group that is full, or a tiered one whose time was over with its first tier reached, and its vouchers
 * still good. Failed is one that is not, or whose last payment was carried on when they were good no more.
 */
export function formedByRules(group: Group): readonly Violation[] {
  const its = named('groups', group._id);
  const { rules, status, size, missing, formedAt = 0, failedAt = 0, expiresAt } = group;
  const endAt = vouchersEndAt(rules);
  const [first] = tiersOf(group);
  const isEnough = first !== undefined && size - missing >= first.size && expiresAt < endAt;
  const says = `it is ${status} with ${String(missing)} people missing`;
  switch (status) {
    case 'open':
      return unless(missing > 0, says, its);
    case 'failed':
      return unless(missing > 0 ? !isEnough : failedAt >= endAt, says, its);
    case 'formed':
      return unless((missing === 0 && formedAt < endAt) || (isEnough && formedAt >= expiresAt), says, its);
  }
}

/**
 * What a tier has made cheaper: of every issued order of a group below the price paid, once, all to the same price; of
 * no other order.
 */
export function tierAsReached(order: Order, { groups }: Books): readonly Violation[] {
  const group = groups.get(order.groupId ?? '');
  const its = named('orders', order._id);
  const { issuedAt, priceFen, tierPriceFen, refunds } = order;
  const people = group ? group.size - group.missing : 0;
  const reached = group && issuedAt !== null ? tiersOf(group).filter(({ size }) => size <= people) : [];
  const price = Math.min(priceFen, ...reached.map((tier) => tier.priceFen));
  const expected = price < priceFen ? price : undefined;
  const differences = Object.values(refunds).filter(({ kind }) => kind === 'tier').length;
  const says = `a unit is worth ${String(tierPriceFen ?? priceFen)} fen, its group has reached ${String(price)}`;
  return [
    ...unless(tierPriceFen === expected, says, its),
    ...unless(
      differences === (expected === undefined ? 0 : 1) && (differences === 0 || TIER in refunds),
      `it was refunded ${String(differences)} differences of a tier`,
      its,
    ),
  ];
}

/**
 * A member of a commission group names its leader, who is somebody else; nobody else's order does. Once the leader's
 * own order has gone back in full, what settles later earns him nothing.
 */
export function leaderAsAgreed(order: Order, { groups, orders }: Books): readonly Violation[] {
  const its = named('orders', order._id);
  const { buy, buyer, groupId, leader, leaderRefundedAt, rules, settledAt } = order;
  const group = groups.get(groupId ?? '');
  if (!leader) {
    const mustHave = buy === 'join' && rules.mode === 'commission' && group !== undefined;
    return unless(!mustHave && leaderRefundedAt === undefined, 'nobody leads its group', its);
  }
  const seat = group?.seats[leader.orderId];
  const isLed = seat?.leads === true && seat.paidAt !== undefined && seat.person === leader.person;
  const own = orders.get(leader.orderId);
  const isBack = own?.issuedAt !== null && (own?.status === 'refunding' || own?.status === 'refunded');
  const isTold = own?.deliverAt !== null || settledAt !== null || leaderRefundedAt !== undefined;
  return [
    ...unless(buy === 'join' && rules.mode === 'commission', 'it has a leader, and is none of his members', its),
    ...unless(isLed && leader.person !== buyer, 'its leader does not lead its group', its),
    ...unless(leaderRefundedAt === undefined || isBack, 'its leader earns nothing, and was not refunded', its),
    ...unless(!isBack || isTold, 'its leader was refunded, and still earns', its),
  ];
}
