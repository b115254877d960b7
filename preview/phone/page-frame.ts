import type { WindowConfig } from '../app';
import { draw } from './dom';
import type { NavigationBar } from './phone';

/** What one page is drawn in: the bar above, and the area below in which it scrolls. */
export interface PageFrame {
  readonly element: HTMLElement;
  readonly area: HTMLElement;
  readonly scroller: HTMLElement;
  /** Hidden pages keep their layout, as on a phone, but nobody sees or reaches them. */
  setShown(isShown: boolean): void;
}

/** What a page is told about scrolling. */
export interface ScrollListener {
  scrolled(scrollTop: number): void;
  reachedBottom(): void;
}

/** WeChat's default of `onReachBottomDistance`, in px. */
const BOTTOM_DISTANCE_PX = 50;

/** Draws an empty frame, hidden. */
export function openFrame(
  config: WindowConfig,
  bar: NavigationBar,
  isTab: boolean,
  listener: ScrollListener,
): PageFrame {
  const scroller = draw('div', 'phone-scroller');
  scroller.tabIndex = 0;
  scroller.style.overflowY = config.disableScroll ? 'hidden' : '';
  const area = draw('main', 'phone-area', scroller);
  area.style.backgroundColor = config.backgroundColor ?? '';
  const element = draw('div', 'phone-frame', bar.element, area);
  element.classList.toggle('phone-frame-tab', isTab);
  watchScroll(scroller, config.onReachBottomDistance ?? BOTTOM_DISTANCE_PX, listener);
  const frame: PageFrame = {
    element,
    area,
    scroller,
    setShown(isShown) {
      element.classList.toggle('phone-frame-hidden', !isShown);
      element.inert = !isShown;
      if (isShown) element.removeAttribute('aria-hidden');
      else element.setAttribute('aria-hidden', 'true');
    },
  };
  frame.setShown(false);
  return frame;
}

/** The bottom is reached once, until the page has grown or was scrolled up again. */
function watchScroll(scroller: HTMLElement, distancePx: number, listener: ScrollListener): void {
  let isAtBottom = false;
  scroller.addEventListener('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    listener.scrolled(scrollTop);
    const wasAtBottom = isAtBottom;
    isAtBottom = scrollHeight - scrollTop - clientHeight <= distancePx;
    if (isAtBottom && !wasAtBottom) listener.reachedBottom();
  });
}
