import type { DealMode, RefundPolicy } from '../../typings/deal';
import { refundTerms as text } from '../text/refund-terms';
import { price } from './money';

/** One thing that is promised about a buyer's money, or (`isGiven` false) that is not offered. */
export interface RefundTerm {
  readonly label: string;
  readonly line: string;
  readonly isGiven: boolean;
}

/** What comes back of one voucher of a times card after some uses. */
export interface RefundAfterUses {
  readonly uses: string;
  readonly back: string;
}

/**
 * What a buyer should know of refunds before paying: for groups first what happens when one does not fill, and of a
 * tiered one what goes back when it does.
 */
export function refundTerms({ anytime, onExpiry }: RefundPolicy, mode: DealMode): RefundTerm[] {
  const terms = [
    { ...(anytime ? text.anytime : text.notAnytime), isGiven: anytime },
    { ...(onExpiry ? text.onExpiry : text.notOnExpiry), isGiven: onExpiry },
  ];
  if (mode === 'alone') return terms;
  const tiered = mode === 'tiered' ? [{ ...text.tiered, isGiven: true }] : [];
  return [{ ...text.unformed, isGiven: true }, ...tiered, ...terms];
}

/** The table of a times card; empty for a voucher that is used at once. */
export function refundsAfterUses(refundAfterUses: readonly number[]): RefundAfterUses[] {
  if (refundAfterUses.length <= 2) return [];
  return refundAfterUses.map((backFen, uses) => ({
    uses: text.afterUses(uses),
    back: backFen > 0 ? price(backFen) : text.nothingBack,
  }));
}
