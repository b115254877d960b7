import { afterEach, expect, test } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { request } from 'node:http';
import { complaints } from './complaints';
import { buyCard, DAY_MS, emptyScene, join, MINUTE_MS, open, orderOf, pay, redeem, show, type Scene } from './scene';
import { ask, CLERK, OWNER, refused } from './shop';
import { createSimulation, type Simulation } from './simulation';

const opened: Simulation[] = [];

function simulate(seed: number): Simulation {
  const sim = createSimulation({ seed });
  opened.push(sim);
  return sim;
}

afterEach(() => {
  for (const sim of opened.splice(0)) sim.close();
});

/** Four people order and pay at once, two of them in one group; then the clerk redeems. */
async function busyHour(seed: number): Promise<{ sim: Simulation; scene: Scene }> {
  const sim = simulate(seed);
  const scene = await emptyScene(sim);
  await open(sim, scene, 'lin');
  await pay(sim, scene, 'lin');
  await Promise.all([
    join(sim, scene, 'mei', 'lin').then(() => pay(sim, scene, 'mei')),
    buyCard(sim, scene, 'hua', 2).then(() => pay(sim, scene, 'hua')),
    open(sim, scene, 'bo', 3).then(() => pay(sim, scene, 'bo', 30_000)),
  ]);
  await show(sim, scene, 'hua');
  await Promise.all([redeem(sim, scene, 'hua', 'code'), sim.timer('deliver'), sim.timer('expire')]);
  await sim.advance(30 * MINUTE_MS);
  return { sim, scene };
}

test('simulation: the same seed does the same in the same order, another one another', async () => {
  const prints: string[] = [];
  for (const seed of [7, 7, 8]) {
    const { sim } = await busyHour(seed);
    expect(sim.printed()).toEqual([]);
    expect(complaints(sim)).toEqual([]);
    prints.push(sim.fingerprint());
    sim.close();
  }
  expect(prints[1]).toBe(prints[0]);
  expect(prints[2]).not.toBe(prints[0]);
});

test('simulation: runs that are side by side each see their own caller, chance and time', async () => {
  const sim = simulate(3);
  const scene = await emptyScene(sim);
  const people = Array.from({ length: 8 }, (_, i) => `person-${String(i)}`);
  await Promise.all(people.map((nickname) => ask(sim, nickname, 'saveProfile', { nickname })));
  const answers = await Promise.all(people.map((person) => sim.call(person, 'getMe', {})));
  expect(answers.map((answer) => answer.ok && answer.data.nickname)).toEqual(people);
  expect([process.env.TUANQUAN_SECRET, process.env.WX_OPENID]).toEqual([undefined, undefined]);
  expect(new Set(answers.map(({ now }) => now))).toEqual(new Set([sim.clock.now()]));
  await Promise.all(people.map((person) => buyCard(sim, scene, person)));
  const codes = (sim.documents().orders ?? []).map((order) => (order.codes as string[])[1]);
  expect(new Set(codes).size).toBe(people.length);
});

test('simulation: days pass in no time, and what falls due in them has its own time', async () => {
  const { sim, scene } = await busyHour(1);
  const from = sim.clock.now();
  const { skipped } = await sim.advance(8 * DAY_MS);
  expect(sim.clock.now()).toBe(from + 8 * DAY_MS);
  expect(skipped).toBeGreaterThan(20_000);
  const { vouchers } = await ask(sim, 'mei', 'getOrder', { orderId: orderOf(scene, 'mei').orderId });
  expect(vouchers[0]?.settlement).toMatchObject({ status: 'settled' });
  expect(complaints(sim)).toEqual([]);
});

test('simulation: another one goes on from a snapshot as the first does', async () => {
  const { sim, scene } = await busyHour(2);
  const snapshot = sim.snapshot();
  sim.forgetCalls();
  const goOn = async (one: Simulation): Promise<string> => {
    await Promise.all([buyCard(one, { ...scene, orders: {} }, 'jun'), ask(one, OWNER, 'getBalance', {})]);
    return JSON.stringify(one.snapshot());
  };
  const again = createSimulation({ seed: 2, from: snapshot });
  opened.push(again);
  expect(await goOn(again)).toBe(await goOn(createSimulation({ seed: 2, from: snapshot })));
  expect(JSON.stringify(sim.snapshot())).toBe(JSON.stringify(snapshot));
});

test('simulation: files go to the cloud and come back from it', async () => {
  const { sim } = await busyHour(4);
  const day = { fromDay: '2026-11-22', toDay: '2026-11-22' };
  const { rowCount, fileId } = await ask(sim, OWNER, 'exportOrders', { ...day, format: 'csv' });
  expect(rowCount).toBeGreaterThan(3);
  expect((sim.documents().sys_files ?? []).map(({ _id }) => _id)).toContain(fileId);
});

test('simulation: a run that dies answers nobody and does nothing any more', async () => {
  const sim = simulate(5);
  const scene = await emptyScene(sim);
  sim.faults.replace([{ match: { action: 'createOrder', call: 2 }, kind: 'die-after', nth: 1 }]);
  await expect(buyCard(sim, scene, 'lin')).rejects.toThrow('the function was killed');
  expect(sim.documents().orders).toEqual([]);
  expect(sim.calls().filter(({ apiAction }) => apiAction === 'createOrder')).toHaveLength(2);
  await buyCard(sim, scene, 'lin');
  expect(sim.documents().orders).toHaveLength(1);
});

test('simulation: a lost answer is a broken socket, and the function goes on with that', async () => {
  const sim = simulate(6);
  const scene = await emptyScene(sim);
  sim.faults.replace([{ match: { action: 'createOrder', call: 'unifiedOrder' }, kind: 'lose-answer', nth: 1 }]);
  await refused(buyCard(sim, scene, 'lin'), 'PAYMENT_UNAVAILABLE');
  sim.faults.replace([
    { match: { action: 'createOrder', call: 'database.insertDocument' }, kind: 'lose-answer', nth: 1 },
  ]);
  await refused(buyCard(sim, scene, 'lin'), 'INTERNAL');
  expect(sim.printed().join()).toContain('socket hang up');
  await buyCard(sim, scene, 'lin');
  expect(sim.documents().orders).toHaveLength(1);
});

test('simulation: when the last one is closed the process is as it was', async () => {
  const parts = () => [process.env, Date, Date.now, request, randomInt, process.env.TUANQUAN_SECRET];
  const before = parts();
  const [first, second] = [simulate(1), simulate(1)];
  await emptyScene(second);
  first.close();
  await expect(ask(second, CLERK, 'getMe', {})).resolves.toMatchObject({ roles: ['buyer', 'clerk'] });
  second.close();
  parts().forEach((part, i) => {
    expect(part).toBe(before[i]);
  });
});
