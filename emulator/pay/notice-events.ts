import { toMoment } from './beijing-time';
import type { PayContext } from './context';
import type { WantedNotice } from './notice-store';
import { nonce } from './numbers';
import { serviceProvider, type PayOrder } from './orders';
import { paidFields } from './query-order';
import type { PayRefund } from './refunds';

/**
 * What a function gets when an order is paid: the v2 notice with camelCase keys, as in the sample of the cloud's
 * paymentCallback page (2026-11-22). Due at `dueAt`.
 */
export function paymentNotice(context: PayContext, order: PayOrder, dueAt: number): WantedNotice {
  const fields = {
    return_code: 'SUCCESS',
    result_code: 'SUCCESS',
    ...merchantFields(context, order),
    ...paidFields(order),
    out_trade_no: order.outTradeNo,
    ...(order.attach === null ? {} : { attach: order.attach }),
  };
  return { kind: 'payment', functionName: order.functionName, appid: order.appid, event: camelCased(fields), dueAt };
}

/**
 * What the function named in a refund gets when the money has arrived, or has not: the decrypted fields of the v2
 * refund notice with camelCase keys. That the cloud passes them flat like this is unverified.
 */
export function refundNotice(
  context: PayContext,
  order: PayOrder,
  refund: PayRefund,
  functionName: string,
): WantedNotice {
  const fields = {
    return_code: 'SUCCESS',
    ...merchantFields(context, order),
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    total_fee: order.totalFeeFen,
    settlement_total_fee: order.totalFeeFen,
    refund_fee: refund.refundFeeFen,
    settlement_refund_fee: refund.refundFeeFen,
    refund_status: refund.outcome,
    ...(refund.outcome === 'SUCCESS' ? { success_time: toMoment(refund.settledAt) } : {}),
    refund_recv_accout: '支付用户零钱',
    refund_account: 'REFUND_SOURCE_UNSETTLED_FUNDS',
    refund_request_source: 'API',
  };
  return { kind: 'refund', functionName, appid: order.appid, event: camelCased(fields), dueAt: refund.settledAt };
}

function merchantFields(context: PayContext, order: PayOrder): Record<string, string> {
  return {
    appid: serviceProvider.appid,
    mch_id: serviceProvider.mchId,
    sub_appid: order.appid,
    sub_mch_id: order.subMchId,
    nonce_str: nonce(context.ids()),
  };
}

function camelCased(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [camel(name), value]));
}
