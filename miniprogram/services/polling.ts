const FAST_MS = 2_000;
const FAST_FOR_MS = 120_000;
const SLOW_MS = 10_000;

const timers = new WeakMap<object, ReturnType<typeof setTimeout>>();

/**
 * Asks again and again while the page is shown: every two seconds for two minutes, then every ten. Starting once more
 * (a tap, the page shown again) makes it fast again. Each question waits for the answer to the one before.
 */
export function startPolling(page: object, ask: () => Promise<void>): void {
  stopPolling(page);
  const fastUntil = Date.now() + FAST_FOR_MS;
  const wait = (): void => {
    const timer = setTimeout(() => void turn(timer), Date.now() < fastUntil ? FAST_MS : SLOW_MS);
    timers.set(page, timer);
  };
  const turn = async (mine: ReturnType<typeof setTimeout>): Promise<void> => {
    await ask();
    if (timers.get(page) === mine) wait();
  };
  wait();
}

/** The page is hidden or gone. */
export function stopPolling(page: object): void {
  const timer = timers.get(page);
  if (timer !== undefined) clearTimeout(timer);
  timers.delete(page);
}
