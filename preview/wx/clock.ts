/** What `GET /local/clock` answers. */
interface ClockReport {
  readonly now: number;
  readonly frozen?: boolean;
}

const POLL_MS = 1000;
/** What a reading may differ by, because it took a while to come; time must not run back for that. */
const DRIFT_MS = 100;

/**
 * Lets the phone's `Date` follow the local cloud's virtual clock, so that countdowns and days agree with the server.
 * The first reading is awaited: the first page would otherwise show another day.
 */
export function followClock(): void {
  const clock = new FollowingClock(() => performance.now());
  const request = new XMLHttpRequest();
  request.open('GET', '/local/clock', false);
  request.send();
  clock.set(JSON.parse(request.responseText) as ClockReport);
  const read = async (): Promise<void> => {
    const answer = await fetch('/local/clock').catch(() => undefined);
    if (answer?.ok) clock.set((await answer.json()) as ClockReport);
  };
  window.setInterval(() => void read(), POLL_MS);
  window.addEventListener('message', ({ origin, data: message }: MessageEvent<unknown>) => {
    if (origin === location.origin && isClockMessage(message)) void read();
  });
  globalThis.Date = dateAt(() => clock.now());
}

/** A clock that runs on from its last reading, or stands where it was stopped. Times in ms. */
export class FollowingClock {
  #report: ClockReport = { now: 0 };
  #readAt = 0;

  constructor(readonly elapsed: () => number) {}

  set(report: ClockReport): void {
    const isDrift = !report.frozen && !this.#report.frozen && Math.abs(report.now - this.now()) < DRIFT_MS;
    if (isDrift) return;
    this.#report = report;
    this.#readAt = this.elapsed();
  }

  now(): number {
    const { now, frozen } = this.#report;
    return frozen ? now : Math.floor(now + this.elapsed() - this.#readAt);
  }
}

/** The `Date` of the language, with another idea of what time it is. */
export function dateAt(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, given: unknown[], newTarget: typeof Date) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as object,
    apply: () => new Date(now()).toString(),
    get: (target, member, receiver): unknown => (member === 'now' ? now : Reflect.get(target, member, receiver)),
  });
}

function isClockMessage(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'preview' in message && message.preview === 'clock';
}
