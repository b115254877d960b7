import type { CollectionName, Collections, Database, Listing, Where } from '../runtime/ports';

/** How a whole list is read: along a field of instants, so many documents a call. */
interface Whole<C extends CollectionName> {
  readonly field: string;
  readonly direction: 1 | -1;
  readonly perCall: number;
  /** The value of the field. */
  readonly at: (document: Collections[C]) => number;
}

/** A list from end to end, a call for each page; whoever has seen enough stops asking. */
export async function* allPages<C extends CollectionName>(
  database: Database,
  collection: C,
  where: Where,
  { field, direction, perCall, at }: Whole<C>,
): AsyncGenerator<Collections[C][]> {
  const sort: Listing['sort'] = [
    [field, direction],
    ['_id', 1],
  ];
  let listing: Listing = { sort, limit: perCall };
  for (;;) {
    const page = await database.list(collection, where, listing);
    yield page;
    const last = page.at(-1);
    if (!last || page.length < perCall) return;
    listing = { ...listing, after: { at: at(last), id: last._id } };
  }
}
