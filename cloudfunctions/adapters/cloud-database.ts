import type cloud from 'wx-server-sdk';
import type { CollectionName, Database, Listing, Where } from '../runtime/ports';
import { Duplicate } from '../runtime/ports';
import type { DB } from './cloud-sdk';
import { decodeTallied, encodeKeys, encodeListing, encodeLookup, encodeTally } from './encode-queries';
import { encodeChanges, encodeWhere, storable } from './encode-terms';

/** wx-server-sdk reports a taken key as -502001 with MongoDB's text (recorded by others, 2026; unverified by us). */
const DUPLICATE = /E11000 duplicate key/;

/**
 * The one door to `cloud.database()`. A condition is plain equality or made by `is`, a change a plain value or made by
 * `to`: `undefined`, NaN and a client's `{ "$ne": null }` throw here, before anything is sent, and an update of many is
 * asked for by name.
 */
export function cloudDatabase(sdk: typeof cloud): Database {
  const db = sdk.database() as DB;
  return { ...reads(db), ...writes(db) };
}

/** Groups of one tally: days, deals, and what else there are few of. */
const TALLIED_MAX = 5000;

function reads(db: DB): Pick<Database, 'gather' | 'get' | 'list' | 'listWith' | 'tally'> {
  const list = async (collection: CollectionName, conditions: Where, listing: Listing): Promise<unknown[]> => {
    const query = db.collection(collection).where(encodeListing(conditions, listing, db));
    const sorted = (listing.sort ?? []).reduce(
      (ordered, [field, direction]) => ordered.orderBy(field, direction === 1 ? 'asc' : 'desc'),
      query,
    );
    return ((await sorted.limit(listing.limit).get()) as { data: unknown[] }).data;
  };
  return {
    list: list as Database['list'],

    async get(collection, id) {
      return (await list(collection, { _id: id }, { limit: 1 }))[0] as never;
    },

    async gather(collection, id, lookups) {
      let stages = db.collection(collection).aggregate().match({ _id: id }).limit(1);
      stages = stages.addFields(encodeKeys(lookups, db));
      for (const [name, lookup] of Object.entries(lookups)) {
        stages = stages.lookup(encodeLookup(lookup, `key_${name}`, name, db));
      }
      const [root] = ((await stages.end()) as { list: Record<string, unknown>[] }).list;
      if (!root) return undefined;
      return { root, ...Object.fromEntries(Object.keys(lookups).map((name) => [name, root[name]])) } as never;
    },

    async listWith(collection, conditions, listing, beside) {
      const answer = await db
        .collection(collection)
        .aggregate()
        .match(encodeListing(conditions, listing, db))
        .sort(Object.fromEntries(listing.sort ?? []))
        .limit(listing.limit)
        .lookup({ from: beside.collection, localField: beside.path, foreignField: '_id', as: 'beside' })
        .end();
      const rows = (answer as { list: { beside: unknown[] }[] }).list;
      return rows.map((item) => ({ item, beside: item.beside[0] })) as never;
    },

    async tally(collection, where, tally) {
      const answer = await db
        .collection(collection)
        .aggregate()
        .match(encodeWhere(where, db))
        .group(encodeTally(tally, db))
        .limit(TALLIED_MAX)
        .end();
      const groups = (answer as { list: { _id: Record<string, unknown> }[] }).list;
      return groups.map((group) => decodeTallied(tally, group)) as never;
    },
  };
}

function writes(db: DB): Pick<Database, 'insert' | 'change' | 'changeAll'> {
  const update = async (...[collection, where, changes, multi]: [...Parameters<Database['changeAll']>, boolean]) => {
    const query = db.collection(collection).where(encodeWhere(where, db));
    const asked = { data: encodeChanges(changes, db), multi };
    return ((await recognising(() => query.update(asked))) as { stats: { updated: number } }).stats.updated;
  };
  return {
    async insert(collection, documents) {
      if (documents.length === 0) return;
      const added = documents.map((document) => storable(document));
      await recognising(() => db.collection(collection).add({ data: added }));
    },

    async change(collection, where, changes) {
      return (await update(collection, where, changes, false)) === 1;
    },

    changeAll: (collection, where, changes) => update(collection, where, changes, true),
  };
}

/** Tells a taken key from everything else that can go wrong. */
async function recognising(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    if (DUPLICATE.test(String((error as { errMsg?: unknown } | undefined)?.errMsg))) throw new Duplicate();
    throw error;
  }
}
