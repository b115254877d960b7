import { afterEach, expect, test } from '@jest/globals';

import { complaints } from './complaints';
import { Crashes } from './crashes';
import { emptyScene, MINUTE_MS, open, SECOND_MS, type Scene } from './scene';
import { createSimulation, type Simulation } from './simulation';

let sim: Simulation;

afterEach(() => {
  sim.close();
});

/** Lin opens a group, and her order is on its way to the database when the function dies. */
async function cutShort(): Promise<Scene> {
  sim = createSimulation({ seed: 1 });
  const scene = await emptyScene(sim);
  const from = sim.snapshot();
  sim.close();
  sim = createSimulation({ seed: 1, from, faults: new Crashes([{ nth: 4, kind: 'late-effect' }]) });
  await expect(open(sim, scene, 'lin')).rejects.toThrow('the function was killed');
  expect(sim.documents().orders).toEqual([]);
  return scene;
}

const asked = (): string[] => sim.calls().map(({ action, collection = '' }) => `${action} ${collection}`.trim());

test('late calls: one takes effect when the next try has looked and has not written', async () => {
  const scene = await cutShort();
  sim.forgetCalls();
  await open(sim, scene, 'lin');
  expect(asked().slice(0, 3)).toEqual([
    'database.aggregateDocuments merchants',
    'database.insertDocument orders',
    'database.modifyDocument deals',
  ]);
  expect(sim.documents().orders).toHaveLength(1);
  expect(complaints(sim)).toEqual([]);
});

test('late calls: one that nobody calls after takes effect within half a minute', async () => {
  await cutShort();
  await sim.advance(19 * SECOND_MS);
  expect(sim.documents().orders).toEqual([]);
  await sim.advance(11 * SECOND_MS);
  expect(sim.documents().orders).toMatchObject([{ buyer: 'lin', status: 'pending_payment' }]);
  await sim.advance(15 * MINUTE_MS);
  expect(sim.documents().orders).toMatchObject([{ buyer: 'lin', status: 'closed' }]);
  expect(complaints(sim)).toEqual([]);
});

test('late calls: one that was struck takes effect once', async () => {
  await cutShort();
  await sim.advance(2 * MINUTE_MS);
  expect(asked().filter((call) => call === 'database.insertDocument orders')).toHaveLength(2);
  expect(sim.calls().flatMap(({ fault }) => fault ?? [])).toEqual(['die-before']);
});
