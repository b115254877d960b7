import type { OrderStatus } from '../../typings/order';
import { isOnSale, isOpenable, priceOf, vouchersEndAt, type Deal, type DealRules } from '../domain/deal';
import { groupEndsAt, isJoinable, type Group } from '../domain/group';
import { buyerKeyOf, createdIdOf, refundNumberOf, voucherKeyOf } from '../domain/ids';
import { PAY_WINDOW_MS, unitsCounted, type Order } from '../domain/order';
import { nextNth, type OrderOfBuyer } from '../domain/purchase';
import { wholeRefund } from '../domain/refund';
import { byId, named } from '../runtime/find';
import { current, Stale, type World } from '../runtime/operation';
import type { Paid } from '../runtime/payments';
import type { Changes } from '../runtime/ports';
import { to } from '../runtime/terms';
import { claimCodes } from './codes';
import { closeUnpaid, prolongSeat, prolongStock, releaseHolds, releaseSeat, takeSeat, takeStock } from './holds';
import { ordersOfBuyer } from './orders-of-buyer';
import { finish, issued, paidFacts } from './issue';

/** A late payment with what is known when its order's place is sought again. */
interface Late {
  readonly order: Order;
  readonly paid: Paid;
  readonly deal: Deal | undefined;
  readonly group: Group | undefined;
  readonly mine: readonly OrderOfBuyer[];
  /**
   * Until when what it takes is held: as long as a payment may take, and longer than what is held for it already. So
   * two who are told of the same payment hold until different times, and neither gives back what the other holds.
   */
  readonly until: number;
}

/**
 * A success for an order whose time was over. What it had is taken again by the conditions of a new order; where that
 * fails, what the buyer chose before paying decides: a group of his own, or his money back. Never stuck, never
 * over-full.
 */
export async function acceptLate(world: World, order: Order, paid: Paid): Promise<OrderStatus> {
  if (order.status === 'pending_payment') return acceptHeld(world, order, paid);
  const found = await world.database.gather('orders', order._id, {
    deal: byId('deals', order.dealId),
    group: byId('groups', order.groupId ?? undefined),
    mine: ordersOfBuyer(order.dealId, order.buyer),
  });
  if (found?.root.status !== 'closed') throw new Stale();
  const [[deal], [group]] = [found.deal, found.group];
  const held = Math.max(group?.seats[order._id]?.until ?? 0, deal?.holds[order._id]?.until ?? 0);
  const until = Math.max(world.now + PAY_WINDOW_MS, held + 1);
  const late: Late = { order: found.root, paid, deal, group, mine: found.mine, until };
  if (fitsLimit(late, late.order.rules)) {
    if (order.buy === 'join' ? mayRejoin(late, world.now) : isOffered(late, world.now) && hasTime(late, world.now)) {
      const codes = (await takeAgain(world, late)) ? await codesAgain(world, late) : undefined;
      if (codes) return takeOrder(world, late, codes);
    }
    if (mayLead(late, world.now)) {
      const codes = (await takeStockAgain(world, late)) ? await codesAgain(world, late) : undefined;
      if (codes) return takeOrder(world, late, { ...ledGroup(late), ...codes });
    }
  }
  return giveBack(world, late);
}

/**
 * WeChat took the payment after its time, or told of it after the vouchers' last day, and nothing was closed yet: what
 * is still held is his, as if he had paid in time. Only a group that had ended by then does not take him, nor do
 * vouchers whose day is over; then his order ends first.
 */
async function acceptHeld(world: World, order: Order, paid: Paid): Promise<OrderStatus> {
  const { database, now } = world;
  const pending = { _id: order._id, status: 'pending_payment' };
  const group = order.buy === 'join' ? await database.get('groups', order.groupId ?? '') : undefined;
  if (isGroupOver(order, group, paid.paidAt) || now >= vouchersEndAt(order.rules)) {
    current(await closeUnpaid(world, order, 'paid_late'));
    throw new Stale();
  }
  const status = order.buy === 'alone' ? issued(order.rules, now, now) : { status: 'paid' };
  current(await database.change('orders', pending, { ...paidFacts(paid, now), ...status }));
  const taken = await database.get('orders', order._id);
  if (taken) await finish(world, taken, group);
  return order.buy === 'alone' ? 'issued' : 'paid';
}

/** Whether the group that an order joins, or would open, had ended when it was paid. */
function isGroupOver({ buy, rules }: Order, group: Group | undefined, paidAt: number): boolean {
  if (buy === 'alone') return false;
  if (buy === 'open') return paidAt >= groupEndsAt(rules, paidAt);
  return group?.status !== 'open' || paidAt >= group.expiresAt;
}

function fitsLimit({ order, mine }: Late, { limitPerBuyer: limit }: Pick<DealRules, 'limitPerBuyer'>): boolean {
  return limit === undefined || mine.reduce((units, other) => units + unitsCounted(other), order.quantity) <= limit;
}

/** Whether the order's own group still takes its buyer: he has no other seat, and this one is his, or one is free. */
function mayRejoin({ order, group }: Late, now: number): boolean {
  if (!group || !isJoinable(group, now)) return false;
  const sits = Object.entries(group.seats).some(([id, { person }]) => id !== order._id && person === order.buyer);
  return !sits && (group.seats[order._id] !== undefined || group.left > 0);
}

/** Whether the deal would be sold to him now at the price that he paid. */
function isOffered({ order, deal }: Late, now: number): boolean {
  const buy = order.buy === 'join' ? 'open' : order.buy;
  if (deal === undefined || priceOf(deal.rules, buy) !== order.priceFen) return false;
  return buy === 'open' ? isOpenable(deal, now) : isOnSale(deal, now);
}

/** Whether time is left by the order's own rules, which stay its own: for a group to fill, for vouchers to be used. */
const hasTime = ({ order: { buy, rules } }: Late, now: number): boolean =>
  now < (buy === 'open' ? groupEndsAt(rules, now) : vouchersEndAt(rules));

/** Whether he wanted to lead a new group where his seat is gone, and today's rules sell him as many units. */
function mayLead(late: Late, now: number): boolean {
  const { order, deal } = late;
  if (order.ifFull !== 'newGroup' || order.buy !== 'join' || !isOffered(late, now)) return false;
  return deal !== undefined && order.quantity <= deal.rules.unitsPerOrderMax && fitsLimit(late, deal.rules);
}

/** Takes the seat and the stock, or holds on to what another try has taken. */
async function takeAgain(world: World, late: Late): Promise<boolean> {
  const { order, group, until } = late;
  if (order.buy !== 'join' || !group) return takeStockAgain(world, late);
  const held = group.seats[order._id];
  const seat = { person: order.buyer, nickname: order.nickname, q: order.quantity, until };
  const taken = held
    ? prolongSeat(world.database, group._id, order._id, { from: held.until, until })
    : takeSeat(world.database, group, order._id, seat, world.now);
  current(await taken);
  if (await takeStockAgain(world, late)) return true;
  await releaseSeat(world.database, group._id, order._id, until);
  return false;
}

async function takeStockAgain({ database }: World, { order, deal, until }: Late): Promise<boolean> {
  if (!deal) return false;
  const hold = deal.holds[order._id];
  if (hold) {
    current(await prolongStock(database, deal._id, order._id, { from: hold.until, until }));
    return true;
  }
  if (await takeStock(database, deal._id, { orderId: order._id, q: order.quantity, until }, {})) return true;
  // Whoever was faster may have been told of the same payment: then it is held for him.
  const now = await database.get('deals', deal._id);
  current(!now?.holds[order._id]);
  return false;
}

/**
 * What his vouchers carry from now on: imported codes are taken again like the stock, those he had are others'. Nothing
 * where none are left.
 */
async function codesAgain({ database }: World, { order, deal, until }: Late): Promise<Changes | undefined> {
  if (order.rules.codeSource === 'generated') return {};
  const hold = { orderId: order._id, q: order.quantity, until };
  const codes = await claimCodes(database, order.dealId, hold, deal?.holds[order._id] !== undefined);
  if (!codes) return undefined;
  const carried = codes.map((code, i) => [`vouchers.${voucherKeyOf(i + 1)}.code`, code] as const);
  return { ...Object.fromEntries(carried), codes: to.be([order._id, ...codes]) };
}

/** The group that he leads instead: opened with today's rules, its window from now. */
function ledGroup({ order, deal }: Late): Changes {
  if (!deal) return {};
  const groupId = createdIdOf('group', order._id);
  const keys = Object.keys(order.vouchers);
  return {
    ...{ buy: 'open', groupId, rules: to.be(deal.rules), version: deal.version },
    ...Object.fromEntries(keys.map((key) => [`vouchers.${key}.usesLeft`, deal.rules.usesPerVoucher])),
    ...{ leader: to.vanish(), leaderRefundedAt: to.vanish() },
  };
}

/**
 * The order becomes paid last, when everything it needs is taken: only so may a formed group issue all that are paid.
 */
async function takeOrder(world: World, { order, paid, mine }: Late, led: Changes): Promise<OrderStatus> {
  const { database, now } = world;
  const counted = { buyerKey: buyerKeyOf(order.dealId, order.buyer), nth: nextNth(mine), lateAt: now };
  const status = order.buy === 'alone' ? issued(order.rules, now, now) : { status: 'paid' };
  const changes = { ...paidFacts(paid, now), closeReason: null, ...counted, ...status, ...led };
  current(await database.change('orders', { _id: order._id, status: 'closed' }, changes));
  const found = await database.gather('orders', order._id, { group: named('groups', 'groupId') });
  if (found) await finish(world, found.root, found.group[0]);
  return order.buy === 'alone' ? 'issued' : 'paid';
}

/** Nothing to be had for his money: it goes back in full. */
async function giveBack({ database, now }: World, { order, paid, deal, group }: Late): Promise<OrderStatus> {
  const refund = wholeRefund('seat_lost', now);
  const changes = {
    ...{ ...paidFacts(paid, now), status: 'refunding', refundSeq: to.add(1) },
    [`refunds.${refundNumberOf(order._id, 'all')}`]: to.be(refund),
  };
  current(await database.change('orders', { _id: order._id, status: 'closed' }, changes));
  const until = group?.seats[order._id]?.until ?? deal?.holds[order._id]?.until;
  if (until !== undefined) await releaseHolds(database, order, until);
  return 'refunding';
}
