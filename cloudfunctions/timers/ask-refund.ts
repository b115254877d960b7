import { refundIdOf } from '../domain/ledger';
import { refundFen } from '../domain/order-money';
import type { Merchant } from '../domain/merchant';
import type { Order, Refund } from '../domain/order';
import { MINUTE_MS } from '../domain/time';
import type { World } from '../runtime/operation';
import type { RefundAnswer } from '../runtime/payments';
import { to } from '../runtime/terms';
import { tellOwner } from '../trade/tell-owner';

/** WeChat takes one refund of an order a minute, and a merchant that errs at most six times a second. */
const REFUND_GAP_MS = MINUTE_MS + 1000;
const FUNDS_AGAIN_MS = 10 * MINUTE_MS;
const REFUSALS_PER_RUN_MAX = 5;

/** One run of the timer: what it claims under, and how often WeChat has refused it a refund. */
export interface Run {
  readonly id: string;
  refusals: number;
}

/** Asks WeChat for the refund that waits longest; gives when the order's next one is due. */
export async function askRefund(
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
  // The owner is told before the answer is kept: once a refusal is, nobody asks again.
  const about = { orderId: order._id, refundId: refundIdOf(order, key), amountFen: refundFen(order, refund) };
  if (answer === 'no_funds') await tellOwner(world, merchant, 'refund_waiting_for_funds', about.refundId, about);
  if (answer === 'refused') await tellOwner(world, merchant, 'refund_abnormal', about.refundId, about);
  const again = await record(world, order, key, refund, answer);
  const others = waiting.length > 1 ? [now + REFUND_GAP_MS] : [];
  const times = [...others, ...(again === null ? [] : [again])];
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** Why money goes back, as WeChat tells the buyer: the merchant's words, or ours for what nobody said. */
const REASONS: Readonly<Record<string, string>> = {
  group_failed: '未成团，自动退款',
  seat_lost: '名额已满，自动退款',
  voucher_expired: '券已过期，自动退款',
  tier_difference: '阶梯团差额退款',
  buyer_request: '买家申请退款',
};

const reasonFor = ({ kind, by, reason }: Refund): string =>
  by === null || kind === 'vouchers' ? (REASONS[reason] ?? reason) : reason;

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
      ...{ amountFen: refundFen(order, refund), reason: reasonFor(refund), subMchId: merchant?.subMchId ?? '' },
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
  const isFoundBy = { abnormalRefunds: to.push(refundIdOf(order, key)) };
  await database.change('orders', asSeen, { ...asked, ...(status === 'abnormal' ? isFoundBy : {}) });
  return nextAt;
}
