import { expect, test } from '@jest/globals';

import { order, pay, type Scene } from '../../simulation/scene';
import { ask, cardDeal, OWNER, publish } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';
import { dayOf } from '../domain/time';

let sim: Simulation;
let scene: Scene;

inFreshShop((opened, its) => {
  [sim, scene] = [opened, its];
});

test('getReport: the deal for which most was paid stands first; of two alike always the same one', async () => {
  const prices = { coffee: 3000, car: 9000, class: 3000, dinner: 3000 };
  const ids: Record<string, string> = {};
  for (const [title, alonePriceFen] of Object.entries(prices)) {
    const dealId = await publish(sim, `deal-of-${title}`, { ...cardDeal, title, alonePriceFen });
    await order(sim, scene, title, { dealId, buy: 'alone', quantity: 1 });
    await pay(sim, scene, title);
    ids[title] = dealId;
  }
  const today = dayOf(sim.clock.now());
  const { deals } = await ask(sim, OWNER, 'getReport', { fromDay: today, toDay: today });
  const { car, ...alike } = ids;
  expect(deals.map(({ dealId }) => dealId)).toEqual([car, ...Object.values(alike).sort()]);
  expect(deals[0]).toEqual({ dealId: car, title: 'car', soldUnits: 1, soldFen: 9000 });
});
