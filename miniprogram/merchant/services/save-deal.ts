import type { Input, Output } from '../../../typings/api';
import type { DealInput } from '../../../typings/deal';
import { call, isCertain, newRequestId, Refusal } from '../../services/cloud';
import { sendOnce } from './once';

/** A save whose answer did not come. */
export type PendingSave = Input<'saveDeal'> | undefined;

/** No save is under way. */
export const nothingPending = (): PendingSave => undefined;

/**
 * Saves a deal; an empty id is a new one. A save whose answer did not come is asked about first, by sending it again as
 * it was: what was typed since then is written over it, and no second deal comes into being.
 */
export async function saveDealOnce(
  dealId: string,
  deal: DealInput,
  pending: PendingSave,
  keep: (pending: PendingSave) => void,
): Promise<Output<'saveDeal'>> {
  const isSame = pending !== undefined && JSON.stringify(pending.deal) === JSON.stringify(deal);
  if (isSame) return sendOnce('saveDeal', pending, keep);
  const known = pending ? await settled(pending, keep) : dealId;
  const about = known ? { dealId: known } : {};
  return sendOnce('saveDeal', { requestId: newRequestId(), ...about, deal }, keep);
}

/** The id that a pending save has given or will give; empty: it was refused, and nothing was saved. */
async function settled(pending: Input<'saveDeal'>, keep: (pending: PendingSave) => void): Promise<string> {
  try {
    return (await sendOnce('saveDeal', pending, keep)).dealId;
  } catch (error) {
    if (!isCertain(error)) throw error;
    return pending.dealId ?? '';
  }
}

/** Judges a deal as publishing will, before anything is saved. Throws a Refusal that names the problems. */
export async function demandNoProblems(deal: DealInput): Promise<void> {
  const { problems } = await call('checkDeal', { deal });
  if (problems.length > 0) throw new Refusal('DEAL_HAS_PROBLEMS', { problems });
}
