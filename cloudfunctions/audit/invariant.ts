import type { Books, CollectionName } from './documents';

export type InvariantId = `I${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14}`;

/** What is wrong, and the documents in which it shows (`orders/ID`). */
export interface Violation {
  readonly says: string;
  readonly documents: readonly string[];
}

/** Something that holds at every quiet moment, whatever happened before. */
export interface Invariant {
  readonly id: InvariantId;
  /** One sentence for whoever does not know the trade. */
  readonly says: string;
  /** What is counted: `orders`. */
  readonly of: string;
  readonly counted: (books: Books) => number;
  readonly check: (books: Books) => readonly Violation[];
  /** Whether what it compares with could be read; absent: always. */
  readonly hasSource?: (books: Books) => boolean;
}

/** The name of a document in a violation. */
export const named = (collection: CollectionName, id: string): string => `${collection}/${id}`;

/** Nothing if something holds; otherwise the violation that says what does not. */
export function unless(holds: boolean, says: string, ...documents: readonly string[]): readonly Violation[] {
  return holds ? [] : [{ says, documents }];
}

/** Whether two flat rows say the same, but for some fields. */
export function sameRow(a: object, b: object, except: readonly string[] = []): boolean {
  const [left, right] = [a, b].map((row) => Object.entries(row).filter(([name]) => !except.includes(name)));
  return left?.length === right?.length && (left ?? []).every(([name, value]) => sameValue(value, field(b, name)));
}

const field = (row: object, name: string): unknown => (row as Readonly<Record<string, unknown>>)[name];

function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return sameRow(a, b);
}
