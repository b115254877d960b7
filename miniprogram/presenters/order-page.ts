import type { OrderDetail, OrderRefund, OrderVoucher } from '../../typings/order';
import type { StoreCard } from '../../typings/deal';
import { order as text } from '../text/order';
import { refundLabels, settlementLabels, voucherLabels, type Label } from '../text/states';
import { price } from './money';
import { isUsable, orderSituation, type OrderSituation } from './order-situation';
import { fullMoment, lastDayBefore, moment } from './time';

/** A voucher in its order: both clocks, "used" and "settled", side by side. */
export interface VoucherRow {
  readonly voucherId: string;
  readonly name: string;
  readonly label: Label;
  readonly use: string;
  readonly settlement: string;
  readonly canRefund: boolean;
}

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
  /** Many vouchers are listed a line each. */
  readonly isLong: boolean;
  readonly refunds: readonly {
    readonly refundId: string;
    readonly amount: string;
    readonly label: Label;
    readonly why: string;
  }[];
  /** Whether a refund can be asked for; if not, why. */
  readonly mayRefund: boolean;
  readonly refundNote: string;
  readonly firstVoucherId: string;
  readonly payButton: string;
  readonly stores: readonly StoreCard[];
  readonly service: OrderDetail['service'];
}

/** From so many vouchers on each is one line: a page of 50 is to stay light. */
const LONG_FROM = 12;

const isLong = (vouchers: readonly OrderVoucher[]): boolean => vouchers.length >= LONG_FROM;

/** What the page of an order shows. */
export function orderPage(order: OrderDetail, now: number): OrderPage {
  const { orderId, dealId, groupId = '', dealTitle: title, vouchers, stores, service } = order;
  const usable = vouchers.find((voucher) => isUsable(voucher, now)) ?? vouchers[0];
  return {
    ...orderSituation(order, now),
    ...{ orderId, dealId, groupId, sharedGroupId: order.paidAt === undefined ? '' : groupId, title },
    facts: factsOf(order),
    vouchers: vouchers.map((voucher, i) => voucherRow(voucher, i, order, now)),
    isLong: isLong(vouchers),
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
    [text.facts.refunded, order.refundedFen > 0 ? price(order.refundedFen) : undefined],
    [text.facts.orderedAt, fullMoment(order.orderedAt)],
    [text.facts.paidAt, order.paidAt === undefined ? undefined : fullMoment(order.paidAt)],
    [text.facts.issuedAt, order.issuedAt === undefined ? undefined : fullMoment(order.issuedAt)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function voucherRow(
  voucher: OrderVoucher,
  i: number,
  { usesPerVoucher, canRefund, vouchers }: OrderDetail,
  now: number,
): VoucherRow {
  const { voucherId, status, usesLeft, validUntil, redeemedAt } = voucher;
  const label = voucherLabels[status === 'valid' && !isUsable(voucher, now) ? 'expired' : status];
  const name = text.voucherName(i + 1);
  const use = [
    usesPerVoucher > 1 ? text.usesLeft(usesLeft, usesPerVoucher) : '',
    redeemedAt === undefined ? text.validThrough(lastDayBefore(validUntil)) : text.usedAt(moment(redeemedAt, now)),
  ];
  const row = { voucherId, name, label, use: use.filter((part) => part !== '').join('，') };
  const settlement = isLong(vouchers) ? settlementLabels[voucher.settlement.status] : settlementOf(voucher, now);
  return { ...row, settlement, canRefund: canRefund.allowed && status === 'valid' };
}

function settlementOf({ settlement, status, validUntil }: OrderVoucher, now: number): string {
  const word = settlementLabels[settlement.status];
  if (settlement.settledAt !== undefined && settlement.status === 'settled')
    return text.settled(word, moment(settlement.settledAt, now));
  if (settlement.status !== 'pending' || status !== 'valid') return word;
  const when = moment(settlement.dueAt, now);
  return settlement.dueAt < validUntil ? text.settlesAt(word, when) : text.settlesAtEnd(word, when);
}

function refundRow({ refundId, amountFen, status, reason }: OrderRefund): OrderPage['refunds'][number] {
  const why = text.refundReasons[reason] ?? text.merchantRefund(reason);
  return { refundId, amount: price(amountFen), label: refundLabels[status], why };
}
