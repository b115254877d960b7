import type { Collection } from './collection';
import type { Document, DocumentId } from './document';
import type { Store } from './store';
import type { Trace } from './trace';
import type { Transaction } from './transaction';

/** One operation: whose view of the documents it has, at which instant, and whom it tells what it read. */
export interface Session {
  readonly store: Store;
  readonly transaction?: Transaction;
  readonly now: number;
  readonly newId: () => string;
  readonly refuseScans: boolean;
  readonly trace: (trace: Trace) => void;
}

const nothing: ReadonlyMap<DocumentId, Document | undefined> = new Map();

/** The documents that this session sees otherwise than they are committed. */
export function overlayOf(session: Session, collection: Collection): ReadonlyMap<DocumentId, Document | undefined> {
  if (session.transaction === undefined) return nothing;
  const { past, own } = session.transaction;
  const ownVersions = own.of(collection.name);
  const pastVersions = past.of(collection.name);
  if (pastVersions.size === 0) return ownVersions;
  return ownVersions.size === 0 ? pastVersions : new Map([...pastVersions, ...ownVersions]);
}

/** One document as this session sees it. */
export function documentOf(session: Session, collection: Collection, id: DocumentId): Document | undefined {
  const overlay = overlayOf(session, collection);
  return overlay.has(id) ? overlay.get(id) : collection.documents.get(id);
}
