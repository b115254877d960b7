import { compareValues, sameValue } from './bson-order';
import { isFields, type Fields } from './document';
import { refusal } from './failure';
import { elementTest } from './match';
import { sorted, type Sort } from './sort';

/** The array that an operator changes; a missing one may count as empty. */
function arrayOf(before: unknown, path: string): readonly unknown[] {
  if (before === undefined) return [];
  if (!Array.isArray(before)) throw refusal(`The field '${path}' must be an array but is ${JSON.stringify(before)}`);
  return before;
}

const pushClauses = ['$each', '$position', '$slice', '$sort'];

/** `$push`: one value, or `$each` with `$position`, `$sort` and `$slice`. */
export function push(before: unknown, operand: unknown, path: string): unknown {
  const elements = arrayOf(before, path);
  if (!isFields(operand) || !('$each' in operand)) return [...elements, operand];
  const added = eachOf(operand, pushClauses, '$push');
  const position = integer(operand, '$position') ?? elements.length;
  const pushed = [...elements];
  pushed.splice(position, 0, ...added);
  const inOrder = operand['$sort'] === undefined ? pushed : inOrderOf(pushed, operand['$sort']);
  const slice = integer(operand, '$slice');
  if (slice === undefined) return inOrder;
  return slice < 0 ? inOrder.slice(slice) : inOrder.slice(0, slice);
}

function eachOf(operand: Fields, clauses: readonly string[], operator: string): readonly unknown[] {
  const unknownClause = Object.keys(operand).find((name) => !clauses.includes(name));
  if (unknownClause !== undefined) throw refusal(`Unrecognized clause in ${operator}: ${unknownClause}`);
  const each = operand['$each'];
  if (!Array.isArray(each)) throw refusal(`The argument to $each in ${operator} must be an array`);
  return each;
}

function integer(operand: Fields, clause: string): number | undefined {
  const value = operand[clause];
  if (value === undefined) return undefined;
  if (!Number.isInteger(value)) throw refusal(`The value for ${clause} must be an integer value`);
  return value as number;
}

function inOrderOf(elements: readonly unknown[], sort: unknown): unknown[] {
  if (sort === 1 || sort === -1) return [...elements].sort((a, b) => compareValues(a, b) * sort);
  const fields = isFields(sort) ? Object.entries(sort) : [];
  if (fields.length === 0 || fields.some(([, direction]) => direction !== 1 && direction !== -1)) {
    throw refusal('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  }
  return sorted(elements as readonly object[], fields as unknown as Sort);
}

/** `$addToSet`: one value, or each of `$each`, unless it is there. */
export function addToSet(before: unknown, operand: unknown, path: string): unknown {
  const elements = arrayOf(before, path);
  const candidates = isFields(operand) && '$each' in operand ? eachOf(operand, ['$each'], '$addToSet') : [operand];
  const set = [...elements];
  for (const candidate of candidates) if (!set.some((element) => sameValue(element, candidate))) set.push(candidate);
  return set;
}

/** `$pop`: the last element (1) or the first (-1). */
export function pop(before: unknown, operand: unknown, path: string): unknown {
  if (operand !== 1 && operand !== -1) throw refusal('$pop expects 1 or -1');
  if (before === undefined) return undefined;
  const elements = arrayOf(before, path);
  return operand === 1 ? elements.slice(0, -1) : elements.slice(1);
}

/** `$pull`: every element that equals the value or satisfies the condition. */
export function pull(before: unknown, operand: unknown, path: string): unknown {
  if (before === undefined) return undefined;
  const elements = arrayOf(before, path);
  const conditional = isFields(operand) || operand instanceof RegExp;
  const test = conditional ? elementTest(operand) : (element: unknown) => sameValue(element, operand);
  return elements.filter((element) => !test(element));
}

/** `$pullAll`: every element that equals one of the values. */
export function pullAll(before: unknown, operand: unknown, path: string): unknown {
  if (!Array.isArray(operand)) throw refusal('$pullAll requires an array argument');
  if (before === undefined) return undefined;
  const elements = arrayOf(before, path);
  return elements.filter((element) => !operand.some((value) => sameValue(value, element)));
}
