import type { Group } from '../domain/group';
import type { Order } from '../domain/order';
import type { Documents } from './documents';

type Lacking<T, Fields extends keyof T> = Omit<T, Fields> & Partial<Pick<T, Fields>>;

/**
 * Documents that an earlier release wrote, as this one writes them: what they lack is what it begins with. Nothing is
 * migrated, so they lie beside the others for as long as the shop does.
 */
export const asWrittenNow = (documents: Documents): Documents => ({
  ...documents,
  groups: documents.groups.map(groupNow),
  orders: documents.orders.map(orderNow),
});

/** Groups took no requests before seats could be filled; one that was filled since remembers that request alone. */
function groupNow(group: Lacking<Group, 'fills' | 'requestKeys' | 'requests'>): Group {
  const { _id, fills = {}, requestKeys = [], requests = {} } = group;
  const keys = requestKeys[0] === _id ? requestKeys : [_id, ...requestKeys];
  return { ...group, fills, requests, requestKeys: keys };
}

/** Refunds that a person had to act on were found by what the owner was told, and not by the order. */
function orderNow(order: Lacking<Order, 'abnormalRefunds'>): Order {
  return { ...order, abnormalRefunds: order.abnormalRefunds ?? [] };
}
