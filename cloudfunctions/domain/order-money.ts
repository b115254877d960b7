import type { Order, Refund } from './order';

type Priced = Pick<Order, 'amountFen' | 'priceFen' | 'tierPriceFen' | 'quantity'>;

/** What refunds have taken of the order, whether the money has arrived or not (fen). */
export function refundRequestedFen(order: Priced & Pick<Order, 'refunds'>): number {
  return Object.values(order.refunds).reduce((fen, refund) => fen + refundFen(order, refund), 0);
}

/** What has gone back to the buyer (fen). */
export function refundedFen(order: Priced & Pick<Order, 'refunds'>): number {
  const done = Object.values(order.refunds).filter((refund) => refund.status === 'succeeded');
  return done.reduce((fen, refund) => fen + refundFen(order, refund), 0);
}

/** What one unit is worth (fen): its price, or the lower one that its tiered group has reached. */
export const unitWorthFen = ({ priceFen, tierPriceFen }: Priced): number => tierPriceFen ?? priceFen;

/** What a refund gives back (fen). */
export function refundFen(order: Priced, { kind, amountFen }: Pick<Refund, 'kind' | 'amountFen'>): number {
  if (amountFen !== null) return amountFen;
  return kind === 'tier' ? (order.priceFen - unitWorthFen(order)) * order.quantity : order.amountFen;
}
