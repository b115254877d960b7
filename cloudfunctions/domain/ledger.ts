import { personKeyOf, redemptionIdOf, refundNumberOf, voucherIdOf } from './ids';
import type { Order, Redemption, Refund, Voucher } from './order';
import { dayOf } from './time';
import { settledByRedemption, usesOf } from './voucher';
import { sum, worthOfUses } from './worth';

/**
 * Where an order's money is. `wechat`: outside, at WeChat Pay · `escrow`: paid, not earned, may still go back ·
 * `merchant`: earned.
 */
export type Account = 'wechat' | 'escrow' | 'merchant';

/** Money that moved, once and for ever. The id says why it moved. */
export interface Transfer {
  readonly _id: string;
  readonly merchantId: string;
  readonly orderId: string;
  readonly from: Account;
  readonly to: Account;
  /** Whole fen, more than 0. */
  readonly fen: number;
  readonly at: number;
  readonly day: string;
  readonly storeId?: string;
  /** The staff document of who redeemed. */
  readonly clerkId?: string;
}

/**
 * The key of the refund of a whole order whose group failed: the same in every order, so that one update writes all.
 */
export const GROUP_FAILED = 'GROUPFAILED';

/** A refund's number at WeChat Pay, which is also its id. */
export function refundIdOf(order: Pick<Order, '_id'>, refundKey: string): string {
  return refundKey === GROUP_FAILED ? refundNumberOf(order._id, 'all') : refundKey;
}

/** What a refund gives back (fen). */
export const refundFen = (order: Pick<Order, 'amountFen'>, refund: Refund): number =>
  refund.amountFen ?? order.amountFen;

/**
 * All transfers that follow from an order's facts. A pure function of them that only ever grows: what it once said, it
 * says again after every later change.
 */
export function transfersOf(order: Order): Transfer[] {
  const transfers: Transfer[] = [];
  const move = (id: string, from: Account, to: Account, fen: number, at: number, who?: Redemption): void => {
    if (fen === 0) return;
    const by = who ? { storeId: who.storeId, clerkId: personKeyOf(order.merchantId, who.clerk) } : {};
    transfers.push({
      _id: id,
      merchantId: order.merchantId,
      orderId: order._id,
      from,
      to,
      fen,
      at,
      day: dayOf(at),
      ...by,
    });
  };
  if (order.paidAt !== null) move(`pay:${order._id}`, 'wechat', 'escrow', order.amountFen, order.paidAt);
  for (const [key, voucher] of Object.entries(order.vouchers)) settleByRedemption(order, key, voucher, move);
  if (order.settledAt !== null) settleTheRest(order, order.settledAt, move);
  for (const [key, refund] of Object.entries(order.refunds)) {
    const number = refundIdOf(order, key);
    const settled = sum(refund.took.filter((money) => money.settled).map((money) => money.fen));
    move(`unsettle:${number}`, 'merchant', 'escrow', settled, refund.at);
    if (refund.succeededAt !== undefined) {
      move(`refund:${number}`, 'escrow', 'wechat', refundFen(order, refund), refund.succeededAt);
    }
  }
  return transfers;
}

type Move = (id: string, from: Account, to: Account, fen: number, at: number, who?: Redemption) => void;

/** What redemptions settled and undos took back, each under the round that its use was in. */
function settleByRedemption(order: Order, key: string, voucher: Voucher, move: Move): void {
  const rounds = new Map<number, number>();
  for (const redemption of inOrder(voucher)) {
    for (const { use, fen } of redemption.settled) {
      const round = rounds.get(use) ?? 0;
      const id = `settle:${voucherIdOf(order._id, key)}:${String(use)}:${String(round)}`;
      move(id, 'escrow', 'merchant', fen, redemption.at, redemption);
      const reversed = redemption.undo?.reversed.find((money) => money.use === use);
      if (!redemption.undo || !reversed) continue;
      move(`un${id}`, 'merchant', 'escrow', reversed.fen, redemption.undo.at, redemption);
      rounds.set(use, round + 1);
    }
  }
}

/**
 * What was settled because its time was over: every use that no redemption had settled, less what refunds took
 * before.
 */
function settleTheRest(order: Order, settledAt: number, move: Move): void {
  const worths = worthOfUses(order.priceFen, order.rules.usesPerVoucher);
  const before = Object.values(order.refunds).flatMap((refund) => refund.took.filter((money) => !money.settled));
  for (const { voucher: key, use } of usesOf(order)) {
    const voucher = order.vouchers[key];
    if (!voucher || settledByRedemption(voucher, use)) continue;
    const taken = sum(before.filter((money) => money.voucher === key && money.use === use).map((money) => money.fen));
    const reversals = Object.values(voucher.redemptions).flatMap((redemption) => redemption.undo?.reversed ?? []);
    const round = reversals.filter((money) => money.use === use).length;
    const id = `settle:${voucherIdOf(order._id, key)}:${String(use)}:${String(round)}`;
    move(id, 'escrow', 'merchant', (worths[use - 1] ?? 0) - taken, settledAt);
  }
}

/** Redemptions of a voucher in the order in which they were made. */
function inOrder(voucher: Voucher): Redemption[] {
  const entries = Object.entries(voucher.redemptions);
  return entries.sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1))).map(([, redemption]) => redemption);
}

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
