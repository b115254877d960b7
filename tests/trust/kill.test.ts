import { expect, test } from '@jest/globals';

import { run } from './kill/kill';
import { unheard } from '../../simulation/outcome';
import { startOn } from '../story/started-cloud';

/** Another seed on another day: `SEED=7 npm test -- tests/trust/kill`. */
const seed = Number(process.env.SEED ?? 1);

test('kill -9 under load, three times: what was acknowledged is there, the rest is whole or absent', async () => {
  const { cases, violations, acknowledged, unanswered } = await run(unheard, { kills: 3, seed });
  expect(violations).toEqual([]);
  expect(cases).toBe(3);
  expect(acknowledged).toBeGreaterThan(10);
  expect(unanswered).toBeGreaterThan(0);
});

/** Most kills notice it; on a busy machine the answer takes so long itself that some do not. */
const TRIES_MAX = 20;

test('kill -9 of a cloud that acknowledges a moment before the disk has it: what is lost is told', async () => {
  const how = ['--import', 'tsx', 'tests/trust/kill/hasty-cloud.ts'];
  const start = (directory: string) => startOn(directory, undefined, how);
  const told: string[] = [];
  for (let n = 0; n < TRIES_MAX && told.length === 0; n += 1) {
    const { violations } = await run(unheard, { kills: 1, seed: seed + n, start });
    told.push(...violations.filter((violation) => violation.endsWith('was acknowledged and is lost')));
  }
  expect(told).not.toEqual([]);
});
