import { expect, test } from '@jest/globals';

import { complaints } from './complaints';
import { emptyScene, join, MINUTE_MS, order, orderOf, pay, type Scene } from './scene';
import { ask, OWNER, publish, shareDeal } from './shop';
import { createSimulation, type Simulation } from './simulation';

/** A group, of three if not said otherwise, whose leader has paid, and a card of it that was shared. */
async function shared(sim: Simulation, groupSize = 3): Promise<{ scene: Scene; groupId: string; card: () => object }> {
  const scene = await emptyScene(sim);
  const dealId = await publish(sim, 'deal-three', { ...shareDeal, groupSize });
  await order(sim, scene, 'lin', { dealId, buy: 'open', quantity: 1 });
  await pay(sim, scene, 'lin');
  const { groupId = '' } = orderOf(scene, 'lin');
  const { activityId } = await ask(sim, 'lin', 'getShareCard', { groupId });
  const card = () => {
    const found = sim.documents().sys_activities?.find(({ _id }) => _id === activityId);
    return { state: found?.state, parameters: found?.parameters };
  };
  return { scene, groupId, card };
}

async function joined(sim: Simulation, scene: Scene, buyer: string): Promise<void> {
  await join(sim, scene, buyer, 'lin');
  await pay(sim, scene, buyer);
}

const two = { member_count: '2', room_limit: '3' };

test('a card in a chat counts who joins its group, and says when all are there', async () => {
  const sim = createSimulation({ seed: 1 });
  const { scene, groupId, card } = await shared(sim);
  await joined(sim, scene, 'mei');
  await sim.advance(MINUTE_MS);
  expect(card()).toEqual({ state: 0, parameters: two });
  await joined(sim, scene, 'tao');
  await sim.advance(MINUTE_MS);
  const path = `pages/group/group?groupId=${groupId}`;
  expect(card()).toEqual({ state: 1, parameters: { ...two, path, version_type: 'release' } });
  sim.close();
});

test('a card in a chat counts seats that the merchant fills, and says when they were the last', async () => {
  const sim = createSimulation({ seed: 1 });
  const { scene, groupId, card } = await shared(sim, 4);
  await joined(sim, scene, 'mei');
  await sim.advance(MINUTE_MS);
  const fill = (requestId: string) => ask(sim, OWNER, 'fillSeats', { requestId, groupId, seats: 1 });
  await fill('fill-seat-3');
  await sim.advance(2 * MINUTE_MS);
  expect(card()).toEqual({ state: 0, parameters: { member_count: '3', room_limit: '4' } });
  await fill('fill-seat-4');
  await sim.advance(MINUTE_MS);
  expect(card()).toMatchObject({ state: 1 });
  expect(complaints(sim)).toEqual([]);
  sim.close();
});

test('a card is over when its group has failed', async () => {
  const sim = createSimulation({ seed: 1 });
  const { card } = await shared(sim);
  await sim.advance(12 * MINUTE_MS);
  expect(card()).toMatchObject({ state: 2 });
  expect(complaints(sim)).toEqual([]);
  sim.close();
});

test('a card is told though the run that told it died: by the next, which minds no second time', async () => {
  const sim = createSimulation({ seed: 1 });
  const { scene, card } = await shared(sim);
  await joined(sim, scene, 'mei');
  await joined(sim, scene, 'tao');
  const told = { match: { function: 'deliver', call: 'updatableMessage.setUpdatableMsg' }, kind: 'die-after' } as const;
  sim.faults.replace([{ ...told, nth: 1 }]);
  await sim.advance(5 * MINUTE_MS);
  expect(sim.calls().filter(({ action }) => action === told.match.call)).toHaveLength(2);
  expect(card()).toMatchObject({ state: 1 });
  expect(sim.documents().groups?.at(-1)).toMatchObject({ cardsSay: 'formed' });
  expect(complaints(sim)).toEqual([]);
  sim.close();
});

test('a card that WeChat cannot change now is told again', async () => {
  const sim = createSimulation({ seed: 1 });
  const { scene, card } = await shared(sim, 2);
  sim.faults.replace([{ match: { call: 'updatableMessage.setUpdatableMsg' }, kind: 'busy', nth: 1 }]);
  await joined(sim, scene, 'mei');
  await sim.advance(15 * MINUTE_MS);
  expect(card()).toMatchObject({ state: 1 });
  sim.close();
});
