import type { Input, Output } from '../../../typings/api';
import type { StoreInput } from '../../../typings/staff';
import { newRequestId } from '../../services/cloud';
import { sendOnce, settled } from './once';

/** A save of a store whose answer did not come. */
export type PendingStore = Input<'saveStore'> | undefined;

/**
 * Saves a store; an empty id is a new one. As with a deal, a save whose answer did not come is asked about first, and
 * no second store comes into being.
 */
export async function saveStoreOnce(
  storeId: string,
  store: StoreInput,
  pending: PendingStore,
  keep: (pending: PendingStore) => void,
): Promise<Output<'saveStore'>> {
  const isSame = pending !== undefined && JSON.stringify(pending.store) === JSON.stringify(store);
  if (isSame) return sendOnce('saveStore', pending, keep);
  const known = pending ? ((await settled('saveStore', pending, keep))?.storeId ?? pending.storeId) : storeId;
  const about = known ? { storeId: known } : {};
  return sendOnce('saveStore', { requestId: newRequestId(), ...about, store }, keep);
}
