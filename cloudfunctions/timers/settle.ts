import { SETTLE_AGAIN_MS, settleDueAt, validUntil, type Order } from '../domain/order';
import { refundableVouchers, refundKeyOf, takeVouchers } from '../domain/refund';
import { Stale, type World } from '../runtime/operation';
import type { Changes } from '../runtime/ports';
import { is } from '../runtime/terms';
import { beginRefund } from '../trade/refund';
import { eachOne, eachPage } from './due';

/** Vouchers end at midnight, many at once, and WeChat is asked for nothing: a run takes more than other timers do. */
const PAGES_PER_RUN_MAX = 40;

/** Every ten minutes: money that nobody redeemed becomes the merchant's, and expired vouchers are refunded or end. */
export async function settle(world: World): Promise<void> {
  await eachPage(world, 'orders', 'settleAt', (orders) => settlePage(world, orders), PAGES_PER_RUN_MAX);
}

async function settlePage(world: World, orders: readonly Order[]): Promise<void> {
  const owed = orders.map((order) => ({ order, owed: owedBy(order, world.now) }));
  await settleAll(
    world,
    owed.flatMap(({ order, owed: what }) => (what === 'settlement' ? [order] : [])),
  );
  const expired = owed.flatMap(({ order, owed: what }) => (what === 'refund' ? [order] : []));
  await eachOne(world, expired, (order) => refundExpired(world, order));
  const over = owed.flatMap(({ order, owed: what }) => (what === 'nothing' ? [order._id] : []));
  if (over.length > 0) {
    const asSeen = { _id: is.oneOf(over), settleAt: is.atMost(world.now) };
    await world.database.changeAll('orders', asSeen, { settleAt: null });
  }
}

/** What an order wants of the timer now. */
function owedBy(order: Order, now: number): 'settlement' | 'refund' | 'nothing' {
  if (order.issuedAt === null) return 'nothing';
  if (order.settledAt === null && now >= settleDueAt(order.rules, order.issuedAt)) return 'settlement';
  const isRefundedAtExpiry = order.rules.refund.onExpiry && now >= validUntil(order.rules.validity, order.issuedAt);
  return isRefundedAtExpiry && order.status === 'issued' && refundableVouchers(order).length > 0 ? 'refund' : 'nothing';
}

/** One update for all orders that are due again at the same time: expiry is at midnight, so they are few. */
async function settleAll({ database, now }: World, orders: readonly Order[]): Promise<void> {
  const byNext = new Map<number | null, string[]>();
  for (const order of orders) {
    const expiresAt = validUntil(order.rules.validity, order.issuedAt ?? 0);
    const next = order.rules.refund.onExpiry ? Math.max(expiresAt, now + 1) : null;
    byNext.set(next, [...(byNext.get(next) ?? []), order._id]);
  }
  for (const [settleAt, ids] of byNext) {
    const settled: Changes = { settledAt: now, settleAt, deliverAt: now, unposted: true };
    await database.changeAll('orders', { _id: is.oneOf(ids), settledAt: null, settleAt: is.atMost(now) }, settled);
  }
}

/** 过期退: what was not used goes back. */
async function refundExpired(world: World, order: Order): Promise<void> {
  const taking = takeVouchers(order, refundableVouchers(order));
  const key = refundKeyOf(order, taking);
  try {
    if (taking.amountFen === 0) {
      await world.database.change('orders', { _id: order._id, settleAt: order.settleAt }, { settleAt: null });
    } else {
      const cause = { kind: 'voucher_expired', reason: 'voucher_expired', by: null, key } as const;
      await beginRefund(world, order, cause, taking, { settleAt: world.now + SETTLE_AGAIN_MS });
    }
  } catch (error) {
    if (!(error instanceof Stale)) throw error;
  }
}
