import { expect, test } from '@jest/globals';
import { operations } from '../../../cloudfunctions/operations/operations';
import { run } from './fuzz';
import * as notices from './notices';
import { unheard } from '../../../simulation/outcome';

/** Another seed on another day: `SEED=7 npm test -- tests/trust/fuzz`. */
const seed = Number(process.env.SEED ?? 1);

test('fuzz: twenty thousand inputs break nothing, change nothing when refused, and learn nothing', async () => {
  const { cases, violations, tally } = await run(unheard, { seed, inputs: 20_000 });
  expect(violations).toEqual([]);
  expect(cases).toBe(20_000);
  // Not all of it is noise: what is nearly right gets through doors and checks.
  expect(Object.keys(tally.taken).sort()).toEqual(Object.keys(operations).sort());
  expect(Object.keys(tally.answers).length).toBeGreaterThan(15);
});

test('fuzz: no notice of WeChat, whatever it says and whoever tells it, does what was not asked for', async () => {
  const { cases, violations, tally } = await notices.run(unheard, { seed, inputs: 1400 });
  expect(violations).toEqual([]);
  expect(cases).toBe(1400);
  // Each is acted on, or this has shown nothing; most are not.
  expect(Object.values(tally).filter(({ acted, left }) => acted < 10 || left < 50)).toEqual([]);
});
