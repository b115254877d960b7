import { refundFen, refundIdOf } from '../domain/ledger';
import type { Merchant } from '../domain/merchant';
import type { Order, Refund } from '../domain/order';
import { MINUTE_MS } from '../domain/time';
import type { World } from '../runtime/operation';
import type { Changes, RefundAnswer } from '../runtime/ports';
import { is } from '../runtime/terms';
import { returnStock } from '../trade/holds';
import { eachPage } from './due';
import { notify, post } from './post';

/** A run that died lets go of what it had claimed after this time; the cloud ends an invocation after 60 seconds. */
const LEASE_MS = 2 * MINUTE_MS;

/** WeChat takes one refund of an order a minute, and a merchant that errs at most six times a second. */
const REFUND_GAP_MS = MINUTE_MS + 1000;
const FUNDS_AGAIN_MS = 10 * MINUTE_MS;
const REFUSALS_PER_RUN_MAX = 5;
const SHIP_AGAIN_MS = 10 * MINUTE_MS;

/** Every minute: what follows from facts and lies outside their document: rows, refunds, shipping, messages. */
export async function deliver(world: World): Promise<void> {
  const run = { id: world.chance.symbols(12), refusals: 0 };
  await eachPage(world, 'orders', 'deliverAt', async (due) => {
    const { database, now } = world;
    const ids = due.map((order) => order._id);
    const claimed = { deliverBy: run.id, deliverAt: now + LEASE_MS };
    await database.changeAll('orders', { _id: is.oneOf(ids), deliverAt: is.atMost(now) }, claimed);
    const orders = await database.list('orders', { _id: is.oneOf(ids), ...claimed }, { limit: ids.length });
    if (orders.length === 0) return;
    const merchants = await merchantsOf(world, orders);
    const told = await post(world, orders);
    const done = new Map<string, string[]>();
    for (const order of orders) {
      const changes = await tend(world, order, merchants.get(order.merchantId), run);
      const key = JSON.stringify(changes);
      done.set(key, [...(done.get(key) ?? []), order._id]);
    }
    for (const [changes, tended] of done) {
      await database.changeAll('orders', { _id: is.oneOf(tended), ...claimed }, JSON.parse(changes) as Changes);
    }
    await notify(world, told);
  });
}

async function merchantsOf({ database }: World, orders: readonly Order[]): Promise<ReadonlyMap<string, Merchant>> {
  const ids = [...new Set(orders.map((order) => order.merchantId))];
  const merchants = await database.list('merchants', { _id: is.oneOf(ids) }, { limit: ids.length });
  return new Map(merchants.map((merchant) => [merchant._id, merchant]));
}

interface Run {
  readonly id: string;
  refusals: number;
}

/** What one order owes beside its rows; gives when it wants to be looked at again. A failure is tried again later. */
async function tend(world: World, order: Order, merchant: Merchant | undefined, run: Run): Promise<Changes> {
  const { now } = world;
  const next: number[] = [];
  let shipped: Changes = {};
  try {
    const asked = await askRefund(world, order, merchant, run);
    if (asked !== undefined) next.push(asked);
    await restock(world, order);
    if (order.status === 'issued' && order.shippedAt === null) {
      if (await ship(world, order)) shipped = { shippedAt: now };
      else next.push(now + SHIP_AGAIN_MS);
    }
  } catch (error) {
    world.report('an order could not be delivered', { orderId: order._id, error: String(error) });
    next.push(now + MINUTE_MS);
  }
  return { deliverAt: next.length > 0 ? Math.min(...next) : null, unposted: false, ...shipped };
}

/** Asks WeChat for the refund that waits longest; gives when the order's next one is due. */
async function askRefund(
  world: World,
  order: Order,
  merchant: Merchant | undefined,
  run: Run,
): Promise<number | undefined> {
  const { now } = world;
  const waiting = Object.entries(order.refunds)
    .filter(([, refund]) => refund.nextAt !== null)
    .sort(([, a], [, b]) => a.at - b.at);
  const entry = waiting.find(([, refund]) => (refund.nextAt ?? 0) <= now);
  if (!entry) return waiting.length > 0 ? Math.min(...waiting.map(([, refund]) => refund.nextAt ?? 0)) : undefined;
  if (run.refusals >= REFUSALS_PER_RUN_MAX) return now + MINUTE_MS;
  const [key, refund] = entry;
  const answer = await askWeChat(world, order, key, refund, merchant);
  if (answer !== 'accepted') run.refusals += 1;
  const again = await record(world, order, key, refund, answer);
  const others = waiting.length > 1 ? [now + REFUND_GAP_MS] : [];
  const times = [...others, ...(again === null ? [] : [again])];
  return times.length > 0 ? Math.min(...times) : undefined;
}

async function askWeChat(
  world: World,
  order: Order,
  key: string,
  refund: Refund,
  merchant?: Merchant,
): Promise<RefundAnswer> {
  try {
    return await world.payments.refund({
      ...{ orderId: order._id, refundId: refundIdOf(order, key), totalFen: order.amountFen },
      ...{ amountFen: refundFen(order, refund), reason: refund.reason, subMchId: merchant?.subMchId ?? '' },
    });
  } catch (error) {
    world.report('a refund was not answered', { orderId: order._id, error: String(error) });
    return 'later';
  }
}

/** What the refund becomes by WeChat's answer; gives when WeChat is asked again, the same number as before. */
async function record(
  world: World,
  order: Order,
  key: string,
  refund: Refund,
  answer: RefundAnswer,
): Promise<number | null> {
  const { now, database } = world;
  const becomes: Record<RefundAnswer, readonly [Refund['status'], number | null]> = {
    accepted: ['processing', null],
    no_funds: ['waiting_for_funds', now + FUNDS_AGAIN_MS],
    later: [refund.status, now + REFUND_GAP_MS],
    refused: ['abnormal', null],
  };
  const [status, nextAt] = becomes[answer];
  const path = `refunds.${key}`;
  const asSeen = { _id: order._id, [`${path}.status`]: refund.status, [`${path}.tries`]: refund.tries };
  const asked = { [`${path}.status`]: status, [`${path}.nextAt`]: nextAt, [`${path}.tries`]: refund.tries + 1 };
  await database.change('orders', asSeen, asked);
  return nextAt;
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
