import type { Page } from '../../../typings/answer';
import type { RedemptionRow } from '../../../typings/redemption';
import { moment } from '../../presenters/time';
import { redemptions as text } from '../text/redemptions';

/** A redemption as its clerk sees it. */
export interface RedemptionShown {
  readonly redemptionId: string;
  readonly title: string;
  readonly when: string;
  readonly where: string;
  readonly label: { readonly word: string; readonly tone: 'good' | 'quiet' };
  readonly canUndo: boolean;
  readonly undoUntil: string;
}

/** Redemptions as far as they were asked for. */
export interface RedemptionList {
  readonly redemptions: readonly RedemptionShown[];
  readonly cursor?: string;
}

/** What the list of redemptions shows. */
export function redemptionList({ items, cursor }: Page<RedemptionRow>, now: number): RedemptionList {
  return { redemptions: items.map((row) => shown(row, now)), ...(cursor === undefined ? {} : { cursor }) };
}

function shown(row: RedemptionRow, now: number): RedemptionShown {
  const { redemptionId, dealTitle, storeName, clerkName, uses, redeemedAt, undoneAt, canUndo, undoUntil } = row;
  return {
    ...{ redemptionId, title: dealTitle, when: moment(redeemedAt, now) },
    where: [storeName, clerkName, text.uses(uses)].filter((part) => part !== '').join(' · '),
    label:
      undoneAt === undefined
        ? { word: text.redeemed, tone: 'good' }
        : { word: text.undone(moment(undoneAt, now)), tone: 'quiet' },
    ...{ canUndo, undoUntil: canUndo ? text.undoUntil(moment(undoUntil, now)) : '' },
  };
}
