import { expect, test } from '@jest/globals';
import { arrivals, asked, run } from './callers';
import { SOURCES } from './sources';

test('callers: who calls is who WeChat says, by whatever way he comes and whatever his event says', async () => {
  const { cases, violations } = await run();
  expect(violations).toEqual([]);
  expect(cases).toBe(arrivals.length * SOURCES.length * asked.length);
});
