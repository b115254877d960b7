import type { Collection } from './collection';
import type { Document, DocumentId } from './document';
import { duplicateKey, transactionBusy, transactionConflict } from './failure';
import type { FieldIndex } from './field-index';
import { compareKeys, type Key } from './index-keys';
import type { Store } from './store';
import type { Transaction } from './transaction';

/** A write about to happen. */
export interface Writing {
  readonly store: Store;
  readonly collection: Collection;
  readonly transaction?: Transaction;
  readonly verb: 'Insert' | 'Update';
}

/** Fails if the document cannot be indexed, or another one has its key in a unique index. */
export function checkKeys(writing: Writing, id: DocumentId, document: Document | undefined): void {
  if (document === undefined) return;
  const { collection } = writing;
  const before = collection.documents.get(id);
  for (const index of collection.indexes) {
    if (index.name === '_id_' || !index.tells(before, document)) continue;
    const { keys } = index.keys(document);
    if (index.unique) for (const key of keys) checkKey(writing, index, key, id);
  }
}

function checkKey(writing: Writing, index: FieldIndex, key: Key, id: DocumentId): void {
  const { store, collection, transaction, verb } = writing;
  for (const holder of index.holders(key)) {
    if (holder === id || transaction?.own.of(collection.name).has(holder)) continue;
    const held = { collection: collection.name, id: holder };
    if (transaction?.past.has(held)) throw transactionConflict();
    if (store.holder(held) !== undefined)
      throw transaction === undefined ? transactionBusy(held) : transactionConflict();
    throw duplicateKey(verb, collection.name, index.name, key);
  }
  if (transaction !== undefined && holderAmong(transaction, writing, index, key, id) !== undefined) {
    throw duplicateKey(verb, collection.name, index.name, key);
  }
  if (!store.holds) return;
  for (const other of store.open.values()) {
    const holder = other === transaction ? undefined : holderAmong(other, writing, index, key, id);
    if (holder === undefined) continue;
    throw transaction === undefined
      ? transactionBusy({ collection: collection.name, id: holder })
      : transactionConflict();
  }
}

/** The document with this key among those that a transaction has written. */
function holderAmong(
  transaction: Transaction,
  { collection }: Writing,
  index: FieldIndex,
  key: Key,
  id: DocumentId,
): DocumentId | undefined {
  for (const [other, document] of transaction.own.of(collection.name)) {
    if (other === id || document === undefined) continue;
    const { keys } = index.keys(document);
    if (keys.some((own) => compareKeys(own, key, index.directions) === 0)) return other;
  }
  return undefined;
}
