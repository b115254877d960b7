import type { OrderDetail, OrderRefund } from '../../typings/order';
import type { StoreCard } from '../../typings/deal';
import { order as text } from '../text/order';
import { refundLabels, type Label } from '../text/states';
import { commissionRule, type DealRule } from './deal-rules';
import { price } from './money';
import { isUsable, orderSituation, type OrderSituation } from './order-situation';
import { backsFen, isLong, sharedValidity, voucherRow, type VoucherRow } from './order-vouchers';
import { fullMoment } from './time';

/** An order as its buyer sees it. */
export interface OrderPage extends OrderSituation {
  readonly orderId: string;
  readonly dealId: string;
  readonly groupId: string;
  /** The group that others can be led to; empty: before it is paid for there is none. */
  readonly sharedGroupId: string;
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly vouchers: readonly VoucherRow[];
  /** What each voucher gives back (fen). */
  readonly backs: readonly number[];
  /** Many vouchers are listed a line each, and say together until when they can be used. */
  readonly isLong: boolean;
  readonly validity: string;
  readonly refunds: readonly {
    readonly refundId: string;
    readonly amount: string;
    readonly label: Label;
    readonly why: string;
    /** How the merchant paid it by hand; empty: WeChat did. */
    readonly reference: string;
  }[];
  readonly rules: readonly DealRule[];
  /** Whether a refund can be asked for; if not, why. */
  readonly mayRefund: boolean;
  readonly refundNote: string;
  readonly firstVoucherId: string;
  readonly payButton: string;
  readonly stores: readonly StoreCard[];
  readonly service: OrderDetail['service'];
}

/** What the page of an order shows. */
export function orderPage(order: OrderDetail, now: number): OrderPage {
  const { orderId, dealId, groupId = '', dealTitle: title, vouchers, stores, service } = order;
  const usable = vouchers.find((voucher) => isUsable(voucher, now)) ?? vouchers[0];
  return {
    ...orderSituation(order, now),
    ...{ orderId, dealId, groupId, sharedGroupId: order.paidAt === undefined ? '' : groupId, title },
    ...{ facts: factsOf(order), rules: commissionRule(order) },
    vouchers: vouchers.map((voucher) => voucherRow(voucher, order, now)),
    ...{ backs: backsFen(order), isLong: isLong(vouchers), validity: sharedValidity(vouchers) },
    refunds: order.refunds.map((refund) => refundRow(refund)),
    mayRefund: order.canRefund.allowed,
    refundNote: order.canRefund.allowed ? '' : (text.whyNoRefund[order.canRefund.why ?? ''] ?? ''),
    ...{ firstVoucherId: usable?.voucherId ?? '', payButton: text.buttons.pay(price(order.amountFen)) },
    ...{ stores, service },
  };
}

function factsOf(order: OrderDetail): OrderPage['facts'] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [text.facts.amount, price(order.amountFen)],
    [text.facts.quantity, text.quantity(order.quantity)],
    [text.facts.tierPrice, order.tierPriceFen === undefined ? undefined : text.tierPrice(price(order.tierPriceFen))],
    [text.facts.filledSeats, order.filledSeats ? text.filledSeats(order.filledSeats) : undefined],
    [text.facts.refunded, order.refundedFen > 0 ? price(order.refundedFen) : undefined],
    [text.facts.orderedAt, fullMoment(order.orderedAt)],
    [text.facts.paidAt, order.paidAt === undefined ? undefined : fullMoment(order.paidAt)],
    [text.facts.issuedAt, order.issuedAt === undefined ? undefined : fullMoment(order.issuedAt)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function refundRow({ refundId, amountFen, status, reason, reference }: OrderRefund): OrderPage['refunds'][number] {
  const row = { refundId, amount: price(amountFen), why: text.refundReasons[reason] ?? text.merchantRefund(reason) };
  if (reference === undefined) return { ...row, label: refundLabels[status], reference: '' };
  return { ...row, label: text.paidByHand, reference: text.reference(reference) };
}
