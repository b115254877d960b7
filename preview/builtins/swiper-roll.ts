import { builtin } from './builtin';
import { type Self, TEMPORARY_SEGMENT } from './plan';
import type { SwiperProperties } from './swiper';
import { indexAt, placeOf, type Track } from './swiper-track';

/** Where the items of a swiper stand, and how it moves. */
export interface Roll {
  readonly track: Track;
  readonly position: number;
  /** The item that is shown, or that it moves to. */
  readonly aim: number;
  /** Shows a position at once. */
  place(position: number): void;
  /** Shows an item at once. */
  show(index: number): void;
  /** Moves there over time and tells of the change. */
  moveTo(position: number, source: 'touch' | 'autoplay' | ''): void;
}

const placeItem = new WeakMap<Element, (style: string) => void>();

/** One item of a swiper. */
export const swiperItem = builtin('swiper-item', {
  properties: { itemId: '', skipHiddenItemLayout: null },
  live({ dom, node }) {
    placeItem.set(dom, (style) => node.setNodeStyle(style, TEMPORARY_SEGMENT));
    return {};
  },
});

/** Puts the items of a swiper in a row, and moves them. */
export function openRoll(self: Self<SwiperProperties>): Roll {
  let position = 0;
  let aim = 0;
  let frame = 0;
  const place = (wanted: number): void => {
    cancelAnimationFrame(frame);
    position = wanted;
    placeItems(self, position);
  };
  const settle = (source: string): void => {
    place(aim);
    self.emit('animationfinish', { current: aim, source });
  };
  const glide = (from: number, to: number, durationMs: number, source: string): void => {
    const start = performance.now();
    const advance = (now: number): void => {
      const part = Math.min(1, Math.max(0, (now - start) / durationMs));
      if (part === 1) {
        settle(source);
        return;
      }
      place(from + (to - from) * (1 - (1 - part) ** 3));
      frame = requestAnimationFrame(advance);
    };
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(advance);
  };
  return {
    get track() {
      return trackOf(self);
    },
    get position() {
      return position;
    },
    get aim() {
      return aim;
    },
    place,
    show(index) {
      aim = index;
      place(index);
    },
    moveTo(target, source) {
      const isNew = aim !== indexAt(target, trackOf(self));
      aim = indexAt(target, trackOf(self));
      self.write('current', aim);
      if (isNew) self.emit('change', { current: aim, currentItemId: '', source });
      const isStill = document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches;
      if (isStill || self.read('duration') <= 0) settle(source);
      else glide(position, target, self.read('duration'), source);
    },
  };
}

function trackOf(self: Self<SwiperProperties>): Track {
  return {
    count: self.part('.wx-swiper-track').childElementCount,
    shown: Math.max(1, self.read('displayMultipleItems')),
    isCircular: self.read('circular'),
  };
}

function placeItems(self: Self<SwiperProperties>, position: number): void {
  const track = trackOf(self);
  const [axis, side] = self.read('vertical') ? ['Y', 'height'] : ['X', 'width'];
  [...self.part('.wx-swiper-track').children].forEach((item, index) => {
    const offset = placeOf(index, position, track) * 100;
    placeItem.get(item)?.(`${side}:${100 / track.shown}%;transform:translate${axis}(${offset}%) translateZ(0)`);
  });
  drawDots(self, track, indexAt(position, track));
}

function drawDots(self: Self<SwiperProperties>, track: Track, current: number): void {
  const dots = self.part('.wx-swiper-dots');
  if (!self.read('indicatorDots')) return;
  while (dots.children.length > track.count) dots.lastElementChild?.remove();
  while (dots.children.length < track.count) dots.append(document.createElement('span'));
  [...dots.children].forEach((dot, index) => {
    const color = self.read(index === current ? 'indicatorActiveColor' : 'indicatorColor');
    (dot as HTMLElement).style.backgroundColor = color;
  });
}
