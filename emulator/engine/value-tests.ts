import { compareValues, sameValue, typeOf } from './bson-order';
import type { Fields } from './document';
import { refusal } from './failure';

/** Says whether a document (or an element of an array) matches. */
export type Test = (value: unknown) => boolean;

/** What an expression counts as: false, 0, null and missing are false. */
export function isTrue(value: unknown): boolean {
  return value !== false && value !== 0 && value !== null && value !== undefined;
}

/** All of the tests hold. */
export const every =
  (tests: readonly Test[]): Test =>
  (value) =>
    tests.every((test) => test(value));
/** One of the tests holds. */
export const some =
  (tests: readonly Test[]): Test =>
  (value) =>
    tests.some((test) => test(value));
/** The test does not hold. */
export const not =
  (test: Test): Test =>
  (value) =>
    !test(value);

/** A test of all values that a path leads to. */
export type ValuesTest = (values: readonly unknown[]) => boolean;

/** The test holds for one of the values, or for an element of one that is an array. */
export function anyElement(test: Test): ValuesTest {
  return (values) => values.some((value) => test(value) || (Array.isArray(value) && value.some(test)));
}

/** The test holds for one of the values, arrays taken whole. */
export function anyValue(test: Test): ValuesTest {
  return (values) => values.some(test);
}

/** Equality, or for a RegExp a match. */
export function isOrMatches(operand: unknown): Test {
  if (operand instanceof RegExp) return (value) => matchesPattern(value, operand);
  return isEqualTo(operand);
}

/** Equality in a filter: null also stands for a missing field. */
export function isEqualTo(operand: unknown): Test {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (typeof operand !== 'object')
    return (value) => value === operand || (Number.isNaN(operand) && Number.isNaN(value));
  return (value) => sameValue(value, operand);
}

function matchesPattern(value: unknown, pattern: RegExp): boolean {
  pattern.lastIndex = 0;
  return value instanceof RegExp ? sameValue(value, pattern) : typeof value === 'string' && pattern.test(value);
}

/** A range only meets values of its operand's type; NaN is in no range but its own. */
export function ranged(accepts: (order: number) => boolean): (operand: unknown) => ValuesTest {
  return (operand) => {
    if (operand === null) return accepts(0) ? anyElement(isEqualTo(null)) : () => false;
    const type = typeOf(operand);
    return anyElement((value) => {
      if (typeOf(value) !== type) return false;
      const order = compareValues(value, operand);
      return accepts(order) && (order === 0 || !(Number.isNaN(value) || Number.isNaN(operand)));
    });
  };
}

/** The operand of an operator that takes a list. */
export function list(name: string, operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand)) throw refusal(`${name} needs an array`);
  return operand;
}

/** `$in`: equal to one of a list, or matched by a RegExp in it. */
export function among(name: string, operand: unknown): ValuesTest {
  return anyElement(some(list(name, operand).map(isOrMatches)));
}

/** `$mod`: a number with this remainder. */
export function remainder(operand: unknown): ValuesTest {
  const [divisor, rest] = list('$mod', operand) as readonly number[];
  if (typeof divisor !== 'number' || typeof rest !== 'number') throw refusal('malformed mod, needs two numbers');
  if (Math.trunc(divisor) === 0) throw refusal('divisor cannot be 0');
  return anyElement((value) => typeof value === 'number' && Math.trunc(value) % Math.trunc(divisor) === rest);
}

/** `$regex`, with its `$options` beside it: a text that the pattern finds. */
export function pattern(operand: unknown, beside: Fields): ValuesTest {
  if (!(operand instanceof RegExp) && typeof operand !== 'string') throw refusal('$regex has to be a string');
  const flags = beside['$options'];
  if (flags !== undefined && (typeof flags !== 'string' || /[^imsu]/.test(flags)))
    throw refusal('invalid flag in regex options');
  const source = operand instanceof RegExp ? operand.source : operand;
  const expression = new RegExp(source, flags ?? (operand instanceof RegExp ? operand.flags : ''));
  return anyElement((value) => matchesPattern(value, expression));
}

/** `$size`: an array of this length. */
export function size(operand: unknown): ValuesTest {
  if (!Number.isInteger(operand) || (operand as number) < 0) throw refusal('$size needs a non-negative integer');
  return anyValue((value) => Array.isArray(value) && value.length === operand);
}
