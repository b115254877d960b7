import type { OrderDetail, OrderRefund, OrderVoucher } from '../../typings/order';
import type { StoreCard } from '../../typings/deal';
import { order as text } from '../text/order';
import { refundLabels, settlementLabels, voucherLabels, type Label } from '../text/states';
import { price } from './money';
import { orderLabel } from './order-state';
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

/** The one thing that an order's page offers to do next. */
export type OrderStep = 'pay' | 'share' | 'voucher' | 'again' | 'wait';

/** An order as its buyer sees it. */
export interface OrderPage {
  readonly orderId: string;
  readonly dealId: string;
  readonly groupId: string;
  readonly title: string;
  readonly label: Label;
  readonly headline: string;
  readonly hint: string;
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
  readonly mayCancel: boolean;
  readonly step: OrderStep;
  readonly firstVoucherId: string;
  /** Until when it may be paid, or its group may fill (epoch ms); 0: nothing runs out. */
  readonly endsAt: number;
  readonly endsName: string;
  readonly payButton: string;
  readonly stores: readonly StoreCard[];
  readonly service: OrderDetail['service'];
}

/** From so many vouchers on each is one line: a page of 50 is to stay light. */
const LONG_FROM = 12;

const isLong = (vouchers: readonly OrderVoucher[]): boolean => vouchers.length >= LONG_FROM;

/** What the page of an order shows. */
export function orderPage(order: OrderDetail, now: number): OrderPage {
  const isUsed = order.status === 'issued' && order.useStatus === 'used';
  const headline = text.headlines[isUsed ? 'used' : order.status];
  const hint = order.status === 'closed' ? closedBecause(order) : text.hints[isUsed ? 'used' : order.status];
  const usable = order.vouchers.find((voucher) => voucher.status === 'valid') ?? order.vouchers[0];
  return {
    ...{ orderId: order.orderId, dealId: order.dealId, groupId: order.groupId ?? '', title: order.dealTitle },
    ...{ label: orderLabel(order), headline, hint, facts: factsOf(order) },
    vouchers: order.vouchers.map((voucher, i) => voucherRow(voucher, i, order, now)),
    isLong: isLong(order.vouchers),
    refunds: order.refunds.map((refund) => refundRow(refund)),
    mayRefund: order.canRefund.allowed,
    refundNote: order.canRefund.allowed ? '' : (text.whyNoRefund[order.canRefund.why ?? ''] ?? ''),
    mayCancel: order.status === 'pending_payment',
    ...{ step: stepOf(order), firstVoucherId: usable?.voucherId ?? '', endsAt: endsAt(order) },
    ...{ endsName: text.endsNames[order.status] ?? '', payButton: text.buttons.pay(price(order.amountFen)) },
    ...{ stores: order.stores, service: order.service },
  };
}

function stepOf({ status, groupStatus, vouchers }: OrderDetail): OrderStep {
  if (status === 'pending_payment') return 'pay';
  if (status === 'paid') return groupStatus === 'open' ? 'share' : 'wait';
  if (status === 'issued' && vouchers.some((voucher) => voucher.status === 'valid')) return 'voucher';
  return status === 'refunding' ? 'wait' : 'again';
}

function endsAt({ status, payBy, expiresAt, groupStatus }: OrderDetail): number {
  if (status === 'pending_payment') return payBy ?? 0;
  return status === 'paid' && groupStatus === 'open' ? (expiresAt ?? 0) : 0;
}

function closedBecause({ closeReason }: OrderDetail): string {
  return text.closedBecause[closeReason ?? ''] ?? text.closed;
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
  const label = voucherLabels[status];
  const name = text.voucherName(i + 1);
  const use = [
    usesPerVoucher > 1 ? text.usesLeft(usesLeft, usesPerVoucher) : '',
    redeemedAt === undefined ? text.validThrough(lastDayBefore(validUntil)) : text.usedAt(moment(redeemedAt, now)),
  ];
  const row = { voucherId, name, label, use: use.filter((part) => part !== '').join('，') };
  const settlement = isLong(vouchers) ? settlementLabels[voucher.settlement.status] : settlementOf(voucher, now);
  return { ...row, settlement, canRefund: canRefund.allowed && status === 'valid' };
}

function settlementOf({ settlement, status }: OrderVoucher, now: number): string {
  const word = settlementLabels[settlement.status];
  if (settlement.settledAt !== undefined && settlement.status === 'settled')
    return text.settled(word, moment(settlement.settledAt, now));
  return settlement.status === 'pending' && status === 'valid'
    ? text.settlesAt(word, moment(settlement.dueAt, now))
    : word;
}

function refundRow({ refundId, amountFen, status, reason }: OrderRefund): OrderPage['refunds'][number] {
  const why = text.refundReasons[reason] ?? text.merchantRefund(reason);
  return { refundId, amount: price(amountFen), label: refundLabels[status], why };
}
