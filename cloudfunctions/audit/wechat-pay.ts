import { refundIdOf, transfersOf } from '../domain/ledger';
import { refundFen } from '../domain/order-money';
import type { Order, Refund } from '../domain/order';
import { wholeSecond } from '../domain/time';
import { sum } from '../domain/worth';
import { grouped, type Books, type PayNotice, type PayOrder, type PayRefund, type PayRows } from './documents';
import { linesOf } from './ledger';
import { holdingsBy } from './money';
import { named, unless, type Invariant, type Violation } from './invariant';

/**
 * I7. Ours may lag behind WeChat's side while a notice is on its way, and a payment also while its order is unpaid:
 * WeChat is asked before that is closed. It is never ahead. An order whose money is out at WeChat is known by its
 * number.
 */
export const agreesWithWeChat: Invariant = {
  id: 'I7',
  says: 'Orders, ledger and WeChat Pay agree on every payment and every refund.',
  of: 'payments and refunds',
  hasSource: ({ pay }) => pay !== undefined,
  counted: ({ pay }) => (pay?.orders.filter(({ paidAt }) => paidAt !== null).length ?? 0) + (pay?.refunds.length ?? 0),
  check: (books) => (books.pay ? compared(books, books.pay) : []),
};

function compared(books: Books, pay: PayRows): readonly Violation[] {
  const paid = new Map(pay.orders.filter(({ paidAt }) => paidAt !== null).map((row) => [row.outTradeNo, row]));
  const refunds = new Map(pay.refunds.map((row) => [row.outRefundNo, row]));
  const orderNumbers = new Map(pay.orders.map((row) => [row._id, row.outTradeNo]));
  const refundsOf = grouped(pay.refunds, (row) => orderNumbers.get(row.orderId) ?? row.orderId);
  const onTheWay = pay.notices.filter(({ dueAt }) => dueAt !== null);
  const unknown = [...paid.keys(), ...refundsOf.keys()].filter((number) => !books.orders.has(number));
  return [
    ...unknown.flatMap((number) =>
      unless(false, `WeChat moved money for order ${number}, which is not there`, `pay/${number}`),
    ),
    ...[...books.orders.values()].flatMap((order) => [
      ...paymentOf(order, paid.get(order._id), onTheWay, books),
      ...Object.entries(order.refunds).flatMap(([key, refund]) =>
        refundOf(order, refund, refunds.get(refundIdOf(order, key)), isOnTheWay(onTheWay, refundIdOf(order, key))),
      ),
      ...strayRefunds(order, refundsOf.get(order._id) ?? []),
    ]),
  ];
}

const isOnTheWay = (notices: readonly PayNotice[], refundNumber: string): boolean =>
  notices.some(({ kind, event }) => kind === 'refund' && event.outRefundNo === refundNumber);

function paymentOf(
  order: Order,
  row: PayOrder | undefined,
  onTheWay: readonly PayNotice[],
  books: Books,
): readonly Violation[] {
  const its = named('orders', order._id);
  const inLedger = sum(transfersOf(order).map(({ from, fen }) => (from === 'wechat' ? fen : 0)));
  if (!row) return unless(order.paidAt === null && inLedger === 0, 'it is paid, and not at WeChat', its);
  if (order.paidAt === null) {
    const isKnownSoon = onTheWay.some(({ kind, event }) => kind === 'payment' && event.outTradeNo === order._id);
    const isAsked = order.status === 'pending_payment' && order.closeAt !== null;
    return unless(isKnownSoon || isAsked, `it is paid at WeChat; here it is ${order.status}`, its);
  }
  const { totalFeeFen, transactionId, openid, attach, paidAt } = row;
  const amounts = `${String(order.amountFen)} fen here, ${String(inLedger)} booked, ${String(totalFeeFen)} at WeChat`;
  const isSame =
    order.transactionId === transactionId && order.paidAt === wholeSecond(paidAt ?? 0) && order.buyer === openid;
  return [
    ...unless(order.amountFen === totalFeeFen && inLedger === totalFeeFen, `it paid ${amounts}`, its),
    ...unless(isSame && order.attach === attach, 'who paid it, when or as what is not what WeChat says', its),
    ...unless(
      (holdingsBy(linesOf(order, books)).get('wechat') ?? 0) <= 0,
      'more went back than had been paid, says the ledger',
      its,
    ),
  ];
}

function refundOf(
  order: Order,
  refund: Refund,
  row: PayRefund | undefined,
  isNoticeOnItsWay: boolean,
): readonly Violation[] {
  const its = named('orders', order._id);
  // What was paid by hand is to WeChat what it was before: a refund that did not arrive, or that it never took.
  const status = refund.byHand ? 'abnormal' : refund.status;
  if (!row)
    return unless(status !== 'processing' && status !== 'succeeded', `a ${status} refund is not at WeChat`, its);
  const fen = refundFen(order, refund);
  const amounts = `a refund is ${String(fen)} fen here, ${String(row.refundFeeFen)} at WeChat`;
  const isEnded = status === 'succeeded' || status === 'abnormal';
  const ended = row.outcome === 'SUCCESS' ? 'succeeded' : 'abnormal';
  // What WeChat has accepted and we do not know of is asked for again, under the same number.
  const isAskedAgain = refund.nextAt !== null;
  return [
    ...unless(fen === row.refundFeeFen, amounts, its),
    ...unless(!isEnded || status === ended, `a refund is ${status} here, ${ended} at WeChat`, its),
    ...unless(isEnded || isNoticeOnItsWay || isAskedAgain, `a refund ${ended} at WeChat; here it is ${status}`, its),
  ];
}

function strayRefunds(order: Order, rows: readonly PayRefund[]): readonly Violation[] {
  const known = new Set(Object.keys(order.refunds).map((key) => refundIdOf(order, key)));
  return rows.flatMap(({ outRefundNo }) =>
    unless(known.has(outRefundNo), `WeChat has its refund ${outRefundNo}, it has not`, named('orders', order._id)),
  );
}
