import type { Buy, IfFull, OrderStatus, PaymentRequest, RefundStatus } from '../../typings/order';
import type { DealRules } from './deal';
import type { Stored } from './stored';
import { DAY_MS, dayOf, endOfDay, HOUR_MS, MINUTE_MS, startOfDay } from './time';

/** Money of one use of one voucher (fen). */
export interface UseMoney {
  readonly voucher: string;
  /** From 1. */
  readonly use: number;
  readonly fen: number;
}

/** Uses taken back, by whom, and the settlement that this reversed. */
export interface Undo {
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly reversed: readonly UseMoney[];
  /** What the leader gave back of his commission (fen). */
  readonly commissionFen?: number;
}

/** A clerk redeemed uses of one voucher; what it settled is decided in that moment. */
export interface Redemption {
  readonly at: number;
  readonly uses: readonly number[];
  readonly clerk: string;
  readonly clerkName: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly partnerPercent?: number;
  /** What the partner's store earned by it, of each use. */
  readonly partner?: readonly UseMoney[];
  /** What the leader earned by what it settled (fen); absent where no leader earns. */
  readonly commissionFen?: number;
  /**
   * How many refunds had taken of its voucher by then: one more, and it cannot be undone. Absent in what was redeemed
   * before they were counted: then the times tell.
   */
  readonly refundsBefore?: number;
  /** Staff redeemed a voucher of their own. */
  readonly own?: boolean;
  readonly settled: readonly UseMoney[];
  readonly undo?: Undo;
}

/** One unit of an order. */
export interface Voucher {
  readonly code: string;
  readonly usesLeft: number;
  readonly redemptions: Readonly<Record<string, Redemption>>;
  /** The refund that took it back. */
  readonly refund?: string;
}

/** Why a refund was made: a code for the system's own, the merchant's words otherwise. */
export type RefundKind = 'vouchers' | 'sum' | 'group_failed' | 'voucher_expired' | 'seat_lost' | 'tier';

/** Money on its way back. `took` says of which uses, and whether it had been settled. */
export interface Refund {
  readonly kind: RefundKind;
  /** null: the whole order, before vouchers were issued; of a tier the difference to the price that was reached. */
  readonly amountFen: number | null;
  readonly reason: string;
  readonly by: string | null;
  readonly at: number;
  readonly took: readonly (UseMoney & { readonly settled: boolean })[];
  readonly status: RefundStatus;
  /** When WeChat is asked (again); null while its notice is awaited, and at the end. */
  readonly nextAt: number | null;
  readonly tries: number;
  readonly succeededAt?: number;
  /** Units that go back on sale, and when they did. */
  readonly restock: number;
  readonly restockedAt?: number;
  /** What it took back from the leader, of each voucher, and from partners' stores, of each use. */
  readonly commission?: readonly { readonly voucher: string; readonly fen: number }[];
  readonly partner?: readonly UseMoney[];
  /** Who paid it outside WeChat Pay, where WeChat could not, and how. */
  readonly byHand?: { readonly reference: string; readonly by: string; readonly at: number };
}

/** Who leads the group of a member's order, and earns on it. */
export interface Leader {
  readonly person: string;
  readonly orderId: string;
}

/** One buyer's purchase, with its vouchers, redemptions and refunds: what must be decided together lies together. */
export interface Order extends Stored {
  readonly buyer: string;
  readonly nickname: string;
  /** Deal and buyer while the order counts for the buyer's limit, with `nth` unique; else the order's own id. */
  readonly buyerKey: string;
  readonly nth: number;
  readonly dealId: string;
  readonly version: number;
  readonly title: string;
  readonly rules: DealRules;
  readonly buy: Buy;
  readonly groupId: string | null;
  readonly ifFull: IfFull;
  readonly quantity: number;
  readonly priceFen: number;
  readonly amountFen: number;
  /** The price of one unit that its tiered group has reached, where it is below the price paid. */
  readonly tierPriceFen?: number;
  /** In another's commission group: its leader, and when his own order went back in full, if this had not settled. */
  readonly leader?: Leader;
  readonly leaderRefundedAt?: number;
  readonly status: OrderStatus;
  readonly orderedAt: number;
  readonly payBy: number;
  readonly payment: PaymentRequest;
  /** What WeChat echoes with the payment; see attach.ts. */
  readonly attach: string;
  readonly cancelledAt: number | null;
  readonly closedAt: number | null;
  readonly closeReason: string | null;
  /** When a payment was taken that came after its time. */
  readonly lateAt: number | null;
  readonly paidAt: number | null;
  readonly transactionId: string | null;
  readonly issuedAt: number | null;
  readonly vouchers: Readonly<Record<string, Voucher>>;
  readonly refunds: Readonly<Record<string, Refund>>;
  readonly refundSeq: number;
  /** Numbers of refunds that a person had to act on, by which they are found. */
  readonly abnormalRefunds: readonly string[];
  /** When everything that was not redeemed by then was settled. */
  readonly settledAt: number | null;
  readonly shippedAt: number | null;
  /** One due time for each timer; null when it owes nothing. */
  readonly closeAt: number | null;
  readonly deliverAt: number | null;
  readonly deliverBy: string | null;
  readonly settleAt: number | null;
  /** Whether facts wait to be posted to the flat rows; lists and statements add them until then. */
  readonly unposted: boolean;
  /** WeChat could not change the cards of the group that it leads: they are told again with it. */
  readonly cardsUntold?: boolean;
  /** The codes, unique for the merchant; the first element is the order's own id. */
  readonly codes: readonly string[];
}

/** Every way an order's status changes, and nothing else. */
export const orderTransitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending_payment: ['paid', 'issued', 'closed'],
  paid: ['issued', 'refunding'],
  issued: ['refunding'],
  closed: ['paid', 'issued', 'refunding'],
  refunding: ['refunded'],
  refunded: [],
};

/** How long a buyer has to pay, and when WeChat lets an unpaid order be closed: not in its first five minutes. */
export const PAY_WINDOW_MS = 5 * MINUTE_MS;
export const CLOSE_AFTER_MS = 5 * MINUTE_MS;
/** By when a cancelled order is closed: one run of the timer after it may be. */
export const CLOSES_BY_MS = 6 * MINUTE_MS;

/** How long a redemption can be taken back (Douyin: an hour). */
export const UNDO_WINDOW_MS = HOUR_MS;

/** Money that nobody redeemed becomes the merchant's this long after issue. */
export const SETTLE_AFTER_MS = 7 * DAY_MS;

/** An order that the timer has looked at for the last time is looked at again this much later when a use comes back. */
export const SETTLE_AGAIN_MS = MINUTE_MS;

/** The first instant at which vouchers of these rules, issued then, are no longer valid. */
export function validUntil(validity: DealRules['validity'], issuedAt: number): number {
  if ('untilDay' in validity) return endOfDay(validity.untilDay);
  return startOfDay(dayOf(issuedAt)) + (validity.days + 1) * DAY_MS;
}

/** When what is not redeemed settles: after seven days, or at expiry where nothing is refunded then. */
export function settleDueAt(rules: Pick<DealRules, 'validity' | 'refund'>, issuedAt: number): number {
  const later = issuedAt + SETTLE_AFTER_MS;
  return rules.refund.onExpiry ? later : Math.min(later, validUntil(rules.validity, issuedAt));
}

/** When the timer first has to look at an issued order: its settlement or its expiry. */
export function firstSettleAt(rules: Pick<DealRules, 'validity' | 'refund'>, issuedAt: number): number {
  return Math.min(settleDueAt(rules, issuedAt), validUntil(rules.validity, issuedAt));
}

/** Whether an order's payment came too late for its place: it goes back, and nothing of the stock was sold to it. */
export const lostItsSeat = (order: Pick<Order, 'refunds'>): boolean =>
  Object.values(order.refunds).some((refund) => refund.kind === 'seat_lost');

/** Units that count for the buyer's limit. */
export function unitsCounted(order: Pick<Order, 'status' | 'quantity' | 'refunds'>): number {
  const refunds = Object.values(order.refunds);
  if (order.status === 'closed' || refunds.some((refund) => refund.kind === 'group_failed')) return 0;
  const returned = refunds.reduce((units, refund) => units + refund.restock, 0);
  return order.quantity - returned;
}
