/** What identifies a document within its collection; the number 1 and the text '1' are two ids. */
export type DocumentId = string | number;

/** A stored document; never changed in place. Values: JSON values and Date. */
export interface Document {
  readonly _id: DocumentId;
  readonly [field: string]: unknown;
}

/** Fields by name: a subdocument, a filter, an update, an operand. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for a subdocument: an object that is neither an array nor a Date nor a RegExp. */
export function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** True where an object is a list of operators (`{ $gt: 1 }`), not a value. */
export function isOperators(value: unknown): value is Fields {
  return isFields(value) && Object.keys(value).some((key) => key.startsWith('$'));
}

/** A field of a subdocument, undefined if it is missing. What Object.prototype has is not a field. */
export function fieldOf(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
