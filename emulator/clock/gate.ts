/**
 * Calls from outside pass one by one or together; a jump of the clock shuts the gate, waits until all who are inside
 * have left, and opens it again when everything that fell due has run. Nobody sees the time leap under their feet.
 */
export class Gate {
  #inside = 0;
  #jumps: Promise<unknown> = Promise.resolve();
  #jumpsWaiting = 0;
  #isEmpty: (() => void) | undefined;

  /** Does something inside the gate, after the jumps that were asked for before it. */
  async pass<T>(inside: () => Promise<T>): Promise<T> {
    while (this.#jumpsWaiting > 0) await this.#jumps;
    this.#inside += 1;
    try {
      return await inside();
    } finally {
      this.#inside -= 1;
      if (this.#inside === 0) this.#isEmpty?.();
    }
  }

  /** Does something while nobody is inside; one jump after the other. */
  async shut<T>(jump: () => Promise<T>): Promise<T> {
    this.#jumpsWaiting += 1;
    const turn = this.#jumps.then(async () => {
      try {
        await this.#empty();
        return await jump();
      } finally {
        this.#jumpsWaiting -= 1;
      }
    });
    this.#jumps = turn.catch(() => undefined);
    return turn;
  }

  #empty(): Promise<void> {
    if (this.#inside === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#isEmpty = () => {
        this.#isEmpty = undefined;
        resolve();
      };
    });
  }
}
