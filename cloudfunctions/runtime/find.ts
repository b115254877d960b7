import type { CollectionName, Lookup } from './ports';

/** The document with an id, if there is one. Without an id nothing is found. */
export const byId = <C extends CollectionName>(collection: C, id: string | undefined): Lookup<C> => ({
  ...{ collection, field: '_id', equals: id ?? '' },
});

/** Documents whose field equals a value. */
export const by = <C extends CollectionName>(collection: C, field: string, equals: string): Lookup<C> => ({
  ...{ collection, field, equals },
});

/** The document that an earlier lookup names at a path. */
export const named = <C extends CollectionName>(collection: C, path: string): Lookup<C> => ({
  ...{ collection, field: '_id', path },
});
