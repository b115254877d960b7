import type { Document, DocumentId } from './document';
import type { Held } from './failure';

/** How long an uncommitted transaction lives in the cloud (Tencent's own tests of the SDK). */
export const TRANSACTION_LIFETIME_MS = 30_000;

/** Documents by collection and id; undefined: there is none. */
export class Versions {
  private readonly byCollection = new Map<string, Map<DocumentId, Document | undefined>>();

  of(collection: string): ReadonlyMap<DocumentId, Document | undefined> {
    return this.byCollection.get(collection) ?? none;
  }

  has({ collection, id }: Held): boolean {
    return this.of(collection).has(id);
  }

  set({ collection, id }: Held, document: Document | undefined): void {
    const versions = this.byCollection.get(collection) ?? new Map<DocumentId, Document | undefined>();
    this.byCollection.set(collection, versions.set(id, document));
  }

  collections(): Iterable<string> {
    return this.byCollection.keys();
  }
}

const none: ReadonlyMap<DocumentId, Document | undefined> = new Map();

/**
 * An open transaction. It reads the committed documents, but those that others have changed since it began as they
 * were (`past`), and its own writes over them (`own`).
 */
export interface Transaction {
  readonly id: string;
  readonly expiresAt: number;
  readonly past: Versions;
  readonly own: Versions;
  /** Called when it has ended, however it ends. */
  readonly waiting: (() => void)[];
}
