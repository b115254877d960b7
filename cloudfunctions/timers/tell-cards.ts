import type { Group } from '../domain/group';
import { CARD_LIFE_MS, cardState, cardWord } from '../domain/share-card';
import type { World } from '../runtime/operation';

/**
 * Cards are told by `deliver`, which looks at the groups of orders that have moved. Where a group has moved and none of
 * its orders has, because the merchant filled a seat, its leader's order is due again.
 */
export async function haveCardsTold({ database, now }: World, group: Group): Promise<void> {
  const [leaderId] = Object.entries(group.seats).find(([, seat]) => seat.leads) ?? [];
  if (leaderId === undefined || !group.cards?.length || group.cardsSay === cardWord(group, now)) return;
  await database.change('orders', { _id: leaderId, status: 'paid' }, { deliverAt: now });
}

/**
 * Changes the cards of groups wherever they were shared, if they do not say already what is so. What they were told is
 * noted afterwards: a crash between tells them the same again, which changes nothing. A card that cannot be told fails
 * nothing, and no other card.
 */
export async function tellCards(world: World, groups: Iterable<Group>): Promise<void> {
  const { database, now, wechat } = world;
  for (const group of groups) {
    const cards = (group.cards ?? []).filter(({ at }) => now < at + CARD_LIFE_MS);
    const word = cardWord(group, now);
    if (cards.length === 0 || group.cardsSay === word) continue;
    const told: boolean[] = [];
    for (const { id } of cards) told.push(await isDone(world, group, wechat.changeCard(id, cardState(group, now))));
    if (told.includes(false)) continue;
    await isDone(world, group, database.change('groups', { _id: group._id }, { cardsSay: word }));
  }
}

/** Whether something about a group's cards was done; whoever runs the system hears of what was not. */
async function isDone({ report }: World, { _id: groupId }: Group, step: Promise<unknown>): Promise<boolean> {
  try {
    await step;
    return true;
  } catch (error) {
    report('a shared card was not changed', { groupId, error: String(error) });
    return false;
  }
}
