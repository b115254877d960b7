import type { RedemptionRow } from '../../typings/redemption';
import type { RedemptionPosting } from '../domain/redemption-rows';
import { UNDO_WINDOW_MS } from '../domain/order';

/** A redemption in the list of those who made it, or whose shop it is. */
export function redemptionRow(posting: RedemptionPosting, now: number): RedemptionRow {
  const { _id, voucherId, title, storeName, clerkName, uses, redeemedAt, undoneAt } = posting;
  const undoUntil = redeemedAt + UNDO_WINDOW_MS;
  return {
    ...{ redemptionId: _id, voucherId, dealTitle: title, storeName, clerkName, uses, redeemedAt, undoUntil },
    canUndo: undoneAt === null && now < undoUntil,
    ...(undoneAt === null ? {} : { undoneAt }),
  };
}
