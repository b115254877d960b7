import { personKeyOf } from '../../../cloudfunctions/domain/ids';
import type { Collections, CollectionName } from '../../../cloudfunctions/runtime/ports';
import type { Document } from '../../../emulator/engine/document';
import type { Situation } from './case';

/** In place of a value: whether it is one that will do. */
export type Judged = (found: unknown) => boolean;

/** Documents that a call writes, and what of each is so afterwards; of all others nothing changes. */
export interface Effect {
  readonly collection: string;
  /** Whether a document that is there afterwards is one of these. */
  readonly isOf: (document: Document, before: Document | undefined, at: Situation) => boolean;
  /** Fields, at whatever depth, as they must be afterwards, or judged. An empty object is an empty one. */
  readonly becomes: (before: Document | undefined, at: Situation) => object;
  /** How many there must be; absent: as many as there are, or none. */
  readonly count?: number;
}

/** One document, by its id, that is there or is made now. */
export function written<C extends CollectionName>(
  collection: C,
  idOf: (at: Situation) => string,
  becomes: (before: Partial<Collections[C]>, at: Situation) => object,
): Effect {
  return {
    ...{ collection, count: 1 },
    isOf: ({ _id }, _, at) => _id === idOf(at),
    becomes: (before, at) => becomes((before ?? {}) as Partial<Collections[C]>, at),
  };
}

/** One document, by its id, that is there: what becomes of it follows from what it was. */
export function changed<C extends CollectionName>(
  collection: C,
  idOf: (at: Situation) => string,
  becomes: (before: Collections[C], at: Situation) => object,
): Effect {
  return {
    ...{ collection, count: 1 },
    isOf: ({ _id }, before, at) => before !== undefined && _id === idOf(at),
    becomes: (before, at) => becomes(before as unknown as Collections[C], at),
  };
}

/** New documents, so many. */
export function made(
  collection: CollectionName | `sys_${string}`,
  becomes: (at: Situation) => object,
  count = 1,
): Effect {
  return { collection, count, isOf: (_, before) => before === undefined, becomes: (_, at) => becomes(at) };
}

/** All that meet a condition, so many, or however many there are. */
export function all<C extends CollectionName>(
  collection: C,
  isOf: (document: Collections[C], at: Situation) => boolean,
  becomes: (before: Collections[C], at: Situation) => object,
  count?: number,
): Effect {
  return {
    ...{ collection, ...(count === undefined ? {} : { count }) },
    isOf: (document, before, at) => before !== undefined && isOf(document as unknown as Collections[C], at),
    becomes: (before, at) => becomes(before as unknown as Collections[C], at),
  };
}

/** Of the values of a map, one has all of this. */
export const oneWith =
  (wanted: object): Judged =>
  (found) =>
    Object.values(found ?? {}).some((value) => holds(value, wanted));

const holds = (value: unknown, wanted: object): boolean =>
  Object.entries(wanted).every(([name, part]) => JSON.stringify((value as Fields)[name]) === JSON.stringify(part));

type Fields = Readonly<Record<string, unknown>>;

/** A text with this in it. */
export const textWith =
  (part: string): Judged =>
  (found) =>
    typeof found === 'string' && found.includes(part);

/** Anything but this. */
export const otherThan =
  (value: unknown): Judged =>
  (found) =>
    found !== undefined && found !== value;

/** The id of what is known here of the caller: as a person, and as one who works here. */
export const callerKey = ({ home, person }: Situation): string => personKeyOf(home.merchantId, person);
