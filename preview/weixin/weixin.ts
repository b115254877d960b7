import type { Phone, Weixin } from '../phone/phone';
import { openChat } from './chat';
import { openMenu } from './menu';
import { actOnOpenType } from './open-type';

/** WeChat around the mini-program of this phone: chats, the capsule's menu, what buttons open. */
export function openWeixin(phone: Phone): Weixin {
  const chat = openChat(phone);
  return {
    showChat: chat.show,
    hideChat: chat.hide,
    showMenu: () => void openMenu(phone),
    openType: (openType, button) => actOnOpenType(phone, openType, button),
  };
}
