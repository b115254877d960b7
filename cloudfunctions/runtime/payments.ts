import type { PaymentRequest } from '../../typings/order';

/** What WeChat says of an order. */
export type PaymentState =
  { readonly state: 'paid'; readonly payment: Paid } | { readonly state: 'unpaid' | 'closed' | 'unknown' };

/** A payment that was made. */
export interface Paid {
  readonly orderId: string;
  readonly amountFen: number;
  readonly payer: string;
  readonly attach: string;
  readonly transactionId: string;
  /** WeChat's time, whole seconds (epoch ms). */
  readonly paidAt: number;
}

export interface Prepayment {
  readonly orderId: string;
  readonly title: string;
  readonly amountFen: number;
  readonly payBy: number;
  readonly attach: string;
  readonly subMchId: string;
}

export interface RefundRequest {
  readonly orderId: string;
  readonly refundId: string;
  readonly totalFen: number;
  readonly amountFen: number;
  readonly reason: string;
  readonly subMchId: string;
}

/**
 * accepted: a notice will follow · no_funds: the merchant's balance is empty · later: ask again · refused: a person
 * must act.
 */
export type RefundAnswer = 'accepted' | 'no_funds' | 'later' | 'refused';

/** WeChat Pay. */
export interface Payments {
  /** Asks for a prepayment; nothing when WeChat refuses it. Throws when its answer is unknown. */
  prepay(prepayment: Prepayment): Promise<PaymentRequest | undefined>;
  query(order: { readonly orderId: string; readonly subMchId: string }): Promise<PaymentState>;
  /** Ends an unpaid order. Whatever the answer, `query` tells what became of it. */
  close(order: { readonly orderId: string; readonly subMchId: string }): Promise<'closed' | 'doubtful'>;
  refund(refund: RefundRequest): Promise<RefundAnswer>;
}

/** How money reaches a person: by the owner's hand, or a way that an installation has. */
export interface Payouts {
  /** Pays out, the same number again without harm: `paid` once that is sure, `later` to be asked again. */
  pay(payout: {
    readonly payoutId: string;
    readonly person: string;
    readonly amountFen: number;
    readonly reference: string;
  }): Promise<'paid' | 'later'>;
}
