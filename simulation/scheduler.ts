import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Chance } from './chance';

/** Turns of the event loop that a run may take between two of its requests; far more than any run needs. */
const TURNS_MAX = 20_000;

/** Of ten requests, how many go to whoever was served last: a seed picks one of these habits. */
const HABITS = [0, 5, 9] as const;

/** Somebody whose requests are held until it is their turn. */
export interface Runner {
  /** Called when the runner neither asks for anything nor ends: it waits for something that nobody will do. */
  readonly onStuck: (error: Error) => void;
}

/** The nth runner to enter goes first, rests after so many requests until all others have ended, and then goes on. */
export interface Rest {
  readonly runner: number;
  readonly after: number;
}

const habitOf = (chance: Chance): number => HABITS[chance.below(HABITS.length)] ?? 0;

interface Waiting {
  readonly runner: Runner;
  readonly serve: () => Promise<void>;
}

interface Seen {
  readonly number: number;
  served: number;
}

/**
 * Decides who goes on. Every request is held until all who are running have asked for something; then one is picked, by
 * chance or to let one runner rest, and served to the end. So nothing depends on real time, and the same seed gives the
 * same order.
 */
export class Scheduler {
  #chance: Chance;
  #habit: number;
  readonly #rest: Rest | undefined;
  readonly #active = new Map<Runner, Seen>();
  #waiting: Waiting[] = [];
  #entered = 0;
  #last: Runner | undefined;
  #isServing = false;

  constructor(chance: Chance, rest?: Rest) {
    this.#chance = chance;
    this.#habit = habitOf(chance);
    this.#rest = rest;
  }

  /** From now on this chance decides. */
  reseed(chance: Chance): void {
    this.#chance = chance;
    this.#habit = habitOf(chance);
  }

  enter(runner: Runner): void {
    this.#entered += 1;
    this.#active.set(runner, { number: this.#entered, served: 0 });
    if (!this.#isServing) void this.#serveAll();
  }

  /** Whatever the runner still asks for is forgotten. */
  leave(runner: Runner): void {
    this.#active.delete(runner);
    this.#waiting = this.#waiting.filter((waiting) => waiting.runner !== runner);
  }

  /** Serves a request when its turn has come. */
  ask(runner: Runner, serve: () => Promise<void>): void {
    if (this.#active.has(runner)) this.#waiting.push({ runner, serve });
  }

  async #serveAll(): Promise<void> {
    this.#isServing = true;
    try {
      while (this.#active.size > 0) {
        await this.#allWait();
        const next = this.#waiting.length === 0 ? undefined : this.#pick();
        if (!next) continue;
        this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
        const seen = this.#active.get(next.runner);
        if (seen) seen.served += 1;
        this.#last = next.runner;
        await next.serve();
      }
    } catch (error) {
      for (const runner of [...this.#active.keys()]) runner.onStuck(error as Error);
    } finally {
      this.#isServing = false;
    }
  }

  async #allWait(): Promise<void> {
    for (let turns = 0; turns < TURNS_MAX; turns += 1) {
      await nextTurn();
      const asking = new Set(this.#waiting.map(({ runner }) => runner));
      if (asking.size === this.#active.size) return;
    }
    throw new Error('a run neither asks for anything nor ends');
  }

  #pick(): Waiting | undefined {
    const again = this.#waiting.find(({ runner }) => runner === this.#last);
    if (!this.#rest) {
      const stays = this.#chance.below(10) < this.#habit;
      return (stays ? again : undefined) ?? this.#waiting[this.#chance.below(this.#waiting.length)];
    }
    const { runner: number, after } = this.#rest;
    const seenOf = ({ runner }: Waiting) => this.#active.get(runner);
    const resting = this.#waiting.find((waiting) => seenOf(waiting)?.number === number);
    if (resting && (seenOf(resting)?.served ?? 0) < after) return resting;
    if (again && again !== resting) return again;
    return this.#waiting.find((waiting) => waiting !== resting) ?? resting;
  }
}
