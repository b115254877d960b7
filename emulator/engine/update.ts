import { compileUpdate, type Updater } from './apply-update';
import type { Document, DocumentId } from './document';
import { refuseHeld } from './free';
import { select } from './select';
import type { Session } from './session';
import { withServerDates } from './server-date';

/**
 * Changes the first match, or all; gives how many documents are different now. A failure leaves the document at which
 * it occurs and those after it as they were; those before it stay changed, as in MongoDB.
 */
export function update(session: Session, name: string, filter: object, change: object, multi: boolean): number {
  const { store, transaction } = session;
  const collection = store.collection(name);
  const next = compileUpdate(withServerDates(change, session.now));
  const wanted = { filter: withServerDates(filter, session.now), ...(multi ? {} : { limit: 1 }) };
  const matches = select(session, collection, wanted, 'write');
  refuseHeld(session, collection, versions(matches, next));
  let changed = 0;
  for (const before of matches) {
    const after = next(before);
    if (after === before) continue;
    store.write(collection, before._id, after, { transaction, verb: 'Update' });
    changed += 1;
  }
  return changed;
}

function* versions(matches: readonly Document[], next: Updater): Generator<readonly [DocumentId, Document]> {
  for (const before of matches) yield [before._id, next(before)];
}
