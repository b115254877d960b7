import type { Phone } from '../phone/phone';
import { drawCard, postCard, type NewCard } from './cards';
import { openDialog } from './dialog';
import { draw, drawButton } from './draw';
import { showToast } from './toast';

/** The group chat that all phones are in. */
export const groupChatName = '拼团群';

const TOLD_MS = 1500;

/** Lets the person choose a chat and confirm, and sends the card there. False when it was not sent. */
export async function sendCard(phone: Phone, card: NewCard): Promise<boolean> {
  const chat = await chooseChat(phone.screen);
  if (chat === undefined || !(await confirm(phone, chat, card))) return false;
  try {
    await postCard(phone, card);
  } catch (error) {
    phone.journal.add('error', '转发', error);
    showToast(phone.screen, { title: '发送失败', icon: 'error', durationMs: TOLD_MS, mask: false });
    return false;
  }
  showToast(phone.screen, { title: '已发送', icon: 'success', durationMs: TOLD_MS, mask: false });
  return true;
}

async function chooseChat(screen: HTMLElement): Promise<string | undefined> {
  const chosen = await openDialog<string | null>(screen, {
    label: '选择聊天',
    shape: 'sheet',
    cancel: null,
    fill: (answer) => [
      draw('h2', { class: 'weixin-title' }, '发送给'),
      drawButton(groupChatName, 'weixin-row', () => answer(groupChatName)),
      drawButton('取消', 'weixin-row weixin-row-last', () => answer(null)),
    ],
  });
  return chosen ?? undefined;
}

function confirm(phone: Phone, chat: string, card: NewCard): Promise<boolean> {
  return openDialog<boolean>(phone.screen, {
    label: `发送给 ${chat}`,
    shape: 'box',
    cancel: false,
    fill: (answer) => [
      draw('h2', { class: 'weixin-title' }, `发送给 ${chat}`),
      drawCard(phone, card),
      draw(
        'div',
        { class: 'weixin-actions' },
        drawButton('取消', 'weixin-plain', () => answer(false)),
        drawButton('发送', 'weixin-link', () => answer(true)),
      ),
    ],
  });
}
