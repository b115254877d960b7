import { demand } from '../domain/failure';
import { by, byId, named } from '../runtime/find';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { groupView } from '../views/group';

/** Anyone with the link sees a group, from the moment its leader has paid, and what its deal is now. */
export const getGroup = operation('getGroup', {
  role: 'buyer',
  input: input.object({ groupId: input.id }),
  gather: ({ groupId }, { merchantId }) => ({
    group: byId('groups', groupId),
    deal: named('deals', 'group.dealId'),
    stores: by('stores', 'merchantId', merchantId),
  }),
  run(_, { caller, found, now }) {
    const [group] = found.group;
    demand(group?.merchantId === caller.merchantId, 'NOT_FOUND');
    const beside = { deal: found.deal[0], stores: found.stores };
    return Promise.resolve(groupView(group, beside, caller.person, now));
  },
});
