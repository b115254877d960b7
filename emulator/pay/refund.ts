import { moveBalance, requiredMerchant } from './accounts';
import { optionalText, requiredFen, requiredNumber } from './arguments';
import { payRefunds } from './collections';
import type { PayArguments, PayCall, PayContext } from './context';
import { refundNotice } from './notice-events';
import { addNotice } from './notice-store';
import { refundId } from './numbers';
import { answerHead, changeOrder, requiredOrder, type PayOrder } from './orders';
import { countedRefund } from './refund-rate';
import { findRefunds, type PayRefund } from './refunds';
import { malformed, refused } from './refusal';

const DAY_MS = 86_400_000;
/** Refunds are possible for a year after payment, in at most 50 parts (CloudPay.refund page, 2026-11-22). */
const REFUNDABLE_MS = 365 * DAY_MS;
const PARTS_MAX = 50;
/** Between two refunds of one order (v2/v3 refund pages, 2026-11-22). */
const BETWEEN_PARTS_MS = 60_000;
/** How long money is on its way back here; in the world it is seconds to days. */
export const REFUND_SETTLES_MS = 5_000;

interface Wanted {
  readonly outRefundNo: string;
  readonly refundFeeFen: number;
  readonly totalFeeFen: number;
}

/**
 * refund: asks WeChat Pay to give money back. Success means accepted; the result comes as a notice to the function
 * named in the call (CloudPay.refund page, v2 refund and refund-notify pages, 2026-11-22). The same number with the
 * same amounts again is the same refund; a refused one leaves no trace, so that its number can be used again.
 * Texts of the refusals are those of public reports (read 2026-11-22), where there are any.
 */
export const refund: PayCall = (context, args, caller) =>
  countedRefund(context, args, () => {
    const wanted = requested(args);
    const order = requiredOrder(context, args);
    const known = findRefunds(context, { _id: `${order.subMchId}:${wanted.outRefundNo}` })[0];
    if (known !== undefined) return repeated(context, order, known, wanted);
    checkOrder(order, wanted, context.clock.now());
    const place = { function: caller.function, action: caller.action, call: 'refund' };
    const short = requiredMerchant(context, args).balanceFen < wanted.refundFeeFen;
    if (context.faults.take(['refund-notenough'], place) !== undefined || short) {
      throw refused('NOTENOUGH', '基本账户余额不足，请充值后重新发起');
    }
    const abnormal = context.faults.take(['refund-abnormal'], place) !== undefined;
    return accept(context, args, order, wanted, abnormal ? 'CHANGE' : 'SUCCESS');
  });

function requested(args: PayArguments): Wanted {
  const wanted = {
    outRefundNo: requiredNumber(args, 'out_refund_no', 64),
    refundFeeFen: requiredFen(args, 'refund_fee'),
    totalFeeFen: requiredFen(args, 'total_fee'),
  };
  optionalText(args, 'refund_desc', 80);
  optionalText(args, 'nonce_str', 32);
  if (wanted.refundFeeFen > wanted.totalFeeFen) throw malformed('invalid refund_fee');
  return wanted;
}

function repeated(context: PayContext, order: PayOrder, known: PayRefund, wanted: Wanted): Record<string, unknown> {
  const same =
    known.orderId === order._id &&
    known.refundFeeFen === wanted.refundFeeFen &&
    order.totalFeeFen === wanted.totalFeeFen;
  if (!same) throw refused('REFUND_FEE_MISMATCH', '订单金额或退款金额与之前请求不一致，请核实后再试');
  return accepted(context, order, known);
}

function checkOrder(order: PayOrder, wanted: Wanted, now: number): void {
  const { paidAt, totalFeeFen, refundedFen, refundParts, lastRefundAt } = order;
  if (paidAt === null) throw refused('INVALID_REQUEST', '订单未支付');
  if (wanted.totalFeeFen !== totalFeeFen) {
    throw refused('REFUND_FEE_MISMATCH', '订单金额或退款金额与之前请求不一致，请核实后再试');
  }
  if (now > paidAt + REFUNDABLE_MS) throw refused('TRADE_OVERDUE', '订单已经超过退款期限');
  if (refundedFen === totalFeeFen) throw refused('ERROR', '订单已全额退款');
  if (refundedFen + wanted.refundFeeFen > totalFeeFen) throw refused('INVALID_REQUEST', 'refund_fee大于可退金额');
  if (refundParts >= PARTS_MAX) throw refused('INVALID_REQUEST', '部分退款次数不能超过50次');
  if (lastRefundAt !== null && now < lastRefundAt + BETWEEN_PARTS_MS) {
    throw refused('FREQUENCY_LIMITED', '频率限制，同一笔订单的多次退款请间隔1分钟');
  }
}

function accept(
  context: PayContext,
  args: PayArguments,
  order: PayOrder,
  wanted: Wanted,
  outcome: PayRefund['outcome'],
): Record<string, unknown> {
  const acceptedAt = context.clock.now();
  const refund: PayRefund = {
    _id: `${order.subMchId}:${wanted.outRefundNo}`,
    orderId: order._id,
    subMchId: order.subMchId,
    outRefundNo: wanted.outRefundNo,
    refundId: refundId(context.ids(), acceptedAt),
    refundFeeFen: wanted.refundFeeFen,
    acceptedAt,
    settledAt: acceptedAt + REFUND_SETTLES_MS,
    outcome,
  };
  context.engine.insert(payRefunds, [refund]);
  const counted = { refundedFen: refund.refundFeeFen, refundParts: 1 };
  changeOrder(context, order, { $inc: counted, $set: { lastRefundAt: acceptedAt } });
  // Money that does not arrive goes back to the merchant, so it is not taken at all.
  if (outcome === 'SUCCESS') moveBalance(context, order.subMchId, -refund.refundFeeFen);
  const functionName = optionalText(args, 'function_name', 60);
  if (functionName !== undefined) addNotice(context, refundNotice(context, order, refund, functionName));
  return accepted(context, order, refund);
}

function accepted(context: PayContext, order: PayOrder, refund: PayRefund): Record<string, unknown> {
  return {
    ...answerHead(context, order),
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    out_refund_no: refund.outRefundNo,
    refund_id: refund.refundId,
    refund_fee: refund.refundFeeFen,
    settlement_refund_fee: refund.refundFeeFen,
    total_fee: order.totalFeeFen,
    settlement_total_fee: order.totalFeeFen,
    fee_type: 'CNY',
    cash_fee: order.totalFeeFen,
    cash_refund_fee: refund.refundFeeFen,
    coupon_refund_fee: 0,
    coupon_refund_count: 0,
  };
}
