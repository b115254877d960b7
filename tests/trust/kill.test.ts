import { expect, test } from '@jest/globals';

import { run } from './kill/kill';
import { unheard } from '../../simulation/outcome';

/** Another seed on another day: `SEED=7 npm test -- tests/trust/kill`. */
const seed = Number(process.env.SEED ?? 1);

test('kill -9 under load, three times: what was acknowledged is there, the rest is whole or absent', async () => {
  const { cases, violations, acknowledged } = await run(unheard, { kills: 3, seed });
  expect(violations).toEqual([]);
  expect(cases).toBe(3);
  expect(acknowledged).toBeGreaterThan(10);
});
