import type { MerchantDeal } from '../../../typings/deal';
import { codes as text } from '../text/codes';

/** A deal with imported codes, as the sheet that takes more of them is opened for it. */
export interface CodeStock {
  readonly dealId: string;
  readonly title: string;
  readonly left: string;
  /** Why more should be imported; empty: there are enough. */
  readonly few: string;
}

/** So few codes are always few; of many that were imported a tenth is. */
const FEW_CODES = 10;
const FEW_PERCENT = 10;

/** What is said where a deal with imported codes has few unused ones left, or none; empty: there are enough. */
export function fewCodes({ deal, stock, codesImported = 0 }: MerchantDeal): string {
  if (deal.codeSource !== 'imported') return '';
  if (stock === 0) return text.none;
  const few = Math.max(FEW_CODES, Math.floor((codesImported * FEW_PERCENT) / 100));
  return stock <= few ? text.few(stock) : '';
}

/** The codes of a deal: how many are left, and whether these are few. */
export function codeStock(deal: MerchantDeal): CodeStock {
  const { dealId, title, stock } = deal;
  return { dealId, title, left: text.left(stock), few: fewCodes(deal) };
}
