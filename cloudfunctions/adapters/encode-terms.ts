import type { DB } from './cloud-sdk';
import type { Changes, Where } from '../runtime/ports';
import { Change, Condition } from '../runtime/terms';

/** Field paths of ours: names and the keys of maps, never an operator, never a name that needs escaping. */
const PATH = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*$/;

/** Conditions as the SDK takes them. */
export const encodeWhere = (conditions: Where, { command }: DB): Record<string, unknown> =>
  encodeAll(conditions, (condition) => encodeCondition(condition, command));

/** Changes as the SDK takes them. */
export const encodeChanges = (changes: Changes, { command }: DB): Record<string, unknown> =>
  encodeAll(changes, (change) => encodeChange(change, command));

function encodeAll<T>(terms: Readonly<Record<string, T>>, encode: (term: T) => unknown): Record<string, unknown> {
  const entries = Object.entries(terms);
  if (entries.length === 0) throw new TypeError('conditions and changes must say something');
  return Object.fromEntries(
    entries.map(([path, term]) => {
      if (!PATH.test(path)) throw new TypeError(`not a field path: ${path}`);
      return [path, encode(term)];
    }),
  );
}

/** The conditions of which several values are asked. */
const TAKE_LISTS: readonly Condition['operator'][] = ['oneOf', 'noneOf', 'within'];

function encodeCondition(condition: Where[string], _: DB['command']): unknown {
  if (!(condition instanceof Condition)) return plain(condition);
  const value = TAKE_LISTS.includes(condition.operator) ? plainList(condition.value) : plain(condition.value);
  switch (condition.operator) {
    case 'atMost':
      return _.lte(value);
    case 'atLeast':
      return _.gte(value);
    case 'above':
      return _.gt(value);
    case 'below':
      return _.lt(value);
    case 'exists':
      return _.exists(value as boolean);
    case 'oneOf':
      return _.in(value as unknown[]);
    case 'noneOf':
      return _.nin(value as unknown[]);
    case 'within': {
      const [from, end] = value as [number, number];
      return _.gte(from).and(_.lt(end));
    }
    case 'not':
      return _.neq(value);
  }
}

function encodeChange(change: Changes[string], _: DB['command']): unknown {
  if (!(change instanceof Change)) return plain(change);
  const value = storable(change.value);
  switch (change.operator) {
    case 'set':
      return _.set(value);
    case 'add':
      return _.inc(amount(value));
    case 'least':
      return _.min(amount(value));
    case 'remove':
      return _.remove();
    case 'push':
      return _.push([value]);
    case 'pushLast':
      return _.push({ each: [value], slice: -(change.keep ?? 0) });
    case 'keepFirst':
      return _.push({ each: [], slice: amount(value) });
  }
}

/** A value that equality may be asked of. */
function plain(value: unknown): unknown {
  const isPlain = value === null || typeof value === 'string' || typeof value === 'boolean';
  if (!isPlain && !Number.isSafeInteger(value)) throw new TypeError(`not a value: ${typeof value}`);
  return value;
}

/** Values of which equality may be asked, or between which something may lie. */
function plainList(values: unknown): unknown[] {
  if (!Array.isArray(values)) throw new TypeError('not a list of values');
  return values.map(plain);
}

/** A whole number that a counter moves by. */
function amount(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new TypeError('not a whole number');
  return value as number;
}

/** Walks a value that is to be stored; gives it back. */
export function storable<T>(value: T): T {
  if (Array.isArray(value)) value.forEach(storable);
  else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      if (key.startsWith('$')) throw new TypeError(`not a field name: ${key}`);
      if (member !== undefined) storable<unknown>(member);
    }
  } else plain(value);
  return value;
}
