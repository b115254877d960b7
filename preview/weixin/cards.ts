import type { Phone } from '../phone/phone';
import { pictureUrl } from '../phone/urls';
import { appName } from './app-name';
import { draw } from './draw';
import { ask, field } from './server';

/** A page of the mini-program on its way into a chat. */
export interface NewCard {
  readonly title: string;
  /** The page with its query. */
  readonly path: string;
  readonly imageUrl?: string;
  /** The dynamic card behind it, whose words change in the chat. */
  readonly activityId?: string;
  /** member_count and room_limit of a dynamic card. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A card in the chat. */
export interface Card extends NewCard {
  readonly id: number;
  /** Who shared it. */
  readonly openid: string;
  /** Epoch ms. */
  readonly sentAt: number;
  /** Of a dynamic card: 0 people are joining, 1 begun, 2 over. */
  readonly state?: 0 | 1 | 2;
}

/** All cards of the group chat, the oldest first. Throws Unreachable. */
export async function readCards(phone: Phone): Promise<readonly Card[]> {
  const { body } = await ask(phone, 'GET', '/preview/chat?after=0');
  const cards = field(body, 'cards');
  return Array.isArray(cards) ? (cards as Card[]) : [];
}

/** Sends a card into the group chat. Throws Unreachable, and what the server says when it does not take the card. */
export async function postCard(phone: Phone, card: NewCard): Promise<void> {
  const { status, body } = await ask(phone, 'POST', '/preview/chat', card);
  if (status !== 200) throw new Error(`the chat did not take the card: ${String(field(body, 'error'))}`);
}

/** What a dynamic card says below its picture (updatable-message guide, 2026-11-22); undefined for an ordinary one. */
export function dynamicWords({ activityId, state = 0, parameters = {} }: Partial<Card>): string | undefined {
  if (activityId === undefined) return undefined;
  if (state === 1) return '已到齐';
  if (state === 2) return '已结束';
  const { member_count: members, room_limit: limit } = parameters;
  return members === undefined || limit === undefined ? undefined : `成员正在加入，当前 ${members}/${limit} 人`;
}

/** The inside of a card: the mini-program, the title, the picture (5:4, else the mini-program's name). */
export function drawCard({ config }: Phone, card: NewCard & Partial<Card>): HTMLElement {
  const { title, imageUrl } = card;
  const words = dynamicWords(card);
  return draw(
    'span',
    { class: 'weixin-card' },
    draw('span', { class: 'weixin-card-app' }, appName(config)),
    draw('span', { class: 'weixin-card-title' }, title),
    imageUrl === undefined
      ? draw('span', { class: 'weixin-card-picture', 'aria-hidden': 'true' }, appName(config))
      : draw('img', { class: 'weixin-card-picture', src: pictureUrl(imageUrl, ''), alt: '' }),
    words === undefined ? undefined : draw('span', { class: 'weixin-card-words' }, words),
    draw('span', { class: 'weixin-card-foot' }, '小程序'),
  );
}
