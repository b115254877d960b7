import { demand } from '../domain/failure';
import { groupStatusAt } from '../domain/group';
import { CARDS_MAX } from '../domain/share-card';
import * as input from '../runtime/input';
import { current, operation } from '../runtime/operation';
import { to } from '../runtime/terms';
import { shareCard } from '../views/group';

/**
 * Anyone shares a group into a chat, as a card that says how many are in it. The cards of an open group are remembered,
 * the latest few, so that they change with it.
 */
export const getShareCard = operation('getShareCard', {
  role: 'buyer',
  input: input.object({ groupId: input.id }),
  async run({ groupId }, { caller, database, now, wechat }) {
    const group = await database.get('groups', groupId);
    demand(group?.merchantId === caller.merchantId, 'NOT_FOUND');
    const activityId = await wechat.createActivity();
    if (groupStatusAt(group, now) === 'open') {
      // A card of a group that has moved on meanwhile would say for good what it says now.
      const asSeen = { _id: groupId, status: group.status, missing: group.missing };
      const cards = to.pushLast({ id: activityId, at: now }, CARDS_MAX);
      current(await database.change('groups', asSeen, { cards }));
    }
    return { ...shareCard(group, now), activityId };
  },
});
