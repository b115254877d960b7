import { groupStatusAt, type Group } from './group';
import { GROUP_FAILED } from './ledger';
import type { Order } from './order';
import { newRefund } from './refund';

/**
 * What an order is at an instant, whether a timer has run or not: a paid one is issued from the moment its group
 * formed, and on its way back from the moment its group failed.
 */
export function orderAt(order: Order, group: Group | undefined, now: number): Order {
  if (order.status !== 'paid' || !group) return order;
  const status = groupStatusAt(group, now);
  if (status === 'formed') return { ...order, status: 'issued', issuedAt: group.formedAt ?? now };
  if (status === 'open') return order;
  const at = group.failedAt ?? group.expiresAt;
  const failure = { kind: 'group_failed', amountFen: null, reason: 'group_failed', by: null, at } as const;
  const refund = newRefund({ ...failure, took: [], restock: 0 });
  return { ...order, status: 'refunding', refunds: { ...order.refunds, [GROUP_FAILED]: refund } };
}
