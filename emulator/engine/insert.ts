import { isFields, type Document, type DocumentId } from './document';
import { duplicateKey, refusal } from './failure';
import { refuseHeld } from './free';
import { checkId, stored } from './guards';
import { documentOf, type Session } from './session';
import { withServerDates } from './server-date';

/** Adds documents in order, up to the first that is refused, as MongoDB's ordered insert does; gives their ids. */
export function insert(session: Session, name: string, documents: readonly object[]): DocumentId[] {
  const collection = session.store.collection(name);
  const { transaction } = session;
  const ready = documents.map((document) => storable(session, document));
  refuseHeld(
    session,
    collection,
    ready.map((document) => [document._id, document]),
  );
  for (const document of ready) {
    if (documentOf(session, collection, document._id) !== undefined) {
      throw duplicateKey('Insert', name, '_id_', [document._id]);
    }
    session.store.write(collection, document._id, document, { transaction, verb: 'Insert' });
  }
  session.trace({ collection: name, kind: 'write', examined: 0, matched: ready.length });
  return ready.map(({ _id }) => _id);
}

/** The document as it will be stored: dates of the server filled in, `_id` first. */
export function storable(session: Session, fields: object): Document {
  if (!isFields(fields)) throw refusal('a document must be an object');
  const { _id: given, ...rest } = withServerDates(fields, session.now);
  return stored({ _id: checkId({ _id: given ?? session.newId() }), ...rest }, '') as Document;
}
