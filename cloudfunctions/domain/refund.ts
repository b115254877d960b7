import { commissionTaken } from './commission';
import { refundNumberOf } from './ids';
import { UNDO_WINDOW_MS, validUntil, type Order, type Refund, type Voucher } from './order';
import { refundRequestedFen } from './order-money';
import { partnerTaken } from './partner';
import { MINUTE_MS } from './time';
import { standing, usesOf, type UseWorth } from './voucher';
import { sum } from './worth';

/** WeChat takes at most this many refunds of one order (CloudPay.refund, read 2026-11-22). */
export const REFUND_PARTS_MAX = 50;

/** Whoever began to undo in time may write it so much later. */
const UNDER_WAY_MS = MINUTE_MS;

/** What a refund takes: of which uses, how much, and which vouchers are over with it. */
export interface Taking {
  readonly took: Refund['took'];
  readonly amountFen: number;
  /** Vouchers of which nothing is left. */
  readonly ended: readonly string[];
}

/** Vouchers with uses left that no refund has taken. */
export function refundableVouchers(order: Order): string[] {
  return Object.entries(order.vouchers).flatMap(([key, voucher]) =>
    voucher.refund === undefined && voucher.usesLeft > 0 ? [key] : [],
  );
}

/** A refund's number: it follows from the vouchers that it ends, in their order; for a sum from its request. */
export const refundKeyOf = (order: Order, { ended }: Pick<Taking, 'ended'>, requestKey?: string): string =>
  refundNumberOf(order._id, requestKey ?? [...ended].sort().join());

/** What of an order can still be refunded (fen). */
export const refundableFen = (order: Order): number => order.amountFen - refundRequestedFen(order);

/** Takes whole vouchers back: what their unused uses are still worth. */
export function takeVouchers(order: Order, vouchers: readonly string[]): Taking {
  const uses = usesOf(order).filter((use) => vouchers.includes(use.voucher) && !use.used);
  const took = uses.map(({ voucher, use, fen, settled }) => ({ voucher, use, fen, settled }));
  return { took, amountFen: sum(took.map((money) => money.fen)), ended: vouchers };
}

/** Takes a sum: unsettled money first, in the order of the vouchers, of a times card the last use first. */
export function takeSum(order: Order, amountFen: number): Taking {
  let left = amountFen;
  const took = usesOf(order)
    .filter((use) => use.fen > 0)
    .sort((a, b) => Number(a.settled) - Number(b.settled) || compare(a.voucher, b.voucher) || b.use - a.use)
    .flatMap(({ voucher, use, fen, settled }) => {
      const part = Math.min(fen, left);
      left -= part;
      return part > 0 ? [{ voucher, use, fen: part, settled }] : [];
    });
  const after = usesOf(order).map((use) => ({ ...use, fen: use.fen - takenOf(took, use) }));
  return { took, amountFen, ended: refundableVouchers(order).filter((key) => isWorthless(after, key)) };
}

/** Whether WeChat would have too few refunds left for the vouchers that may still come back one by one. */
export function partsExhausted(order: Order, taking: Taking, now: number): boolean {
  const partsLeft = REFUND_PARTS_MAX - Object.keys(order.refunds).length - 1;
  const isTaken = (key: string): boolean => taking.took.some(({ voucher }) => voucher === key);
  const usedUp = Object.entries(order.vouchers).filter(([, { refund, usesLeft }]) => !refund && usesLeft === 0);
  const undoable = usedUp.filter(([key, voucher]) => !isTaken(key) && mayBeUndone(voucher, now));
  return partsLeft < refundableVouchers(order).length - taking.ended.length + undoable.length;
}

/** Whether a redemption of it may be undone from now on, or is by somebody who began in time. */
const mayBeUndone = (voucher: Voucher, now: number): boolean =>
  standing(voucher).some(({ at }) => now < at + UNDO_WINDOW_MS + UNDER_WAY_MS);

/** Why a buyer may not ask for a refund of an issued order now; nothing if he may. */
export function buyerRefundRefusal(order: Order, now: number): string | undefined {
  if (!order.rules.refund.anytime) return 'not_offered';
  if (takeVouchers(order, refundableVouchers(order)).amountFen === 0) return 'nothing_left';
  return now >= validUntil(order.rules.validity, order.issuedAt ?? now) ? 'expired' : undefined;
}

/** What a refund takes back from whoever has a share in the money that it takes. */
export function sharesTaken(order: Order, took: Refund['took']): Pick<Refund, 'commission' | 'partner'> {
  const commission = commissionTaken(order, took);
  const partner = partnerTaken(order, took);
  return { ...(commission.length > 0 ? { commission } : {}), ...(partner.length > 0 ? { partner } : {}) };
}

/** A refund as it begins: asked of WeChat as soon as `deliver` runs. */
export function newRefund(
  refund: Pick<Refund, 'kind' | 'amountFen' | 'reason' | 'by' | 'at' | 'took' | 'restock' | 'commission' | 'partner'>,
): Refund {
  return { ...refund, status: 'pending', nextAt: refund.at, tries: 0 };
}

/** The refund of a whole order of which no voucher was issued: its group failed, or its seat was lost. */
export function wholeRefund(kind: 'group_failed' | 'seat_lost', at: number): Refund {
  return newRefund({ kind, amountFen: null, reason: kind, by: null, at, took: [], restock: 0 });
}

function takenOf(took: Refund['took'], { voucher, use }: UseWorth): number {
  return sum(took.filter((money) => money.voucher === voucher && money.use === use).map(({ fen }) => fen));
}

function isWorthless(uses: readonly UseWorth[], voucher: string): boolean {
  return uses.every((use) => use.voucher !== voucher || use.used || use.fen === 0);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
