import { draw } from './draw';

/** The brightness at which the screen is shown as it is. */
const BRIGHTNESS_PLAIN = 0.5;
const PULSE_MS = 1200;

/** Shows for a moment what the device did: it vibrated, it changed its brightness. */
export function pulse(screen: HTMLElement, sign: string): void {
  const element = draw('div', { class: 'weixin-pulse', 'aria-hidden': 'true' }, sign);
  screen.querySelector(':scope > .weixin-pulse')?.remove();
  screen.append(element);
  window.setTimeout(() => element.remove(), PULSE_MS);
}

/** Dims or brightens the screen; 0 to 1. The value can be read from the attribute `data-brightness`. */
export function setBrightness(screen: HTMLElement, value: number): void {
  screen.dataset.brightness = String(value);
  const veil = screen.querySelector<HTMLElement>(':scope > .weixin-veil') ?? veilOn(screen);
  const distance = (value - BRIGHTNESS_PLAIN) / BRIGHTNESS_PLAIN;
  veil.style.background = distance < 0 ? `rgb(0 0 0 / ${-distance * 0.6})` : `rgb(255 255 255 / ${distance * 0.12})`;
}

/** Whether the screen stays on; the attribute `data-kept-on` says so. */
export function setKeptOn(screen: HTMLElement, isKeptOn: boolean): void {
  screen.dataset.keptOn = String(isKeptOn);
}

function veilOn(screen: HTMLElement): HTMLElement {
  const veil = draw('div', { class: 'weixin-veil', 'aria-hidden': 'true' });
  screen.append(veil);
  return veil;
}
