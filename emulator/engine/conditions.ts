import { isFields, isOperators } from './document';
import { compareValues, typeOf } from './bson-order';

/** What a filter demands of one field, as far as an index can tell. */
export type Condition =
  | { readonly kind: 'equals'; readonly field: string; readonly values: readonly unknown[] }
  | {
      readonly kind: 'range';
      readonly field: string;
      readonly locate: (value: unknown) => number;
      readonly bound: Bound;
    };

/** A range's operator and operand. */
export interface Bound {
  readonly operator: '$gt' | '$gte' | '$lt' | '$lte';
  readonly operand: unknown;
}

/** The demands that must all hold, and whether they are the whole filter. */
export interface Conditions {
  readonly all: readonly Condition[];
  readonly complete: boolean;
}

/** Reads the demands of a filter that an index may serve; what it does not understand only makes it incomplete. */
export function conditionsOf(filter: unknown): Conditions {
  const all: Condition[] = [];
  const complete = collect(filter, all);
  return { all, complete };
}

function collect(filter: unknown, all: Condition[]): boolean {
  if (!isFields(filter)) return false;
  let complete = true;
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(operand)) {
      for (const branch of operand) complete = collect(branch, all) && complete;
    } else if (name.startsWith('$')) {
      complete = false;
    } else if (isOperators(operand)) {
      for (const [operator, argument] of Object.entries(operand)) {
        complete = add(conditionOf(name, operator, argument), all) && complete;
      }
    } else {
      complete = add(conditionOf(name, '$eq', operand), all) && complete;
    }
  }
  return complete;
}

function add(condition: Condition | undefined, all: Condition[]): boolean {
  if (condition !== undefined) all.push(condition);
  return condition !== undefined;
}

function conditionOf(field: string, operator: string, operand: unknown): Condition | undefined {
  switch (operator) {
    case '$eq':
      return equals(field, [operand]);
    case '$in':
      return Array.isArray(operand) ? equals(field, operand) : undefined;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(field, { operator, operand });
    default:
      return undefined;
  }
}

// An index holds the elements of an array, not the array; and a pattern is no key.
function equals(field: string, values: readonly unknown[]): Condition | undefined {
  if (values.some((value) => Array.isArray(value) || value instanceof RegExp)) return undefined;
  return { kind: 'equals', field, values: values.map((value) => value ?? null) };
}

const positions: Readonly<Record<Bound['operator'], (order: number) => number>> = {
  $gt: (order) => (order > 0 ? 0 : -1),
  $gte: (order) => (order >= 0 ? 0 : -1),
  $lt: (order) => (order < 0 ? 0 : 1),
  $lte: (order) => (order <= 0 ? 0 : 1),
};

function range(field: string, bound: Bound): Condition | undefined {
  const type = typeOf(bound.operand);
  if (!['number', 'string', 'boolean', 'date'].includes(type)) return undefined;
  const position = positions[bound.operator];
  const locate = (value: unknown): number => {
    const order = compareValues(value, bound.operand);
    return typeOf(value) === type ? position(order) : Math.sign(order);
  };
  return { kind: 'range', field, locate, bound };
}
