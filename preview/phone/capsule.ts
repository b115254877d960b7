import { draw } from './dom';

/** Draws the capsule at the top right: `···` opens WeChat's menu, `⊙` leaves the mini-program. */
export function drawCapsule(showMenu: () => void, leave: () => void): HTMLElement {
  const menu = draw('button', 'phone-capsule-menu');
  menu.ariaLabel = '更多';
  menu.addEventListener('click', showMenu);
  const close = draw('button', 'phone-capsule-close');
  close.ariaLabel = '关闭小程序';
  close.addEventListener('click', leave);
  const capsule = draw('nav', 'phone-capsule', menu, close);
  capsule.ariaLabel = '小程序菜单';
  return capsule;
}
