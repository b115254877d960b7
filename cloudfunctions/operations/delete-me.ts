import { personKeyOf } from '../domain/ids';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { operation, type Caller } from '../runtime/operation';
import type { Database, Listing } from '../runtime/ports';
import { is, to } from '../runtime/terms';

/** Orders that are read in one call, with their groups. */
const ORDERS_PER_CALL = 100;

/**
 * A person asks to be forgotten: the nickname goes, wherever it is shown, and so do the consents. Orders, vouchers and
 * the ledger stay, under no name. The marker of the request comes last, so that a retry finishes what a crash left.
 */
export const deleteMe = operation('deleteMe', {
  role: 'buyer',
  input: input.object({ requestId: input.requestId }),
  gather: (_, { merchantId, person }) => ({ me: byId('people', personKeyOf(merchantId, person)) }),
  async run(_, { caller, database, found, now, request }) {
    const before = found.me[0]?.deletions?.[request.key];
    if (before !== undefined) return { deletedAt: before };
    const { merchantId, person } = caller;
    await forgetInGroups(database, caller);
    await database.changeAll('orders', { merchantId, buyer: person, nickname: is.not('') }, { nickname: '' });
    const _id = personKeyOf(merchantId, person);
    const forgotten = { nickname: '', consents: to.be({}), [`deletions.${request.key}`]: now };
    if (!(await database.change('people', { _id }, forgotten))) {
      const deletions = { [request.key]: now };
      await database.insert('people', [{ _id, merchantId, person, nickname: '', consents: {}, deletions }]);
    }
    return { deletedAt: now };
  },
});

/** A seat may have a name that its order has not: the order of a request cut short is written by a later try. */
async function forgetInGroups(database: Database, { merchantId, person }: Caller): Promise<void> {
  const inGroups = { merchantId, buyer: person, groupId: is.not(null) };
  const beside = { collection: 'groups', path: 'groupId' } as const;
  const sort: Listing['sort'] = [
    ['orderedAt', -1],
    ['_id', 1],
  ];
  let listing: Listing = { sort, limit: ORDERS_PER_CALL };
  for (;;) {
    const page = await database.listWith('orders', inGroups, listing, beside);
    for (const { item, beside: group } of page) {
      if (!group?.seats[item._id]?.nickname) continue;
      const path = `seats.${item._id}`;
      await database.change('groups', { _id: group._id, [path]: is.present() }, { [`${path}.nickname`]: '' });
    }
    const last = page.at(-1)?.item;
    if (!last || page.length < ORDERS_PER_CALL) return;
    listing = { ...listing, after: { at: last.orderedAt, id: last._id } };
  }
}
