import { demand } from '../domain/failure';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { shareCard } from '../views/group';

/** Anyone shares a group into a chat, as a card that says how many are in it. */
export const getShareCard = operation('getShareCard', {
  role: 'buyer',
  input: input.object({ groupId: input.id }),
  async run({ groupId }, { caller, database, now, wechat }) {
    const group = await database.get('groups', groupId);
    demand(group?.merchantId === caller.merchantId, 'NOT_FOUND');
    return { ...shareCard(group, now), activityId: await wechat.createActivity() };
  },
});
