import { afterEach, beforeEach } from '@jest/globals';

import { emptyScene } from '../../simulation/scene';
import { createSimulation } from '../../simulation/simulation';
import type { Act } from './at-once';

/** Each test of a file has a shop of its own, in which this has happened; it is closed when the test is over. */
export function inFreshShop(before: (...shop: Parameters<Act>) => unknown): void {
  let close = (): void => undefined;
  beforeEach(async () => {
    const sim = createSimulation({ seed: 1 });
    close = sim.close;
    await before(sim, await emptyScene(sim));
  });
  afterEach(() => {
    close();
  });
}
