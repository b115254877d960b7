import { isFields, type Document } from './document';

/**
 * Documents as texts for the disk: JSON in which what JSON cannot say is an object with one `$` field, a name that no
 * stored document can have. Dates, and the numbers NaN, Infinity, -Infinity and -0, survive.
 */
export function encodeDocument(document: Document): string {
  return JSON.stringify(encoded(document));
}

/** Reads what `encodeDocument` wrote. */
export function decodeDocument(json: string): Document {
  return JSON.parse(json, (_, value: unknown) => decoded(value)) as Document;
}

// Copies only what has something to encode: most documents are plain JSON.
function encoded(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { $number: spelled(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof RegExp) return { $regexp: value.source, flags: value.flags };
  if (Array.isArray(value)) return value.map(encoded);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, encoded(inner)]));
}

function spelled(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function decoded(value: unknown): unknown {
  if (!isFields(value)) return value;
  if ('$date' in value) return new Date(value['$date'] as number);
  if ('$number' in value) return Number(value['$number']);
  if ('$regexp' in value) return new RegExp(String(value['$regexp']), String(value['flags']));
  return value;
}
