import { element } from './element';
import { phoneUrl, type Person } from './people';

/** The phones of these people, side by side. */
export function drawPhones(place: HTMLElement, people: readonly Person[]): void {
  place.append(...people.map(drawPhone));
}

/** Brings somebody's phone into view and shows for a moment which one it is. */
export function pointAt(openid: string): void {
  const phone = document.querySelector(`[data-person="${CSS.escape(openid)}"]`);
  if (!(phone instanceof HTMLElement)) return;
  phone.scrollIntoView({ behavior: 'smooth', block: 'nearest', inline: 'center' });
  phone.classList.add('is-pointed-at');
  phone.addEventListener('animationend', () => phone.classList.remove('is-pointed-at'), { once: true });
}

/** Tells all phones something that they cannot see for themselves. */
export function tellPhones(message: object): void {
  for (const frame of document.querySelectorAll('iframe')) frame.contentWindow?.postMessage(message, location.origin);
}

function drawPhone(person: Person): HTMLElement {
  const { openid, name, role, hasComputer = false } = person;
  const frame = element('iframe', { src: phoneUrl(person), title: `${name}的手机`, 'data-openid': openid });
  const device = element('div', { class: 'device' }, frame);
  const phone = element('article', { class: 'phone', 'data-person': openid, 'aria-label': `${role} ${name}` });
  const open = { href: phoneUrl(person), target: '_blank', class: 'quiet', title: '在新标签页里打开' };
  const tools = element('div', { class: 'tools' }, element('a', open, '单独打开'));
  if (hasComputer) tools.prepend(screenSwitch(phone));
  phone.append(
    element(
      'header',
      { class: 'owner' },
      element('span', { class: 'face', 'aria-hidden': 'true' }, name.slice(0, 1)),
      element('h3', {}, name, element('small', {}, role)),
      tools,
    ),
    device,
  );
  return phone;
}

/** Phone or WeChat for PC, 1280 px wide; the page stays open as it is. */
function screenSwitch(phone: HTMLElement): HTMLElement {
  const screens = [
    { label: '手机', isWide: false },
    { label: '电脑', isWide: true },
  ];
  const buttons = screens.map(({ label, isWide }) =>
    element('button', { type: 'button', 'aria-pressed': String(!isWide), onclick: () => choose(isWide) }, label),
  );
  const choose = (isWide: boolean): void => {
    phone.classList.toggle('is-wide', isWide);
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(screens[i]?.isWide === isWide)));
    phone.scrollIntoView({ behavior: 'smooth', block: 'nearest' });
  };
  return element('div', { class: 'switch', role: 'group', 'aria-label': '屏幕' }, ...buttons);
}
