import { beforeAll, expect, test } from '@jest/globals';

import { operations } from '../../../cloudfunctions/operations/operations';
import { unheard } from '../../../simulation/outcome';
import { run } from '../permissions';
import { policy } from '../policy';
import type { Policy } from '../policy/case';
import { openTwoShops, type World } from '../two-shops';

/** The matrix of who may do what about whom, an action at a time: the battery asks only what a mutant can touch. */
let world: World;

beforeAll(async () => {
  world = await openTwoShops();
});

test.each(Object.keys(operations))('%s: done, refused and kept from strangers as the policy says', async (action) => {
  const table: Partial<Policy> = { [action]: policy[action as keyof Policy] };
  const { violations } = await run(unheard, { table, world: Promise.resolve(world) });
  expect(violations).toEqual([]);
});
