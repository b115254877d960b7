import { now } from './clock';

const SECOND_MS = 1000;

interface Ticking {
  setData(change: { readonly now: number }): void;
}

const timers = new WeakMap<Ticking, ReturnType<typeof setTimeout>>();

/**
 * From now on the page's `now` follows the clock, once a second, until `endsAt`; then `onEnd` runs once. A page starts
 * it when it is shown and stops it when it is hidden.
 */
export function startCountdown(page: Ticking, endsAt: number, onEnd: () => void): void {
  stopCountdown(page);
  const at = now();
  if (at >= endsAt) {
    onEnd();
    return;
  }
  page.setData({ now: at });
  const tick = (): void => startCountdown(page, endsAt, onEnd);
  timers.set(page, setTimeout(tick, Math.min(SECOND_MS - (at % SECOND_MS), endsAt - at)));
}

/** The page is hidden or gone, or nothing in it runs out any more. */
export function stopCountdown(page: Ticking): void {
  const timer = timers.get(page);
  if (timer !== undefined) clearTimeout(timer);
  timers.delete(page);
}
