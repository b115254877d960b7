import type { Merchant } from '../domain/merchant';
import { tellingIdOf, type MessageKind } from '../domain/message';
import type { World } from '../runtime/operation';
import { Duplicate } from '../runtime/ports';

/** Puts something that needs the owner's eye into his inbox: once for each cause. */
export async function tellOwner(
  { database, now }: Pick<World, 'database' | 'now'>,
  merchant: Merchant | undefined,
  kind: MessageKind,
  cause: string,
  about: Readonly<Record<string, string | number>>,
): Promise<void> {
  if (!merchant || merchant.owner === null) return;
  const _id = tellingIdOf(kind, cause);
  const message = { _id, merchantId: merchant._id, person: merchant.owner, kind, about, at: now };
  try {
    await database.insert('messages', [{ ...message, readAt: null }]);
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
  }
}
