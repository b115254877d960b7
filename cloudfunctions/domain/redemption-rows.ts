import { redemptionIdOf, voucherIdOf } from './ids';
import type { Order } from './order';
import { dayOf } from './time';

/** A redemption as a flat row, for lists and reports by store, clerk and day. */
export interface RedemptionPosting {
  readonly _id: string;
  readonly merchantId: string;
  readonly orderId: string;
  readonly voucherId: string;
  readonly title: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly clerk: string;
  readonly clerkName: string;
  readonly uses: number;
  readonly redeemedAt: number;
  readonly day: string;
  readonly undoneAt: number | null;
}

/** The flat rows of an order's redemptions. */
export function redemptionsOf(order: Order): RedemptionPosting[] {
  return Object.entries(order.vouchers).flatMap(([key, voucher]) =>
    Object.entries(voucher.redemptions).map(([redemptionKey, redemption]) => ({
      _id: redemptionIdOf(order._id, key, redemptionKey),
      merchantId: order.merchantId,
      orderId: order._id,
      voucherId: voucherIdOf(order._id, key),
      title: order.title,
      storeId: redemption.storeId,
      storeName: redemption.storeName,
      clerk: redemption.clerk,
      clerkName: redemption.clerkName,
      uses: redemption.uses.length,
      redeemedAt: redemption.at,
      day: dayOf(redemption.at),
      undoneAt: redemption.undo?.at ?? null,
    })),
  );
}
