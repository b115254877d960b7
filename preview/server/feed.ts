import type { LocalParts } from '../../emulator/local/route';
import { payOrders } from '../../emulator/pay/collections';
import type { PayOrder } from '../../emulator/pay/orders';
import type { FeedEvent, FeedPage, Told } from './event';
import { tellChange, tellHappening } from './tell';

const EVENTS_MAX = 1_000;

/** What happens in a local cloud, line by line, from the moment on that it was opened; the newest lines are kept. */
export interface Feed {
  tell(told: Told): void;
  /** The lines after the `nth`; if there are none yet, waits for one, but no longer than this. */
  after(nth: number, waitMs: number): Promise<FeedPage>;
}

/** Starts listening to a local cloud. */
export function openFeed({ clock, diary, engine }: Pick<LocalParts, 'clock' | 'diary' | 'engine'>): Feed {
  const waiting = new Set<() => void>();
  let events: FeedEvent[] = [];
  let last = 0;
  const tell = (told: Told | undefined): void => {
    if (!told) return;
    last += 1;
    events = [...events, { ...told, nth: last, at: clock.now() }].slice(-EVENTS_MAX);
    for (const wake of waiting) wake();
  };
  diary.watch((happening) => tell(tellHappening(happening)));
  const orderOf = (key: string): PayOrder | undefined =>
    engine.find(payOrders, { filter: { _id: key }, limit: 1 })[0] as PayOrder | undefined;
  engine.onChange((change) => tell(tellChange(change, orderOf)));
  return {
    tell,
    async after(asked, waitMs) {
      // Who asks for more than there is has seen another cloud: this one was started again.
      const nth = asked > last ? 0 : asked;
      if (last === nth) await nextEvent(waiting, waitMs);
      return {
        events: events.filter((event) => event.nth > nth),
        last,
        clock: { now: clock.now(), isFrozen: clock.isFrozen },
      };
    },
  };
}

function nextEvent(waiting: Set<() => void>, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      waiting.delete(wake);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(wake, waitMs);
    timer.unref();
    waiting.add(wake);
  });
}
