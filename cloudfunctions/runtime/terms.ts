/**
 * A value that may be stored. Never undefined, never NaN, and nothing that a client could make look like an operator.
 */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined };

/** A condition on a field that is not plain equality. Only `is` makes one, so a client's JSON never is one. */
export class Condition {
  constructor(
    readonly operator: 'atMost' | 'atLeast' | 'above' | 'below' | 'exists' | 'oneOf' | 'noneOf' | 'within' | 'not',
    readonly value: string | number | boolean | null | readonly string[] | readonly [number, number],
  ) {}
}

/** Conditions on fields. */
export const is = {
  atMost: (value: number | string): Condition => new Condition('atMost', value),
  atLeast: (value: number | string): Condition => new Condition('atLeast', value),
  after: (id: string): Condition => new Condition('above', id),
  above: (value: number): Condition => new Condition('above', value),
  below: (value: number | string): Condition => new Condition('below', value),
  present: (): Condition => new Condition('exists', true),
  absent: (): Condition => new Condition('exists', false),
  oneOf: (values: readonly string[]): Condition => new Condition('oneOf', values),
  noneOf: (values: readonly string[]): Condition => new Condition('noneOf', values),
  /** From the one on, and below the other. */
  within: (from: number, end: number): Condition => new Condition('within', [from, end]),
  not: (value: string | number | boolean | null): Condition => new Condition('not', value),
} as const;

/** A change of a field that is not plain replacement by a value. Only `to` makes one. */
export class Change {
  constructor(
    readonly operator: 'set' | 'add' | 'least' | 'remove' | 'push' | 'pushLast' | 'keepFirst',
    readonly value: Plain,
    readonly keep?: number,
  ) {}
}

/** Changes of fields. */
export const to = {
  /** Stores a whole object or array. */
  be: (value: object): Change => new Change('set', value as Plain),
  add: (n: number): Change => new Change('add', n),
  /** The lesser of what is there and this; this where nothing is there. */
  least: (n: number): Change => new Change('least', n),
  vanish: (): Change => new Change('remove', null),
  push: (value: Plain): Change => new Change('push', value),
  /** Appends, and keeps only the last n. */
  pushLast: (value: Plain, keep: number): Change => new Change('pushLast', value, keep),
  /** Keeps only the first n of a list. */
  keepFirst: (n: number): Change => new Change('keepFirst', n),
} as const;
