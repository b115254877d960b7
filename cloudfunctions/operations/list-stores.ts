import { by } from '../runtime/find';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { inOrder, pageOf } from '../runtime/paging';
import type { Store } from '../domain/merchant';
import { storeRow } from '../views/staff';

/** A manager sees the shop's stores. They are few: all are read with the merchant, in one call. */
export const listStores = operation('listStores', {
  role: 'manager',
  input: input.object(input.page),
  gather: (_, { merchantId }) => ({ stores: by('stores', 'merchantId', merchantId) }),
  run(page, { found }) {
    return Promise.resolve(pageOf(inOrder(found.stores, page, placeOf), page, placeOf, storeRow));
  },
});

const placeOf = ({ createdAt, _id }: Store) => ({ at: createdAt, id: _id });
