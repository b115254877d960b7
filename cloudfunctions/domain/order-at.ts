import { groupStatusAt, seatsTaken, type Group } from './group';
import { GROUP_FAILED } from './ledger';
import type { Order } from './order';
import { wholeRefund } from './refund';
import { priceBelowPaid, TIER, tierRefund } from './tier';

/**
 * What an order is at an instant, whether a timer has run or not: a paid one is issued from the moment its group
 * formed, and on its way back from the moment its group failed.
 */
export function orderAt(order: Order, group: Group | undefined, now: number): Order {
  if (order.status !== 'paid' || !group) return order;
  const status = groupStatusAt(group, now);
  if (status === 'formed') {
    const issuedAt = group.formedAt ?? group.expiresAt;
    const tierPriceFen = priceBelowPaid(group.rules, seatsTaken(group));
    if (tierPriceFen === undefined) return { ...order, status: 'issued', issuedAt };
    const refunds = { ...order.refunds, [TIER]: tierRefund(issuedAt) };
    return { ...order, status: 'issued', issuedAt, tierPriceFen, refunds };
  }
  if (status === 'open') return order;
  const refund = wholeRefund('group_failed', group.failedAt ?? group.expiresAt);
  return { ...order, status: 'refunding', refunds: { ...order.refunds, [GROUP_FAILED]: refund } };
}
