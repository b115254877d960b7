import type { RefundReceipt } from '../../typings/order';
import { GROUP_FAILED, refundIdOf } from '../domain/ledger';
import type { Order, Refund } from '../domain/order';
import { refundFen, refundRequestedFen } from '../domain/order-money';
import { newRefund, sharesTaken, type Taking } from '../domain/refund';
import { current, Stale, type World } from '../runtime/operation';
import type { Changes, Where } from '../runtime/ports';
import { is, to } from '../runtime/terms';
import { endEarning } from './end-earning';
import { tellOwner } from './tell-owner';
import { untouched } from './untouched';

/** What a notice or a query says of a refund. */
export interface RefundOutcome {
  readonly orderId: string;
  readonly refundId: string;
  readonly amountFen: number;
  readonly outcome: 'succeeded' | 'abnormal';
}

/** Why a refund of an issued order is made. */
export type RefundCause = Pick<Refund, 'kind' | 'reason' | 'by'> & { readonly key: string };

/**
 * Writes a refund into its order, if the order still is what the refund was judged on: the same refunds, the same
 * settlement, and the same uses left of every voucher that it takes from.
 */
export async function beginRefund(
  world: Pick<World, 'database' | 'now'>,
  order: Order,
  cause: RefundCause,
  taking: Taking,
  also: Changes = {},
): Promise<Refund> {
  const { key, ...why } = cause;
  const { took, amountFen, ended } = taking;
  const restock = order.rules.refund.restock ? ended.length : 0;
  const refund = newRefund({ ...why, amountFen, at: world.now, took, restock, ...sharesTaken(order, took) });
  const whole = refundRequestedFen(order) + amountFen === order.amountFen;
  const changes: Changes = {
    ...{ [`refunds.${key}`]: to.be(refund), refundSeq: to.add(1), deliverAt: world.now, unposted: true },
    ...Object.fromEntries(ended.map((voucher) => [`vouchers.${voucher}.refund`, key])),
    ...(whole ? { status: 'refunding' } : {}),
    ...also,
  };
  current(await world.database.change('orders', asJudged(order, taking), changes));
  if (whole) await endEarning(world, { ...order, status: 'refunding' });
  return refund;
}

function asJudged(order: Order, { took, ended }: Taking): Where & { readonly _id: string } {
  const vouchers = new Set([...took.map((money) => money.voucher), ...ended]);
  const { _id, status, refundSeq, settledAt } = order;
  return { _id, status, refundSeq, settledAt, ...untouched(order, [...vouchers]) };
}

/** The answer to whoever asked for a refund. */
export const refundReceipt = (order: Order, key: string, refund: Refund): RefundReceipt => ({
  ...{ refundId: refundIdOf(order, key), amountFen: refundFen(order, refund), status: refund.status },
});

/** How often a notice is judged again because another refund of the order ended meanwhile. */
const ROUNDS_MAX = 8;

/** WeChat has ended a refund. Once: an ended one is not touched again. False where no such refund was asked for. */
export async function applyRefund(world: World, notice: RefundOutcome): Promise<boolean> {
  for (let round = 1; ; round += 1) {
    const order = await world.database.get('orders', notice.orderId);
    const found = Object.entries(order?.refunds ?? {}).find(
      ([key]) => order && refundIdOf(order, key) === notice.refundId,
    );
    if (!order || !found) return false;
    const [key, refund] = found;
    if (refundFen(order, refund) !== notice.amountFen) {
      world.report('a refund notice does not fit its refund', { orderId: order._id, refundId: notice.refundId });
      return false;
    }
    if (refund.status === 'succeeded') {
      if (refund.byHand && notice.outcome === 'succeeded') reportPaidTwice(world, notice);
      return true;
    }
    if (notice.outcome === 'abnormal') return markAbnormal(world, order, key, notice);
    if (await markSucceeded(world, order, key)) return true;
    if (round === ROUNDS_MAX) throw new Stale();
  }
}

/** The money came back to the buyer by hand, and from WeChat all the same: somebody must ask for one of them. */
const reportPaidTwice = (world: World, { orderId, refundId, amountFen }: RefundOutcome): void => {
  world.report('a refund that was paid by hand has been paid by WeChat too', { orderId, refundId, amountFen });
};

async function markAbnormal(world: World, order: Order, key: string, notice: RefundOutcome): Promise<boolean> {
  const { database } = world;
  const path = `refunds.${key}`;
  const open = { _id: order._id, [`${path}.status`]: is.noneOf(['succeeded', 'abnormal']) };
  await database.change('orders', open, {
    ...{ [`${path}.status`]: 'abnormal', [`${path}.nextAt`]: null, abnormalRefunds: to.push(notice.refundId) },
  });
  const merchant = await database.get('merchants', order.merchantId);
  const about = { orderId: order._id, refundId: notice.refundId, amountFen: notice.amountFen };
  await tellOwner(world, merchant, 'refund_abnormal', notice.refundId, about);
  return true;
}

/**
 * The money has arrived, by WeChat or by hand. A whole order is over with the last of its refunds: the update rests on
 * what the others were, so that of two that end at once the second sees the first.
 */
export function markSucceeded(
  { database, now }: Pick<World, 'database' | 'now'>,
  order: Order,
  key: string,
  also: Changes = {},
): Promise<boolean> {
  const asSeen = Object.entries(order.refunds).map(
    ([other, { status }]) => [`refunds.${other}.status`, status] as const,
  );
  const others = Object.entries(order.refunds).filter(([other]) => other !== key);
  const ends = order.status === 'refunding' && others.every(([, refund]) => refund.status === 'succeeded');
  const path = `refunds.${key}`;
  return database.change(
    'orders',
    { _id: order._id, refundSeq: order.refundSeq, ...Object.fromEntries(asSeen) },
    {
      ...{ [`${path}.status`]: 'succeeded', [`${path}.succeededAt`]: now, [`${path}.nextAt`]: null },
      ...(ends ? endOf(order, key) : {}),
      ...{ deliverAt: now, unposted: true, ...also },
    },
  );
}

/** An order whose units went back on sale no longer counts for its buyer. */
const endOf = (order: Order, key: string): Changes =>
  key === GROUP_FAILED ? { status: 'refunded', buyerKey: order._id, nth: 0 } : { status: 'refunded' };
