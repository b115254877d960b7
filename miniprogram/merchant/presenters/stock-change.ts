import type { MerchantDeal } from '../../../typings/deal';
import { deals as text } from '../text/deals';
import { choicesOf, type Choice } from './choice';

/** The most units that one adjustment takes or gives (cloudfunctions/operations/adjust-stock.ts). */
const UNITS_MAX = 1_000_000;

/** Whether units are added or taken away. */
export type Direction = 'add' | 'take';

/** A change of a deal's stock as it stands in the sheet. */
export interface StockChange {
  readonly dealId: string;
  readonly title: string;
  /** What was free when the sheet was opened. */
  readonly stock: number;
  readonly direction: Direction;
  readonly units: string;
}

/** What the sheet shows beside it. */
export interface StockChangeView {
  readonly directions: readonly Choice[];
  readonly amounts: readonly Choice[];
  readonly now: string;
  /** What will be, or what adding units means. */
  readonly hint: string;
  readonly problem: string;
  readonly isPossible: boolean;
}

/** The sheet as it is opened: units are to be added. */
export const newStockChange = ({ dealId, title, stock }: MerchantDeal): StockChange => ({
  ...{ dealId, title, stock, direction: 'add', units: '' },
});

/** By how much the stock changes; undefined: what is typed is no change that could be made. */
export function deltaOf({ direction, units, stock }: StockChange): number | undefined {
  const typed = /^\d{1,7}$/.test(units.trim()) ? Number(units) : 0;
  const isPossible = typed > 0 && typed <= UNITS_MAX && (direction === 'add' || typed <= stock);
  if (!isPossible) return undefined;
  return direction === 'add' ? typed : -typed;
}

/** What follows from what is typed. */
export function stockChangeView(change: StockChange): StockChangeView {
  const { direction, units, stock } = change;
  const delta = deltaOf(change);
  return {
    directions: choicesOf(text.directions, [direction]),
    amounts: choicesOf(text.amounts, [units]),
    now: text.stockNow(stock),
    hint:
      delta === undefined
        ? direction === 'add' && units === ''
          ? text.stockHint
          : ''
        : text.stockAfter(stock + delta),
    problem: delta === undefined && units !== '' ? problemOf(change) : '',
    isPossible: delta !== undefined,
  };
}

function problemOf({ direction, units, stock }: StockChange): string {
  return direction === 'take' && /^\d+$/.test(units) && Number(units) > stock ? text.stockTooLow(stock) : text.notUnits;
}
