import { Collection } from './collection';
import type { Document, DocumentId } from './document';
import {
  missingCollection,
  missingTransaction,
  refusal,
  transactionBusy,
  transactionConflict,
  type Held,
} from './failure';
import { TRANSACTION_LIFETIME_MS, Versions, type Transaction } from './transaction';
import { checkKeys } from './unique';

/** A committed write; document null: removed. */
export interface Change {
  readonly collection: string;
  readonly id: DocumentId;
  readonly document: Document | null;
}

/** Collections and open transactions: what is committed, and who may write what. */
export class Store {
  readonly collections = new Map<string, Collection>();
  readonly open = new Map<string, Transaction>();
  readonly listeners: ((change: Change) => void)[] = [];

  /** With conflicts at commit time a transaction holds nothing before it commits. */
  constructor(readonly holds: boolean) {}

  collection(name: string): Collection {
    const collection = this.collections.get(name);
    if (collection === undefined) throw missingCollection(name);
    return collection;
  }

  begin(id: string, now: number): Transaction {
    const transaction = {
      id,
      expiresAt: now + TRANSACTION_LIFETIME_MS,
      past: new Versions(),
      own: new Versions(),
      waiting: [],
    };
    this.open.set(id, transaction);
    return transaction;
  }

  transaction(id: string): Transaction {
    const transaction = this.open.get(id);
    if (transaction === undefined) throw missingTransaction();
    return transaction;
  }

  /** Ends a transaction; its writes are gone. */
  drop(transaction: Transaction): void {
    if (this.open.delete(transaction.id)) for (const wake of transaction.waiting) wake();
  }

  dropExpired(now: number): void {
    for (const transaction of this.open.values()) if (transaction.expiresAt <= now) this.drop(transaction);
  }

  /** Makes a transaction's writes everybody's, all at once. */
  commit(transaction: Transaction): void {
    const writes: (readonly [Collection, DocumentId, Document | undefined])[] = [];
    for (const name of transaction.own.collections()) {
      const collection = this.collection(name);
      for (const [id, document] of transaction.own.of(name)) writes.push([collection, id, document]);
    }
    this.open.delete(transaction.id);
    try {
      for (const [collection, id, document] of writes) {
        if (transaction.past.has({ collection: collection.name, id })) throw transactionConflict();
        checkKeys({ store: this, collection, transaction, verb: 'Update' }, id, document);
      }
      for (const [collection, id, document] of writes) this.apply(collection, id, document);
    } finally {
      for (const wake of transaction.waiting) wake();
    }
  }

  /** The open transaction that has written this document, if transactions hold what they write. */
  holder(held: Held, except?: Transaction): Transaction | undefined {
    if (!this.holds || this.open.size === 0) return undefined;
    return [...this.open.values()].find((transaction) => transaction !== except && transaction.own.has(held));
  }

  /** Writes one document, plainly or within a transaction; undefined removes it. Refuses before it changes anything. */
  write(collection: Collection, id: DocumentId, document: Document | undefined, by: WrittenBy): void {
    const held = { collection: collection.name, id };
    const { transaction, verb } = by;
    const other = this.holder(held, transaction);
    if (transaction === undefined) {
      if (other !== undefined) throw transactionBusy(held);
      checkKeys({ store: this, collection, verb }, id, document);
      this.apply(collection, id, document);
      return;
    }
    if (other !== undefined || (this.holds && transaction.past.has(held))) throw transactionConflict();
    checkKeys({ store: this, collection, transaction, verb }, id, document);
    transaction.own.set(held, document);
  }

  private apply(collection: Collection, id: DocumentId, document: Document | undefined): void {
    const held = { collection: collection.name, id };
    for (const { past } of this.open.values()) if (!past.has(held)) past.set(held, collection.documents.get(id));
    collection.put(id, document);
    for (const listener of this.listeners) listener({ ...held, document: document ?? null });
  }

  create(name: string): Collection {
    if (this.collections.has(name)) throw refusal(`[ResourceInUse] Table exist: ${name}`);
    const collection = new Collection(name);
    this.collections.set(name, collection);
    return collection;
  }
}

/** Who writes, and in whose words a duplicate key is reported. */
export interface WrittenBy {
  readonly transaction?: Transaction;
  readonly verb: 'Insert' | 'Update';
}
