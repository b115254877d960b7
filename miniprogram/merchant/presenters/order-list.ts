import type { Input } from '../../../typings/api';
import type { Page } from '../../../typings/answer';
import type { MerchantOrderCard, OrderStatus } from '../../../typings/order';
import { orderRow, type OrderRow } from '../../presenters/order-state';
import { dayInWords } from '../../presenters/time';
import { settlementLabels } from '../../text/states';
import { orders as text } from '../text/orders';
import { choicesOf, type Choice } from './choice';

/** Which orders are looked at. */
export interface OrderFilter {
  readonly status: 'all' | OrderStatus;
  /** Empty: of every deal, of every day. */
  readonly dealId: string;
  readonly day: string;
}

/** An order as a row of the merchant's list. */
export interface MerchantOrderRow extends OrderRow {
  readonly buyer: string;
  /** Whether its money is the merchant's; empty before vouchers are issued. */
  readonly settlement: string;
}

/** The list, as far as it was asked for. */
export interface OrderList {
  readonly orders: readonly MerchantOrderRow[];
  readonly cursor?: string;
}

/** The row above the list: what is looked at, and what else could be. */
export interface FilterView {
  readonly tabs: readonly Choice[];
  readonly deals: readonly string[];
  readonly dealIndex: number;
  readonly deal: string;
  readonly day: string;
  readonly dayValue: string;
  readonly isNarrowed: boolean;
}

/** Everything is looked at. */
export const everything: OrderFilter = { status: 'all', dealId: '', day: '' };

/** What the server is asked for. */
export function askedFor({ status, dealId, day }: OrderFilter): Input<'listMerchantOrders'> {
  return { ...(status === 'all' ? {} : { status }), ...(dealId ? { dealId } : {}), ...(day ? { day } : {}) };
}

/** A page of orders as the list shows it. */
export function orderList({ items, cursor }: Page<MerchantOrderCard>, now: number): OrderList {
  return { orders: items.map((order) => merchantOrderRow(order, now)), ...(cursor === undefined ? {} : { cursor }) };
}

/** An order as one row of it. */
export const merchantOrderRow = (order: MerchantOrderCard, now: number): MerchantOrderRow => ({
  ...orderRow(order, now),
  buyer: order.buyer,
  settlement: order.settlement === undefined ? '' : settlementLabels[order.settlement],
});

/** The filter as it is shown, with the deals that can be chosen. */
export function filterView(
  filter: OrderFilter,
  deals: readonly { readonly dealId: string; readonly title: string }[],
): FilterView {
  const index = deals.findIndex(({ dealId }) => dealId === filter.dealId);
  return {
    tabs: choicesOf(text.tabs, [filter.status]),
    deals: [text.allDeals, ...deals.map(({ title }) => title)],
    dealIndex: index + 1,
    deal: deals[index]?.title ?? text.allDeals,
    day: filter.day ? dayInWords(filter.day) : text.allDays,
    dayValue: filter.day,
    isNarrowed: filter.dealId !== '' || filter.day !== '',
  };
}

/**
 * The number of an order or a group in what was typed or pasted, also from the middle of a sentence; undefined: there
 * is none. Ids are 20 digits and capitals without I, L, O and U.
 */
export function numberIn(typed: string): string | undefined {
  return /[0-9A-HJKMNP-TV-Z]{20}/.exec(typed.toUpperCase().replace(/[\s-]/g, ''))?.[0];
}
