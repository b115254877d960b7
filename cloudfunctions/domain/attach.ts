import type { Validity } from '../../typings/deal';
import type { Buy } from '../../typings/order';
import { groupSizeOf } from './deal';
import type { Order } from './order';
import { priceBelowPaid } from './tier';

/**
 * What an order asks WeChat to echo with its payment (`attach`, at most 127 characters): what the first update after
 * the payment must know without reading. It is believed only together with the order that stores the same text.
 */
export interface Attached {
  readonly buy: Buy;
  readonly groupId: string | null;
  readonly validity: Validity;
  readonly refundsOnExpiry: boolean;
  /** What a unit is worth once a tiered group is full, where that is below what is paid (fen). */
  readonly topTierPriceFen?: number;
}

/**
 * `join.GROUP.d60.r`: way of buying, group, validity (days or last day), r = refunded at expiry, s = settled; and for
 * joining a tiered group `.t1990`, the price of its top tier.
 */
export function attachOf(order: Pick<Order, 'buy' | 'groupId' | 'rules'>): string {
  const { validity, refund } = order.rules;
  const lives = 'untilDay' in validity ? `u${validity.untilDay}` : `d${String(validity.days)}`;
  const top = order.buy === 'join' ? priceBelowPaid(order.rules, groupSizeOf(order.rules)) : undefined;
  const parts = [order.buy, order.groupId ?? '', lives, refund.onExpiry ? 'r' : 's'];
  return [...parts, ...(top === undefined ? [] : [`t${String(top)}`])].join('.');
}

/** Reads the text back; nothing if it is none of ours. */
export function parseAttach(text: string): Attached | undefined {
  const match = /^(alone|open|join)\.([0-9A-Z]*)\.(?:u(\d{4}-\d{2}-\d{2})|d(\d+))\.([rs])(?:\.t(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, buy, groupId, untilDay, days, end, top] = match;
  return {
    buy: buy as Buy,
    groupId: groupId === '' || groupId === undefined ? null : groupId,
    validity: untilDay === undefined ? { days: Number(days) } : { untilDay },
    refundsOnExpiry: end === 'r',
    ...(top === undefined ? {} : { topTierPriceFen: Number(top) }),
  };
}
