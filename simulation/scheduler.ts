import { nextTick } from 'node:process';
import type { Chance } from './chance';

/** Turns of the event loop that a run may take between two of its requests; far more than any run needs. */
const TURNS_MAX = 20_000;

/** So many times what runs is only asked to let others go first; only then the event loop turns. */
const TICKS_MAX = 8;

/** After so many requests the event loop turns in any case: somebody else may live in this process. */
const REQUESTS_PER_TURN = 256;

/** Of ten requests, how many go to whoever was served last: a seed picks one of these habits. */
const HABITS = [0, 5, 9] as const;

/** Somebody whose requests are held until it is their turn. */
export interface Runner {
  /** Called when the runner neither asks for anything nor ends: it waits for something that nobody will do. */
  readonly onStuck: (error: Error) => void;
  /** Whether its requests come before all others'. */
  readonly isUrgent?: boolean;
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

/** Comes back when all that can go on without the event loop has done so. */
const tick = (): Promise<void> => new Promise((resolve) => nextTick(resolve));

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let last: Promise<unknown> = Promise.resolve();

/** Of several simulations in this process one goes on at a time: one variable tells whose code runs. */
function alone(step: () => Promise<void>): Promise<void> {
  const done = last.then(step);
  last = done.catch(() => undefined);
  return done;
}

/**
 * Decides who goes on. Every request is held until all who are running have asked for something; then one is picked, by
 * chance or to let one runner rest, and served to the end. Who enters begins as soon as nobody else is running. So
 * nothing depends on real time, the same seed gives the same order, and only one runner's code runs at a time.
 */
export class Scheduler {
  #chance: Chance;
  #habit: number;
  readonly #rest: Rest | undefined;
  readonly #active = new Map<Runner, Seen>();
  #begins: { readonly runner: Runner; readonly begin: () => void }[] = [];
  readonly #onRest: () => void;
  #waiting: Waiting[] = [];
  #entered = 0;
  #served = 0;
  #last: Runner | undefined;
  #isServing = false;

  /** `onRest` hears whenever all wait, before the next one goes on. */
  constructor(chance: Chance, rest?: Rest, onRest: () => void = () => undefined) {
    this.#chance = chance;
    this.#habit = habitOf(chance);
    this.#rest = rest;
    this.#onRest = onRest;
  }

  /** From now on this chance decides. */
  reseed(chance: Chance): void {
    this.#chance = chance;
    this.#habit = habitOf(chance);
  }

  /** `begin` starts the runner, when nobody else is running. */
  enter(runner: Runner, begin: () => void = () => undefined): void {
    this.#entered += 1;
    this.#active.set(runner, { number: this.#entered, served: 0 });
    this.#begins.push({ runner, begin });
    if (!this.#isServing) void this.#serveAll();
  }

  /** Whatever the runner still asks for is forgotten. */
  leave(runner: Runner): void {
    this.#active.delete(runner);
    this.#waiting = this.#waiting.filter((waiting) => waiting.runner !== runner);
    this.#begins = this.#begins.filter((begins) => begins.runner !== runner);
  }

  /** Serves a request when its turn has come. */
  ask(runner: Runner, serve: () => Promise<void>): void {
    if (this.#active.has(runner)) this.#waiting.push({ runner, serve });
  }

  async #serveAll(): Promise<void> {
    this.#isServing = true;
    try {
      while (this.#active.size > 0) await alone(() => this.#goOn());
    } catch (error) {
      for (const runner of [...this.#active.keys()]) runner.onStuck(error as Error);
    } finally {
      this.#isServing = false;
    }
  }

  /** One runner goes on, until all wait. */
  async #goOn(): Promise<void> {
    const first = this.#begins.shift();
    if (first) first.begin();
    else await this.#serveNext();
    await this.#allWait();
  }

  async #serveNext(): Promise<void> {
    const next = this.#waiting.length === 0 ? undefined : this.#pick();
    if (!next) return;
    this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
    const seen = this.#active.get(next.runner);
    if (seen) seen.served += 1;
    this.#last = next.runner;
    this.#served += 1;
    if (this.#served % REQUESTS_PER_TURN === 0) await turn();
    await next.serve();
  }

  /** Until all who have begun ask for something or have ended. */
  async #allWait(): Promise<void> {
    for (let turns = 0; turns < TURNS_MAX; turns += 1) {
      await (turns < TICKS_MAX ? tick() : turn());
      const asking = new Set(this.#waiting.map(({ runner }) => runner));
      if (asking.size + this.#begins.length < this.#active.size) continue;
      this.#onRest();
      return;
    }
    throw new Error('a run neither asks for anything nor ends');
  }

  #pick(): Waiting | undefined {
    const urgent = this.#waiting.find(({ runner }) => runner.isUrgent);
    if (urgent) return urgent;
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
