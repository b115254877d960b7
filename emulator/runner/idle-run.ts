import type { GatewayCall } from '../gateway/cloud-parts';

/** One read of a run that found nothing: it looked for keys up to `shiftMs` after the run's time. */
interface IdleRead {
  readonly collection: string;
  readonly shiftMs: number;
  /** The least key that it would find, or that lies beyond its reach, as the index is now. */
  readonly leastKey: () => number | undefined;
}

/** What a run of a timer that changed nothing and found nothing says about later runs. */
export interface IdleRun {
  readonly reads: readonly IdleRead[];
}

/**
 * Makes the proof from the gateway calls of one run, with the clock standing still: each call was one read, each read
 * one index range up to a bound, and nothing lay within. Undefined: this run proves nothing.
 */
export function idleRun(calls: readonly GatewayCall[], at: number): IdleRun | undefined {
  const reads: IdleRead[] = [];
  for (const { trace, fault, failure } of calls) {
    const [only] = trace;
    if (fault || failure || trace.length !== 1 || only?.kind !== 'read' || only.matched > 0 || !only.range)
      return undefined;
    const { collection, range } = only;
    reads.push({ collection, shiftMs: range.bound - at, leastKey: range.leastKey });
  }
  return reads.length > 0 ? { reads } : undefined;
}

/**
 * Whether bounds may be taken to move with the clock: those that are the time itself do. Another one could as well
 * stand still or leap at midnight, so it must have had the same distance in the run before.
 */
export function movesWithClock(run: IdleRun, before: IdleRun | undefined): boolean {
  return run.reads.every(({ shiftMs, collection }, i) => {
    const earlier = before?.reads[i];
    return shiftMs === 0 || (earlier?.shiftMs === shiftMs && earlier.collection === collection);
  });
}

/**
 * From when on a run could find something again: as soon as a key comes within reach. Whatever was written since the
 * proof is in the index; until then the same reads find nothing, and a run that finds nothing makes no others.
 */
export function idleUntil(run: IdleRun): number {
  return Math.min(...run.reads.map(({ leastKey, shiftMs }) => (leastKey() ?? Infinity) - shiftMs));
}
