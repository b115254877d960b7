import type { DB } from './cloud-sdk';
import { encodeWhere } from './encode-terms';
import { DAY_MS, dayOf, SHANGHAI_OFFSET_MS } from '../domain/time';
import type { Listing, Lookup, Tally, TallyKey, Where } from '../runtime/ports';
import { is } from '../runtime/terms';

/** A look-up as a stage of an aggregate; `key` is the field that holds its value, `name` where the rows go. */
export function encodeLookup(lookup: Lookup, key: string, name: string, { command: _ }: DB): Record<string, unknown> {
  const from = lookup.collection;
  if (!lookup.only) return { from, localField: lookup.path ?? key, foreignField: lookup.field, as: name };
  const $ = _.aggregate;
  const { fields, sort, limit, where = {}, above = {} } = lookup.only;
  const [by, direction] = sort;
  const equal = Object.entries(where).map(([field, value]) => $.eq([`$${field}`, $.literal(value)]));
  const greater = Object.entries(above).map(([field, value]) => $.gt([`$${field}`, value]));
  const pipeline = $.pipeline()
    .match(_.expr($.and([$.eq([`$${lookup.field}`, '$$key']), ...equal, ...greater])))
    .sort({ [by]: direction })
    .limit(limit)
    .project(Object.fromEntries(fields.map((field) => [field, 1])));
  return { from, let: { key: `$${key}` }, pipeline: pipeline.done(), as: name };
}

/** The values that look-ups start from, as literals: a client's '$status' is a text, never a field. */
export function encodeKeys(lookups: Readonly<Record<string, Lookup>>, { command: _ }: DB): Record<string, unknown> {
  const known = Object.entries(lookups).flatMap(([name, { equals }]) =>
    equals === undefined ? [] : [[`key_${name}`, _.aggregate.literal(equals)] as const],
  );
  return Object.fromEntries(known);
}

/**
 * The conditions of a list, and of what comes after a place in it. One top-level `or`: two of them on fields would be
 * merged into one (wx-server-sdk 4.0.2, measured 2026-11-22). The bound beside it says the same to an index.
 */
export function encodeListing(conditions: Where, { after, sort = [] }: Listing, db: DB): object {
  const [by] = sort;
  if (!after || !by) return encodeWhere(conditions, db);
  const [field, direction] = by;
  const [from, beyond] = direction === 1 ? [is.atLeast, is.above] : [is.atMost, is.below];
  const rest = [encodeWhere({ [field]: beyond(after.at) }, db), encodeWhere({ _id: is.after(after.id) }, db)];
  const { command: _ } = db;
  return _.and([encodeWhere(conditions, db), encodeWhere({ [field]: from(after.at) }, db), _.or(rest)]);
}

/** A tally as a stage of an aggregate; days are counted, for `decodeTallied` to name. */
export function encodeTally({ by, sums }: Tally, { command: _ }: DB): object {
  const $ = _.aggregate;
  const key = (by: TallyKey): unknown => {
    if (typeof by === 'string') return `$${by}`;
    // Whatever is missing counts as less than null.
    if ('has' in by) return $.gt([`$${by.has}`, null]);
    return $.floor($.divide([$.add([`$${by.dayOf}`, SHANGHAI_OFFSET_MS]), DAY_MS]));
  };
  return {
    _id: Object.fromEntries(Object.entries(by).map(([name, field]) => [name, key(field)])),
    count: $.sum(1),
    ...Object.fromEntries(sums.map((field) => [field, $.sum(`$${field}`)])),
  };
}

/** A group of a tally as the database gives it, in our words. */
export function decodeTallied(
  { by }: Tally,
  { _id, ...sums }: { readonly _id: Readonly<Record<string, unknown>> },
): Record<string, unknown> {
  const keys = Object.entries(by).map(([name, field]) => {
    const isDay = typeof field === 'object' && 'dayOf' in field;
    return [name, isDay ? dayOf(Number(_id[name]) * DAY_MS) : _id[name]] as const;
  });
  return { ...Object.fromEntries(keys), ...sums };
}
