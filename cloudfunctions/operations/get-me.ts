import { personKeyOf } from '../domain/ids';
import { by, byId } from '../runtime/find';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { rolesAt } from '../views/staff';

/** Unread messages that are counted: beyond, a badge says 99 all the same. */
const UNREAD_MAX = 99;

/** Anyone learns who he is here: his roles, the stores in which he may redeem, his nickname, what he has to read. */
export const getMe = operation('getMe', {
  role: 'buyer',
  input: input.nothing,
  gather: (_, { merchantId, person }) => ({
    staff: byId('staff', personKeyOf(merchantId, person)),
    me: byId('people', personKeyOf(merchantId, person)),
    stores: by('stores', 'merchantId', merchantId),
    unread: {
      ...by('messages', 'person', person),
      only: { fields: ['_id'], sort: ['at', -1], limit: UNREAD_MAX, where: { merchantId, readAt: null } },
    },
  }),
  run(_, { caller, config, found, merchant, now, position, staff }) {
    const nickname = found.me[0]?.nickname ?? '';
    const { person } = caller;
    const stores = found.stores.filter(({ _id }) => position && (position.storeIds?.includes(_id) ?? true));
    return Promise.resolve({
      roles: rolesAt({ merchant, staff, person, operators: config.operators }, now),
      stores: stores.map(({ _id, name }) => ({ storeId: _id, name })),
      merchantName: merchant?.name ?? '',
      ...(nickname === '' ? {} : { nickname }),
      unreadMessages: found.unread.length,
    });
  },
});
