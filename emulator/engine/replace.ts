import { sameValue } from './bson-order';
import { isFields, isOperators, type DocumentId } from './document';
import { refusal } from './failure';
import { insert, storable } from './insert';
import { select } from './select';
import type { Session } from './session';
import { withServerDates } from './server-date';

/** What a replacement did. */
export interface Replaced {
  readonly updated: number;
  readonly upsertedId: DocumentId | null;
}

/** Puts a whole document in the place of the first match; with upsert adds it where there is none. */
export function replace(session: Session, name: string, filter: object, fields: object, upsert: boolean): Replaced {
  const collection = session.store.collection(name);
  if (!isFields(fields)) throw refusal('the replacement must be an object');
  const wanted = { filter: withServerDates(filter, session.now), limit: 1 };
  const [before] = select(session, collection, wanted, 'write');
  if (before === undefined) {
    if (!upsert) return { updated: 0, upsertedId: null };
    const [upsertedId = null] = insert(session, name, [{ ...idOf(filter), ...fields }]);
    return { updated: 0, upsertedId };
  }
  const after = storable(session, { ...fields, _id: fields['_id'] ?? before._id });
  if (after._id !== before._id) {
    throw refusal("Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  if (sameValue(before, after)) return { updated: 0, upsertedId: null };
  session.store.write(collection, before._id, after, { transaction: session.transaction, verb: 'Update' });
  return { updated: 1, upsertedId: null };
}

/** The `_id` that an added document takes from the filter. */
function idOf(filter: object): object {
  const id = isFields(filter) ? filter['_id'] : undefined;
  const value = isOperators(id) ? id['$eq'] : id;
  return value === undefined ? {} : { _id: value };
}
