import type { Document } from '../engine/document';
import { nextMidnight } from '../pay/beijing-time';
import { payOrders } from '../pay/collections';
import type { PayOrder } from '../pay/orders';
import { shipments } from './collections';
import { failed, type OpenapiAnswer, type OpenapiArguments, type WechatContext } from './context';

/** What was uploaded about the delivery of one paid order. */
export interface Shipment extends Document {
  /** The _id of the order at WeChat Pay. */
  readonly _id: string;
  readonly logisticsType: LogisticsType;
  readonly goodsDescription: string;
  readonly uploads: number;
  readonly uploadedAt: number;
}

/** 1 courier, 2 within the city, 3 virtual, 4 picked up (order-shipping page, 2026-11-22). */
export type LogisticsType = 1 | 2 | 3 | 4;

/** 1 to ship, 2 shipped, 3 receipt confirmed, 4 done, 5 refunded, 6 money about to settle (same page). */
export type OrderState = 1 | 2 | 3 | 4 | 5 | 6;

const DAY_MS = 86_400_000;

/** After how many days WeChat confirms receipt by itself: ten with a courier, else two (same page). */
const CONFIRMED_AFTER_DAYS: Readonly<Record<LogisticsType, number>> = { 1: 10, 2: 2, 3: 2, 4: 2 };

/**
 * How far the delivery of a paid order is. Nobody presses 确认收货 here, so receipt is confirmed by time alone; the
 * money settles on the day after that and is the merchant's on the next (which hours, is unverified).
 */
export function orderStateAt(order: PayOrder, shipment: Shipment | undefined, now: number): OrderState {
  if (order.refundedFen === order.totalFeeFen) return 5;
  if (shipment === undefined) return 1;
  const confirmedAt = shipment.uploadedAt + CONFIRMED_AFTER_DAYS[shipment.logisticsType] * DAY_MS;
  const settlesAt = nextMidnight(confirmedAt);
  if (now < confirmedAt) return 2;
  if (now < settlesAt) return 3;
  return now < settlesAt + DAY_MS ? 6 : 4;
}

/** The shipping record of an order, if something was uploaded. */
export function shipmentOf(context: WechatContext, order: PayOrder): Shipment | undefined {
  return context.engine.find(shipments, { filter: { _id: order._id }, limit: 1 })[0] as Shipment | undefined;
}

/** The paid order that is named, or WeChat's refusal; only paid orders are known to the shipping service. */
export function paidOrder(
  context: WechatContext,
  key: OpenapiArguments,
): { readonly order: PayOrder } | { readonly refusal: OpenapiAnswer } {
  const { transaction_id: transactionId, merchant_id: merchant = key.mchid, merchant_trade_no: trade } = key;
  const number = trade ?? key.out_trade_no;
  const filter =
    typeof transactionId === 'string' && transactionId !== ''
      ? { transactionId }
      : { _id: `${asText(key.sub_merchant_id ?? merchant)}:${asText(number)}` };
  const order = context.engine.find(payOrders, { filter, limit: 1 })[0] as PayOrder | undefined;
  return order === undefined || order.paidAt === null ? { refusal: failed(10060001, '支付单不存在') } : { order };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
