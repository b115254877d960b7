import type { Collection } from './collection';
import type { Document, DocumentId } from './document';
import { EngineFailure, transactionBusy } from './failure';
import type { Session } from './session';
import { checkKeys } from './unique';

/**
 * Refuses a plain write as a whole, before its first document, if an open transaction holds one of its documents or
 * keys: the caller waits and asks again, and nothing may then have been done twice.
 */
export function refuseHeld(
  { store, transaction }: Session,
  collection: Collection,
  writes: Iterable<readonly [DocumentId, Document | undefined]>,
): void {
  if (transaction !== undefined || !store.holds || store.open.size === 0) return;
  try {
    for (const [id, document] of writes) {
      const held = { collection: collection.name, id };
      if (store.holder(held) !== undefined) throw transactionBusy(held);
      checkKeys({ store, collection, verb: 'Update' }, id, document);
    }
  } catch (error) {
    // Any other refusal is reported when the write gets there, after those before it.
    if (error instanceof EngineFailure && error.held !== undefined) throw error;
  }
}
