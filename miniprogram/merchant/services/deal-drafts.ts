import type { Input } from '../../../typings/api';
import type { DealForm } from '../presenters/deal-form';
import { deal as text } from '../text/deal';

/** What was typed of a deal and is not saved: kept on this phone, so that a closed page loses nothing. */
export interface LocalDraft {
  readonly form: DealForm;
  /** The version that was being edited; 0: a new deal. */
  readonly version: number;
  /** A save whose answer did not come. */
  readonly pending?: Input<'saveDeal'>;
}

const keyOf = (dealId: string): string => `deal-draft:${dealId || 'new'}`;

/** What is kept of a deal, if anything; an empty id is the new deal. */
function readDraft(dealId: string): LocalDraft | undefined {
  const kept: unknown = wx.getStorageSync(keyOf(dealId));
  return typeof kept === 'object' && kept !== null && 'form' in kept ? (kept as LocalDraft) : undefined;
}

/** What the editor starts with: what was typed last time, if it was not saved, and what is said about that. */
export function startingWith(dealId: string, version: number, saved: DealForm) {
  const draft = readDraft(dealId);
  if (!draft) return { form: { ...saved }, pending: undefined, restored: '' };
  const restored = draft.version === version ? text.restored : text.restoredOverNewer;
  return { form: { ...saved, ...draft.form }, pending: draft.pending, restored };
}

/** Keeps what was typed. */
export function keepDraft(dealId: string, draft: LocalDraft): void {
  wx.setStorageSync(keyOf(dealId), draft);
}

/** It was saved, or is not wanted. */
export function dropDraft(dealId: string): void {
  wx.removeStorageSync(keyOf(dealId));
}
