import type { FeedPage } from '../server/event';

/** Where the local cloud's clock stands. */
export interface ClockReading {
  readonly now: number;
  readonly isFrozen: boolean;
}

const AGAIN_MS = 2_000;

/** Moves or stops the clock; resolves with how many timers and notices ran when all that fell due is done. */
export async function moveClock(wish: { advanceMs: number } | { freeze: boolean }): Promise<{ readonly ran: number }> {
  const response = await fetch('/local/clock', { method: 'POST', body: JSON.stringify(wish) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as { ran: number };
}

/**
 * Follows what happens in the local cloud, for as long as the page is open. `lost` is told when it does not answer any
 * more, `show` of everything that comes.
 */
export async function follow(show: (page: FeedPage) => void, lost: () => void): Promise<never> {
  let last = 0;
  let isFirst = true;
  for (;;) {
    try {
      const response = await fetch(`/preview/events?after=${String(last)}${isFirst ? '&waitMs=0' : ''}`);
      if (!response.ok) throw new Error(await response.text());
      const page = (await response.json()) as FeedPage;
      show(page);
      last = page.last;
      isFirst = false;
    } catch {
      lost();
      isFirst = true;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
