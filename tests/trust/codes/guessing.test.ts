import { expect, test } from '@jest/globals';
import { unheard } from '../../../simulation/outcome';
import { run } from './guessing';

test.each([1, 2])(
  'guessing by chance %d: ten clerks, and one alone, for a day: no more is judged than the policy says',
  async (seed) => {
    const { violations, together, alone, locks, cases, measured } = await run(unheard, { stepMs: 10 * 60_000, seed });
    expect(violations).toEqual([]);
    expect(cases).toBeGreaterThan(2000);
    // The limits are reached, one lock after the other, or this has shown nothing.
    expect([together, alone]).toEqual([50, 50]);
    expect(locks).toBeGreaterThanOrEqual(4);
    expect(measured).toContain('one is hit on one day in');
  },
);
