import { expect, test } from '@jest/globals';
import type { FaultKind } from '../emulator/faults/faults';
import { complaints } from './complaints';
import { dealOf, onSale } from './flows/codes';
import { buyCard, emptyScene, MINUTE_MS, open, order, orderOf, pay, SECOND_MS, type Scene } from './scene';
import { ask, OWNER } from './shop';
import { createSimulation, type Simulation } from './simulation';

/** What happens to the nth call of something that runs. */
interface CutShort {
  readonly before: (sim: Simulation, scene: Scene) => Promise<unknown>;
  /** Whose calls are counted: a function, or an action of the api. */
  readonly whose: { readonly function: string } | { readonly action: string };
  readonly act: (sim: Simulation, scene: Scene) => Promise<unknown>;
}

const DEATHS = ['die-before', 'die-after'] as const satisfies readonly FaultKind[];

/** Ends what runs at each of its calls, once before it and once after; gives how many of them there were. */
async function atEachCall({ before, whose, act }: CutShort, look: (sim: Simulation, scene: Scene) => Promise<void>) {
  const opening = createSimulation({ seed: 1 });
  const scene = await emptyScene(opening);
  await before(opening, scene);
  const from = opening.snapshot();
  opening.close();
  for (let call = 1; ; call += 1) {
    for (const kind of DEATHS) {
      const sim = createSimulation({ seed: 1, from });
      try {
        sim.faults.replace([{ match: { ...whose, call }, kind, nth: 1 }]);
        await act(sim, scene).catch(() => undefined);
        if (!sim.calls().some(({ fault }) => fault === kind)) return call - 1;
        await look(sim, scene);
      } finally {
        sim.close();
      }
    }
  }
}

test('cut short: a group that fails, at each call of the timer, is given back in full', async () => {
  const calls = await atEachCall(
    {
      before: async (sim, scene) => {
        await open(sim, scene, 'lin', 2);
        await pay(sim, scene, 'lin');
        await sim.advance(10 * MINUTE_MS - SECOND_MS);
      },
      whose: { function: 'expire' },
      act: (sim) => sim.advance(MINUTE_MS),
    },
    async (sim, scene) => {
      await sim.advance(10 * MINUTE_MS);
      expect(sim.look('orders').get(orderOf(scene, 'lin').orderId)).toMatchObject({ status: 'refunded' });
      expect(complaints(sim)).toEqual([]);
    },
  );
  expect(calls).toBeGreaterThan(4);
});

test('cut short: unpaid units with imported codes, at each call of the timer, are sold to somebody else', async () => {
  const calls = await atEachCall(
    {
      before: async (sim, scene) => {
        await onSale(sim, scene, 3);
        await order(sim, scene, 'mei', { dealId: dealOf(scene), buy: 'alone', quantity: 2 });
        await sim.advance(5 * MINUTE_MS - SECOND_MS);
      },
      whose: { function: 'expire' },
      act: (sim) => sim.advance(MINUTE_MS),
    },
    async (sim, scene) => {
      await sim.advance(10 * MINUTE_MS);
      await order(sim, structuredClone(scene), 'hua', { dealId: dealOf(scene), buy: 'alone', quantity: 3 });
      expect(complaints(sim)).toEqual([]);
    },
  );
  expect(calls).toBeGreaterThan(4);
});

test('cut short: a change of stock, at each of its calls, and asked for again, is made once', async () => {
  const more = (sim: Simulation, { shop }: Scene) =>
    ask(sim, OWNER, 'adjustStock', { requestId: 'more-stock', dealId: shop.shareId, delta: 5 });
  const whose = { action: 'adjustStock' };
  const calls = await atEachCall({ before: () => Promise.resolve(), whose, act: more }, async (sim, scene) => {
    expect(await more(sim, scene)).toEqual({ stock: 15 });
    expect(sim.look('deals').get(scene.shop.shareId)).toMatchObject({ free: 15, adjusted: 5 });
    expect(complaints(sim)).toEqual([]);
  });
  expect(calls).toBe(2);
});

/** Two who have not paid, a second after the first of them should have. */
async function twoUnpaid(sim: Simulation): Promise<Scene> {
  const scene = await emptyScene(sim);
  await buyCard(sim, scene, 'mei');
  await sim.advance(SECOND_MS);
  await buyCard(sim, scene, 'hua');
  return scene;
}

test('cut short: an order that cannot be closed holds up no other, and is closed once it can', async () => {
  const sim = createSimulation({ seed: 1 });
  try {
    const { orders } = await twoUnpaid(sim);
    const statuses = () => ['mei', 'hua'].map((who) => sim.look('orders').get(orders[who]?.orderId)?.status);
    // The first of each run is closed at WeChat, and cannot be written.
    sim.faults.replace([{ match: { function: 'expire', call: 4 }, kind: 'busy' }]);
    await sim.advance(15 * MINUTE_MS);
    expect(statuses()).toEqual(['pending_payment', 'closed']);
    expect(sim.printed().every((line) => line.includes('could not tend a document'))).toBe(true);
    sim.faults.replace([]);
    await sim.advance(5 * MINUTE_MS);
    expect(statuses()).toEqual(['closed', 'closed']);
    expect(complaints(sim)).toEqual([]);
  } finally {
    sim.close();
  }
});

test('cut short: an order of which WeChat does not say that it is closed is closed once it does', async () => {
  const sim = createSimulation({ seed: 1 });
  try {
    await twoUnpaid(sim);
    sim.faults.replace([{ match: { function: 'expire', call: 'closeOrder' }, kind: 'busy' }]);
    await sim.advance(10 * MINUTE_MS);
    sim.faults.replace([]);
    await sim.advance(5 * MINUTE_MS);
    expect([...sim.look('orders').values()].map(({ status }) => status)).toEqual(['closed', 'closed']);
    expect(complaints(sim)).toEqual([]);
  } finally {
    sim.close();
  }
});
