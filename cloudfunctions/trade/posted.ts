import type { Transfer } from '../domain/ledger';
import { transfersOf } from '../domain/ledger';
import type { Order } from '../domain/order';
import type { Database, Where } from '../runtime/ports';
import { is } from '../runtime/terms';
import { allPages } from './all-pages';

/** Documents of one call: what the cloud database gives at the most. */
const PER_CALL = 1000;

/**
 * Orders with facts that are not among the flat rows yet, all of them, a call for each thousand: as many as timers and
 * people have moved since the last runs of `deliver`, a few thousand at the most. To be read before the rows: what is
 * posted in between is then seen twice, never missed. `ofWhich`: only such orders.
 */
export async function unpostedOrders(database: Database, merchantId: string, ofWhich: Where = {}): Promise<Order[]> {
  const orders: Order[] = [];
  for (;;) {
    const last = orders.at(-1);
    const where = { ...ofWhich, merchantId, unposted: true, ...(last ? { _id: is.after(last._id) } : {}) };
    const page = await database.list('orders', where, { sort: [['_id', 1]], limit: PER_CALL });
    orders.push(...page);
    if (page.length < PER_CALL) return orders;
  }
}

/** Every transfer of a merchant before an instant, posted or not, once each; a call for each thousand. */
export async function* transfersBefore(database: Database, merchantId: string, end: number): AsyncGenerator<Transfer> {
  const unposted = (await unpostedOrders(database, merchantId)).flatMap(transfersOf).filter(({ at }) => at < end);
  const fresh = new Set(unposted.map(({ _id }) => _id));
  yield* unposted;
  const rising = { field: 'at', direction: 1, perCall: PER_CALL, at: (row: Transfer) => row.at } as const;
  for await (const rows of allPages(database, 'transfers', { merchantId, at: is.below(end) }, rising)) {
    yield* rows.filter(({ _id }) => !fresh.has(_id));
  }
}
