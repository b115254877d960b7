import type { DealProblem } from '../../../typings/deal';
import type { DealForm } from '../presenters/deal-form';
import { problemsAtFields, type FieldProblems } from '../presenters/deal-problems';
import { readForm } from '../presenters/read-form';
import { tiersFall } from '../presenters/tier-rows';
import { call } from '../../services/cloud';

/** How long nothing has been typed before a deal is kept and checked. */
export const CHECK_AFTER_MS = 700;

/** What is known of a form's problems: those the server found, and whether every field may be talked about. */
export interface Checking {
  readonly found: readonly DealProblem[];
  /** Fields that were touched; `all`: since the deal exists, or was tried to be saved. */
  readonly told: readonly string[] | 'all';
}

const notFalling: DealProblem = { field: 'tiers', reason: 'tier_does_not_fall' };

/** Nothing is known yet, and nothing may be said. */
export const unchecked = (): Checking => ({ found: [], told: [] });

/** What is said at the fields now: nothing yet of a field that nobody has come to. */
export function problemsToTell(form: DealForm, { found, told }: Checking): FieldProblems {
  const read = readForm(form);
  const known = form.mode === 'tiered' && !tiersFall(form.tiers) ? [notFalling] : [];
  const problems = [...('problems' in read ? read.problems : []), ...known, ...found];
  return problemsAtFields(told === 'all' ? problems : problems.filter(({ field }) => told.includes(field)));
}

/** A field was changed: what the server found there before no longer counts. */
export function touched({ found, told }: Checking, field: string): Checking {
  return {
    found: found.filter((problem) => problem.field !== field),
    told: told === 'all' || told.includes(field) ? told : [...told, field],
  };
}

/** Asks what would keep the deal from being sold. Undefined: it cannot be asked yet, or no answer came. */
export async function findProblems(form: DealForm): Promise<readonly DealProblem[] | undefined> {
  const read = readForm(form);
  if ('problems' in read) return undefined;
  try {
    return (await call('checkDeal', { deal: read.deal })).problems;
  } catch {
    // It hurries what saving tells anyway.
    return undefined;
  }
}
