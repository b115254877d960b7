import type { DealProblem } from '../../../typings/deal';
import { serverProblems, typedProblems, unknownProblem } from '../text/problems';

/** The fields of the editor, from the top of the page down. A problem elsewhere is shown at the mode. */
export const dealFields = [
  'title',
  'description',
  'imageFileIds',
  'mode',
  'alonePriceFen',
  'groupPriceFen',
  'tiers',
  'groupSize',
  'commission',
  'windowMinutes',
  'saleStartsAt',
  'saleEndsAt',
  'codeSource',
  'stock',
  'limitPerBuyer',
  'unitsPerOrderMax',
  'usesPerVoucher',
  'validity',
  'excludedWeekdays',
  'excludedDays',
  'storeIds',
  'refund',
] as const;

/** A field of the editor. */
export type DealField = (typeof dealFields)[number];

/** What is said at each field; empty: nothing is wrong with it. */
export type FieldProblems = Readonly<Record<DealField, string>>;

/** Problems in words, the first of each field. */
export function problemsAtFields(problems: readonly DealProblem[]): FieldProblems {
  const told = dealFields.map((field) => {
    const problem = problems.find((each) => placeOf(each.field) === field);
    return [field, problem ? problemInWords(problem.reason) : ''] as const;
  });
  return Object.fromEntries(told) as FieldProblems;
}

/** One problem in words. */
export function problemInWords(reason: string): string {
  return serverProblems[reason] ?? (typedProblems as Readonly<Record<string, string>>)[reason] ?? unknownProblem;
}

/** Several problems in one sentence; empty: there are none. */
export const problemsInWords = (problems: readonly DealProblem[]): string =>
  [...new Set(problems.map(({ reason }) => problemInWords(reason)))].join('；');

/** The fields with a problem, from the top of the page down. */
export const fieldsWithProblems = (problems: FieldProblems): DealField[] =>
  dealFields.filter((field) => problems[field] !== '');

/** The problems that a refusal names, as the server sent them. */
export function problemsOf(detail: Readonly<Record<string, unknown>>): readonly DealProblem[] {
  return Array.isArray(detail.problems) ? (detail.problems as readonly DealProblem[]) : [];
}

function placeOf(field: string): DealField {
  return dealFields.find((known) => known === field) ?? 'mode';
}
