import { fenOf, price } from '../../presenters/money';
import { deal as text } from '../text/deal';
import type { DealForm } from './deal-form';

/** A leader's share of a member's order is this at the most (whole percent; cloudfunctions/domain/deal-problems.ts). */
const COMMISSION_PERCENT_MAX = 30;

/** What a commission as it is typed comes to: of which order how much, and how much it may be. */
export function commissionHint({ commissionKind, commissionPercent, groupPrice }: DealForm): string {
  const fen = fenOf(groupPrice);
  if (commissionKind === 'fixed') return text.commissionFixed(fen === undefined ? '' : price(shareOf(fen)));
  const percent = /^\d{1,2}$/.test(commissionPercent.trim()) ? Number(commissionPercent) : 0;
  if (fen === undefined || percent < 1 || percent > COMMISSION_PERCENT_MAX) return text.commissionPercent;
  return text.commissionExample(price(fen), price(shareOf(fen, percent)));
}

const shareOf = (fen: number, percent = COMMISSION_PERCENT_MAX): number => Math.floor((fen * percent) / 100);
