import { fieldOf, isFields } from './document';

/** Splits a dotted path once; the parts are what every walk below takes. */
export function partsOf(path: string): readonly string[] {
  return path.split('.');
}

/** True for a path part that may name an element of an array. */
export function isPosition(part: string): boolean {
  return /^(0|[1-9]\d*)$/.test(part);
}

/**
 * The values that a path leads to, as a filter sees them: every subdocument of an array on the way is followed,
 * a number also names an element. A missing field is undefined; an array at the end is one value.
 */
export function valuesAt(document: unknown, parts: readonly string[], from = 0, found: unknown[] = []): unknown[] {
  const part = parts[from];
  if (part === undefined) {
    found.push(document);
  } else if (isFields(document)) {
    valuesAt(fieldOf(document, part), parts, from + 1, found);
  } else if (Array.isArray(document)) {
    for (const element of document) if (isFields(element)) valuesAt(element, parts, from, found);
    const position = isPosition(part) ? Number(part) : document.length;
    if (position < document.length) valuesAt(document[position], parts, from + 1, found);
  } else {
    found.push(undefined);
  }
  return found;
}
