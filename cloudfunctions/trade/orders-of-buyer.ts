import { buyerKeyOf } from '../domain/ids';
import type { Lookup } from '../runtime/ports';

/** The orders that a limit is judged on; also the greatest limit, so that none is overlooked. */
export const ORDERS_OF_BUYER_MAX = 200;

/** A buyer's orders of a deal that count for him, the newest first. */
export const ordersOfBuyer = (dealId: string, person: string): Lookup<'orders'> => ({
  collection: 'orders',
  field: 'buyerKey',
  equals: buyerKeyOf(dealId, person),
  only: { fields: ['_id', 'nth', 'status', 'quantity', 'refunds'], sort: ['nth', -1], limit: ORDERS_OF_BUYER_MAX },
});
