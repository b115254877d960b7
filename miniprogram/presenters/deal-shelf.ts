import type { Page } from '../../typings/answer';
import type { DealCard, DealMode } from '../../typings/deal';
import { deals as text, modeLabels } from '../text/deals';
import { price } from './money';

/** From here down a shelf says how many units are left. */
const FEW_UNITS = 10;

/** A deal as the home page shows it. */
export interface DealOnShelf {
  readonly dealId: string;
  readonly title: string;
  /** File id of its first picture; empty: none. */
  readonly cover: string;
  readonly modeLabel: string;
  /** '最低' where the price falls with the number of people. */
  readonly priceNote: string;
  readonly price: string;
  /** The price without a group, if there is one beside. */
  readonly alonePrice: string;
  readonly stockNote: string;
}

/** The shelf of the home page, as far as it was asked for. */
export interface DealShelf {
  readonly deals: readonly DealOnShelf[];
  readonly cursor?: string;
}

/** What the home page shows of a list of deals. */
export function dealShelf({ items, cursor }: Page<DealCard>): DealShelf {
  return { deals: items.map(dealOnShelf), ...(cursor === undefined ? {} : { cursor }) };
}

function dealOnShelf(deal: DealCard): DealOnShelf {
  const { dealId, title, mode, imageFileIds, stock } = deal;
  const modeLabel = buyersLabel(mode, deal.groupSize);
  const shown = price(lowestFen(deal));
  const alonePrice =
    mode === 'alone' || deal.alonePriceFen === undefined ? '' : `${text.alone} ${price(deal.alonePriceFen)}`;
  const stockNote = stock === 0 ? text.soldOut : stock <= FEW_UNITS ? text.onlyLeft(stock) : '';
  const priceNote = mode === 'tiered' ? text.lowest : '';
  return { dealId, title, cover: imageFileIds[0] ?? '', modeLabel, priceNote, price: shown, alonePrice, stockNote };
}

/** What a mode is called where people buy: what a leader earns is told among the rules, nobody buys for it. */
export const buyersLabel = (mode: DealMode, size = 0): string =>
  modeLabels[mode === 'commission' ? 'share' : mode](size);

/** The least that a unit of a deal can cost (fen). */
export function lowestFen({ mode, alonePriceFen, groupPriceFen, tiers }: DealCard): number {
  if (mode === 'alone') return alonePriceFen ?? 0;
  return tiers?.[tiers.length - 1]?.priceFen ?? groupPriceFen ?? 0;
}
