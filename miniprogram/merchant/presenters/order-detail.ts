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
}

/** Money that goes back, how far it is, and what the merchant has to do about it. */
export interface RefundLine {
  readonly refundId: string;
  readonly amount: string;
  readonly label: Label;
  readonly why: string;
  readonly todo: string;
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
    refunds: order.refunds.map((refund) => refundLine(refund, now)),
    stores: order.stores.map(({ name }) => name).join('、'),
  };
}

function groupInWords({ groupStatus, seatsLeft, expiresAt }: MerchantOrderDetail, now: number): string {
  if (!groupStatus) return '';
  const { word } = groupLabels[groupStatus];
  if (groupStatus !== 'open') return word;
  const missing = seatsLeft ? text.seatsMissing(seatsLeft) : '';
  const ends = expiresAt === undefined ? '' : text.groupEnds(moment(expiresAt, now));
  return [word, missing, ends].filter((part) => part !== '').join('，');
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
  };
}

/** The money of a use is settled when it is used, that of the others by the due time at the latest. */
function settlementInWords({ settlement, usesLeft }: OrderVoucher, usesPerVoucher: number, now: number): string {
  const word = settlementLabels[settlement.status];
  if (settlement.status === 'pending')
    return (usesLeft < usesPerVoucher ? text.settlesRest : text.settlesAt)(word, moment(settlement.dueAt, now));
  return settlement.settledAt === undefined ? word : text.settledAt(word, moment(settlement.settledAt, now));
}

function refundLine({ refundId, amountFen, status, reason, succeededAt }: OrderRefund, now: number): RefundLine {
  const { word, tone, todo } = refundSteps[status];
  return {
    ...{ refundId, amount: price(amountFen), label: { word, tone } },
    why: text.refundReasons[reason] ?? text.merchantRefund(reason),
    todo: succeededAt === undefined ? todo : text.refundedAt(moment(succeededAt, now)),
  };
}
