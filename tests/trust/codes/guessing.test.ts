import { expect, test } from '@jest/globals';
import { unheard } from '../../../simulation/outcome';
import { run } from './guessing';

test('guessing: seven clerks, for a day: no more is judged than the policy says, and nothing is hit', async () => {
  const { violations, admitted, cases } = await run(unheard, { stepMs: 10 * 60_000 });
  expect(violations).toEqual([]);
  expect(cases).toBeGreaterThan(2000);
  // The limit is reached, or this has shown nothing.
  expect(admitted).toBe(50);
});
