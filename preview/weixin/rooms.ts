import type { Phone } from '../phone/phone';
import { appName } from './app-name';
import { drawCard, type Card } from './cards';
import { draw, drawButton, timeOfDay } from './draw';
import type { Notice } from './notices';
import { nicknameOf } from './people';

/** WeChat's scenes for what was opened (scene values, 2026-11-22). */
export const scenes = { card: 1008, notice: 1014, recent: 1089, scannedLink: 1011, scannedCode: 1047 } as const;

/** The group chat: cards with their senders, one's own to the right. Tapping a card opens its page on this phone. */
export function drawGroupRoom(phone: Phone, cards: readonly Card[]): HTMLElement {
  const rows = cards.map((card) => {
    const isOwn = card.openid === phone.openid;
    const sender = nicknameOf(card.openid);
    const bubble = drawButton('', 'weixin-bubble', () => phone.launch(card.path, scenes.card));
    bubble.append(drawCard(phone, card));
    return draw(
      'li',
      { class: `weixin-said${isOwn ? ' weixin-own' : ''}` },
      draw('span', { class: 'weixin-face', 'aria-hidden': 'true' }, sender.slice(0, 1)),
      draw('span', { class: 'weixin-sender' }, `${sender} ${timeOfDay(card.sentAt)}`),
      bubble,
    );
  });
  return drawRoom(rows, '还没有人说话。在小程序里点“转发”，卡片就会出现在这里。');
}

/** Service notices: what the mini-program was allowed to tell. Tapping one opens its page. */
export function drawNoticeRoom(phone: Phone, notices: readonly Notice[]): HTMLElement {
  const rows = notices.map(({ page, fields, sentAt }) => {
    const words = Object.values(fields);
    const bubble = drawButton('', 'weixin-bubble weixin-notice', () => phone.launch(page, scenes.notice));
    bubble.append(
      draw('span', { class: 'weixin-card-app' }, appName(phone.config)),
      ...words.map((word) => draw('span', { class: 'weixin-card-title' }, word)),
      draw('span', { class: 'weixin-card-foot' }, '进入小程序查看'),
    );
    return draw('li', { class: 'weixin-said' }, draw('span', { class: 'weixin-sender' }, timeOfDay(sentAt)), bubble);
  });
  return drawRoom(rows, '还没有通知。');
}

function drawRoom(rows: readonly HTMLElement[], empty: string): HTMLElement {
  return rows.length === 0
    ? draw('p', { class: 'weixin-empty' }, empty)
    : draw('ul', { class: 'weixin-room', 'aria-live': 'polite' }, ...rows);
}
