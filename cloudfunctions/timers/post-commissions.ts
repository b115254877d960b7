import { commissionsOf, leaderIdOf, type CommissionPosting, type LeaderAccount } from '../domain/commission';
import type { Order } from '../domain/order';
import type { World } from '../runtime/operation';
import { is } from '../runtime/terms';
import { eachPart, insertMissing } from '../trade/rows';

/** Writes what leaders have earned of each voucher, as it is now; a leader has an account from his first one on. */
export async function postCommissions(world: World, orders: readonly Order[]): Promise<void> {
  const led = orders.filter((order) => order.leader !== undefined && order.issuedAt !== null);
  if (led.length === 0) return;
  const accounts = new Map(led.map((order) => [leaderIdOf(order) ?? '', newAccount(order, world.now)]));
  await insertMissing(world, 'leaders', [...accounts.values()]);
  const rows = led.flatMap(commissionsOf);
  await eachPart(rows, async (part) => {
    const ids = part.map(({ _id }) => _id);
    const there = await world.database.list('commissions', { _id: is.oneOf(ids) }, { limit: ids.length });
    const known = new Map(there.map((row) => [row._id, row]));
    const moved = part.filter(({ _id, facts }) => (known.get(_id)?.facts ?? facts) < facts);
    for (const [values, rowIds] of alike(moved)) {
      const { accruedFen, payableAt, facts } = values;
      const older = { _id: is.oneOf(rowIds), facts: is.below(facts) };
      await world.database.changeAll('commissions', older, { accruedFen, payableAt, facts });
    }
    await world.database.insert(
      'commissions',
      part.filter(({ _id }) => !known.has(_id)),
    );
  });
}

/** Rows by what they say from now on: the vouchers of an order that settles, or comes to its end, say the same. */
function alike(rows: readonly CommissionPosting[]): [CommissionPosting, string[]][] {
  const groups = new Map<string, [CommissionPosting, string[]]>();
  for (const row of rows) {
    const key = [row.accruedFen, row.payableAt, row.facts].join();
    const group = groups.get(key);
    if (group) group[1].push(row._id);
    else groups.set(key, [row, [row._id]]);
  }
  return [...groups.values()];
}

function newAccount(order: Order, now: number): LeaderAccount {
  const _id = leaderIdOf(order) ?? '';
  const { merchantId, leader } = order;
  const nothing = { paidFen: 0, payouts: {}, deliverAt: null, requestKeys: [_id], requests: {} };
  return { _id, merchantId, person: leader?.person ?? '', createdAt: now, ...nothing };
}
