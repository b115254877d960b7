import { builtin } from './builtin';
import type { Self } from './plan';
import { watchRefresher } from './refresher';
import { hiddenMembers, setScriptNode } from './script-node';
import { edgesReached, type ScrollPlace } from './scroll-edges';

const properties = {
  ...{
    tabindex: null,
    scrollX: false,
    scrollY: false,
    upperThreshold: 50,
    lowerThreshold: 50,
    scrollWithAnimation: false,
  },
  ...{ scrollTop: null, scrollLeft: null, scrollIntoView: '', showScrollbar: true, enableFlex: false },
  ...{ refresherEnabled: false, refresherTriggered: false, refresherThreshold: 45, refresherBackground: '' },
  ...{ refresherDefaultStyle: null, enhanced: null, bounces: null, pagingEnabled: null, fastDeceleration: null },
  ...{ enableBackToTop: null, scrollAnchoring: null, usingSticky: null, enablePassive: null, type: null },
  ...{ scrollIntoViewAlignment: null, scrollIntoViewOffset: null, throttle: null, cacheExtent: null, reverse: null },
};

/** What the keyboard stops at. */
const STOPS = '[tabindex="0"], input, textarea';

/** The properties of a scroll view. */
export type ScrollViewProperties = typeof properties;

/** A box whose content scrolls, in one or both directions. */
export const scrollView = builtin('scroll-view', {
  properties,
  attributes: ['scrollX', 'scrollY', 'showScrollbar', 'enableFlex'],
  live(self) {
    const { dom } = self;
    const scrollTo = (place: ScrollToOptions): void => {
      dom.scrollTo({ behavior: self.read('scrollWithAnimation') ? 'smooth' : 'auto', ...place });
    };
    const top = (): void => {
      const wanted = pxOf(self.read('scrollTop'));
      if (wanted !== undefined) scrollTo({ top: wanted });
    };
    const left = (): void => {
      const wanted = pxOf(self.read('scrollLeft'));
      if (wanted !== undefined) scrollTo({ left: wanted });
    };
    const intoView = (): void => scrollToChild(dom, self.read('scrollIntoView'), scrollTo);
    listen(self);
    const refresher = watchRefresher(self);
    setScriptNode(dom, scrollNode(dom));
    const content = new MutationObserver(() => markReachable(self));
    return {
      changed: {
        scrollTop: () => queueMicrotask(top),
        scrollLeft: () => queueMicrotask(left),
        scrollIntoView: () => queueMicrotask(intoView),
        refresherTriggered: refresher,
      },
      attached() {
        content.observe(dom, { childList: true, subtree: true });
        queueMicrotask(() => {
          markReachable(self);
          top();
          left();
          intoView();
        });
      },
      detached: () => content.disconnect(),
    };
  },
});

function listen(self: Self<ScrollViewProperties>): void {
  const { dom } = self;
  let last = placeOf(dom);
  dom.addEventListener('scroll', () => {
    const place = placeOf(dom);
    self.emit('scroll', {
      scrollTop: place.top,
      scrollLeft: place.left,
      scrollHeight: place.height,
      scrollWidth: place.width,
      deltaX: last.left - place.left,
      deltaY: last.top - place.top,
    });
    const thresholds = { upper: self.read('upperThreshold'), lower: self.read('lowerThreshold') };
    for (const { edge, direction } of edgesReached(last, place, thresholds))
      self.emit(edge === 'upper' ? 'scrolltoupper' : 'scrolltolower', { direction });
    last = place;
  });
}

/** Without anything inside that the keyboard stops at, it stops at the box itself, to scroll it. */
function markReachable(self: Self<ScrollViewProperties>): void {
  const { dom } = self;
  if (self.read('tabindex') !== null) return;
  const isScrolled = self.read('scrollX') || self.read('scrollY');
  if (isScrolled && !dom.querySelector(STOPS)) dom.tabIndex = 0;
  else dom.removeAttribute('tabindex');
}

function placeOf(dom: HTMLElement): ScrollPlace {
  return {
    top: dom.scrollTop,
    left: dom.scrollLeft,
    height: dom.scrollHeight,
    width: dom.scrollWidth,
    seenHeight: dom.clientHeight,
    seenWidth: dom.clientWidth,
  };
}

function scrollToChild(dom: HTMLElement, id: string, scrollTo: (place: ScrollToOptions) => void): void {
  const child = id === '' ? null : dom.querySelector(`[wx-id="${CSS.escape(id)}"]`);
  if (!child) return;
  const [own, other] = [dom.getBoundingClientRect(), child.getBoundingClientRect()];
  scrollTo({ top: dom.scrollTop + other.top - own.top, left: dom.scrollLeft + other.left - own.left });
}

function scrollNode(dom: HTMLElement): object {
  return hiddenMembers({
    scrollTo: ({ top, left, animated = true }: { top?: number; left?: number; animated?: boolean }) =>
      dom.scrollTo({
        ...(top === undefined ? {} : { top }),
        ...(left === undefined ? {} : { left }),
        behavior: animated ? 'smooth' : 'auto',
      }),
    scrollIntoView: (selector: string) =>
      scrollToChild(dom, selector.replace(/^#/, ''), (place) => dom.scrollTo(place)),
  });
}

function pxOf(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number.parseFloat(value) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}
