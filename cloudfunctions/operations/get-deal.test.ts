import { expect, test } from '@jest/globals';

import { join, MINUTE_MS, order, orderOf, pay, type Scene } from '../../simulation/scene';
import { ask, publish, shareDeal } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';

let sim: Simulation;
let scene: Scene;

let dealId: string;

/** A deal of which there is enough for many groups of two. */
inFreshShop(async (opened, its) => {
  [sim, scene] = [opened, its];
  dealId = await publish(sim, 'deal-plenty', { ...shareDeal, groupSize: 2, stock: 500 });
});

async function opens(leader: string): Promise<string> {
  await order(sim, scene, leader, { dealId, buy: 'open', quantity: 1 });
  await pay(sim, scene, leader);
  return orderOf(scene, leader).groupId ?? '';
}

const offered = async () => (await ask(sim, 'zhu', 'getDeal', { dealId })).openGroups;

test('getDeal: of many open groups it offers those that end first', async () => {
  const first = await opens('lin');
  await sim.advance(MINUTE_MS);
  for (let i = 0; i < 50; i += 1) await opens(`leader${String(i)}`);
  const groups = await offered();
  expect(groups).toHaveLength(20);
  expect(groups[0]?.groupId).toBe(first);
});

test('getDeal: groups whose places are all taken, paid or not, keep none from being offered', async () => {
  for (let i = 0; i < 50; i += 1) {
    await opens(`leader${String(i)}`);
    await join(sim, scene, `member${String(i)}`, `leader${String(i)}`);
  }
  const last = await opens('lin');
  expect(await offered()).toMatchObject([{ groupId: last, seatsLeft: 1 }]);
});
