import type { Group } from '../domain/group';
import { GROUP_FAILED } from '../domain/ledger';
import type { Merchant } from '../domain/merchant';
import type { Order } from '../domain/order';
import { MINUTE_MS } from '../domain/time';
import type { World } from '../runtime/operation';
import type { Changes } from '../runtime/ports';
import { is } from '../runtime/terms';
import { returnStock } from '../trade/holds';
import { finish } from '../trade/issue';
import { askRefund, isRefundDue, type Run } from './ask-refund';
import { eachOne, eachPage } from './due';
import { carryOutPayouts } from '../trade/payout';
import { endEarning } from '../trade/end-earning';
import { notify, post } from './post';
import { tellCards, tellCardsAgain } from './tell-cards';

/** A run that died lets go of what it had claimed after this time; the cloud ends an invocation after 60 seconds. */
const LEASE_MS = 2 * MINUTE_MS;

/** When shipping and cards are told again after WeChat did not take them, and rows are written that could not be. */
const SHIP_AGAIN_MS = 10 * MINUTE_MS;
const POST_AGAIN_MS = 2 * MINUTE_MS;
const CARDS_AGAIN_MS = 10 * MINUTE_MS;

/** Every minute: what follows from facts and lies outside their document: rows, refunds, messages, payouts. */
export async function deliver(world: World): Promise<void> {
  await deliverOrders(world);
  await eachPage(world, 'leaders', 'deliverAt', (due) => eachOne(world, due, (one) => carryOutPayouts(world, one)));
}

async function deliverOrders(world: World): Promise<void> {
  const run: Run = { id: world.chance.symbols(12), refused: new Map() };
  await eachPage(world, 'orders', 'deliverAt', async (due) => {
    const { database, now } = world;
    const ids = due.map((order) => order._id);
    const claimed = { deliverBy: run.id, deliverAt: now + LEASE_MS };
    await database.changeAll('orders', { _id: is.oneOf(ids), deliverAt: is.atMost(now) }, claimed);
    const orders = await database.list('orders', { _id: is.oneOf(ids), ...claimed }, { limit: ids.length });
    if (orders.length === 0) return;
    const groups = await groupsMoved(world, orders);
    const unfinished = await finishPaid(world, orders, groups);
    const merchants = await merchantsOf(world, orders);
    const unposted = orders.filter((order) => order.unposted);
    const { told, unwritten } = await post(world, unposted);
    const tended = new Map<Order, Tended>();
    for (const order of orders) {
      const merchant = merchants.get(order.merchantId);
      const isLeft = { isUnfinished: unfinished.includes(order), isUnwritten: unwritten.has(order._id) };
      tended.set(order, await tend(world, { order, merchant, ...isLeft }, run));
    }
    // Money first: a run that WeChat holds up over a card has asked for its refunds.
    const untold = await tellCards(world, groups.values());
    const leading = await tellCardsAgain(world, untold, now + CARDS_AGAIN_MS);
    for (const [changes, done] of sameChanges(tended, leading, now)) {
      await database.changeAll('orders', { _id: is.oneOf(done), ...claimed }, changes);
    }
    await notify(world, told);
  });
}

/** The groups that some orders have just joined, or which have just ended for them. */
async function groupsMoved({ database }: World, orders: readonly Order[]): Promise<ReadonlyMap<string, Group>> {
  const ids = [...new Set(orders.flatMap((order) => (order.groupId !== null && hasMoved(order) ? order.groupId : [])))];
  if (ids.length === 0) return new Map();
  const groups = await database.list('groups', { _id: is.oneOf(ids) }, { limit: ids.length });
  return new Map(groups.map((group) => [group._id, group]));
}

/** Until all of a run is done its orders are unposted: so what a crash left untold is told by the next one. */
const hasMoved = ({ status, shippedAt, refunds, unposted, cardsUntold }: Order): boolean =>
  status === 'paid' ||
  (status === 'issued' && shippedAt === null) ||
  (refunds[GROUP_FAILED] !== undefined && unposted) ||
  cardsUntold === true;

/**
 * A payment that a crash cut short between its order and its group is carried on, whoever had begun it. Gives the
 * orders of which it could not be.
 */
function finishPaid(world: World, orders: readonly Order[], groups: ReadonlyMap<string, Group>) {
  const paid = orders.filter((order) => order.status === 'paid');
  return eachOne(world, paid, (order) => finish(world, order, groups.get(order.groupId ?? '')));
}

/** The merchants of which WeChat is to be asked for a refund. */
async function merchantsOf({ database, now }: World, orders: readonly Order[]): Promise<ReadonlyMap<string, Merchant>> {
  const ids = [...new Set(orders.flatMap((order) => (isRefundDue(order, now) ? order.merchantId : [])))];
  if (ids.length === 0) return new Map();
  const merchants = await database.list('merchants', { _id: is.oneOf(ids) }, { limit: ids.length });
  return new Map(merchants.map((merchant) => [merchant._id, merchant]));
}

/** An order that is due, its merchant if a refund is, whether its payment could not be carried on, nor rows written. */
interface Due {
  readonly order: Order;
  readonly merchant: Merchant | undefined;
  readonly isUnfinished: boolean;
  readonly isUnwritten: boolean;
}

/** What a run notes of an order: when it is due again, and what was done. */
type Tended = Changes & { readonly deliverAt: number | null };

/** What orders note, those together that note the same; who leads a group whose cards are untold is due for them. */
function sameChanges(tended: ReadonlyMap<Order, Tended>, leading: ReadonlySet<string>, now: number) {
  const done = new Map<string, string[]>();
  for (const [order, changes] of tended) {
    const deliverAt = Math.min(changes.deliverAt ?? Infinity, now + CARDS_AGAIN_MS);
    const cards = leading.has(order._id) ? { deliverAt } : order.cardsUntold ? { cardsUntold: false } : {};
    const key = JSON.stringify({ ...changes, ...cards });
    done.set(key, [...(done.get(key) ?? []), order._id]);
  }
  return [...done].map(([key, ids]) => [JSON.parse(key) as Changes, ids] as const);
}

/** What one order owes beside its rows; gives when it wants to be looked at again. A failure is tried again later. */
async function tend(world: World, { order, merchant, isUnfinished, isUnwritten }: Due, run: Run): Promise<Tended> {
  const { now } = world;
  const next = isUnfinished ? [now + MINUTE_MS] : isUnwritten ? [now + POST_AGAIN_MS] : [];
  let shipped: Changes = {};
  try {
    const asked = await askRefund(world, order, merchant, run);
    if (asked !== undefined) next.push(asked);
    await restock(world, order);
    await endEarning(world, order);
    if (order.status === 'issued' && order.shippedAt === null) {
      if (await ship(world, order)) shipped = { shippedAt: now };
      else next.push(now + SHIP_AGAIN_MS);
    }
  } catch (error) {
    world.report('an order could not be delivered', { orderId: order._id, error: String(error) });
    next.push(now + MINUTE_MS);
  }
  return { deliverAt: next.length > 0 ? Math.min(...next) : null, unposted: isUnwritten, ...shipped };
}

/** Units of refunded vouchers go back on sale where the deal says so: once, then the refund notes it. */
async function restock({ database, now }: World, order: Order): Promise<void> {
  for (const [key, refund] of Object.entries(order.refunds)) {
    if (refund.restock === 0 || refund.restockedAt !== undefined) continue;
    await returnStock(database, order.dealId, { key, orderId: order._id }, refund.restock, now);
    await database.change('orders', { _id: order._id }, { [`refunds.${key}.restockedAt`]: now });
  }
}

/** Tells WeChat that an order was handed over: picked up in stores, once, at issue. */
function ship(world: World, order: Order): Promise<boolean> {
  return world.wechat.uploadShipping({
    ...{ transactionId: order.transactionId ?? '', buyer: order.buyer, what: order.title },
    ...{ atStore: true, at: world.now },
  });
}
