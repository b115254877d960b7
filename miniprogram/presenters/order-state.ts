import type { OrderCard } from '../../typings/order';
import { orders as text } from '../text/orders';
import { groupLabels, orderLabels, useLabels, voucherLabels, type Label } from '../text/states';
import { price } from './money';
import { moment } from './time';

/** An order as a row of a list, for buyer and merchant alike. */
export interface OrderRow {
  readonly orderId: string;
  readonly title: string;
  readonly label: Label;
  readonly amount: string;
  readonly quantity: string;
  readonly orderedAt: string;
  /** How much of it came back; empty: nothing. */
  readonly refunded: string;
  /** What is missing of its group, and what the merchant paid for; empty: nothing, or there is none. */
  readonly groupNote: string;
}

/** What an order is called in one word: its state, once vouchers are issued how far they are used. */
export function orderLabel(order: Pick<OrderCard, 'status' | 'useStatus' | 'groupStatus' | 'expired'>): Label {
  if (order.status === 'issued' && order.expired) return voucherLabels.expired;
  if (order.status === 'issued') return useLabels[order.useStatus];
  if (order.status === 'paid' && order.groupStatus) return groupLabels[order.groupStatus];
  return orderLabels[order.status];
}

/** An order as lists show it. */
export function orderRow(order: OrderCard, now: number): OrderRow {
  return {
    ...{ orderId: order.orderId, title: order.dealTitle, label: orderLabel(order) },
    ...{ amount: price(order.amountFen), quantity: text.quantity(order.quantity) },
    orderedAt: moment(order.orderedAt, now),
    refunded: order.refundedFen > 0 ? text.refunded(price(order.refundedFen)) : '',
    groupNote: groupNote(order),
  };
}

function groupNote(order: OrderCard): string {
  const { filledSeats = 0 } = order;
  const filled = filledSeats > 0 ? text.filledSeats(filledSeats) : '';
  return [missingNote(order), filled].filter((part) => part !== '').join(' · ');
}

function missingNote({ status, groupStatus, seatsLeft = 0, missing }: OrderCard): string {
  if (status !== 'paid' || groupStatus !== 'open' || missing === undefined) return '';
  if (missing === 0) return text.enough;
  return seatsLeft > 0 ? text.seatsMissing(missing) : text.beingPaid;
}
