import { refuseHeld } from './free';
import { select } from './select';
import type { Session } from './session';
import { withServerDates } from './server-date';

/** Removes the first match, or all; gives how many. */
export function remove(session: Session, name: string, filter: object, multi: boolean): number {
  const { store, transaction } = session;
  const collection = store.collection(name);
  const wanted = { filter: withServerDates(filter, session.now), ...(multi ? {} : { limit: 1 }) };
  const matches = select(session, collection, wanted, 'write');
  refuseHeld(
    session,
    collection,
    matches.map(({ _id }) => [_id, undefined]),
  );
  for (const { _id } of matches) store.write(collection, _id, undefined, { transaction, verb: 'Update' });
  return matches.length;
}
