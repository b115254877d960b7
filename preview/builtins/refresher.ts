import type { Self } from './plan';
import type { ScrollViewProperties } from './scroll-view';
import { fingerOf } from './touches';

/** The content follows the finger at this rate, so that pulling feels heavy. */
const PULL_RATE = 0.5;

/** Lets a scroll view be pulled down to refresh; call the answer when `refresher-triggered` has changed. */
export function watchRefresher(self: Self<ScrollViewProperties>): () => void {
  const { dom } = self;
  let startY: number | undefined;
  let pulled = 0;
  const show = (height: number): void => {
    pulled = height;
    const indicator = dom.querySelector<HTMLElement>(':scope > .wx-refresher');
    if (indicator) indicator.style.cssText = `height:${height}px;background:${self.read('refresherBackground')}`;
  };
  self.on('touchstart', (event) => {
    startY = self.read('refresherEnabled') && dom.scrollTop <= 0 ? fingerOf(event)?.clientY : undefined;
    return undefined;
  });
  self.on('touchmove', (event) => {
    const dy = startY === undefined ? 0 : (fingerOf(event)?.clientY ?? startY) - startY;
    if (dy <= 0 || self.read('refresherTriggered')) return undefined;
    show(Math.min(dy * PULL_RATE, self.read('refresherThreshold') * 2));
    self.emit('refresherpulling', { dy: pulled });
    return undefined;
  });
  const release = (): undefined => {
    startY = undefined;
    if (pulled === 0 || self.read('refresherTriggered')) return;
    if (pulled >= self.read('refresherThreshold')) {
      self.write('refresherTriggered', true);
      self.emit('refresherrefresh');
    } else {
      show(0);
      self.emit('refresherabort');
    }
  };
  self.on('touchend', release);
  self.on('touchcancel', release);
  return () => {
    const wasPulled = pulled > 0;
    show(self.read('refresherTriggered') ? self.read('refresherThreshold') : 0);
    if (wasPulled && !self.read('refresherTriggered')) self.emit('refresherrestore');
  };
}
