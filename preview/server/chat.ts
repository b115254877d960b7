import { z } from 'zod';

import { activityAt } from '../../emulator/wechat/updatable-message';
import { checked, json, openidOf, readJson, type LocalParts, type Route } from '../../emulator/local/route';
import type { Told } from './event';

const CARDS_MAX = 100;

const newCard = z.strictObject({
  title: z.string().max(200),
  /** The page with its query. */
  path: z.string().min(1).max(1_000),
  /** The picture, as a data URL or a `cloud://` id. */
  imageUrl: z.string().max(500_000).exactOptional(),
  /** The dynamic card behind it, whose words change in the chat, and what they were when it was shared. */
  activityId: z.string().max(100).exactOptional(),
  parameters: z.record(z.string().max(100), z.string().max(100)).exactOptional(),
});

const place = z.object({ after: z.coerce.number().int().nonnegative().default(0) });

/** A page of the mini-program that somebody shared into the chat; its number grows from 1, its time is the cloud's. */
type Card = z.infer<typeof newCard> & { readonly id: number; readonly openid: string; readonly sentAt: number };

/** The one group chat that all phones are in; it keeps the newest cards and outlives no restart. */
export function chatRoutes(tell: (parts: LocalParts, told: Told) => void): Route[] {
  const chat: { cards: readonly Card[]; count: number } = { cards: [], count: 0 };
  return [
    {
      method: 'GET',
      path: '/preview/chat',
      summary: 'cards shared into the chat after the card ?after=, as they are now',
      passesJumps: true,
      answer({ query }, parts) {
        const { after } = checked(place, Object.fromEntries(query));
        return json({ cards: chat.cards.filter(({ id }) => id > after).map((card) => asItIsNow(card, parts)) });
      },
    },
    {
      method: 'POST',
      path: '/preview/chat',
      summary:
        'shares a card into the chat: { title, path, imageUrl?, activityId?, parameters? }, the person in x-openid',
      answer(request, parts) {
        const openid = openidOf(request);
        chat.count += 1;
        const card = { ...readJson(newCard, request), id: chat.count, openid, sentAt: parts.clock.now() };
        chat.cards = [...chat.cards, card].slice(-CARDS_MAX);
        tell(parts, { kind: 'card', openid, title: card.title, path: card.path });
        return json({ card });
      },
    },
  ];
}

/** A dynamic card says what the server last set. */
function asItIsNow(card: Card, { wechat }: LocalParts): object {
  const activity = card.activityId === undefined ? undefined : activityAt(wechat, card.activityId);
  if (!activity) return card;
  return { ...card, state: activity.state, parameters: { ...card.parameters, ...activity.parameters } };
}
