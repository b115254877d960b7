import { Faults, type FaultKind, type FaultPlace } from '../emulator/faults/faults';

/**
 * How a call of a run ends: before it leaves, after it took effect, with the socket under its answer, on its way, so
 * that it takes effect when its function is gone and somebody else is at work, or with the answer that it cannot be
 * served now.
 */
export const CRASHES = ['die-before', 'die-after', 'lose-answer', 'late-effect', 'busy'] as const;
export type Crash = (typeof CRASHES)[number];

/** A call by its place among all gateway calls of a simulation, from 1, and how it ends. */
export interface CrashAt {
  readonly nth: number;
  readonly kind: Crash;
}

/** What a crash is to the local cloud: a call on its way is one that has not left, and arrives all the same. */
const faultOf = (crash: Crash | undefined): FaultKind | undefined => (crash === 'late-effect' ? 'die-before' : crash);

/** Ends the calls at some places, whoever makes them, beside the mishaps that are ordered. */
export class Crashes extends Faults {
  readonly #kinds: ReadonlyMap<number, Crash>;
  #calls = 0;

  constructor(crashes: readonly CrashAt[]) {
    super();
    this.#kinds = new Map(crashes.map(({ nth, kind }) => [nth, kind]));
  }

  override take(kinds: readonly FaultKind[], at: FaultPlace): FaultKind | undefined {
    // A call is asked about before it is served, and again once it took effect.
    if (kinds.includes('die-before')) this.#calls += 1;
    const ordered = super.take(kinds, at);
    const crash = faultOf(this.#kinds.get(this.#calls));
    return crash !== undefined && kinds.includes(crash) ? crash : ordered;
  }

  /** Whether the call that was struck last is on its way all the same. */
  isUnderWay(): boolean {
    return this.#kinds.get(this.#calls) === 'late-effect';
  }

  /** Runs that are left out make no calls, so an idle timer may be left out, undisturbed and disturbed alike. */
  override threaten(): boolean {
    return false;
  }
}
