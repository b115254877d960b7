import type { Input, Output } from '../../../typings/api';
import type { DealInput } from '../../../typings/deal';
import { explain, Told } from '../../presenters/failure';
import { now } from '../../services/clock';
import { call, isCertain, newRequestId, Refusal } from '../../services/cloud';
import { deal as text } from '../text/deal';
import { sendOnce, settled } from './once';

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
  const known = pending ? ((await settled('saveDeal', pending, keep))?.dealId ?? pending.dealId) : dealId;
  const about = known ? { dealId: known } : {};
  return sendOnce('saveDeal', { requestId: newRequestId(), ...about, deal }, keep);
}

/**
 * Judges a deal as publishing will, before anything is saved. Throws a Refusal that names the problems, or Told where
 * there is no certain answer.
 */
export async function demandNoProblems(deal: DealInput): Promise<void> {
  const { problems } = await orTell(call('checkDeal', { deal }), text.unchecked);
  if (problems.length > 0) throw new Refusal('DEAL_HAS_PROBLEMS', { problems });
}

/** Puts a saved deal on the shelf. Throws a Refusal, or Told where it is not certain whether it lies there. */
export async function publishSaved(dealId: string): Promise<void> {
  await orTell(call('publishDeal', { dealId }), text.perhapsPublished);
}

/** Where no certain answer comes, says what to do in words of this act. */
async function orTell<T>(asked: Promise<T>, todo: string): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw isCertain(error) ? error : new Told({ ...explain(error, now()), todo });
  }
}
