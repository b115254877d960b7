import { demand, Failure } from './failure';
import { commissionChange, earns } from './commission';
import { isDayOfUse } from './deal';
import type { Order, Redemption, Undo, Voucher } from './order';
import { partnerShares } from './partner';
import { settleDueAt, UNDO_WINDOW_MS, validUntil } from './order';
import { dayOf } from './time';
import { isTokenCurrent } from './token';
import { standing, unusedUses, usesOf } from './voucher';
import { sum } from './worth';

/** How often redemptions of the same voucher can be taken back (微信小店: ten rounds). */
export const UNDOS_MAX = 10;

/** Vouchers of one order that are redeemed together, at the most. */
export const REDEEM_TOGETHER_MAX = 10;

/** Who redeems, and where. */
export interface Counter {
  readonly person: string;
  readonly role: 'clerk' | 'manager' | 'owner';
  readonly clerkName: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly partnerPercent?: number;
}

/** How a voucher was shown. A typed code has no slot; a token dies with its own. */
export interface Shown {
  readonly order: Order;
  readonly voucherKey: string;
  readonly slot?: number;
}

/** Refuses what cannot be redeemed here and now, in the order of the contract. Gives the voucher. */
export function redeemable(shown: Shown, counter: Counter, now: number): Voucher {
  const { order, voucherKey, slot } = shown;
  const voucher = order.vouchers[voucherKey];
  const { storeIds } = order.rules;
  const isSoldHere = storeIds === undefined || storeIds.includes(counter.storeId);
  demand(voucher && isSoldHere && order.status !== 'closed', 'VOUCHER_NOT_FOUND');
  demand(counter.role !== 'clerk' || order.buyer !== counter.person, 'OWN_VOUCHER');
  demand(order.status !== 'pending_payment' && order.status !== 'paid', 'VOUCHER_NOT_ISSUED');
  demand(voucher.refund === undefined && order.issuedAt !== null, 'VOUCHER_REFUNDED');
  if (voucher.usesLeft === 0) throw alreadyRedeemed(voucher, counter);
  demand(slot === undefined || isTokenCurrent(slot, now), 'TOKEN_EXPIRED');
  demand(now < validUntil(order.rules.validity, order.issuedAt), 'VOUCHER_EXPIRED');
  demand(isDayOfUse(order.rules, dayOf(now)), 'VOUCHER_NOT_VALID_TODAY');
  return voucher;
}

/** Whoever scans second learns when it was used; and where and by whom, if it was at this counter's store. */
function alreadyRedeemed(voucher: Voucher, counter: Counter): Failure {
  const last = standing(voucher).at(-1);
  if (!last) return new Failure('VOUCHER_ALREADY_REDEEMED');
  const here = last.storeId === counter.storeId || counter.role !== 'clerk';
  const where = here ? { storeName: last.storeName, clerkName: last.clerkName } : {};
  return new Failure('VOUCHER_ALREADY_REDEEMED', { redeemedAt: last.at, ...where });
}

/** A redemption of the next uses of a voucher. What of their money is not settled yet is settled with it. */
export function newRedemption(
  order: Order,
  voucherKey: string,
  uses: number,
  counter: Counter,
  now: number,
): Redemption {
  const voucher = order.vouchers[voucherKey];
  const next = voucher ? unusedUses(order, voucher).slice(0, uses) : [];
  const worths = usesOf(order).filter((use) => use.voucher === voucherKey && next.includes(use.use));
  const settled = worths.filter((use) => !use.settled).map(({ use, fen }) => ({ voucher: voucherKey, use, fen }));
  const { person, clerkName, storeId, storeName, partnerPercent } = counter;
  const partner = partnerShares(partnerPercent, worths);
  return {
    ...{ at: now, uses: next, clerk: person, clerkName, storeId, storeName, settled },
    refundsBefore: refundsOf(order, voucherKey),
    ...(partnerPercent === undefined ? {} : { partnerPercent, partner }),
    ...(earns(order) ? { commissionFen: commissionChange(order, voucherKey, sumFen(settled)) } : {}),
    ...(order.buyer === person ? { own: true } : {}),
  };
}

/** The key of a voucher's next redemption. */
export const nextRedemptionKey = (voucher: Voucher): string =>
  `R${String(Object.keys(voucher.redemptions).length + 1)}`;

/** Refuses an undo that is too late, or one too many, or of a voucher that a refund has touched since. */
export function judgeUndo(order: Order, voucherKey: string, redemption: Redemption, now: number): void {
  demand(now < redemption.at + UNDO_WINDOW_MS, 'UNDO_WINDOW_OVER');
  const all = Object.values(order.vouchers[voucherKey]?.redemptions ?? {});
  demand(!redemption.undo && all.filter((other) => other.undo).length < UNDOS_MAX, 'UNDO_NOT_ALLOWED');
  const { at, refundsBefore = refundsOf(order, voucherKey, at) } = redemption;
  demand(refundsOf(order, voucherKey) === refundsBefore, 'UNDO_NOT_ALLOWED');
}

/** How many refunds have taken of a voucher: counted, since two clocks do not tell what came first. */
function refundsOf(order: Order, voucherKey: string, before = Number.MAX_SAFE_INTEGER): number {
  const earlier = Object.values(order.refunds).filter(({ at }) => at < before);
  return earlier.filter(({ took }) => took.some((money) => money.voucher === voucherKey)).length;
}

/**
 * What an undo takes back: what its redemption settled, with what the leader earned by it; and nothing of that once the
 * money would be due anyway.
 */
export function reversedBy(
  order: Order,
  voucherKey: string,
  redemption: Redemption,
  now: number,
): Pick<Undo, 'reversed' | 'commissionFen'> {
  const isDue = order.settledAt !== null || now >= settleDueAt(order.rules, order.issuedAt ?? 0);
  const reversed = isDue ? [] : redemption.settled;
  if (redemption.commissionFen === undefined) return { reversed };
  return { reversed, commissionFen: 0 - commissionChange(order, voucherKey, -sumFen(reversed)) };
}

const sumFen = (moneys: Redemption['settled']): number => sum(moneys.map(({ fen }) => fen));
