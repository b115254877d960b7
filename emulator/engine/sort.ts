import type { Document } from './document';
import { compareValues } from './bson-order';
import { partsOf, valuesAt } from './path';

/** Fields to sort by, in order, each ascending (1) or descending (-1). */
export type Sort = readonly (readonly [field: string, direction: 1 | -1])[];

/** A new list in order; equal ones stay as they were. An array sorts by its least (ascending) or greatest element. */
export function sorted<T extends object>(documents: readonly T[], sort: Sort): T[] {
  const fields = sort.map(([field, direction]) => ({ parts: partsOf(field), direction }));
  const keyed = documents.map((document) => ({
    document,
    key: fields.map(({ parts, direction }) => sortKey(document, parts, direction)),
  }));
  keyed.sort((a, b) => {
    for (const [at, { direction }] of fields.entries()) {
      const order = compareValues(a.key[at], b.key[at]);
      if (order !== 0) return order * direction;
    }
    return 0;
  });
  return keyed.map(({ document }) => document);
}

function sortKey(document: Document | object, parts: readonly string[], direction: 1 | -1): unknown {
  let key: unknown;
  let first = true;
  for (const value of valuesAt(document, parts)) {
    const candidates = Array.isArray(value) ? (value.length === 0 ? [undefined] : value) : [value ?? null];
    for (const candidate of candidates as unknown[]) {
      if (first || compareValues(candidate, key) * direction < 0) key = candidate;
      first = false;
    }
  }
  return first ? null : key;
}
