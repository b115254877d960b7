import type { Fields } from './document';

/** Undefined stands for the key of an empty array; a missing field compares as null. */
const ranks = { undefined: 0, null: 1, number: 2, string: 3, object: 4, array: 5, boolean: 6, date: 7, regexp: 8 };

/** The type of a value as MongoDB orders and names it. */
export type BsonType = keyof typeof ranks;

/** Which type a value is of. Anything that is neither array, Date nor RegExp counts as a subdocument. */
export function typeOf(value: unknown): BsonType {
  if (value === null) return 'null';
  const type = typeof value;
  if (type === 'number' || type === 'string' || type === 'boolean' || type === 'undefined') return type;
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  return value instanceof RegExp ? 'regexp' : 'object';
}

/** Compares two values in BSON order: null < numbers < strings < objects < arrays < booleans < dates. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const type = typeOf(a);
  const rank = ranks[type] - ranks[typeOf(b)];
  if (rank !== 0) return rank;
  switch (type) {
    case 'number':
      return compareNumbers(a as number, b as number);
    case 'string':
      return compareStrings(a as string, b as string);
    case 'boolean':
      return Number(a) - Number(b);
    case 'date':
      return compareNumbers((a as Date).getTime(), (b as Date).getTime());
    case 'array':
      return compareArrays(a as unknown[], b as unknown[]);
    case 'object':
      return compareFields(a as Fields, b as Fields);
    case 'regexp':
      return compareStrings(String(a), String(b));
    default:
      return 0;
  }
}

/** Equality as MongoDB means it: by type and value, fields in the same order. */
export function sameValue(a: unknown, b: unknown): boolean {
  return compareValues(a, b) === 0;
}

/** NaN equals itself and comes before every other number. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

// MongoDB compares UTF-8 bytes, which is the order of code points; JavaScript compares UTF-16 units.
function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x === y) continue;
    return beyondBasicPlane(x) - beyondBasicPlane(y) || x - y;
  }
  return a.length - b.length;
}

function beyondBasicPlane(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? 1 : 0;
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

// Field by field in stored order: type, then name, then value.
function compareFields(a: Fields, b: Fields): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const x = left[at] ?? '';
    const y = right[at] ?? '';
    const order = ranks[typeOf(a[x])] - ranks[typeOf(b[y])] || compareStrings(x, y) || compareValues(a[x], b[y]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
