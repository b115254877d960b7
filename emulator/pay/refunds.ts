import type { Document } from '../engine/document';
import { payRefunds } from './collections';
import type { PayContext } from './context';

/** One refund that WeChat Pay has accepted; its _id joins the merchant's number with the merchant's refund number. */
export interface PayRefund extends Document {
  readonly _id: string;
  /** The _id of the order. */
  readonly orderId: string;
  readonly subMchId: string;
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly refundFeeFen: number;
  readonly acceptedAt: number;
  /** When the money arrives, or turns out not to. */
  readonly settledAt: number;
  /** CHANGE: the money did not arrive and is back with the merchant; a person must act. */
  readonly outcome: 'SUCCESS' | 'CHANGE';
}

export type RefundStatus = 'PROCESSING' | PayRefund['outcome'];

/** How far a refund is at this moment, in v2's words. */
export function refundStatusAt(refund: PayRefund, now: number): RefundStatus {
  return now < refund.settledAt ? 'PROCESSING' : refund.outcome;
}

/** The refunds that fit, the earliest first. */
export function findRefunds(context: PayContext, filter: object): PayRefund[] {
  const refunds = context.engine.find(payRefunds, { filter, limit: 1_000_000 }) as PayRefund[];
  return refunds.sort((a, b) => a.acceptedAt - b.acceptedAt);
}
