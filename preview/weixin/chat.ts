import type { Phone } from '../phone/phone';
import { appName } from './app-name';
import { readCards, type Card } from './cards';
import { draw, drawButton } from './draw';
import { readNotices, type Notice } from './notices';
import { drawGroupRoom, drawNoticeRoom, scenes } from './rooms';
import { scanWithWeixin } from './scan';
import { Unreachable } from './server';
import { groupChatName } from './share-sheet';

/** Which of WeChat's own pages is open. */
type Place = 'list' | 'group' | 'notices';

/** What WeChat has got so far. */
interface Post {
  readonly cards: readonly Card[];
  readonly notices: readonly Notice[];
  readonly isReachable: boolean;
}

const POLL_MS = 1500;
const noticesName = '服务通知';

/** WeChat's chats, above the mini-program while it is not in front. */
export function openChat(phone: Phone): { readonly show: () => void; readonly hide: () => void } {
  const body = draw('div', { class: 'weixin-body' });
  const title = draw('h1', { class: 'weixin-heading' });
  const back = drawButton('‹', 'weixin-back', () => go('list'), { 'aria-label': '返回聊天列表' });
  const scan = drawButton('扫一扫', 'weixin-corner', () => void scanWithWeixin(phone));
  const chat = draw(
    'main',
    { class: 'weixin-chat', 'aria-label': '微信' },
    draw('header', {}, back, title, scan),
    body,
  );
  let place: Place = 'group';
  let post: Post = { cards: [], notices: [], isReachable: true };
  let timer: number | undefined;

  const go = (to: Place): void => {
    place = to;
    render();
    body.scrollTop = body.scrollHeight;
  };
  const render = (): void => {
    const titles = { list: '微信', group: groupChatName, notices: noticesName };
    title.textContent = titles[place];
    back.hidden = place === 'list';
    const warning = post.isReachable
      ? undefined
      : draw('p', { class: 'weixin-offline', role: 'status' }, '当前网络不可用');
    body.replaceChildren(...[warning, contentOf(phone, place, post, go)].filter((part) => part !== undefined));
  };
  const read = async (): Promise<void> => {
    const before = JSON.stringify(post);
    post = await readPost(phone, post);
    if (JSON.stringify(post) !== before) go(place);
  };
  return {
    show() {
      if (chat.isConnected) return;
      phone.screen.append(chat);
      go(place);
      void read();
      timer = window.setInterval(() => void read(), POLL_MS);
    },
    hide() {
      window.clearInterval(timer);
      chat.remove();
    },
  };
}

function contentOf(phone: Phone, place: Place, { cards, notices }: Post, go: (to: Place) => void): HTMLElement {
  if (place === 'group') return drawGroupRoom(phone, cards);
  if (place === 'notices') return drawNoticeRoom(phone, notices);
  const enter = (): void => {
    if (phone.pages.current()) phone.enter();
    else phone.launch(phone.config.pages[0] ?? '', scenes.recent);
  };
  return draw(
    'div',
    { class: 'weixin-list' },
    draw('p', { class: 'weixin-hint' }, '最近使用的小程序'),
    drawButton(appName(phone.config), 'weixin-recent', enter),
    drawChatRow(groupChatName, cards.at(-1)?.title ?? '', () => go('group')),
    drawChatRow(noticesName, Object.values(notices.at(-1)?.fields ?? {}).join('，'), () => go('notices')),
  );
}

function drawChatRow(name: string, last: string, onTap: () => void): HTMLElement {
  const row = drawButton('', 'weixin-chat-row', onTap);
  row.append(
    draw('span', { class: 'weixin-face', 'aria-hidden': 'true' }, name.slice(0, 1)),
    draw('span', { class: 'weixin-name' }, name),
    draw('span', { class: 'weixin-last' }, last),
  );
  return row;
}

async function readPost(phone: Phone, before: Post): Promise<Post> {
  try {
    const [cards, notices] = await Promise.all([readCards(phone), readNotices(phone)]);
    return { cards, notices, isReachable: true };
  } catch (error) {
    if (error instanceof Unreachable) return { ...before, isReachable: false };
    throw error;
  }
}
