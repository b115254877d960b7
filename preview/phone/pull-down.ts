import { draw } from './dom';

/** The refresh by pulling a page down. */
export interface PullDown {
  start(): void;
  stop(): void;
}

/** How far a page must be pulled to be refreshed, and how far it can be. */
const TRIGGER_PX = 50;
const FARTHEST_PX = 90;

/** Lets `scroller` be pulled down where it is at its top; `refresh` is called once for each pull. */
export function openPullDown(scroller: HTMLElement, isEnabled: boolean, refresh: () => void): PullDown {
  const spinner = draw('div', 'phone-pull', draw('span', 'phone-spinner'));
  spinner.role = 'status';
  scroller.before(spinner);
  let isRefreshing = false;
  const place = (px: number) => {
    spinner.style.height = `${px}px`;
    spinner.hidden = px === 0;
    spinner.ariaLabel = isRefreshing ? '正在刷新' : '';
  };
  place(0);
  const start = () => {
    if (isRefreshing) return;
    isRefreshing = true;
    place(TRIGGER_PX);
    scroller.scrollTop = 0;
    refresh();
  };
  if (isEnabled)
    watchPull(scroller, {
      pulled: (px) => !isRefreshing && place(px),
      released: (px) => {
        if (px >= TRIGGER_PX) start();
        else if (!isRefreshing) place(0);
      },
    });
  return {
    start,
    stop() {
      isRefreshing = false;
      place(0);
    },
  };
}

interface PullListener {
  pulled(px: number): void;
  released(px: number): void;
}

/** A finger, or the mouse for one. */
function watchPull(scroller: HTMLElement, listener: PullListener): void {
  let startY: number | undefined;
  let px = 0;
  const begin = (y: number) => {
    startY = scroller.scrollTop <= 0 ? y : undefined;
    px = 0;
  };
  const move = (y: number) => {
    if (startY === undefined) return;
    px = scroller.scrollTop > 0 ? 0 : Math.min(FARTHEST_PX, Math.max(0, (y - startY) / 2));
    listener.pulled(px);
  };
  const end = () => {
    if (startY === undefined) return;
    startY = undefined;
    listener.released(px);
  };
  scroller.addEventListener('touchstart', ({ touches }) => begin(touches[0]?.clientY ?? 0), { passive: true });
  scroller.addEventListener('touchmove', ({ touches }) => move(touches[0]?.clientY ?? 0), { passive: true });
  scroller.addEventListener('touchend', end);
  scroller.addEventListener('touchcancel', end);
  scroller.addEventListener('mousedown', ({ clientY }) => begin(clientY));
  scroller.addEventListener('mousemove', ({ clientY, buttons }) => (buttons === 1 ? move(clientY) : end()));
  scroller.addEventListener('mouseup', end);
}
