import { isFields, type Fields } from './document';

/** Replaces every `{ $tcb_server_date: { offset } }` by the Date now + offset ms; copies only what changes. */
export function withServerDates<T>(value: T, now: number): T {
  return replaced(value, now) as T;
}

function replaced(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return replacedElements(value, now);
  if (!isFields(value)) return value;
  const marker = value['$tcb_server_date'];
  if (isFields(marker)) return new Date(now + Number(marker['offset'] ?? 0));
  return replacedFields(value, now);
}

function replacedElements(elements: readonly unknown[], now: number): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [at, element] of elements.entries()) {
    const next = replaced(element, now);
    if (next === element) continue;
    copy ??= [...elements];
    copy[at] = next;
  }
  return copy ?? elements;
}

function replacedFields(fields: Fields, now: number): Fields {
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(fields)) {
    const next = replaced(fields[name], now);
    if (next === fields[name]) continue;
    copy ??= { ...fields };
    copy[name] = next;
  }
  return copy ?? fields;
}
