import type { CommissionRule, RefundPolicy, StoreCard } from './deal';
import type { GroupStatus } from './group';

export type OrderStatus = 'pending_payment' | 'paid' | 'issued' | 'closed' | 'refunding' | 'refunded';

/** 未使用, 部分使用, 已使用. */
export type UseStatus = 'unused' | 'partly_used' | 'used';

export type VoucherStatus = 'valid' | 'used' | 'expired' | 'refunding' | 'refunded';

export type RefundStatus = 'pending' | 'processing' | 'succeeded' | 'waiting_for_funds' | 'abnormal';

/** alone: at once · open: lead a new group · join: an open one. */
export type Buy = 'alone' | 'open' | 'join';

/** What happens to a payment whose seat is gone: money back, or a group of one's own. */
export type IfFull = 'refund' | 'newGroup';

/** What wx.requestPayment takes, as it is. */
export interface PaymentRequest {
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: string;
  readonly paySign: string;
}

/**
 * Message templates for which a tap now is worth a question (`wx.requestSubscribeMessage`): at most three, none where
 * the installation has none.
 */
export interface ConsentWanted {
  readonly askConsent: readonly string[];
}

/** An order in a list. */
export interface OrderCard {
  readonly orderId: string;
  readonly groupId?: string;
  readonly groupStatus?: GroupStatus;
  readonly seatsLeft?: number;
  /** People whom its group still needs to form; of a tiered one, to reach its first tier. */
  readonly missing?: number;
  /** Seats of its group that the merchant paid for (商家补位). */
  readonly filledSeats?: number;
  readonly expiresAt?: number;
  readonly dealId: string;
  readonly dealTitle: string;
  readonly imageFileIds: readonly string[];
  readonly status: OrderStatus;
  readonly useStatus: UseStatus;
  /** Vouchers are left that nobody can use any more: their time is over. */
  readonly expired?: true;
  /** Of issued vouchers: whether all of their money is the merchant's. */
  readonly settlement?: 'pending' | 'settled';
  readonly quantity: number;
  readonly amountFen: number;
  readonly refundedFen: number;
  readonly orderedAt: number;
}

/** When a voucher's money becomes the merchant's: a clock of its own, beside "used". */
export interface SettlementView {
  readonly status: 'pending' | 'settled' | 'reversed';
  readonly dueAt: number;
  readonly settledAt?: number;
}

export interface OrderVoucher {
  readonly voucherId: string;
  readonly status: VoucherStatus;
  readonly usesLeft: number;
  readonly validUntil: number;
  readonly redeemedAt?: number;
  readonly settlement: SettlementView;
  /** What giving this voucher back would return now (fen); 0 when it cannot be given back any more. */
  readonly refundableFen: number;
}

export interface OrderRefund {
  readonly refundId: string;
  readonly amountFen: number;
  readonly status: RefundStatus;
  readonly reason: string;
  readonly succeededAt?: number;
  /** How the merchant paid it by hand, where WeChat could not. */
  readonly reference?: string;
}

/** An order with its vouchers, its refunds and what may be done now. */
export interface OrderDetail extends OrderCard {
  readonly payBy?: number;
  /** By when an unpaid order that was cancelled will have ended. */
  readonly closesBy?: number;
  readonly paidAt?: number;
  readonly issuedAt?: number;
  readonly closeReason?: string;
  /** The price of one unit that a tiered group has reached; the difference to the price paid was refunded. */
  readonly tierPriceFen?: number;
  /** In a commission group: what its leader earns on each other member's order. */
  readonly commission?: CommissionRule;
  readonly vouchers: readonly OrderVoucher[];
  readonly refunds: readonly OrderRefund[];
  readonly canRefund: { readonly allowed: boolean; readonly why?: string };
  readonly refund: RefundPolicy;
  readonly usesPerVoucher: number;
  /** What comes back after k uses, k = 0…n (fen, of one unit). */
  readonly refundAfterUses: readonly number[];
  /** Where its vouchers are redeemed. */
  readonly stores: readonly StoreCard[];
  readonly service: { readonly hours: string; readonly phone?: string };
}

/** An order as its merchant sees it: the buyer is a first character. */
export interface MerchantOrderCard extends OrderCard {
  readonly buyer: string;
}

export interface MerchantOrderDetail extends OrderDetail {
  readonly buyer: string;
  /** What may still be refunded (fen). */
  readonly refundableFen: number;
  /** Seats of its group that the merchant may pay for now; 0 where there are none. */
  readonly fillableSeats: number;
}

/** A voucher as its buyer shows it at the counter. */
export interface VoucherView {
  readonly voucherId: string;
  readonly orderId: string;
  readonly dealTitle: string;
  readonly status: VoucherStatus;
  readonly code: string;
  readonly token?: string;
  readonly qrText?: string;
  readonly tokenExpiresAt?: number;
  readonly usesLeft: number;
  readonly usesPerVoucher: number;
  readonly validUntil: number;
  readonly excludedDays: readonly string[];
  readonly excludedWeekdays: readonly number[];
  readonly settlement: SettlementView;
  readonly stores: readonly StoreCard[];
  readonly redemptions: readonly {
    readonly redeemedAt: number;
    readonly storeName: string;
    readonly uses: number;
    readonly undoneAt?: number;
  }[];
}

/** The answer to a refund request: accepted, its number, and how far it is. */
export interface RefundReceipt {
  readonly refundId: string;
  readonly amountFen: number;
  readonly status: RefundStatus;
}
