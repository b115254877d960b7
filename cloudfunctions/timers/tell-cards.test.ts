import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { complaints } from '../../simulation/complaints';
import { emptyScene, join, MINUTE_MS, order, orderOf, pay } from '../../simulation/scene';
import { ask, publish, shareDeal } from '../../simulation/shop';
import { createSimulation, type Simulation } from '../../simulation/simulation';
import { simulationFrom, within } from '../../tests/story/inline-world';
import type { Group } from '../domain/group';
import { tellCards, tellCardsAgain } from './tell-cards';

let sim: Simulation;
/** The group as a run has read it that is slower than the next one. */
let asRead: Group;

/** Mei has joined a group of four whose card was shared; when a run had read that, Tao has, and another run told it. */
beforeEach(async () => {
  sim = createSimulation({ seed: 1 });
  const scene = await emptyScene(sim);
  const dealId = await publish(sim, 'deal-four', { ...shareDeal, windowMinutes: 60, groupSize: 4 });
  await order(sim, scene, 'lin', { dealId, buy: 'open', quantity: 1 });
  await pay(sim, scene, 'lin');
  const { groupId = '' } = orderOf(scene, 'lin');
  await ask(sim, 'lin', 'getShareCard', { groupId });
  const joins = async (buyer: string): Promise<void> => {
    await join(sim, scene, buyer, 'lin');
    await pay(sim, scene, buyer);
  };
  await joins('mei');
  asRead = sim.look('groups').get(groupId) as unknown as Group;
  await joins('tao');
  await sim.advance(MINUTE_MS);
  const from = sim.snapshot();
  sim.close();
  sim = simulationFrom(from);
});

afterEach(() => {
  sim.close();
});

const members = () => sim.documents().sys_activities?.map(({ parameters }) => parameters);
const says = (count: string) => [{ member_count: count, room_limit: '4' }];

test('tellCards: a slow run that told of one less is found out, and the card is told again', async () => {
  expect(members()).toEqual(says('3'));
  await within(sim, async (world) => {
    const untold = await tellCards(world, [asRead]);
    expect(members()).toEqual(says('2'));
    await tellCardsAgain(world, untold, world.now);
  });
  await sim.advance(2 * MINUTE_MS);
  expect(members()).toEqual(says('3'));
  expect(complaints(sim)).toEqual([]);
});

test('tellCards: two runs that tell the same mind nothing', async () => {
  const now = sim.look('groups').get(asRead._id) as unknown as Group;
  const told = within(sim, (world) => tellCards(world, [{ ...now, cardsSay: asRead.cardsSay ?? '' }]));
  expect(await told).toEqual([]);
  expect(sim.look('groups').get(asRead._id)?.cardsSay).toBe(now.cardsSay);
});
