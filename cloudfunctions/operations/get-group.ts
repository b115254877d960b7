import { demand } from '../domain/failure';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { groupView } from '../views/group';

/** Anyone with the link sees a group, from the moment its leader has paid. */
export const getGroup = operation('getGroup', {
  role: 'buyer',
  input: input.object({ groupId: input.id }),
  async run({ groupId }, { caller, now, database }) {
    const group = await database.get('groups', groupId);
    demand(group?.merchantId === caller.merchantId, 'NOT_FOUND');
    return groupView(group, caller.person, now);
  },
});
