import type { Transfer } from '../domain/ledger';
import { transfersOf } from '../domain/ledger';
import type { Order } from '../domain/order';
import type { Database, Where } from '../runtime/ports';
import { is } from '../runtime/terms';
import { allPages } from './all-pages';

/** Orders whose facts wait to be posted, at the most: `deliver` leaves none older than two of its runs. */
const UNPOSTED_MAX = 500;

/** Transfers of one call: what the cloud database gives at the most. */
const TRANSFERS_PER_CALL = 1000;

/**
 * Orders with facts that are not among the flat rows yet. To be read before the rows: what is posted in between is then
 * seen twice, never missed. `ofWhich`: only such orders.
 */
export function unpostedOrders(database: Database, merchantId: string, ofWhich: Where = {}): Promise<Order[]> {
  return database.list('orders', { ...ofWhich, merchantId, unposted: true }, { limit: UNPOSTED_MAX });
}

/** Every transfer of a merchant before an instant, posted or not, once each; a call for each thousand. */
export async function* transfersBefore(database: Database, merchantId: string, end: number): AsyncGenerator<Transfer> {
  const unposted = (await unpostedOrders(database, merchantId)).flatMap(transfersOf).filter(({ at }) => at < end);
  const fresh = new Set(unposted.map(({ _id }) => _id));
  yield* unposted;
  const rising = { field: 'at', direction: 1, perCall: TRANSFERS_PER_CALL, at: (row: Transfer) => row.at } as const;
  for await (const rows of allPages(database, 'transfers', { merchantId, at: is.below(end) }, rising)) {
    yield* rows.filter(({ _id }) => !fresh.has(_id));
  }
}
