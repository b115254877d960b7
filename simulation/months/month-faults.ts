import { Faults, type FaultKind, type FaultPlace } from '../../emulator/faults/faults';
import type { Chance } from '../chance';
import { between, happens } from './choices';

/** How often each mishap strikes where it could, in percent: of all calls three in a hundred meet with one. */
const PERCENT: Readonly<Record<FaultKind, number>> = {
  'die-before': 0.75,
  'die-after': 0.75,
  'lose-answer': 0.75,
  delay: 0.75,
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

/** Mishaps that strike by chance, as long as they are let loose. */
export class MonthFaults extends Faults {
  /** How often each kind has struck. */
  readonly struck = new Map<FaultKind, number>();
  #chance: Chance | undefined;
  #isPrompt = true;
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

  override take(kinds: readonly FaultKind[], at: FaultPlace): FaultKind | undefined {
    const ordered = super.take(kinds, at);
    const chance = this.#chance;
    if (ordered || !chance) return ordered;
    const kind = kinds.find((candidate) => happens(chance, PERCENT[candidate]));
    if (!kind || (kind === 'delay' && this.#isPrompt)) return undefined;
    this.struck.set(kind, (this.struck.get(kind) ?? 0) + 1);
    if (kind !== 'delay') return kind;
    this.#slow(between(chance, SLOW_MS.least, SLOW_MS.most));
    return undefined;
  }

  /** An idle timer may be left out all the same: a mishap of a run that does nothing does nothing either. */
  override threaten(): boolean {
    return false;
  }
}
