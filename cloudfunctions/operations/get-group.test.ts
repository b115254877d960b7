import { expect, test } from '@jest/globals';

import { complaints } from '../../simulation/complaints';
import { HOUR_MS, join, order, orderOf, pay, type Scene } from '../../simulation/scene';
import { ask, publish, shareDeal } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';
import { dayOf } from '../domain/time';

let sim: Simulation;
let scene: Scene;

const people = ['lin', 'mei', 'hua'];

/** A tiered group of at most three, whose vouchers are for today; so many have paid half a day before midnight. */
inFreshShop(async (opened, its) => {
  [sim, scene] = [opened, its];
  const { groupPriceFen: _price, groupSize: _size, ...rest } = shareDeal;
  const tiers = [
    { size: 2, priceFen: 5000 },
    { size: 3, priceFen: 4000 },
  ];
  const today = { validity: { untilDay: dayOf(sim.clock.now()) }, windowMinutes: 1440 };
  const refund = { anytime: true, onExpiry: false, restock: false };
  const dealId = await publish(sim, 'deal-tiered', { ...rest, ...today, mode: 'tiered', tiers, refund });
  await order(sim, scene, 'lin', { dealId, buy: 'open', quantity: 1 });
  await pay(sim, scene, 'lin');
});

async function joined(buyer: string): Promise<void> {
  await join(sim, scene, buyer, 'lin');
  await pay(sim, scene, buyer);
}

const theGroup = () => ask(sim, 'zhu', 'getGroup', { groupId: orderOf(scene, 'lin').groupId ?? '' });
const theOrder = (buyer: string) => ask(sim, buyer, 'getOrder', { orderId: orderOf(scene, buyer).orderId });

test('getGroup: a tiered group that ends with its vouchers fails at its end, and everyone is refunded', async () => {
  await joined('mei');
  expect(await theGroup()).not.toHaveProperty('tierPriceFen');
  expect(await theOrder('lin')).toMatchObject({ status: 'paid', missing: 1 });
  await sim.advance(13 * HOUR_MS);
  expect(await theGroup()).toMatchObject({ status: 'failed' });
  for (const buyer of ['lin', 'mei']) {
    expect(await theOrder(buyer)).toMatchObject({ status: 'refunded', refundedFen: 5000, vouchers: [] });
  }
  expect(complaints(sim)).toEqual([]);
});

test('getGroup: full before its end, it has formed in its last tier, and its vouchers can be used', async () => {
  for (const buyer of people.slice(1)) await joined(buyer);
  expect(await theGroup()).toMatchObject({ status: 'formed', tierPriceFen: 4000 });
  expect(await theOrder('mei')).toMatchObject({ status: 'issued', vouchers: [{ status: 'valid' }] });
  expect(complaints(sim)).toEqual([]);
});
