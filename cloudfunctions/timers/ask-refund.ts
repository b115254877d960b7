import { refundIdOf } from '../domain/ledger';
import { refundFen } from '../domain/order-money';
import type { Merchant } from '../domain/merchant';
import type { Order, Refund } from '../domain/order';
import { HOUR_MS, MINUTE_MS } from '../domain/time';
import { sum } from '../domain/worth';
import type { World } from '../runtime/operation';
import type { RefundAnswer } from '../runtime/payments';
import { to } from '../runtime/terms';
import { tellOwner } from '../trade/tell-owner';

/** WeChat takes one refund of an order a minute, and a merchant that errs at most six times a second. */
const REFUND_GAP_MS = MINUTE_MS + 1000;
const REFUSALS_OF_A_MERCHANT_MAX = 5;

/** Refusals of one run, whoever they are of: from then on a merchant that has had one waits. */
const REFUSALS_PER_RUN_MAX = 20;

/** A refund without funds is asked for again when it has waited a sixth longer, within these bounds. */
const FUNDS_AGAIN_MIN_MS = 10 * MINUTE_MS;
const FUNDS_AGAIN_MAX_MS = HOUR_MS;
const FUNDS_AGAIN_PART = 6;

/** What WeChat has refused a merchant in one run: how often, and the least sum that its account lacked (fen). */
interface Refused {
  readonly times: number;
  readonly lackedFen: number;
}

/** One run of the timer: what it claims under, and what WeChat has refused in it, by merchant. */
export interface Run {
  readonly id: string;
  readonly refused: Map<string, Refused>;
}

/** Whether WeChat is to be asked for a refund of the order now. */
export const isRefundDue = ({ refunds }: Order, now: number): boolean =>
  Object.values(refunds).some(({ nextAt }) => nextAt !== null && nextAt <= now);

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
  const [key, refund] = entry;
  const hasTurn = mayAsk(run, order.merchantId);
  if (!hasTurn && !isLacked(run, order, refund)) return now + MINUTE_MS;
  const answer = hasTurn ? await askWeChat(world, order, key, refund, merchant) : 'no_funds';
  if (hasTurn && answer !== 'accepted') countRefusal(run, order, refund, answer);
  // The owner is told before the answer is kept: once a refusal is, nobody asks again.
  const about = { orderId: order._id, refundId: refundIdOf(order, key), amountFen: refundFen(order, refund) };
  if (answer === 'no_funds') await tellOwner(world, merchant, 'refund_waiting_for_funds', about.refundId, about);
  if (answer === 'refused') await tellOwner(world, merchant, 'refund_abnormal', about.refundId, about);
  const again = await record(world, order, key, refund, answer);
  const others = waiting.length > 1 ? [now + REFUND_GAP_MS] : [];
  const times = [...others, ...(again === null ? [] : [again])];
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** Whether a merchant may err once more in this run: its own errors count, and of others' none costs it its turn. */
function mayAsk({ refused }: Run, merchantId: string): boolean {
  const all = sum([...refused.values()].map(({ times }) => times));
  const most = all < REFUSALS_PER_RUN_MAX ? REFUSALS_OF_A_MERCHANT_MAX : 1;
  return (refused.get(merchantId)?.times ?? 0) < most;
}

/** Whether the merchant's account has just lacked as much, or less: what WeChat would say is known. */
const isLacked = ({ refused }: Run, order: Order, refund: Refund): boolean =>
  refundFen(order, refund) >= (refused.get(order.merchantId)?.lackedFen ?? Infinity);

function countRefusal({ refused }: Run, order: Order, refund: Refund, answer: RefundAnswer): void {
  const { times, lackedFen } = refused.get(order.merchantId) ?? { times: 0, lackedFen: Infinity };
  const fen = answer === 'no_funds' ? refundFen(order, refund) : Infinity;
  refused.set(order.merchantId, { times: times + 1, lackedFen: Math.min(lackedFen, fen) });
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
    no_funds: ['waiting_for_funds', fundsAgainAt(refund, now)],
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

/** The longer a refund has waited for money, the later WeChat is asked again; soon enough once it is there. */
function fundsAgainAt({ at }: Refund, now: number): number {
  const wait = Math.floor((now - at) / FUNDS_AGAIN_PART);
  return now + Math.min(Math.max(wait, FUNDS_AGAIN_MIN_MS), FUNDS_AGAIN_MAX_MS);
}
