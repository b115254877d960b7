import type { RedemptionPreview } from '../../../typings/redemption';
import type { Explanation } from '../../presenters/failure';
import { lastDayBefore } from '../../presenters/time';
import { scan as text } from '../text/scan';

/** The most vouchers that are redeemed at once: the scanned one and nine others. */
const OTHERS_MAX = 9;

/** Where a clerk is with a voucher. */
export type ScanStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking' }
  | (Looked & { readonly kind: 'looked' | 'redeeming' })
  | { readonly kind: 'redeemed'; readonly what: string; readonly dealTitle: string }
  | { readonly kind: 'refused'; readonly what: string; readonly todo: string };

/** Nothing is being looked at. */
export const idle = (): ScanStep => ({ kind: 'idle' });

/** A voucher that may be redeemed, before the clerk confirms. */
export interface Looked {
  readonly dealTitle: string;
  readonly buyer: string;
  readonly validity: string;
  readonly left: string;
  readonly usesMax: number;
  readonly uses: number;
  readonly others: readonly { readonly voucherId: string; readonly name: string; readonly usesLeft: number }[];
  readonly chosen: readonly string[];
  readonly button: string;
  /** Why it is not known whether it was redeemed; empty: nothing was tried yet. */
  readonly unsure: string;
}

/** What a clerk is shown of a voucher that may be redeemed. */
export function looked({ dealTitle, buyer, validUntil, usesLeft, others }: RedemptionPreview): Looked {
  return {
    ...{ dealTitle, buyer: text.buyer(buyer), validity: text.validThrough(lastDayBefore(validUntil)) },
    ...{ left: text.usesLeft(usesLeft), usesMax: usesLeft, uses: 1 },
    others: others
      .filter((other) => other.usesLeft > 0)
      .slice(0, OTHERS_MAX)
      .map((other, i) => ({ ...other, name: text.other(i + 2, other.usesLeft) })),
    ...{ chosen: [], button: text.redeem(1, 1), unsure: '' },
  };
}

/** The same after the clerk chose other vouchers or another number of uses; `uses` applies to each of them. */
export function chosen(
  before: Looked,
  choice: { readonly uses?: number; readonly chosen?: readonly string[] },
): Looked {
  const others = choice.chosen ?? before.chosen;
  const mostOfAll = before.others.filter((other) => others.includes(other.voucherId)).map((other) => other.usesLeft);
  const uses = Math.min(choice.uses ?? before.uses, before.usesMax, ...mostOfAll);
  return { ...before, chosen: others, uses, button: text.redeem(others.length + 1, uses) };
}

/** The result of a redemption, to be read at arm's length. */
export function redeemed({ dealTitle, chosen: others, uses }: Looked): ScanStep {
  return { kind: 'redeemed', dealTitle, what: text.redeemedWhat(others.length + 1, uses) };
}

/** A refusal, to be read at arm's length. */
export const refused = ({ what, todo }: Pick<Explanation, 'what' | 'todo'>): ScanStep => ({
  kind: 'refused',
  what,
  todo,
});
