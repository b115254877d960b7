import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { buildFixtures, startTestCloud, type BuiltFixtures, type TestCloud } from './local/test-cloud';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A Monday, on the second minute after eight in Shanghai. */
const START = Date.UTC(2030, 0, 7, 0, 2, 30);

let fixtures: BuiltFixtures;
const open: TestCloud[] = [];

beforeAll(async () => {
  fixtures = await buildFixtures(['api', 'tick']);
});

afterEach(async () => {
  for (const cloud of open.splice(0)) await cloud.close();
});

afterAll(() => {
  fixtures.remove();
});

async function start(dataDirectory?: string): Promise<TestCloud> {
  const cloud = await startTestCloud(fixtures, dataDirectory === undefined ? {} : { dataDirectory });
  open.push(cloud);
  return cloud;
}

/** A cloud whose clock stands still at START. */
async function startStill(): Promise<TestCloud> {
  const cloud = await start();
  await cloud.ask('POST', '/local/clock', { freeze: true });
  await cloud.ask('POST', '/local/clock', { now: START });
  return cloud;
}

async function move(cloud: TestCloud, wish: object): Promise<{ now: number; ran: number; skipped: number }> {
  const { status, body } = await cloud.ask('POST', '/local/clock', wish);
  expect(status).toBe(200);
  return body as { now: number; ran: number; skipped: number };
}

async function addTask(cloud: TestCloud, input: object): Promise<void> {
  const event = { action: 'addTask', input };
  expect(await cloud.ask('POST', '/local/call/api', event, { 'x-openid': 'o-a' })).toMatchObject({ status: 200 });
}

async function tasks(cloud: TestCloud): Promise<Record<string, unknown>[]> {
  const { body } = await cloud.ask('POST', '/local/query', { collection: 'tasks' });
  return (body as { items: Record<string, unknown>[] }).items;
}

async function runsOfTick(cloud: TestCloud): Promise<number> {
  const { body } = await cloud.ask('GET', '/local/calls');
  const { calls } = body as { calls: { function: string; requestId: string }[] };
  return new Set(calls.filter((call) => call.function === 'tick').map((call) => call.requestId)).size;
}

describe('timers', () => {
  test('timers: each run has its own time, for the function as for the database', async () => {
    const cloud = await startStill();
    await addTask(cloud, { _id: 'a', dueAt: START + 10, again: 3 * MINUTE });
    const { now, ran, skipped } = await move(cloud, { advanceMs: 10 * MINUTE, exact: true });
    const lastRun = START + 30_000 + 3 * MINUTE;
    expect({ now, ran, skipped }).toEqual({ now: START + 10 * MINUTE, ran: 10, skipped: 0 });
    expect(await tasks(cloud)).toEqual([
      { _id: 'a', dueAt: null, again: null, doneAt: lastRun, time: new Date(lastRun).toISOString() },
    ]);
  });

  test('timers: seven idle days are a handful of runs', async () => {
    const cloud = await startStill();
    await cloud.ask('DELETE', '/local/calls');
    const { ran, skipped } = await move(cloud, { advanceMs: 7 * DAY });
    expect(ran).toBeLessThanOrEqual(10);
    expect(ran + skipped).toBe((7 * DAY) / MINUTE);
    expect(await runsOfTick(cloud)).toBe(ran);
  });

  test('timers: with and without skipping the same is done at the same times', async () => {
    const states: unknown[] = [];
    for (const exact of [false, true]) {
      const cloud = await startStill();
      for (const [i, hours] of [0, 0.2, 1, 1, 2.5, 5.99].entries()) {
        await addTask(cloud, {
          _id: `t${String(i)}`,
          dueAt: START + hours * 60 * MINUTE,
          again: i % 2 === 0 ? 17 * MINUTE : null,
        });
      }
      const { ran, skipped } = await move(cloud, { advanceMs: 6 * 60 * MINUTE, exact });
      expect([ran + skipped, skipped === 0]).toEqual([360, exact]);
      states.push(await tasks(cloud));
    }
    expect(states[0]).toEqual(states[1]);
    expect(states[0]).toHaveLength(6);
    expect(JSON.stringify(states[0])).not.toMatch(/"dueAt":[0-9]/);
  });

  test('timers: run now, whatever the time', async () => {
    const cloud = await startStill();
    await addTask(cloud, { _id: 'a', dueAt: START });
    expect((await cloud.ask('POST', '/local/timer/tick')).status).toBe(200);
    expect(await tasks(cloud)).toMatchObject([{ _id: 'a', doneAt: START }]);
  });

  test('timers: left out and doubled by a fault', async () => {
    const cloud = await startStill();
    await cloud.ask('PUT', '/local/faults', [
      { match: { function: 'tick' }, kind: 'timer-skip', nth: 1 },
      { match: { function: 'tick' }, kind: 'timer-double', nth: 3 },
    ]);
    await cloud.ask('DELETE', '/local/calls');
    expect(await move(cloud, { advanceMs: 3 * MINUTE })).toMatchObject({ ran: 2, skipped: 1 });
    expect(await runsOfTick(cloud)).toBe(3);
  });

  test('timers: a run by hand is doubled by the fault as well', async () => {
    const cloud = await startStill();
    await cloud.ask('PUT', '/local/faults', [{ match: { function: 'tick' }, kind: 'timer-double' }]);
    await cloud.ask('DELETE', '/local/calls');
    expect((await cloud.ask('POST', '/local/timer/tick')).status).toBe(200);
    expect(await runsOfTick(cloud)).toBe(2);
  });

  test('timers: as time passes they run by themselves', async () => {
    const cloud = await start();
    await move(cloud, { now: Math.ceil(START / MINUTE) * MINUTE - 200 });
    await addTask(cloud, { _id: 'a', dueAt: START });
    await expect(until(async () => (await tasks(cloud))[0]?.doneAt)).resolves.toBeGreaterThan(START);
  });
});

describe('jumps', () => {
  test('jumps: calls that come during one see the time after it', async () => {
    const cloud = await startStill();
    const jump = move(cloud, { advanceMs: 2 * 60 * MINUTE, exact: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { body } = await cloud.ask('POST', '/local/call/api', { action: 'x' }, { 'x-openid': 'o-a' });
    expect(body).toMatchObject({ result: { now: START + 2 * 60 * MINUTE } });
    await jump;
  });

  test('jumps: two at once go both ways in full', async () => {
    const cloud = await startStill();
    const landed = await Promise.all([move(cloud, { advanceMs: MINUTE }), move(cloud, { advanceMs: MINUTE })]);
    expect(landed.map(({ now }) => now)).toEqual([START + MINUTE, START + 2 * MINUTE]);
  });

  test('jumps: back in time nothing runs, and timers go on from there', async () => {
    const cloud = await startStill();
    await move(cloud, { advanceMs: DAY });
    expect(await move(cloud, { now: START })).toMatchObject({ now: START, ran: 0, skipped: 0 });
    expect(await move(cloud, { advanceMs: 5 * MINUTE, exact: true })).toMatchObject({ ran: 5 });
  });
});

describe('restart', () => {
  test('restart: documents, clock, timers, secret and set-up code are as before', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'local-cloud-data-'));
    try {
      const before = await start(directory);
      await move(before, { now: START + DAY });
      await addTask(before, { _id: 'a', dueAt: START + 2 * DAY });
      await move(before, { freeze: true });
      const { now } = await move(before, { advanceMs: MINUTE });
      await before.close();

      const after = await start(directory);
      expect(after.setUpCode).toBe(before.setUpCode);
      expect((await after.ask('GET', '/local/clock')).body).toMatchObject({ now, frozen: true });
      expect(await tasks(after)).toMatchObject([{ _id: 'a', dueAt: START + 2 * DAY }]);
      expect(await move(after, { advanceMs: 3 * MINUTE, exact: true })).toMatchObject({ ran: 3 });
      await move(after, { freeze: false });
      expect((await after.ask('GET', '/local/clock')).body).toMatchObject({ frozen: false });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('start: the set-up code comes from the api, asked by the operator', async () => {
    expect((await start()).setUpCode).toBe('code-of-m-wx0000000000demo1');
  });

  test('start: a port in use is told as such', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(startTestCloud(fixtures, { port })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  });
});

async function until<T>(look: () => Promise<T | null | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== null) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
