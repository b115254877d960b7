import type { Self } from './plan';
import type { SwiperProperties } from './swiper';
import type { Roll } from './swiper-roll';
import { isEndless, pulledTo, releasedTo } from './swiper-track';
import { fingerOf, type PageTouch } from './touches';

/** A finger that has moved less has no direction yet, in px. */
const DIRECTION_PX = 5;

/** One swipe: where the finger came down, and once it moves along the axis, how. */
interface Swipe {
  readonly from: PageTouch;
  readonly position: number;
  isAlong: boolean | undefined;
  last: { readonly place: number; readonly at: number };
  pxPerMs: number;
}

/** Lets a finger pull a swiper; `swiping` is told when it begins and when it ends. */
export function watchSwipes(self: Self<SwiperProperties>, roll: Roll, swiping: (isSwiping: boolean) => void): void {
  let swipe: Swipe | undefined;
  const axis = (): 'clientX' | 'clientY' => (self.read('vertical') ? 'clientY' : 'clientX');
  const itemPx = (): number => {
    const { offsetWidth, offsetHeight } = self.part('.wx-swiper-track');
    return Math.max(1, (self.read('vertical') ? offsetHeight : offsetWidth) / roll.track.shown);
  };
  self.on('touchstart', (event) => {
    const from = fingerOf(event);
    const last = { place: from?.[axis()] ?? 0, at: performance.now() };
    swipe = from && { from, position: roll.position, isAlong: undefined, last, pxPerMs: 0 };
    return undefined;
  });
  self.on('touchmove', (event) => {
    const finger = fingerOf(event);
    if (!swipe || !finger) return undefined;
    swipe.isAlong ??= isAlong(swipe.from, finger, axis());
    if (!swipe.isAlong) return undefined;
    swiping(true);
    const at = performance.now();
    const place = finger[axis()];
    if (at > swipe.last.at) swipe.pxPerMs = (place - swipe.last.place) / (at - swipe.last.at);
    swipe.last = { place, at };
    const position = swipe.position - (place - swipe.from[axis()]) / itemPx();
    roll.place(pulledTo(position, roll.track));
    self.emit('transition', { dx: swipe.from.clientX - finger.clientX, dy: swipe.from.clientY - finger.clientY });
    return undefined;
  });
  const release = (): undefined => {
    if (swipe?.isAlong) {
      const isResting = performance.now() - swipe.last.at > 100;
      const speed = isResting ? 0 : (-swipe.pxPerMs * 1000) / itemPx();
      const start = isEndless(roll.track) ? Math.round(swipe.position) : self.read('current');
      roll.moveTo(releasedTo(start, roll.position, speed, roll.track), 'touch');
      swiping(false);
    }
    swipe = undefined;
  };
  self.on('touchend', release);
  self.on('touchcancel', release);
}

function isAlong(from: PageTouch, to: PageTouch, axis: 'clientX' | 'clientY'): boolean | undefined {
  const [dx, dy] = [Math.abs(to.clientX - from.clientX), Math.abs(to.clientY - from.clientY)];
  if (Math.max(dx, dy) < DIRECTION_PX) return undefined;
  return axis === 'clientX' ? dx > dy : dy > dx;
}
