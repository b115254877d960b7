import type { Engine } from '../engine/engine';
import type { CollectionSpec } from '../engine/schema';
import type { ClockState, VirtualClock } from './clock';

const CLOCK = 'sys_clock';

export const clockCollections: readonly CollectionSpec[] = [{ name: CLOCK, indexes: [] }];

/** Puts the clock where it was remembered to stand; where nothing is remembered it stays. */
export function restoreClock(engine: Engine, clock: VirtualClock): void {
  const [state] = engine.find(CLOCK, { filter: { _id: 'clock' } });
  if (state) clock.restore(state as unknown as ClockState);
}

/** Remembers where the clock stands, in one commit with whatever is written at that time. */
export function rememberClock(engine: Engine, clock: VirtualClock): void {
  engine.replace(CLOCK, { _id: 'clock' }, { _id: 'clock', ...clock.state() }, true);
}
