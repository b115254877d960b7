import type { Tier } from '../../../typings/deal';
import { deal as text } from '../text/deal';
import { problemInWords } from './deal-problems';
import { sum, whole, type Read } from './read-field';

/** A step of a tiered deal as it is typed: from so many people on, at this price. */
export interface TierRow {
  readonly size: string;
  readonly price: string;
}

/** A step as the editor shows it. `problem`: empty where nothing is wrong with it. */
export interface TierLine extends TierRow {
  readonly name: string;
  readonly problem: string;
  readonly sizeLabel: string;
  readonly priceLabel: string;
  /** Empty: it is the only one and cannot be taken away. */
  readonly removeLabel: string;
}

/** Steps as the editor shows them, and what is wrong with all of them together. */
export interface TierLines {
  readonly lines: readonly TierLine[];
  readonly problem: string;
  readonly canAdd: boolean;
}

/** The most that the server takes (cloudfunctions/trade/deal-input.ts). */
const TIERS_MAX = 10;
const PEOPLE_MAX = 500;

const emptyRow: TierRow = { size: '', price: '' };

/** The steps that a new tiered deal begins with. */
export const newTiers = (): readonly TierRow[] => [
  { size: '2', price: '' },
  { size: '5', price: '' },
];

/** One step more, or one less. */
export const withTier = (rows: readonly TierRow[]): readonly TierRow[] => [...rows, emptyRow];
export const withoutTier = (rows: readonly TierRow[], i: number): readonly TierRow[] =>
  rows.filter((_, each) => each !== i);

/** Steps with one part of one of them typed anew. */
export const changedTier = (rows: readonly TierRow[], i: number, part: keyof TierRow, value: string) =>
  rows.map((row, each) => (each === i ? { ...row, [part]: value } : row));

/** Steps as the contract wants them, or why the first that cannot be read cannot. */
export function readTiers(rows: readonly TierRow[]): Read<readonly Tier[]> {
  const read = rows.map(readTier);
  const unread = read.find((each) => 'reason' in each);
  return unread ?? { value: read.flatMap((each) => ('value' in each ? [each.value] : [])) };
}

/** Whether each step that can be read falls from the one before: this is known before the server can be asked. */
export const tiersFall = (rows: readonly TierRow[]): boolean =>
  rows.every((row, i) => 'reason' in readTier(row) || faultOf(rows, i) === '');

/** What the editor shows of steps. `problem`: what is to be said of them; it goes to the step that it is about. */
export function tierLines(rows: readonly TierRow[], problem: string): TierLines {
  const faults = rows.map((_, i) => (problem === '' ? '' : faultOf(rows, i)));
  return {
    lines: rows.map((row, i) => ({
      ...row,
      ...{ name: text.tierName(i + 1), problem: faults[i] ?? '' },
      ...{ sizeLabel: text.tierSize(i + 1), priceLabel: text.tierPrice(i + 1) },
      removeLabel: rows.length > 1 ? text.removeTier(i + 1) : '',
    })),
    problem: faults.some((fault) => fault !== '') ? '' : problem,
    canAdd: rows.length < TIERS_MAX,
  };
}

function readTier({ size, price }: TierRow): Read<Tier> {
  const [people, fen] = [whole(size, 1, PEOPLE_MAX), sum(price)];
  if ('reason' in people) return people;
  return 'reason' in fen ? fen : { value: { size: people.value, priceFen: fen.value } };
}

/** What is wrong with one step, in words: it cannot be read, is for one person, or does not fall. */
function faultOf(rows: readonly TierRow[], i: number): string {
  const row = rows[i] ?? emptyRow;
  if (row.size.trim() === '' && row.price.trim() === '') return text.tierEmpty;
  const read = readTier(row);
  if ('reason' in read) return problemInWords(read.reason);
  const before = readTier(rows[i - 1] ?? emptyRow);
  if (i === 0 && read.value.size < 2) return problemInWords('size_missing');
  if ('reason' in before) return '';
  const falls = read.value.size > before.value.size && read.value.priceFen < before.value.priceFen;
  return falls ? '' : text.tierFalls;
}
