import { aggregate } from './aggregate';
import { count } from './count';
import type { Document, DocumentId } from './document';
import { find, type Find } from './find';
import { insert } from './insert';
import { remove } from './remove';
import { replace, type Replaced } from './replace';
import type { CollectionSpec } from './schema';
import type { Session } from './session';
import { Store, type Change } from './store';
import type { Trace } from './trace';
import { update } from './update';

export type { Document, DocumentId } from './document';
export type { Find } from './find';
export type { Replaced } from './replace';
export type { Change } from './store';
export type { Trace } from './trace';

/** What the engine is given from outside, and how strict it is. */
export interface EngineOptions {
  readonly now: () => number;
  /** A new `_id`. */
  readonly id: () => string;
  /** A query that would look at more than 100 documents without an index fails. */
  readonly refuseScans: boolean;
  /** When a transaction learns that it has lost: the cloud says so at the operation. */
  readonly conflictAt: 'operation' | 'commit';
}

/** Within which transaction an operation runs, and who wants to know what it read. */
export interface Call {
  readonly transactionId?: string | undefined;
  readonly onTrace?: ((trace: Trace) => void) | undefined;
}

/**
 * The database of WeChat cloud development without HTTP and without time of its own: every operation runs to its end
 * at once, so it is atomic by construction. Refusals are EngineFailures.
 */
export class Engine {
  private readonly store: Store;

  constructor(private readonly options: EngineOptions) {
    this.store = new Store(options.conflictAt === 'operation');
  }

  /** Creates collections and indexes; what exists stays as it is. */
  declare(collections: readonly CollectionSpec[]): void {
    for (const { name, indexes } of collections) {
      const collection = this.store.collections.get(name) ?? this.store.create(name);
      for (const index of indexes) collection.declareIndex(index);
    }
  }

  /** Creates a collection without indexes; fails when it exists. */
  createCollection(name: string): void {
    this.store.create(name);
  }

  hasCollection(name: string): boolean {
    return this.store.collections.has(name);
  }

  collectionNames(): string[] {
    return [...this.store.collections.keys()];
  }

  find(collection: string, wanted: Find, call?: Call): Document[] {
    return this.run(call, (session) => find(session, collection, wanted));
  }

  count(collection: string, filter: object, call?: Call): number {
    return this.run(call, (session) => count(session, collection, filter));
  }

  /** Adds documents up to the first that is refused; gives the ids. */
  insert(collection: string, documents: readonly object[], call?: Call): DocumentId[] {
    return this.run(call, (session) => insert(session, collection, documents));
  }

  /** Changes one document or all that match; gives how many are different now. */
  update(collection: string, filter: object, change: object, multi: boolean, call?: Call): number {
    return this.run(call, (session) => update(session, collection, filter, change, multi));
  }

  /** Puts a whole document in the place of the one that matches; with upsert, adds it where none does. */
  replace(collection: string, filter: object, document: object, upsert: boolean, call?: Call): Replaced {
    return this.run(call, (session) => replace(session, collection, filter, document, upsert));
  }

  /** Removes one document or all that match; gives how many. */
  remove(collection: string, filter: object, multi: boolean, call?: Call): number {
    return this.run(call, (session) => remove(session, collection, filter, multi));
  }

  /** Runs a pipeline; without a `$limit` in it the answer ends after 20 results, as in the cloud. */
  aggregate(collection: string, stages: readonly (readonly [stage: string, value: unknown])[], call?: Call): unknown[] {
    return this.run(call, (session) => aggregate(session, collection, stages));
  }

  /** Opens a transaction, which lives 30 seconds; gives its id. */
  begin(): string {
    const now = this.options.now();
    this.store.dropExpired(now);
    return this.store.begin(this.options.id(), now).id;
  }

  /** Makes a transaction's writes visible at once; fails if it is gone or (with conflicts at commit) has lost. */
  commit(transactionId: string): void {
    this.store.dropExpired(this.options.now());
    this.store.commit(this.store.transaction(transactionId));
  }

  abort(transactionId: string): void {
    this.store.dropExpired(this.options.now());
    this.store.drop(this.store.transaction(transactionId));
  }

  /**
   * Resolves when no open transaction holds this document: by commit, abort, conflict or age. Age is noticed at the
   * next operation, or by `dropExpired`.
   */
  async whenFree(collection: string, id: DocumentId): Promise<void> {
    this.dropExpired();
    const holder = this.store.holder({ collection, id });
    if (holder !== undefined) await new Promise<void>((resolve) => holder.waiting.push(resolve));
  }

  /** Ends the transactions that are older than 30 seconds; to be called when the clock has moved. */
  dropExpired(): void {
    this.store.dropExpired(this.options.now());
  }

  /** Tells every committed write, in order; a transaction's come one after the other. */
  onChange(listener: (change: Change) => void): void {
    this.store.listeners.push(listener);
  }

  /** Puts stored documents in at the start; neither checked nor told to anyone. */
  load(collection: string, documents: Iterable<Document>): void {
    const target = this.store.collections.get(collection) ?? this.store.create(collection);
    for (const document of documents) target.put(document._id, document);
  }

  private run<T>(call: Call | undefined, operation: (session: Session) => T): T {
    const now = this.options.now();
    this.store.dropExpired(now);
    const transaction = call?.transactionId === undefined ? undefined : this.store.transaction(call.transactionId);
    const { id: newId, refuseScans } = this.options;
    try {
      return operation({
        store: this.store,
        now,
        newId,
        refuseScans,
        trace: call?.onTrace ?? ignore,
        ...(transaction && { transaction }),
      });
    } catch (error) {
      // As in MongoDB, a failed operation ends its transaction.
      if (transaction !== undefined) this.store.drop(transaction);
      throw error;
    }
  }
}

function ignore(): void {
  return undefined;
}
