import type { Order } from '../domain/order';
import { nextRedemptionKey } from '../domain/redemption';
import type { Where } from '../runtime/ports';
import { is } from '../runtime/terms';

/**
 * Vouchers of an order as they were seen. The uses left alone do not tell: one redeemed and undone meanwhile has as
 * many as before, and what it settled, and for whom, may be different.
 */
export function untouched(order: Order, keys: readonly string[]): Where {
  const conditions = keys.flatMap((key): [string, Where[string]][] => {
    const voucher = order.vouchers[key];
    if (!voucher) return [];
    const next = `vouchers.${key}.redemptions.${nextRedemptionKey(voucher)}`;
    return [
      [`vouchers.${key}.usesLeft`, voucher.usesLeft],
      [next, is.absent()],
    ];
  });
  return Object.fromEntries(conditions);
}
