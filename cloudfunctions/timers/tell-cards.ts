import type { Group } from '../domain/group';
import { CARD_LIFE_MS, cardState, cardWord } from '../domain/share-card';
import type { World } from '../runtime/operation';

/**
 * Changes the cards of groups wherever they were shared, if they do not say already what is so. What they were told is
 * noted afterwards: a crash between tells them the same again, which changes nothing. A card that cannot be told fails
 * nothing.
 */
export async function tellCards(world: World, groups: Iterable<Group>): Promise<void> {
  const { database, now, report, wechat } = world;
  for (const group of groups) {
    const cards = (group.cards ?? []).filter(({ at }) => now < at + CARD_LIFE_MS);
    const word = cardWord(group, now);
    if (cards.length === 0 || group.cardsSay === word) continue;
    try {
      for (const { id } of cards) await wechat.changeCard(id, cardState(group, now));
      await database.change('groups', { _id: group._id }, { cardsSay: word });
    } catch (error) {
      report('a shared card was not changed', { groupId: group._id, error: String(error) });
    }
  }
}
