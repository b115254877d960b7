import { overlayOf, type Session } from './session';
import { select } from './select';
import { withServerDates } from './server-date';

/** How many documents match. */
export function count(session: Session, name: string, filter: object): number {
  const collection = session.store.collection(name);
  const total = collection.documents.size;
  if (Object.keys(filter).length > 0 || overlayOf(session, collection).size > 0) {
    return select(session, collection, { filter: withServerDates(filter, session.now) }, 'read').length;
  }
  session.trace({ collection: name, kind: 'read', examined: 0, matched: total });
  return total;
}
