import { requiredMerchant } from './accounts';
import { optionalText } from './arguments';
import type { PayArguments, PayCall, PayContext } from './context';
import { answerHead, findOrder, requiredOrder } from './orders';
import { findRefunds, type PayRefund } from './refunds';
import { refused } from './refusal';

/**
 * queryRefund: by refund_id, out_refund_no, transaction_id or out_trade_no (v2 refundquery page, 2026-11-22).
 * Kept as reported for cloudPay in 2023 and not known to be mended: the count is right, every list is empty, so the
 * answer does not tell whether a refund has succeeded.
 */
export const queryRefund: PayCall = (context, args) => {
  const refunds = named(context, args);
  const order = findOrder(context, { _id: refunds[0]?.orderId ?? '' });
  if (order === undefined) throw refused('REFUNDNOTEXIST', '退款订单查询失败');
  return {
    ...answerHead(context, order),
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    total_fee: order.totalFeeFen,
    cash_fee: order.totalFeeFen,
    refund_count: refunds.length,
    out_refund_no_list: [],
    refund_id_list: [],
    refund_channel_list: [],
    refund_fee_list: [],
    refund_status_list: [],
    refund_recv_accout_list: [],
    refund_success_time_list: [],
  };
};

function named(context: PayContext, args: PayArguments): PayRefund[] {
  const subMchId = requiredMerchant(context, args)._id;
  const refundId = optionalText(args, 'refund_id', 32);
  if (refundId !== undefined) return findRefunds(context, { refundId, subMchId });
  const outRefundNo = optionalText(args, 'out_refund_no', 64);
  if (outRefundNo !== undefined) return findRefunds(context, { _id: `${subMchId}:${outRefundNo}` });
  return findRefunds(context, { orderId: requiredOrder(context, args)._id });
}
