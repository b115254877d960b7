import type { MerchantOrderDetail, OrderRefund, OrderVoucher } from '../../../typings/order';
import { price } from '../../presenters/money';
import { orderLabel } from '../../presenters/order-state';
import { fullMoment, lastDayBefore, moment } from '../../presenters/time';
import { groupLabels, settlementLabels, voucherLabels, type Label } from '../../text/states';
import { order as text, refundSteps } from '../text/order';

/** A voucher of an order, with both clocks: used, and settled. */
export interface VoucherLine {
  readonly voucherId: string;
  readonly name: string;
  readonly label: Label;
  readonly use: string;
  readonly settlement: string;
  /** What giving it back would return; empty: it cannot be given back. */
  readonly left: string;
}

/** Money that goes back, how far it is, and what the merchant has to do about it. */
export interface RefundLine {
  readonly refundId: string;
  readonly amount: string;
  readonly label: Label;
  readonly why: string;
  readonly todo: string;
  /** WeChat could not pay it: the merchant pays in another way and says so. */
  readonly isForHand: boolean;
}

/** An order as its merchant sees it. */
export interface OrderFacts {
  readonly orderId: string;
  readonly groupId: string;
  readonly dealId: string;
  readonly title: string;
  readonly label: Label;
  /** How the group stands; empty: there is none. */
  readonly group: string;
  readonly closed: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly vouchers: readonly VoucherLine[];
  /** What can be given back in all; empty: nothing. */
  readonly left: string;
  /** Seats of its group that the merchant may pay for now. */
  readonly fillableSeats: number;
  readonly refunds: readonly RefundLine[];
  readonly stores: string;
}

/** Everything that the page of an order shows beside the refund form. */
export function orderFacts(order: MerchantOrderDetail, now: number): OrderFacts {
  const { orderId, groupId = '', dealId, dealTitle } = order;
  return {
    ...{ orderId, groupId, dealId, title: dealTitle, label: orderLabel(order) },
    group: groupInWords(order, now),
    closed: order.status === 'closed' ? (text.closedBecause[order.closeReason ?? ''] ?? '') : '',
    facts: factsOf(order),
    vouchers: order.vouchers.map((voucher, i) => voucherLine(voucher, i, order.usesPerVoucher, now)),
    left: leftInAll(order),
    fillableSeats: order.fillableSeats,
    refunds: order.refunds.map((refund) => refundLine(refund, now)),
    stores: order.stores.map(({ name }) => name).join('、'),
  };
}

/** Used vouchers have money left that goes back by sum only, so the vouchers may not add up to all. */
function leftInAll({ refundableFen, vouchers }: MerchantOrderDetail): string {
  if (refundableFen <= 0 || vouchers.length === 0) return '';
  const usedFen = vouchers.reduce((fen, voucher) => fen - voucher.refundableFen, refundableFen);
  return usedFen > 0 ? text.leftWithUsed(price(refundableFen), price(usedFen)) : text.leftInAll(price(refundableFen));
}

function groupInWords(order: MerchantOrderDetail, now: number): string {
  const { groupStatus, expiresAt, filledSeats } = order;
  if (!groupStatus) return '';
  const isOpen = groupStatus === 'open';
  const missing = isOpen ? missingInWords(order) : '';
  const filled = filledSeats ? text.seatsFilled(filledSeats) : '';
  const ends = isOpen && expiresAt !== undefined ? text.groupEnds(moment(expiresAt, now)) : '';
  return [groupLabels[groupStatus].word, missing, filled, ends].filter((part) => part !== '').join('，');
}

/** Only a tiered group goes on once it has enough people. */
function missingInWords({ missing, seatsLeft }: MerchantOrderDetail): string {
  if (missing === 0) return text.enough;
  const people = missing ?? seatsLeft ?? 0;
  return people > 0 ? text.seatsMissing(people) : '';
}

function factsOf(order: MerchantOrderDetail): OrderFacts['facts'] {
  const at = (instant: number | undefined) => (instant === undefined ? '' : fullMoment(instant));
  const { facts: names } = text;
  const { anytime, onExpiry } = order.refund;
  const { policies } = text;
  const facts: readonly (readonly [string, string])[] = [
    [names.buyer, order.buyer],
    [names.quantity, text.quantity(order.quantity)],
    [names.amount, price(order.amountFen)],
    [names.tierPrice, order.tierPriceFen === undefined ? '' : text.tierPrice(price(order.tierPriceFen))],
    [names.refunded, order.refundedFen > 0 ? price(order.refundedFen) : ''],
    [names.refundable, order.refundableFen > 0 ? price(order.refundableFen) : ''],
    [names.orderedAt, at(order.orderedAt)],
    [names.payBy, at(order.payBy)],
    [names.paidAt, at(order.paidAt)],
    [names.issuedAt, at(order.issuedAt)],
    [
      names.policy,
      [anytime ? policies.anytime : policies.notAnytime, onExpiry ? policies.onExpiry : policies.notOnExpiry].join(
        '，',
      ),
    ],
  ];
  return facts.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]));
}

function voucherLine(voucher: OrderVoucher, i: number, usesPerVoucher: number, now: number): VoucherLine {
  const { voucherId, status, usesLeft, validUntil, redeemedAt } = voucher;
  const use = [
    usesPerVoucher > 1 ? text.usesLeft(usesLeft, usesPerVoucher) : '',
    redeemedAt === undefined ? '' : text.usedAt(moment(redeemedAt, now)),
    status === 'valid' || status === 'expired' ? text.validThrough(lastDayBefore(validUntil)) : '',
  ];
  return {
    ...{ voucherId, name: text.voucherName(i + 1), label: voucherLabels[status] },
    use: use.filter((part) => part !== '').join('，'),
    settlement: settlementInWords(voucher, usesPerVoucher, now),
    left: voucher.refundableFen > 0 ? text.left(price(voucher.refundableFen)) : '',
  };
}

/** The money of a use is settled when it is used, that of the others by the due time at the latest. */
function settlementInWords({ settlement, usesLeft }: OrderVoucher, usesPerVoucher: number, now: number): string {
  const word = settlementLabels[settlement.status];
  if (settlement.status === 'pending')
    return (usesLeft < usesPerVoucher ? text.settlesRest : text.settlesAt)(word, moment(settlement.dueAt, now));
  return settlement.settledAt === undefined ? word : text.settledAt(word, moment(settlement.settledAt, now));
}

function refundLine({ refundId, amountFen, reason, ...refund }: OrderRefund, now: number): RefundLine {
  return {
    ...{ refundId, amount: price(amountFen), why: text.refundReasons[reason] ?? text.merchantRefund(reason) },
    ...stepOf(refund, now),
    isForHand: refund.status === 'abnormal',
  };
}

/** How far a refund is, and what is to be done. One that was paid by hand says how. */
function stepOf(
  { status, succeededAt, reference }: Omit<OrderRefund, 'refundId' | 'amountFen' | 'reason'>,
  now: number,
) {
  const { word, tone, todo } = refundSteps[status];
  const when = succeededAt === undefined ? '' : moment(succeededAt, now);
  if (reference !== undefined) return { label: text.paidByHand, todo: text.paidByHandHow(reference, when) };
  return { label: { word, tone }, todo: when === '' ? todo : text.refundedAt(when) };
}
