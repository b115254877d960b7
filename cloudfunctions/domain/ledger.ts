import { commissionOfTheRest, leaderIdOf, type LeaderAccount } from './commission';
import { personKeyOf, redemptionIdOf, refundNumberOf, voucherIdOf } from './ids';
import type { Order, Redemption, Refund, Voucher } from './order';
import { refundFen, unitWorthFen } from './order-money';
import { dayOf } from './time';
import { redemptionOf } from './partner';
import { TIER } from './tier';
import { settledByRedemption, usesOf } from './voucher';
import { sum, worthOfUses } from './worth';

/**
 * Where an order's money is. `wechat`: outside, at WeChat Pay · `escrow`: paid, not earned, may still go back ·
 * `merchant`: earned · `leader:` and `partner:`: earned by a leader, or by a partner's store · `outside`: paid by hand.
 */
export type Account = 'wechat' | 'escrow' | 'merchant' | 'outside' | `leader:${string}` | `partner:${string}`;

/** Money that moved, once and for ever. The id says why it moved. */
export interface Transfer {
  readonly _id: string;
  readonly merchantId: string;
  /** null: a pay-out, which is of no one order. */
  readonly orderId: string | null;
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
  if (refundKey === TIER) return refundNumberOf(order._id, 'tier');
  return refundKey === GROUP_FAILED ? refundNumberOf(order._id, 'all') : refundKey;
}

type Move = (id: string, from: Account, to: Account, fen: number, at: number, who?: Redemption) => void;

/**
 * All transfers that follow from an order's facts. A pure function of them that only ever grows: what it once said, it
 * says again after every later change.
 */
export function transfersOf(order: Order): Transfer[] {
  const transfers: Transfer[] = [];
  const { merchantId, _id: orderId } = order;
  const move: Move = (_id, from, to, fen, at, who) => {
    if (fen === 0) return;
    const by = who ? { storeId: who.storeId, clerkId: personKeyOf(merchantId, who.clerk) } : {};
    transfers.push({ _id, merchantId, orderId, from, to, fen, at, day: dayOf(at), ...by });
  };
  if (order.paidAt !== null) move(`pay:${order._id}`, 'wechat', 'escrow', order.amountFen, order.paidAt);
  for (const [key, voucher] of Object.entries(order.vouchers)) {
    settleByRedemption(order, key, voucher, move);
    shareByRedemption(order, key, voucher, move);
  }
  if (order.settledAt !== null) settleTheRest(order, order.settledAt, move);
  for (const [key, refund] of Object.entries(order.refunds)) giveBack(order, refundIdOf(order, key), refund, move);
  return transfers;
}

/** What redemptions settled and undos took back, each under the round that its use was in. */
function settleByRedemption(order: Order, key: string, voucher: Voucher, move: Move): void {
  const rounds = new Map<number, number>();
  for (const [, redemption] of inOrder(voucher)) {
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

/** What leader and partner earned by redemptions, and lost again when these were undone. */
function shareByRedemption(order: Order, key: string, voucher: Voucher, move: Move): void {
  const leader: Account = `leader:${leaderIdOf(order) ?? ''}`;
  for (const [redemptionKey, redemption] of inOrder(voucher)) {
    const id = redemptionIdOf(order._id, key, redemptionKey);
    const { at, commissionFen = 0, partner = [], storeId, undo } = redemption;
    move(`commission:${id}`, 'merchant', leader, commissionFen, at, redemption);
    if (undo) move(`uncommission:${id}`, leader, 'merchant', undo.commissionFen ?? 0, undo.at, redemption);
    for (const { use, fen } of partner) {
      const share = `partner:${id}:${String(use)}`;
      move(share, 'merchant', `partner:${storeId}`, fen, at, redemption);
      if (undo) move(`un${share}`, `partner:${storeId}`, 'merchant', fen, undo.at, redemption);
    }
  }
}

/**
 * What was settled because its time was over: every use that no redemption had settled, less what refunds took
 * before; and what its leader earned by it.
 */
function settleTheRest(order: Order, settledAt: number, move: Move): void {
  const worths = worthOfUses(unitWorthFen(order), order.rules.usesPerVoucher);
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
  const leaderId = leaderIdOf(order);
  if (leaderId === undefined) return;
  for (const key of Object.keys(order.vouchers)) {
    const fen = commissionOfTheRest(order, key);
    move(`commission:${voucherIdOf(order._id, key)}`, 'merchant', `leader:${leaderId}`, fen, settledAt);
  }
}

/** What a refund took back of settled money and of its shares at once, and what has reached the buyer. */
function giveBack(order: Order, number: string, refund: Refund, move: Move): void {
  const { at, byHand, commission = [], partner = [], succeededAt, took } = refund;
  const settled = sum(took.filter((money) => money.settled).map((money) => money.fen));
  move(`unsettle:${number}`, 'merchant', 'escrow', settled, at);
  for (const { voucher, fen } of commission) {
    const id = `uncommission:${number}:${voucherIdOf(order._id, voucher)}`;
    move(id, `leader:${leaderIdOf(order) ?? ''}`, 'merchant', fen, at);
  }
  for (const { voucher, use, fen } of partner) {
    const redemption = redemptionOf(order, voucher, use);
    const id = `unpartner:${number}:${voucherIdOf(order._id, voucher)}:${String(use)}`;
    move(id, `partner:${redemption?.storeId ?? ''}`, 'merchant', fen, at, redemption);
  }
  if (succeededAt === undefined) return;
  move(`refund:${number}`, 'escrow', byHand ? 'outside' : 'wechat', refundFen(order, refund), succeededAt);
}

/** Redemptions of a voucher in the order in which they were made. */
function inOrder(voucher: Voucher): [key: string, redemption: Redemption][] {
  return Object.entries(voucher.redemptions).sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)));
}

/** The transfers of a leader's pay-outs. */
export function payoutsOf({ _id: leaderId, merchantId, payouts }: LeaderAccount): Transfer[] {
  return Object.entries(payouts).flatMap(([payoutId, { fen, paidAt }]): Transfer[] => {
    if (paidAt === undefined) return [];
    const moved = { from: `leader:${leaderId}`, to: 'outside', fen, at: paidAt, day: dayOf(paidAt) } as const;
    return [{ _id: `payout:${payoutId}`, merchantId, orderId: null, ...moved }];
  });
}
