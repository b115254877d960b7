import type { Buy, IfFull } from '../../typings/order';
import { attachOf } from './attach';
import { groupSizeOf, isOnSale, isOpenable, priceOf, vouchersEndAt, type Deal, type DealRules } from './deal';
import { demand, Failure } from './failure';
import { heldUntil, isJoinable, type Group } from './group';
import { buyerKeyOf, voucherKeyOf } from './ids';
import { CLOSE_AFTER_MS, PAY_WINDOW_MS, unitsCounted, type Order } from './order';
import { wholeSecond } from './time';

/** What somebody wants to buy. */
export interface Wish {
  readonly buy: Buy;
  readonly version?: number;
  readonly quantity: number;
  readonly ifFull: IfFull;
}

/** An order of the buyer for the same deal: what the limit and the one unpaid order are judged on. */
export type OrderOfBuyer = Pick<Order, '_id' | 'nth' | 'status' | 'quantity' | 'refunds'>;

/** What is known when a purchase is judged. */
export interface Shelf {
  readonly deal: Deal;
  readonly group: Group | undefined;
  readonly mine: readonly OrderOfBuyer[];
  readonly person: string;
  readonly now: number;
}

/** What a purchase comes to. */
export interface Offer {
  readonly rules: DealRules;
  readonly version: number;
  readonly priceFen: number;
  readonly payBy: number;
}

/** Judges a purchase before anything is taken: the refusals in the order of the contract, or what it will cost. */
export function offerFor(wish: Wish, shelf: Shelf): Offer {
  const { deal, group, now } = shelf;
  const { rules, version } = rulesFor(wish, shelf);
  const priceFen = judgeWish(wish, rules);
  if (wish.buy === 'join') demand(group?.dealId === deal._id, 'NOT_FOUND');
  else demand(wish.buy === 'open' ? isOpenable(deal, now) : isOnSale(deal, now), 'DEAL_NOT_ON_SALE');
  demand(wish.version === undefined || wish.version === version, 'DEAL_CHANGED');
  judgePlace(wish, shelf, rules, group);
  demand(deal.free >= wish.quantity, 'SOLD_OUT');
  const opensUntil = wish.buy === 'open' ? rules.saleEndsAt : undefined;
  const groupEndsAt = group?.expiresAt ?? opensUntil ?? Number.MAX_SAFE_INTEGER;
  const payBy = wholeSecond(Math.min(now + PAY_WINDOW_MS, groupEndsAt, vouchersEndAt(rules)));
  return { rules, version, priceFen, payBy };
}

/** The rules that a purchase is judged by: who joins buys by those of the group. */
const rulesFor = ({ buy }: Wish, { deal, group }: Shelf): Pick<Deal, 'rules' | 'version'> =>
  buy === 'join' && group ? group : deal;

/** Refuses what the deal does not offer at all; gives what a unit costs (fen). */
function judgeWish({ buy, quantity }: Wish, rules: DealRules): number {
  const priceFen = priceOf(rules, buy);
  demand(priceFen !== undefined, 'INVALID_INPUT', { field: 'buy' });
  demand(quantity <= rules.unitsPerOrderMax, 'INVALID_INPUT', { field: 'quantity' });
  return priceFen;
}

/** Refuses who may have no place, or not so many units, and where a group is to take him, what it cannot. */
function judgePlace({ quantity }: Wish, shelf: Shelf, rules: DealRules, group: Group | undefined): void {
  if (group) demand(isJoinable(group, shelf.now), 'GROUP_NOT_OPEN');
  judgeBuyer(shelf);
  if (group) demand(group.left > 0, 'GROUP_FULL', { heldUntil: heldUntil(group) });
  judgeLimit(rules, shelf.mine, quantity);
}

/** Refuses a second place in the same group, and a second unpaid order. An order is paid before its seat is. */
function judgeBuyer({ group, mine, person }: Shelf): void {
  const paid = new Set(mine.flatMap(({ _id, status }) => (status === 'paid' ? [_id] : [])));
  const seats = Object.entries(group?.seats ?? {}).filter(([, seat]) => seat.person === person);
  demand(!seats.some(([orderId, { paidAt }]) => paidAt !== undefined || paid.has(orderId)), 'ALREADY_IN_GROUP');
  const pending = mine.find((order) => order.status === 'pending_payment');
  demand(!pending, 'ORDER_PENDING', { orderId: pending?._id });
}

/**
 * Judges on a purchase whose first try died when it had taken a seat, stock, or both: what it took stays as it is,
 * and so does the time that WeChat was told. Meanwhile the buyer may have bought under another request, and the
 * merchant may have changed the deal.
 */
export function offerBegun(
  wish: Wish,
  shelf: Shelf,
  taken: { readonly until: number; readonly seat: boolean; readonly stock: boolean },
): Offer {
  const { deal, group, now } = shelf;
  const { rules, version } = rulesFor(wish, shelf);
  const priceFen = judgeWish(wish, rules);
  demand(wish.version === undefined || wish.version === version, 'DEAL_CHANGED');
  judgePlace(wish, shelf, rules, taken.seat ? undefined : group);
  demand(taken.stock || deal.free >= wish.quantity, 'SOLD_OUT');
  demand(now < taken.until, 'PAYMENT_UNAVAILABLE');
  return { rules, version, payBy: taken.until, priceFen };
}

/** Refuses what is beyond the buyer's limit, and says how many units he may still have. */
export function judgeLimit(rules: DealRules, mine: readonly OrderOfBuyer[], quantity: number): void {
  const left = (rules.limitPerBuyer ?? Infinity) - mine.reduce((units, order) => units + unitsCounted(order), 0);
  if (quantity > left) throw new Failure('LIMIT_REACHED', { left: Math.max(0, left) });
}

/** The place of the buyer's next order among his orders of the deal. Two at once meet in the unique index. */
export const nextNth = (mine: readonly OrderOfBuyer[]): number => Math.max(0, ...mine.map((order) => order.nth)) + 1;

/** An order as it is first written: unpaid, its vouchers prepared, nothing owed but its closing. */
export function newOrder(
  made: Pick<Order, '_id' | 'merchantId' | 'requestKeys' | 'requests' | 'nickname' | 'groupId' | 'payment'> & {
    readonly wish: Wish;
    readonly offer: Offer;
    readonly shelf: Shelf;
    readonly codes: readonly string[];
  },
): Order {
  const { wish, offer, shelf, codes, ...given } = made;
  const { deal, now, person, mine } = shelf;
  const vouchers = codes.map((code, i) => {
    return [voucherKeyOf(i + 1), { code, usesLeft: offer.rules.usesPerVoucher, redemptions: {} }] as const;
  });
  return {
    ...given,
    ...{ buyer: person, buyerKey: buyerKeyOf(deal._id, person), nth: nextNth(mine) },
    ...{ dealId: deal._id, version: offer.version, title: offer.rules.title, rules: offer.rules },
    ...{ buy: wish.buy, ifFull: wish.ifFull, quantity: wish.quantity, priceFen: offer.priceFen },
    ...{ amountFen: offer.priceFen * wish.quantity, status: 'pending_payment', orderedAt: now, payBy: offer.payBy },
    attach: attachOf({ buy: wish.buy, groupId: given.groupId, rules: offer.rules }),
    ...{
      cancelledAt: null,
      closedAt: null,
      closeReason: null,
      lateAt: null,
      paidAt: null,
      transactionId: null,
      issuedAt: null,
    },
    ...{ vouchers: Object.fromEntries(vouchers), refunds: {}, refundSeq: 0, settledAt: null, shippedAt: null },
    abnormalRefunds: [],
    ...{ closeAt: now + CLOSE_AFTER_MS, deliverAt: null, deliverBy: null, settleAt: null, unposted: false },
    codes: [given._id, ...codes],
    ...leaderOf(wish, shelf),
  };
}

/** Who leads the commission group that is joined: he will earn on the order. */
function leaderOf({ buy }: Wish, { group }: Shelf): Pick<Order, 'leader'> {
  if (buy !== 'join' || group?.rules.mode !== 'commission') return {};
  const leading = Object.entries(group.seats).find(([, seat]) => seat.leads);
  return leading ? { leader: { person: leading[1].person, orderId: leading[0] } } : {};
}

/** The group that its leader's payment opens. */
export function newGroup(leader: Order, groupId: string, openedAt: number, expiresAt: number, paidAt: number): Group {
  const size = groupSizeOf(leader.rules);
  const seat = { person: leader.buyer, nickname: leader.nickname, q: leader.quantity, until: leader.payBy, paidAt };
  return {
    ...{ _id: groupId, merchantId: leader.merchantId, dealId: leader.dealId, version: leader.version },
    ...{ requestKeys: [groupId], requests: {}, fills: {} },
    ...{ title: leader.title, rules: leader.rules, size, left: size - 1, held: 0, missing: size - 1, filled: 0 },
    seats: { [leader._id]: { ...seat, leads: true } },
    ...{ status: 'open', openedAt, expiresAt, dueAt: expiresAt },
  };
}
