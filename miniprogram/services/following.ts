import { now } from './clock';
import { startCountdown, stopCountdown } from './countdown';

/** How often a page that is looked at asks for what others may have changed. */
const REFRESH_MS = 10_000;

interface Following {
  setData(change: { readonly now: number }): void;
  load(): unknown;
}

const refreshes = new WeakMap<Following, ReturnType<typeof setTimeout>>();

/**
 * From now on the page loads again by itself: when what it counts down to is over (`endsAt`, epoch ms; in the past:
 * nothing runs out), and every ten seconds while others may change what it shows.
 */
export function follow(
  page: Following,
  { endsAt, isChanging }: { readonly endsAt: number; readonly isChanging: boolean },
): void {
  stopFollowing(page);
  const load = (): void => void page.load();
  if (endsAt > now()) startCountdown(page, endsAt, load);
  if (isChanging) refreshes.set(page, setTimeout(load, REFRESH_MS));
}

/** Nothing changes on a page that nobody looks at. */
export function stopFollowing(page: Following): void {
  const refresh = refreshes.get(page);
  if (refresh !== undefined) clearTimeout(refresh);
  refreshes.delete(page);
  stopCountdown(page);
}
