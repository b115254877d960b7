import type { Input } from '../../../typings/api';
import type { MerchantOrderDetail, OrderVoucher } from '../../../typings/order';
import { fenOf, price } from '../../presenters/money';
import { order as orderText } from '../text/order';
import { refund as text } from '../text/refund';
import { choicesOf, type Choice } from './choice';

/** What is typed and chosen of a refund. */
export interface RefundForm {
  readonly way: 'vouchers' | 'sum' | 'all';
  readonly voucherIds: readonly string[];
  readonly sum: string;
  readonly reason: string;
}

/** What follows from it. */
export interface RefundFormView {
  /** Empty: there is something to refund; else why not. */
  readonly whyNot: string;
  readonly ways: readonly Choice[];
  readonly way: RefundForm['way'];
  readonly wayHint: string;
  readonly vouchers: readonly Choice[];
  readonly sumHint: string;
  readonly reasons: readonly Choice[];
  readonly total: string;
  readonly button: string;
}

/** What is wrong at each field; empty: nothing. */
export interface RefundProblems {
  readonly voucherIds: string;
  readonly sum: string;
  readonly reason: string;
}

/** A form about which nothing is said. */
export const noRefundProblems: RefundProblems = { voucherIds: '', sum: '', reason: '' };

/** What is sent, less its request id. */
export type RefundWanted = Omit<Input<'refundOrder'>, 'requestId'>;

/** A form to begin with: every voucher that can be refunded, no reason yet. */
export function newRefundForm(order: MerchantOrderDetail): RefundForm {
  const vouchers = refundable(order);
  return {
    way: vouchers.length > 0 ? 'vouchers' : 'sum',
    voucherIds: vouchers.length === 1 ? vouchers.map(({ voucherId }) => voucherId) : [],
    ...{ sum: '', reason: '' },
  };
}

/** A form after its order was read again: vouchers that can no longer be refunded have left it. */
export function refundFormAfter(order: MerchantOrderDetail, form: RefundForm): RefundForm {
  const left = refundable(order).map(({ voucherId }) => voucherId);
  const way = form.way === 'vouchers' && left.length === 0 ? 'sum' : form.way;
  return { ...form, way, voucherIds: form.voucherIds.filter((id) => left.includes(id)) };
}

/** What the form shows. */
export function refundFormView(order: MerchantOrderDetail, form: RefundForm): RefundFormView {
  const vouchers = refundable(order);
  const ways = text.ways.filter(({ value }) => value !== 'vouchers' || vouchers.length > 0);
  const fen = totalFen(order, form);
  return {
    whyNot: order.refundableFen > 0 ? '' : orderText.whyNoRefund[order.status],
    ...{ ways: choicesOf(ways, [form.way]), way: form.way, wayHint: text.hints[form.way] },
    vouchers: choicesOf(
      vouchers.map((voucher) => ({ value: voucher.voucherId, label: voucherChoice(order, voucher) })),
      form.voucherIds,
    ),
    sumHint: text.sumHint(price(order.refundableFen)),
    reasons: choicesOf(
      text.reasons.map((reason) => ({ value: reason, label: reason })),
      [form.reason],
    ),
    total: fen > 0 ? text.total(price(fen)) : '',
    button: fen > 0 ? text.button(price(fen)) : text.buttonPlain,
  };
}

/** What keeps the form from being sent. */
export function refundProblems(order: MerchantOrderDetail, form: RefundForm): RefundProblems {
  return {
    voucherIds: form.way === 'vouchers' && form.voucherIds.length === 0 ? text.noVoucherChosen : '',
    sum: form.way === 'sum' ? sumProblem(order, form) : '',
    reason: form.reason.trim() === '' ? text.noReason : '',
  };
}

function sumProblem({ refundableFen }: MerchantOrderDetail, { sum }: RefundForm): string {
  const fen = fenOf(sum) ?? 0;
  if (fen === 0) return text.notASum;
  return fen > refundableFen ? text.tooLarge(price(refundableFen)) : '';
}

/** What is sent of a form without problems. */
export function refundWanted({ orderId }: MerchantOrderDetail, form: RefundForm): RefundWanted {
  const reason = form.reason.trim();
  if (form.way === 'vouchers') return { orderId, voucherIds: form.voucherIds, reason };
  return form.way === 'sum' ? { orderId, amountFen: fenOf(form.sum) ?? 0, reason } : { orderId, reason };
}

/** What is asked before it is sent: how much, and what follows. */
export function refundQuestion(order: MerchantOrderDetail, form: RefundForm) {
  const { vouchers, sum, all } = text.consequences;
  const sumText = price(totalFen(order, form));
  const endsAll = form.way === 'sum' && totalFen(order, form) === order.refundableFen;
  const consequence = { vouchers: vouchers(form.voucherIds.length), sum: endsAll ? all : sum, all }[form.way];
  const hasSettled = order.vouchers.some(({ settlement }) => settlement.status === 'settled');
  return {
    title: text.ask(sumText),
    content: [consequence, hasSettled ? text.settled : '', text.way].join(''),
    confirmText: text.confirm,
  };
}

/** Vouchers that can be given back, also those that have expired. */
const refundable = ({ vouchers }: MerchantOrderDetail): readonly OrderVoucher[] =>
  vouchers.filter(({ refundableFen }) => refundableFen > 0);

function totalFen(order: MerchantOrderDetail, { way, voucherIds, sum }: RefundForm): number {
  if (way === 'all') return order.refundableFen;
  if (way === 'sum') return fenOf(sum) ?? 0;
  const chosen = refundable(order).filter(({ voucherId }) => voucherIds.includes(voucherId));
  return chosen.reduce((fen, { refundableFen }) => fen + refundableFen, 0);
}

function voucherChoice(order: MerchantOrderDetail, voucher: OrderVoucher): string {
  const name = orderText.voucherName(order.vouchers.indexOf(voucher) + 1);
  const worth = price(voucher.refundableFen);
  if (order.usesPerVoucher === 1) return text.voucher(name, worth);
  return text.voucherPartly(name, worth, orderText.usesLeft(voucher.usesLeft, order.usesPerVoucher));
}
