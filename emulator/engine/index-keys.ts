import { fieldOf, isFields, type Document } from './document';
import { refusal } from './failure';
import { isPosition } from './path';
import { compareValues } from './bson-order';

/** The value of each indexed field, in the order of the index. */
export type Key = readonly unknown[];

/** The keys of one document, and which fields of the index lead through an array in it. */
export interface DocumentKeys {
  readonly keys: readonly Key[];
  readonly throughArray: ReadonlySet<number>;
}

interface Walk {
  value: unknown;
  rest: readonly string[];
  /** Elements of an array are keys themselves: an array within is one value. */
  spread: boolean;
}

/**
 * The keys of a document in an index: one, or one for each element of the array that its fields lead through.
 * A missing field is null, an empty array at the end of a path undefined. Refuses two independent arrays.
 */
export function keysOf(document: Document, fields: readonly (readonly string[])[]): DocumentKeys {
  const plain = plainKey(document, fields);
  if (plain !== undefined) return { keys: [plain], throughArray: none };
  const throughArray = new Set<number>();
  const keys: Key[] = [];
  collectKeys(
    fields.map((rest) => ({ value: document, rest, spread: false })),
    throughArray,
    keys,
  );
  return { keys: withoutTwins(keys), throughArray };
}

const none: ReadonlySet<number> = new Set();

/** The key of a document in which no field leads to an array: the usual case, and far cheaper than the general one. */
function plainKey(document: Document, fields: readonly (readonly string[])[]): Key | undefined {
  const key: unknown[] = [];
  for (const parts of fields) {
    let value: unknown = document;
    for (const part of parts) {
      if (Array.isArray(value)) return undefined;
      value = isFields(value) ? (fieldOf(value, part) ?? null) : null;
    }
    if (Array.isArray(value)) return undefined;
    key.push(value);
  }
  return key;
}

function collectKeys(walks: readonly Walk[], throughArray: Set<number>, keys: Key[]): void {
  const reached = walks.map(advance);
  const array = reached.find(stopsAtArray)?.value as readonly unknown[] | undefined;
  if (array === undefined) {
    keys.push(reached.map(({ value }) => value));
    return;
  }
  for (const [at, walk] of reached.entries()) {
    if (!stopsAtArray(walk)) continue;
    if (walk.value !== array) throw refusal('cannot index parallel arrays');
    throughArray.add(at);
  }
  const elements = array.length === 0 ? [undefined] : array;
  for (const element of elements) {
    collectKeys(
      reached.map((walk) => (stopsAtArray(walk) ? intoElement(walk, element, array.length === 0) : walk)),
      throughArray,
      keys,
    );
  }
}

function stopsAtArray(walk: Walk): boolean {
  return Array.isArray(walk.value) && !walk.spread;
}

// Within an empty array a longer path is null, as if the field were missing; its end is the key "empty".
function intoElement(walk: Walk, element: unknown, empty: boolean): Walk {
  if (empty) return { value: walk.rest.length === 0 ? undefined : null, rest: [], spread: true };
  if (walk.rest.length === 0) return { value: element, rest: [], spread: true };
  return { value: isFields(element) ? element : null, rest: isFields(element) ? walk.rest : [], spread: false };
}

function advance(walk: Walk): Walk {
  let { value, rest } = walk;
  while (rest.length > 0) {
    const part = rest[0] ?? '';
    if (isFields(value)) value = fieldOf(value, part) ?? null;
    else if (Array.isArray(value) && isPosition(part)) value = (value as unknown[])[Number(part)] ?? null;
    else if (Array.isArray(value)) break;
    else value = null;
    rest = rest.slice(1);
  }
  return { value, rest, spread: walk.spread };
}

/** Compares two keys field by field, each in its direction. */
export function compareKeys(a: Key, b: Key, directions: readonly number[]): number {
  for (const [at, direction] of directions.entries()) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) return order * direction;
  }
  return 0;
}

function withoutTwins(keys: readonly Key[]): Key[] {
  const directions = (keys[0] ?? []).map(() => 1);
  const inOrder = [...keys].sort((a, b) => compareKeys(a, b, directions));
  return inOrder.filter((key, at) => at === 0 || compareKeys(key, inOrder[at - 1] ?? [], directions) !== 0);
}
