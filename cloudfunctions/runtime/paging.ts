import type { Page, PageInput } from '../../typings/answer';
import type { Listing, Place } from './ports';

/** Rows of a page unless somebody asks for another number. */
const PAGE_ROWS = 20;

/** What a cursor says when it is unwrapped: `1795316427727.0ABC…`. */
const PLACE = /^(\d{1,16})\.([\x20-\x7e]{1,100})$/;

/** The opaque name of a place in a list. */
export function cursorOf({ at, id }: Place): string {
  return Buffer.from(`${at}.${id}`).toString('base64url');
}

/** Whether a text is a cursor that we could have given. */
export function isCursor(text: string): boolean {
  const place = placeOf(text);
  return place !== undefined && cursorOf(place) === text;
}

function placeOf(cursor: string): Place | undefined {
  const [, at, id] = PLACE.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  return at === undefined || id === undefined ? undefined : { at: Number(at), id };
}

/** How a page is read: the newest first, among equals by id, and one row more than it shows. */
export function newestBy(field: string, { cursor, limit = PAGE_ROWS }: PageInput): Listing {
  const after = cursor === undefined ? undefined : placeOf(cursor);
  const listing: Listing = {
    sort: [
      [field, -1],
      ['_id', 1],
    ],
    limit: limit + 1,
  };
  return after ? { ...listing, after } : listing;
}

/** The page that rows make: as many as were asked for, and a cursor if there are more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  { limit = PAGE_ROWS }: PageInput,
  place: (row: Row) => Place,
  view: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(view);
  return rows.length > limit && last !== undefined ? { items, cursor: cursorOf(place(last)) } : { items };
}

/** Rows that are all at hand, in the order of a list and after its cursor. */
export function inOrder<Row>(rows: readonly Row[], { cursor }: PageInput, place: (row: Row) => Place): Row[] {
  const after = cursor === undefined ? undefined : placeOf(cursor);
  return rows
    .map((row) => ({ row, place: place(row) }))
    .filter((placed) => !after || compare(after, placed.place) < 0)
    .sort((a, b) => compare(a.place, b.place))
    .map(({ row }) => row);
}

const compare = (a: Place, b: Place): number => b.at - a.at || (a.id < b.id ? -1 : Number(a.id > b.id));
