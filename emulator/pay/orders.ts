import type { Document } from '../engine/document';
import { requiredMerchant } from './accounts';
import { optionalText, requiredNumber } from './arguments';
import { payOrders } from './collections';
import type { PayArguments, PayContext } from './context';
import { nonce } from './numbers';
import { refused } from './refusal';

/** The service provider in whose name the cloud collects: WeChat's own in the cloud, a made-up one here. */
export const serviceProvider = { appid: 'wx00000000000000ff', mchId: '1800000001' };

/** One order at WeChat Pay; its _id joins the merchant's number with the merchant's order number. */
export interface PayOrder extends Document {
  readonly _id: string;
  readonly subMchId: string;
  readonly outTradeNo: string;
  readonly appid: string;
  readonly openid: string;
  readonly prepayId: string;
  readonly totalFeeFen: number;
  readonly body: string;
  readonly attach: string | null;
  readonly envId: string;
  readonly functionName: string;
  /** What the order was made with, to tell a repeated request from another one. */
  readonly parameters: string;
  readonly createdAt: number;
  /** The first instant at which it can no longer be paid. */
  readonly payableUntil: number;
  readonly closedAt: number | null;
  readonly paidAt: number | null;
  readonly transactionId: string | null;
  readonly refundedFen: number;
  readonly refundParts: number;
  readonly lastRefundAt: number | null;
}

export type TradeState = 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';

/**
 * The v2 trade_state of an order.
 * One whose time_expire has passed stays NOTPAY until it is closed: v2 documents no state of its own for it and does
 * not say when it becomes CLOSED (unverified; this is the reading that is harder on the caller).
 */
export function tradeState(order: PayOrder): TradeState {
  if (order.paidAt !== null) return order.refundParts > 0 ? 'REFUND' : 'SUCCESS';
  return order.closedAt === null ? 'NOTPAY' : 'CLOSED';
}

/** The key of an order in its collection. */
export function orderKey(subMchId: string, outTradeNo: string): string {
  return `${subMchId}:${outTradeNo}`;
}

/** The first order that fits, if any. */
export function findOrder(context: PayContext, filter: object): PayOrder | undefined {
  return context.engine.find(payOrders, { filter, limit: 1 })[0] as PayOrder | undefined;
}

/** Changes one order. */
export function changeOrder(context: PayContext, order: PayOrder, update: object): void {
  context.engine.update(payOrders, { _id: order._id }, update, false);
}

/** The order that a call names by transaction_id or out_trade_no; another merchant's is as unknown as none. */
export function requiredOrder(context: PayContext, args: PayArguments): PayOrder {
  const { _id: subMchId } = requiredMerchant(context, args);
  const transactionId = optionalText(args, 'transaction_id', 32);
  const order =
    transactionId === undefined
      ? findOrder(context, { _id: orderKey(subMchId, requiredNumber(args, 'out_trade_no', 32)) })
      : findOrder(context, { transactionId, subMchId });
  if (order === undefined) throw refused('ORDERNOTEXIST', '此交易订单号不存在');
  return order;
}

/** The fields that every successful v2 answer in service-provider mode begins with. */
export function answerHead(context: PayContext, order: Pick<PayOrder, 'appid' | 'subMchId'>): Record<string, unknown> {
  return {
    return_code: 'SUCCESS',
    return_msg: 'OK',
    result_code: 'SUCCESS',
    appid: serviceProvider.appid,
    mch_id: serviceProvider.mchId,
    sub_appid: order.appid,
    sub_mch_id: order.subMchId,
    nonce_str: nonce(context.ids()),
  };
}
