import { demand } from '../domain/failure';
import { createdIdOf } from '../domain/ids';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation, remember, remembering } from '../runtime/operation';

/** A manager adds a store, or changes one. */
export const saveStore = operation('saveStore', {
  role: 'manager',
  remembers: 'stores',
  input: input.object({
    requestId: input.requestId,
    storeId: input.optional(input.id),
    store: input.object({
      name: input.text(40),
      address: input.text(120),
      phone: input.optional(input.text(30)),
      partnerPercent: input.optional(input.whole(0, 100)),
    }),
  }),
  gather: ({ storeId }) => ({ store: byId('stores', storeId) }),
  async run({ storeId, store }, { caller, now, database, found, request }) {
    if (storeId === undefined) {
      const id = createdIdOf('store', request.key);
      const { phone = null } = store;
      const fresh = { _id: id, merchantId: caller.merchantId, createdAt: now, unknownCodes: { day: '', count: 0 } };
      await database.insert('stores', [{ ...fresh, ...store, phone, ...remembering(id, request, { storeId: id }) }]);
      return { storeId: id };
    }
    const [existing] = found.store;
    demand(existing?.merchantId === caller.merchantId, 'NOT_FOUND');
    const { name, address, phone = null, partnerPercent = 0 } = store;
    const changes = { name, address, phone, partnerPercent, ...remember(request, { storeId }) };
    const once = { _id: storeId, [`requests.${request.key}`]: null };
    current(await database.change('stores', once, changes));
    return { storeId };
  },
});
