import { fieldOf, isFields, type Fields } from './document';
import { sameValue } from './bson-order';
import { refusal } from './failure';
import { isPosition } from './path';

/** What stands at the end of a path after a change: a value, or undefined to leave it missing. */
export type Change = (before: unknown) => unknown;

/** Arrays do not grow further than this by naming an element beyond their end; MongoDB's own limit. */
const ARRAY_PADDING_MAX = 1_500_000;

/**
 * A copy of the value with one change at the end of the path; the value itself if nothing changes. Only what lies on
 * the path is copied. Missing fields on the way are made, anything but a subdocument or an array on the way refuses.
 */
export function changeAt(value: unknown, parts: readonly string[], change: Change, from = 0): unknown {
  const part = parts[from];
  if (part === undefined) {
    const after = change(value);
    return after !== undefined && sameValue(value, after) ? value : after;
  }
  if (value === undefined) {
    const inner = changeAt(undefined, parts, change, from + 1);
    return inner === undefined ? undefined : { [part]: inner };
  }
  if (isFields(value)) return changeField(value, part, (before) => changeAt(before, parts, change, from + 1));
  if (Array.isArray(value) && isPosition(part)) {
    return changeElement(value, Number(part), (before) => changeAt(before, parts, change, from + 1));
  }
  const element = `{${parts[from - 1] ?? ''}: ${JSON.stringify(value)}}`;
  throw refusal(`Cannot create field '${part}' in element ${element}`);
}

function changeField(fields: Fields, name: string, change: Change): Fields {
  const before = fieldOf(fields, name);
  const after = change(before);
  return Object.is(after, before) ? fields : { ...fields, [name]: after };
}

function changeElement(elements: readonly unknown[], at: number, change: Change): readonly unknown[] {
  const before = elements[at];
  const after = change(before);
  if (Object.is(after, before)) return elements;
  if (at - elements.length > ARRAY_PADDING_MAX) throw refusal('cannot backfill more than 1500000 elements');
  const copy = [...elements];
  while (copy.length < at) copy.push(null);
  copy[at] = after;
  return copy;
}

/** A copy without the field at the end of the path (an element of an array becomes null), or the value itself. */
export function withoutField(value: unknown, parts: readonly string[], from = 0): unknown {
  const part = parts[from] ?? '';
  const last = from === parts.length - 1;
  if (isFields(value)) {
    if (!Object.hasOwn(value, part)) return value;
    if (!last) return changeField(value, part, (before) => withoutField(before, parts, from + 1));
    const { [part]: removed, ...rest } = value;
    return removed === undefined ? value : rest;
  }
  if (Array.isArray(value) && isPosition(part) && Number(part) < value.length) {
    return changeElement(value, Number(part), (before) => (last ? null : withoutField(before, parts, from + 1)));
  }
  return value;
}

/** The value at the end of a path as updates see it: arrays only by position. */
export function valueAt(value: unknown, parts: readonly string[]): unknown {
  let reached = value;
  for (const part of parts) {
    if (isFields(reached)) reached = fieldOf(reached, part);
    else if (Array.isArray(reached) && isPosition(part)) reached = (reached as unknown[])[Number(part)];
    else return undefined;
  }
  return reached;
}
