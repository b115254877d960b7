import { expect, test } from '@jest/globals';
import { run, SOURCES } from './sources';

test('sources: timers and notices act for WeChat alone, and do nothing for whoever else names them', async () => {
  const { cases, violations } = await run();
  expect(violations).toEqual([]);
  expect(cases).toBe(5 * 2 * SOURCES.length);
});
