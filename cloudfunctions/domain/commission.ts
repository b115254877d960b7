import { personKeyOf, voucherIdOf } from './ids';
import { UNDO_WINDOW_MS, validUntil, type Order, type Refund, type Voucher } from './order';
import type { Stored } from './stored';
import { settledByRedemption, standing, usesOf } from './voucher';
import { partsOf, shareOf, sum } from './worth';

/** The most that a leader earns of a member's order, in percent of its price. */
export const COMMISSION_PERCENT_MAX = 30;

/** The leader of a member's order, as an id that names nobody. */
export const leaderIdOf = (order: Pick<Order, 'merchantId' | 'leader'>): string | undefined =>
  order.leader && personKeyOf(order.merchantId, order.leader.person);

/** Whether what of the order settles now earns its leader something. */
export const earns = (order: Pick<Order, 'leader' | 'leaderRefundedAt'>): boolean =>
  order.leader !== undefined && order.leaderRefundedAt === undefined;

/**
 * What a leader earns of a voucher of which so much is settled (fen): a percentage of it, or as much of the voucher's
 * part of the fixed sum as of its price.
 */
export function commissionOn(order: Order, voucherKey: string, settledFen: number): number {
  const { rules, quantity, priceFen } = order;
  if (!rules.commission || !order.leader) return 0;
  const { kind, value } = rules.commission;
  if (kind === 'percent') return shareOf(settledFen, value, 100);
  return shareOf(settledFen, partsOf(value, quantity)[Number(voucherKey.slice(1)) - 1] ?? 0, priceFen);
}

/** What of a voucher's money is settled, not taken back, and settled while its leader earned (fen). */
export function earningFen(order: Order, voucherKey: string): number {
  const earning = usesOf(order).filter((money) => money.voucher === voucherKey && isEarning(order, money));
  return sum(earning.map(({ fen }) => fen));
}

/** Whether a use was settled while its leader earned: that is a fact of the redemption, or else of the order. */
function isEarning(order: Order, { voucher: key, use, settled }: { voucher: string; use: number; settled: boolean }) {
  const voucher = order.vouchers[key];
  if (!voucher || !settled) return false;
  const redemption = settledByRedemption(voucher, use);
  return redemption ? redemption.commissionFen !== undefined : earns(order);
}

/** How a leader's commission on a voucher changes when so much of what earns for him settles, or goes back (fen). */
export function commissionChange(order: Order, voucherKey: string, byFen: number): number {
  const before = earningFen(order, voucherKey);
  return commissionOn(order, voucherKey, before + byFen) - commissionOn(order, voucherKey, before);
}

/** What a refund takes back from the leader, of each voucher (fen). */
export function commissionTaken(order: Order, took: Refund['took']): NonNullable<Refund['commission']> {
  const vouchers = [...new Set(took.map(({ voucher }) => voucher))];
  return vouchers.flatMap((voucher) => {
    const earning = took.filter((money) => money.voucher === voucher && isEarning(order, money));
    const fen = -commissionChange(order, voucher, -sum(earning.map((money) => money.fen)));
    return fen > 0 ? [{ voucher, fen }] : [];
  });
}

/** What the leader earned of a voucher because its time was over: what he has, less what redemptions gave him (fen). */
export function commissionOfTheRest(order: Order, voucherKey: string): number {
  const redemptions = Object.values(order.vouchers[voucherKey]?.redemptions ?? {});
  const byRedemptions = redemptions.map(({ commissionFen = 0, undo }) => commissionFen - (undo?.commissionFen ?? 0));
  const taken = Object.values(order.refunds).flatMap(({ commission = [] }) =>
    commission.filter(({ voucher }) => voucher === voucherKey).map(({ fen }) => fen),
  );
  return commissionOn(order, voucherKey, earningFen(order, voucherKey)) - sum(byRedemptions) + sum(taken);
}

/** A leader's commission on one voucher as a flat row, for lists and pay-outs. */
export interface CommissionPosting {
  /** The voucher's id. */
  readonly _id: string;
  readonly merchantId: string;
  readonly leaderId: string;
  readonly orderId: string;
  readonly accruedFen: number;
  /** From when on it may be paid out; null while that is open. */
  readonly payableAt: number | null;
  /** How much had happened to the voucher when this was so: what is older does not replace it. */
  readonly facts: number;
}

/** The flat rows of a member's order: one for each voucher once they are issued. */
export function commissionsOf(order: Order): CommissionPosting[] {
  const leaderId = leaderIdOf(order);
  if (leaderId === undefined || order.issuedAt === null) return [];
  return Object.entries(order.vouchers).map(([key, voucher]) => ({
    ...{ _id: voucherIdOf(order._id, key), merchantId: order.merchantId, leaderId, orderId: order._id },
    accruedFen: commissionOn(order, key, earningFen(order, key)),
    payableAt: payableAt(order, key, voucher),
    facts: factsOf(order, key, voucher),
  }));
}

/** Whatever a commission follows from, counted: it only grows. */
function factsOf(order: Order, key: string, { redemptions, refund }: Voucher): number {
  const all = Object.values(redemptions);
  const taken = Object.values(order.refunds).filter(({ took }) => took.some(({ voucher }) => voucher === key));
  const ends = [refund !== undefined, order.settledAt !== null].filter(Boolean);
  return all.length + all.filter(({ undo }) => undo).length + taken.length + ends.length;
}

/** A commission may be paid out when nothing can be undone any more and the voucher is used, given back or expired. */
function payableAt(order: Order, key: string, voucher: Voucher): number | null {
  const undoneUntil = Math.max(0, ...standing(voucher).map(({ at }) => at + UNDO_WINDOW_MS));
  if (voucher.usesLeft === 0) return undoneUntil;
  if (voucher.refund !== undefined) return Math.max(undoneUntil, order.refunds[voucher.refund]?.at ?? 0);
  const unused = usesOf(order).filter((money) => money.voucher === key && !money.used);
  const goesBack = order.rules.refund.onExpiry && unused.some(({ fen }) => fen > 0);
  return goesBack ? null : Math.max(undoneUntil, validUntil(order.rules.validity, order.issuedAt ?? 0));
}

/** Money that was paid out to a leader, or is to be. */
export interface Payout {
  readonly fen: number;
  /** How it was paid, in the owner's words. */
  readonly reference: string;
  readonly by: string;
  readonly at: number;
  readonly status: 'pending' | 'paid';
  readonly paidAt?: number;
}

/** A leader's pay-outs. What he has earned is not kept here: it follows from his members' orders. */
export interface LeaderAccount extends Stored {
  readonly person: string;
  readonly createdAt: number;
  /** All pay-outs together, pending ones too: two at once cannot both be judged on the same past. */
  readonly paidFen: number;
  readonly payouts: Readonly<Record<string, Payout>>;
  /** When pay-outs are to be carried on, and their transfers posted; null when nothing is owed. */
  readonly deliverAt: number | null;
}
