/** What time it is, in milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** Where a virtual clock stands: so much ahead of the real one, or stopped at an instant. */
export interface ClockState {
  readonly offsetMs: number;
  readonly frozenAt?: number;
}

/** The clock's two numbers as the workers read them: the offset, and the instant it is stopped at (NaN: it runs). */
export function readShared(cells: Float64Array, realNow: () => number): number {
  const [offsetMs = 0, stoppedAt = NaN] = cells;
  return Number.isNaN(stoppedAt) ? realNow() + offsetMs : stoppedAt;
}

/** The time of the local cloud: it runs at real speed from where it was put, can be frozen, and can be moved. */
export class VirtualClock implements Clock {
  /** The memory from which other threads read the time with `readShared`. */
  readonly shared = new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT);
  readonly #cells = new Float64Array(this.shared);
  readonly #realNow: () => number;
  #isFrozen = false;
  #isHeld = false;

  constructor(options: { realNow: () => number } & Partial<ClockState>) {
    this.#realNow = options.realNow;
    this.restore({ offsetMs: 0, ...options });
  }

  now(): number {
    return readShared(this.#cells, this.#realNow);
  }

  /** Puts the clock to an instant; from there it goes on as before, running or stopped. */
  set(at: number): void {
    this.#cells[0] = at - this.#realNow();
    if (this.isStopped) this.#cells[1] = at;
  }

  /** Stops the clock where it is, or lets it run on from there. */
  freeze(frozen: boolean): void {
    this.#isFrozen = frozen;
    this.#stopOrRun();
  }

  /** Stands where the clock stood whose state this is. */
  restore({ offsetMs, frozenAt }: ClockState): void {
    this.#isFrozen = frozenAt !== undefined;
    this.#cells.set([offsetMs, frozenAt ?? NaN]);
  }

  /** Stands still, whatever happens, until `during` has ended: then every step of a jump has one time only. */
  async hold<T>(during: () => Promise<T>): Promise<T> {
    this.#isHeld = true;
    this.#stopOrRun();
    try {
      return await during();
    } finally {
      this.#isHeld = false;
      this.#stopOrRun();
    }
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  get isStopped(): boolean {
    return !Number.isNaN(this.#cells[1]);
  }

  /** What to remember, so that a later clock stands where this one would. A hold does not outlive the program. */
  state(): ClockState {
    const now = this.now();
    return { offsetMs: now - this.#realNow(), ...(this.#isFrozen ? { frozenAt: now } : {}) };
  }

  #stopOrRun(): void {
    const now = this.now();
    this.#cells[0] = now - this.#realNow();
    this.#cells[1] = this.#isFrozen || this.#isHeld ? now : NaN;
  }
}
