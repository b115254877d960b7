import { leaderOrderOf, type Group } from '../domain/group';
import { CARD_LIFE_MS, cardState, cardWord } from '../domain/share-card';
import type { World } from '../runtime/operation';
import { is, to } from '../runtime/terms';

/**
 * Cards are told by `deliver`, which looks at the groups of orders that have moved. Where a group has moved and none of
 * its orders has, because the merchant filled a seat, its leader's order is due again.
 */
export async function haveCardsTold({ database, now }: World, group: Group): Promise<void> {
  const leaderId = leaderOrderOf(group);
  if (leaderId === undefined || !group.cards?.length || group.cardsSay === cardWord(group, now)) return;
  await database.change('orders', { _id: leaderId, status: 'paid' }, { deliverAt: now });
}

/**
 * Changes the cards of groups wherever they were shared, if they do not say already what is so. What they were told is
 * noted afterwards: a crash between tells them the same again, which changes nothing; where another run has noted
 * something meanwhile, nobody knows which came last. A card that cannot be told fails nothing, and no other card: gives
 * the groups of which something could not be told, or is not known.
 */
export async function tellCards(world: World, groups: Iterable<Group>): Promise<Group[]> {
  const { now, wechat } = world;
  const untold: Group[] = [];
  for (const group of groups) {
    const cards = (group.cards ?? []).filter(({ at }) => now < at + CARD_LIFE_MS);
    const word = cardWord(group, now);
    if (cards.length === 0 || group.cardsSay === word) continue;
    const told: boolean[] = [];
    for (const { id } of cards) told.push(await isDone(world, group, wechat.changeCard(id, cardState(group, now))));
    if (told.includes(false) || !(await isDone(world, group, note(world, group, word)))) untold.push(group);
  }
  return untold;
}

/** Notes what the cards of a group say, unless another run has noted something else since it was read. */
async function note({ database }: World, { _id, cardsSay }: Group, word: string): Promise<void> {
  if (await database.change('groups', { _id, cardsSay: cardsSay ?? is.absent() }, { cardsSay: word })) return;
  if (!(await database.change('groups', { _id, cardsSay: is.not(word) }, { cardsSay: to.vanish() }))) return;
  throw new Error('two runs have told other things');
}

/** The orders of who leads these groups are due again: with them their cards are told. */
export async function tellCardsAgain(
  { database }: World,
  groups: readonly Group[],
  at: number,
): Promise<ReadonlySet<string>> {
  const leaders = groups.flatMap((group) => leaderOrderOf(group) ?? []);
  if (leaders.length === 0) return new Set();
  await database.changeAll('orders', { _id: is.oneOf(leaders) }, { cardsUntold: true });
  await database.changeAll('orders', { _id: is.oneOf(leaders), deliverAt: null }, { deliverAt: at });
  return new Set(leaders);
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
