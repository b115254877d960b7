import type { Phone } from '../phone/phone';
import { appName } from './app-name';
import { openDialog } from './dialog';
import { draw, drawButton } from './draw';
import { openSettings } from './permissions';
import { openPrivacyContract } from './privacy';
import { canShare, share } from './share';

/** The capsule's `···`: what WeChat offers for every mini-program, and the preview's switch for the network. */
export async function openMenu(phone: Phone): Promise<void> {
  const { network } = phone;
  const items: readonly { readonly label: string; readonly isOff?: boolean; readonly act: () => unknown }[] = [
    { label: '转发给朋友', isOff: !canShare(phone), act: () => share(phone, { from: 'menu' }) },
    { label: '重新进入', act: () => restart(phone) },
    { label: network.isOnline ? '断开网络' : '恢复网络', act: () => network.setOnline(!network.isOnline) },
    { label: '设置', act: () => openSettings(phone) },
    { label: '隐私指引', act: () => openPrivacyContract(phone) },
  ];
  const chosen = await openDialog<number>(phone.screen, {
    label: '小程序菜单',
    shape: 'sheet',
    cancel: -1,
    fill: (answer) => [
      draw('h2', { class: 'weixin-title' }, appName(phone.config)),
      draw(
        'div',
        { class: 'weixin-menu' },
        ...items.map(({ label, isOff }, index) =>
          drawButton(label, 'weixin-menu-item', () => answer(index), { disabled: isOff ?? false }),
        ),
      ),
      drawButton('取消', 'weixin-row weixin-row-last', () => answer(-1)),
    ],
  });
  await items[chosen]?.act();
}

function restart({ pages, config }: Phone): Promise<unknown> {
  return pages.reLaunch(`/${config.pages[0] ?? ''}`);
}
