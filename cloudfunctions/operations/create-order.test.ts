import { expect, test } from '@jest/globals';

import { buyCard, emptyScene, orderOf } from '../../simulation/scene';
import { createSimulation } from '../../simulation/simulation';

/** The codes of an order of three cards, bought at the same moment by the same request. */
async function codesBySeed(seed: number): Promise<string[]> {
  const sim = createSimulation({ seed });
  try {
    const scene = await emptyScene(sim);
    await buyCard(sim, scene, 'mei', 3);
    const [orderId, ...codes] = sim.look('orders').get(orderOf(scene, 'mei').orderId)?.codes as string[];
    expect(orderId).toBe(orderOf(scene, 'mei').orderId);
    return codes;
  } finally {
    sim.close();
  }
}

test('createOrder: a code has twelve digits, drawn by chance: no time, order or other code tells it', async () => {
  const codes = [...(await codesBySeed(1)), ...(await codesBySeed(2))];
  expect(codes).toHaveLength(6);
  for (const code of codes) expect(code).toMatch(/^\d{12}$/);
  expect(new Set(codes).size).toBe(6);
  expect(new Set(codes.map((code) => code.slice(0, 6))).size).toBe(6);
});
