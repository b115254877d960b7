import type { Order, Redemption, Refund, UseMoney } from './order';
import { standing, usesOf } from './voucher';
import { shareOf, sum } from './worth';

/** What a partner's store earns by a redemption: of each use a percentage of what it is worth, rounded down (fen). */
export function partnerShares(percent: number | undefined, uses: readonly UseMoney[]): UseMoney[] {
  if (percent === undefined) return [];
  return uses.flatMap((money) => {
    const fen = shareOf(money.fen, percent, 100);
    return fen > 0 ? [{ voucher: money.voucher, use: money.use, fen }] : [];
  });
}

/** The redemption that a use stands for now. */
export const redemptionOf = (order: Order, voucher: string, use: number): Redemption | undefined => {
  const its = order.vouchers[voucher];
  return its && standing(its).find(({ uses }) => uses.includes(use));
};

/**
 * What refunds have left a partner's store of a use (fen). They all came after its redemption: one that a refund has
 * touched is not undone any more.
 */
export function partnerLeft(order: Order, redemption: Redemption, voucher: string, use: number): number {
  const of = (shares: readonly UseMoney[] = []) =>
    sum(shares.filter((share) => share.voucher === voucher && share.use === use).map(({ fen }) => fen));
  return of(redemption.partner) - sum(Object.values(order.refunds).map(({ partner }) => of(partner)));
}

/** What a refund takes back from partners' stores: they keep their percentage of what each use is still worth (fen). */
export function partnerTaken(order: Order, took: Refund['took']): UseMoney[] {
  const uses = usesOf(order);
  return took.flatMap(({ voucher, use, fen }) => {
    const redemption = redemptionOf(order, voucher, use);
    if (!redemption?.partner || redemption.partnerPercent === undefined) return [];
    const had = partnerLeft(order, redemption, voucher, use);
    const worth = uses.find((money) => money.voucher === voucher && money.use === use)?.fen ?? 0;
    const keeps = shareOf(worth - fen, redemption.partnerPercent, 100);
    return had > keeps ? [{ voucher, use, fen: had - keeps }] : [];
  });
}
