import { Engine, type EngineOptions } from './engine';
import type { IndexSpec } from './schema';

/** An engine for tests: ids count up from `id1`, the time stands at `clock.at` until the test moves it. */
export function testEngine(options: Partial<EngineOptions> = {}, indexes: readonly IndexSpec[] = []) {
  const clock = { at: 1_700_000_000_000 };
  let ids = 0;
  const engine = new Engine({
    now: () => clock.at,
    id: () => `id${String(++ids)}`,
    refuseScans: false,
    conflictAt: 'operation',
    ...options,
  });
  engine.declare([{ name: 'c', indexes }]);
  return { engine, clock };
}
