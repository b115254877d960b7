import type { SettlementView, UseStatus, VoucherStatus } from '../../typings/order';
import type { Order, Redemption, UseMoney, Voucher } from './order';
import { settleDueAt, validUntil } from './order';
import { unitWorthFen } from './order-money';
import { worthOfUses } from './worth';

/** Redemptions that were not taken back, oldest first. */
export function standing(voucher: Voucher): Redemption[] {
  return Object.values(voucher.redemptions)
    .filter((redemption) => !redemption.undo)
    .sort((a, b) => a.at - b.at);
}

/** Uses of a voucher that nobody has redeemed, in order. */
export function unusedUses(order: Pick<Order, 'rules'>, voucher: Voucher): number[] {
  const used = new Set(standing(voucher).flatMap((redemption) => redemption.uses));
  return Array.from({ length: order.rules.usesPerVoucher }, (_, i) => i + 1).filter((use) => !used.has(use));
}

/** What a voucher of an issued order is at an instant. A times card is valid while uses are left. */
export function voucherStatusAt(order: Order, voucher: Voucher, now: number): VoucherStatus {
  if (voucher.refund !== undefined) {
    return order.refunds[voucher.refund]?.status === 'succeeded' ? 'refunded' : 'refunding';
  }
  if (voucher.usesLeft === 0) return 'used';
  return now >= validUntil(order.rules.validity, order.issuedAt ?? now) ? 'expired' : 'valid';
}

/** 未使用, 部分使用, 已使用: over all uses of all vouchers. */
export function useStatusOf(order: Order): UseStatus {
  const vouchers = Object.values(order.vouchers);
  const used = vouchers.filter((voucher) => voucher.usesLeft < order.rules.usesPerVoucher);
  if (used.length === 0) return 'unused';
  return vouchers.every((voucher) => voucher.usesLeft === 0) ? 'used' : 'partly_used';
}

/** What each use of each voucher is still worth after refunds, and whether that money has been settled. */
export interface UseWorth extends UseMoney {
  readonly settled: boolean;
  readonly used: boolean;
}

/** Every use of an order with what is left of its worth (fen). */
export function usesOf(order: Order): UseWorth[] {
  const worths = worthOfUses(unitWorthFen(order), order.rules.usesPerVoucher);
  const taken = new Map<string, number>();
  for (const refund of Object.values(order.refunds)) {
    for (const { voucher, use, fen } of refund.took) {
      const key = `${voucher}.${String(use)}`;
      taken.set(key, (taken.get(key) ?? 0) + fen);
    }
  }
  return Object.entries(order.vouchers).flatMap(([key, voucher]) => {
    const used = new Set(standing(voucher).flatMap((redemption) => redemption.uses));
    return worths.map((worth, i) => {
      const use = i + 1;
      const fen = worth - (taken.get(`${key}.${String(use)}`) ?? 0);
      return { voucher: key, use, fen, used: used.has(use), settled: isSettled(order, voucher, use) };
    });
  });
}

/** Whether the money of a use is the merchant's: by its redemption, or because its time was over. */
export function isSettled(order: Pick<Order, 'settledAt'>, voucher: Voucher, use: number): boolean {
  return order.settledAt !== null || settledByRedemption(voucher, use) !== undefined;
}

/** The redemption that settled a use and was not reversed. */
export function settledByRedemption(voucher: Voucher, use: number): Redemption | undefined {
  return Object.values(voucher.redemptions).find(
    (redemption) =>
      redemption.settled.some((money) => money.use === use) &&
      !redemption.undo?.reversed.some((money) => money.use === use),
  );
}

/** The clock of a voucher's money, beside the clock of its use. */
export function settlementOf(order: Order, voucherKey: string, voucher: Voucher): SettlementView {
  const dueAt = settleDueAt(order.rules, order.issuedAt ?? 0);
  const uses = usesOf(order).filter((use) => use.voucher === voucherKey);
  const settled = uses.every((use) => use.settled);
  if (voucher.refund !== undefined) return { status: 'reversed', dueAt };
  if (!settled) return { status: 'pending', dueAt };
  const times = uses.map((use) => settledByRedemption(voucher, use.use)?.at ?? order.settledAt ?? 0);
  return { status: 'settled', dueAt, settledAt: Math.max(...times) };
}
