import { expect, test } from '@jest/globals';

import { buyCard, orderOf, pay, type Scene } from '../../simulation/scene';
import { ask, refused } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';
import { CLOSE_AFTER_MS, CLOSES_BY_MS } from '../domain/order';

let sim: Simulation;
let scene: Scene;
let orderedAt: number;

inFreshShop(async (opened, its) => {
  [sim, scene] = [opened, its];
  await buyCard(sim, scene, 'mei', 2);
  orderedAt = sim.clock.now();
});

const cancel = () => ask(sim, 'mei', 'cancelOrder', { orderId: orderOf(scene, 'mei').orderId });
const orderNow = () => sim.look('orders').get(orderOf(scene, 'mei').orderId);
const free = (): unknown => sim.look('deals').get(scene.shop.cardId)?.free;

test('cancelOrder: in its first five minutes an order is closed by its sixth, whoever asks again', async () => {
  sim.clock.set(orderedAt + CLOSE_AFTER_MS - 1);
  const answer = { status: 'pending_payment', closesBy: orderedAt + CLOSES_BY_MS };
  expect(await cancel()).toEqual(answer);
  const cancelledAt = orderedAt + CLOSE_AFTER_MS - 1;
  expect(orderNow()).toMatchObject({
    ...{ status: 'pending_payment', cancelledAt, closeAt: orderedAt + CLOSE_AFTER_MS },
  });
  expect(await cancel()).toEqual(answer);
  expect(free()).toBe(8);
});

test('cancelOrder: from then on it is closed at once, though no timer has run, and its units are others’', async () => {
  sim.clock.set(orderedAt + CLOSE_AFTER_MS);
  expect(await cancel()).toEqual({ status: 'closed' });
  expect(orderNow()).toMatchObject({ status: 'closed', closeReason: 'cancelled' });
  expect(free()).toBe(10);
  expect(await cancel()).toEqual({ status: 'closed' });
});

test('cancelOrder: not what was paid', async () => {
  await pay(sim, scene, 'mei');
  await refused(cancel(), 'ORDER_NOT_CANCELLABLE');
  expect(orderNow()).toMatchObject({ status: 'issued', cancelledAt: null });
});
