import { personKeyOf } from '../domain/ids';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { operation, type Caller } from '../runtime/operation';
import type { Database } from '../runtime/ports';
import { is, to } from '../runtime/terms';

/** Orders in groups in which a person is forgotten by name: what the cloud database gives in one call. */
const ORDERS_MAX = 1000;

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

async function forgetInGroups(database: Database, { merchantId, person }: Caller): Promise<void> {
  const inGroups = { merchantId, buyer: person, nickname: is.not(''), groupId: is.not(null) };
  for (const { _id, groupId } of await database.list('orders', inGroups, { limit: ORDERS_MAX })) {
    if (groupId === null) continue;
    const path = `seats.${_id}`;
    await database.change('groups', { _id: groupId, [path]: is.present() }, { [`${path}.nickname`]: '' });
  }
}
