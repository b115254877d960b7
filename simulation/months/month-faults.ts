import { Faults, type Fault, type FaultKind, type FaultPlace } from '../../emulator/faults/faults';
import type { Chance } from '../chance';
import { between, happens } from './choices';

/** How often each mishap strikes where it could, in percent: of all calls three in a hundred meet with one. */
const PERCENT: Readonly<Record<FaultKind, number>> = {
  'die-before': 0.6,
  'die-after': 0.6,
  'lose-answer': 0.6,
  delay: 0.6,
  busy: 0.6,
  'duplicate-notify': 5,
  'drop-notify': 5,
  'delay-notify': 0,
  'paid-after-close': 60,
  'prepay-fails': 2,
  'refund-notenough': 4,
  'refund-abnormal': 4,
  'bill-wrong': 0,
  'timer-skip': 4,
  'timer-double': 4,
};

/** A delayed call takes so long; all of one invocation stay below the minute in which the cloud ends it. */
const SLOW_MS = { least: 200, most: 9_000 } as const;

/** Of a hundred calls at which a function dies, so many are on their way by then. */
const UNDER_WAY_PERCENT = 30;

/** Mishaps that strike by chance, as long as they are let loose. */
export class MonthFaults extends Faults {
  /** How often each kind has struck. */
  readonly struck = new Map<FaultKind, number>();
  #chance: Chance | undefined;
  #isPrompt = true;
  #latest: FaultKind | undefined;
  readonly #slow: (ms: number) => void;

  /** `slow` lets so much time pass while a call is under way. */
  constructor(slow: (ms: number) => void) {
    super();
    this.#slow = slow;
  }

  /** From now on this chance decides; none: nothing strikes. */
  reseed(chance: Chance | undefined): void {
    this.#chance = chance;
  }

  /** Whether calls may take time now: while the clock is being moved they may not. */
  beSlow(isSlow: boolean): void {
    this.#isPrompt = !isSlow;
  }

  /** While something runs its first call that fits meets with a mishap for certain. */
  async doomed<T>(match: Fault['match'], kind: FaultKind, run: () => Promise<T>): Promise<T> {
    this.replace([{ match, kind, nth: 1 }]);
    const done = await run();
    this.replace([]);
    return done;
  }

  /** Whether the call at which a function was just ended takes effect all the same, a little later. */
  isUnderWay(): boolean {
    const chance = this.#latest === 'die-before' ? this.#chance : undefined;
    return chance !== undefined && happens(chance, UNDER_WAY_PERCENT);
  }

  override take(kinds: readonly FaultKind[], at: FaultPlace): FaultKind | undefined {
    const kind = super.take(kinds, at) ?? this.#byChance(kinds);
    if (kind) this.struck.set(kind, (this.struck.get(kind) ?? 0) + 1);
    this.#latest = kind;
    return kind === 'delay' ? undefined : kind;
  }

  #byChance(kinds: readonly FaultKind[]): FaultKind | undefined {
    const chance = this.#chance;
    if (!chance) return undefined;
    const kind = kinds.find((candidate) => happens(chance, PERCENT[candidate]));
    if (kind !== 'delay') return kind;
    if (this.#isPrompt) return undefined;
    this.#slow(between(chance, SLOW_MS.least, SLOW_MS.most));
    return kind;
  }

  /** An idle timer may be left out all the same: a mishap of a run that does nothing does nothing either. */
  override threaten(): boolean {
    return false;
  }
}
