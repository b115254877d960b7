import type { Account, Transfer } from '../domain/ledger';
import { personKeyOf } from '../domain/ids';
import type { Order, Voucher } from '../domain/order';
import { refundFen, refundedFen } from '../domain/order-money';
import { standing, usesOf } from '../domain/voucher';
import { sum } from '../domain/worth';

/** What lies in accounts (fen); one that is not named holds nothing. */
export type Holdings = ReadonlyMap<Account, number>;

/** What transfers have brought into the accounts that they name. */
export function holdingsBy(transfers: readonly Transfer[]): Holdings {
  const held = new Map<Account, number>();
  for (const { from, to, fen } of transfers) {
    held.set(from, (held.get(from) ?? 0) - fen);
    held.set(to, (held.get(to) ?? 0) + fen);
  }
  return held;
}

/**
 * Where an order's money is by its vouchers and refunds alone, without the ledger. What leader and partners have, they
 * have of what was earned; all of it together may be more than that, and then the merchant owes it.
 */
export function holdingsOf(order: Order): Holdings {
  if (order.paidAt === null) return new Map();
  const byHand = Object.values(order.refunds).filter((refund) => refund.byHand);
  const outside = sum(byHand.map((refund) => refundFen(order, refund)));
  const leader = leaderShare(order);
  const partners = partnerShares(order);
  const shares = leader + sum([...partners.values()]);
  const { escrow, earned } = notBack(order);
  return new Map<Account, number>([
    ['wechat', refundedFen(order) - outside - order.amountFen],
    ['outside', outside],
    ['escrow', escrow],
    ['merchant', earned - shares],
    ...(order.leader ? ([[`leader:${personKeyOf(order.merchantId, order.leader.person)}`, leader]] as const) : []),
    ...[...partners].map(([storeId, fen]) => [`partner:${storeId}`, fen] as const),
  ]);
}

/** What has not reached the buyer again: still escrow, or earned. */
export function notBack(order: Order): { readonly escrow: number; readonly earned: number } {
  if (order.paidAt === null) return { escrow: 0, earned: 0 };
  if (order.issuedAt === null) return { escrow: order.amountFen - refundedFen(order), earned: 0 };
  const uses = usesOf(order);
  const outstanding = Object.values(order.refunds).filter(({ status }) => status !== 'succeeded');
  const onItsWay = sum(outstanding.map((refund) => refundFen(order, refund)));
  return {
    escrow: onItsWay + sum(uses.filter(({ settled }) => !settled).map(({ fen }) => fen)),
    earned: sum(uses.filter(({ settled }) => settled).map(({ fen }) => fen)),
  };
}

/** Of each voucher what the rule gives the leader for what was settled in his time and is not back, rounded down. */
export function leaderShare(order: Order): number {
  const { leader, rules, quantity, priceFen, vouchers } = order;
  const { commission } = rules;
  if (!leader || !commission) return 0;
  const shares = Object.entries(vouchers).map(([key, voucher], i) => {
    const uses = usesOf(order).filter((use) => use.voucher === key && earns(order, voucher, use.use));
    const fen = sum(uses.map((use) => use.fen));
    if (commission.kind === 'percent') return Math.floor((fen * commission.value) / 100);
    const part = Math.floor(commission.value / quantity) + (i < commission.value % quantity ? 1 : 0);
    return Number((BigInt(fen) * BigInt(part)) / BigInt(priceFen));
  });
  return sum(shares);
}

/** Whether a use was settled while its leader earned: by a redemption that notes it, or when its time was over. */
function earns(order: Order, voucher: Voucher, use: number): boolean {
  const isOf = (moneys: readonly { readonly use: number }[] = []) => moneys.some((money) => money.use === use);
  const settling = Object.values(voucher.redemptions).find(
    ({ settled, undo }) => isOf(settled) && !isOf(undo?.reversed),
  );
  if (settling) return settling.commissionFen !== undefined;
  return order.settledAt !== null && order.leaderRefundedAt === undefined;
}

/**
 * By store what its percentage gives for each redeemed use of what is not back, rounded down. Partners earn since
 * redemptions count the refunds before them.
 */
function partnerShares(order: Order): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { voucher, use, fen } of usesOf(order)) {
    const its = order.vouchers[voucher];
    const redemption = its && standing(its).find(({ uses }) => uses.includes(use));
    if (redemption?.partnerPercent === undefined || redemption.refundsBefore === undefined) continue;
    const share = Math.floor((fen * redemption.partnerPercent) / 100);
    shares.set(redemption.storeId, (shares.get(redemption.storeId) ?? 0) + share);
  }
  return shares;
}
