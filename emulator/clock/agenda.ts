import type { VirtualClock } from './clock';

/** Something that falls due by itself: a timer of a function, a notice of WeChat Pay. */
export interface Agendum {
  readonly name: string;
  /** When it is due next; undefined: nothing is. */
  nextAt(): number | undefined;
  /** Does what is due at that time, to the end. */
  run(at: number): Promise<'ran' | 'skipped'>;
  /** When it is due next with anything to do, as far as can be proved while nothing else runs; absent: as `nextAt`. */
  nextWorkAt?(): number | undefined;
  /** Counts as done what is due before this time; answers how many runs that were. */
  leaveOut?(before: number): number;
}

/** How many runs a jump made, and how many it left out because they provably do nothing. */
export interface JumpReport {
  readonly ran: number;
  readonly skipped: number;
}

/** All that falls due by itself, the earliest first; of those due at the same time the first in the list first. */
export class Agenda {
  readonly #clock: VirtualClock;
  readonly #agenda: readonly Agendum[];
  readonly #onMove: () => void;
  readonly #running = new Map<Agendum, Promise<unknown>>();
  #isMoving = false;

  /** `onMove` hears of every move before anything runs at the new time: the clock's place is remembered there. */
  constructor(clock: VirtualClock, agenda: readonly Agendum[], onMove: () => void = () => undefined) {
    this.#clock = clock;
    this.#agenda = agenda;
    this.#onMove = onMove;
  }

  /**
   * Puts the clock to an instant. What falls due on the way there runs in order, each at its own time, to the end.
   * `isExact`: also what could be skipped.
   */
  async moveTo(at: number, isExact = false): Promise<JumpReport> {
    this.#isMoving = true;
    try {
      await Promise.allSettled(this.#running.values());
      return await this.#clock.hold(async () => {
        const report = await this.#runUntil(at, isExact);
        this.#clock.set(at);
        this.#onMove();
        return report;
      });
    } finally {
      this.#isMoving = false;
    }
  }

  /** Runs what is due now, side by side, as the cloud would; what still runs from before is not started again. */
  async runDue(): Promise<void> {
    if (this.#isMoving) return;
    const now = this.#clock.now();
    for (const agendum of this.#agenda) {
      const at = agendum.nextAt();
      if (at === undefined || at > now || this.#running.has(agendum)) continue;
      const run = agendum.run(at).finally(() => this.#running.delete(agendum));
      this.#running.set(agendum, run);
    }
    await Promise.all(this.#running.values());
  }

  async #runUntil(end: number, isExact: boolean): Promise<{ ran: number; skipped: number }> {
    const report = { ran: 0, skipped: 0 };
    for (;;) {
      const { place, at } = this.#earliest(end, isExact);
      if (at > this.#clock.now()) this.#clock.set(at);
      if (!isExact) report.skipped += this.#leaveOut(place, at);
      const agendum = this.#agenda[place];
      if (!agendum) return report;
      this.#onMove();
      report[await agendum.run(at)] += 1;
    }
  }

  /** Who is next; after the last of the agenda, at the end, when nobody is. */
  #earliest(end: number, isExact: boolean): { place: number; at: number } {
    const earliest = { place: this.#agenda.length, at: end };
    this.#agenda.forEach((agendum, place) => {
      const at = isExact || !agendum.nextWorkAt ? agendum.nextAt() : agendum.nextWorkAt();
      const isEarlier =
        at !== undefined && (at < earliest.at || (at === end && earliest.place === this.#agenda.length));
      if (isEarlier) Object.assign(earliest, { place, at });
    });
    return earliest;
  }

  /** At the very time of the next run, only those before it in the list would have had their turn. */
  #leaveOut(place: number, at: number): number {
    return this.#agenda.reduce((sum, agendum, i) => sum + (agendum.leaveOut?.(i < place ? at + 1 : at) ?? 0), 0);
  }
}
