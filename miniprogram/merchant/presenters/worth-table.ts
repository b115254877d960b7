import { fenOf, price } from '../../presenters/money';
import { deal as text } from '../text/deal';
import type { DealForm } from './deal-form';

/** What each use of a times card is worth, and what comes back after some of them. Empty: it is no times card. */
export interface WorthTable {
  readonly worthHead: string;
  readonly worthEach: string;
  readonly worth: readonly { readonly used: string; readonly back: string }[];
}

/** Lines of the table of what comes back; the rest follows the same rule. */
const LINES_MAX = 12;
const USES_MAX = 100;

/** Price P over n uses: the first P mod n uses are one fen dearer; after k uses P minus the first k comes back. */
export function worthTable(form: DealForm): WorthTable {
  const uses = /^\d{1,3}$/.test(form.usesPerVoucher) ? Number(form.usesPerVoucher) : 0;
  const fen = fenOf(pricePaid(form));
  if (uses < 2 || uses > USES_MAX || fen === undefined) return { worthHead: '', worthEach: '', worth: [] };
  const [least, dearer] = [Math.floor(fen / uses), fen % uses];
  const backFen = (used: number): number => fen - least * used - Math.min(dearer, used);
  const lines = Array.from({ length: Math.min(uses + 1, LINES_MAX) }, (_, used) => ({
    used: used === 0 ? text.worthUnused : text.worthUsed(used),
    back: text.worthBack(price(backFen(used))),
  }));
  return {
    worthHead: (form.mode === 'tiered' ? text.worthHeadTiered : text.worthHead)(price(fen), uses),
    worthEach:
      dearer === 0
        ? text.worthEach(price(least))
        : text.worthUneven(dearer, price(least + 1), uses - dearer, price(least)),
    worth: lines,
  };
}

/** What is paid for a unit, as it is typed: in a group its price, in a tiered one the first step's. */
function pricePaid({ mode, alonePrice, groupPrice, tiers }: DealForm): string {
  if (mode === 'alone') return alonePrice;
  return mode === 'tiered' ? (tiers[0]?.price ?? '') : groupPrice;
}
