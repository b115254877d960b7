import type { Point } from './gesture';

/** Below this a mouse has not chosen a direction. */
const DIRECTION_PX = 6;

/** Text is chosen, fields are typed in, and these are dragged by themselves. */
const KEEPS = 'input, textarea, wx-text[selectable], wx-text[user-select], wx-slider, wx-canvas';

/**
 * Scrolls what is under a mouse that drags, as a finger would. The answer is told where the mouse is.
 * Browsers scroll by finger themselves.
 */
export function startDrag(target: Element, start: Point): (at: Point) => void {
  if (target.closest(KEEPS)) return () => undefined;
  let last = start;
  let scrolled: { readonly element: Element; readonly axis: 'x' | 'y' } | undefined;
  return (at) => {
    const axis = Math.abs(at.x - start.x) > Math.abs(at.y - start.y) ? 'x' : 'y';
    if (!scrolled && Math.abs(at[axis] - start[axis]) > DIRECTION_PX) {
      const element = scrollable(target, axis);
      if (element) scrolled = { element, axis };
    }
    if (scrolled?.axis === 'x') scrolled.element.scrollLeft -= at.x - last.x;
    if (scrolled?.axis === 'y') scrolled.element.scrollTop -= at.y - last.y;
    last = at;
  };
}

/** The nearest element around the mouse that can be scrolled along the axis. */
function scrollable(target: Element, axis: 'x' | 'y'): Element | undefined {
  for (let element: Element | null = target; element; element = element.parentElement) {
    // A swiper moves by itself, along its own axis.
    if (element.matches(axis === 'x' ? 'wx-swiper:not([vertical])' : 'wx-swiper[vertical]')) return undefined;
    const style = getComputedStyle(element);
    const overflow = axis === 'x' ? style.overflowX : style.overflowY;
    const rest = axis === 'x' ? element.scrollWidth - element.clientWidth : element.scrollHeight - element.clientHeight;
    if (rest > 1 && (overflow === 'auto' || overflow === 'scroll')) return element;
  }
  return undefined;
}
