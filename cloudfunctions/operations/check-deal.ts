import { dealProblems } from '../domain/deal-problems';
import { by } from '../runtime/find';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { dealInput } from '../trade/deal-input';

/** A manager asks what would keep a deal from being sold or honoured, before saving or publishing it. */
export const checkDeal = operation('checkDeal', {
  role: 'manager',
  input: input.object({ deal: dealInput }),
  gather: (_, { merchantId }) => ({ stores: by('stores', 'merchantId', merchantId) }),
  run({ deal }, { now, found }) {
    return Promise.resolve({ problems: dealProblems(deal, { now, storeIds: found.stores.map((store) => store._id) }) });
  },
});
