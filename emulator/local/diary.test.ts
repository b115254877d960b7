import { expect, test } from '@jest/globals';

import { VirtualClock } from '../clock/clock';
import { Engine } from '../engine/engine';
import { Diary, type Happening } from './diary';

const buyer = { openid: 'o-buyer', appid: 'wx-a', source: 'wx_client' };

function openDiary() {
  const clock = new VirtualClock({ realNow: () => 5_000 });
  const engine = new Engine({ now: () => clock.now(), id: () => 'id', refuseScans: true, conflictAt: 'operation' });
  engine.declare([
    { name: 'deals', indexes: [] },
    { name: 'sys_clock', indexes: [] },
  ]);
  const diary = new Diary(engine, clock);
  const told: Happening[] = [];
  diary.watch((happening) => told.push(happening));
  return { clock, engine, diary, told };
}

test('diary: a run is told when it has ended, with who asked, what for, and the answer', async () => {
  const { clock, diary, told } = openDiary();
  const invoke = diary.tellingRuns(() => {
    clock.set(6_000);
    return Promise.resolve({ ok: true });
  });
  expect(await invoke('api', { action: 'getMe' }, buyer)).toEqual({ ok: true });
  expect(told).toEqual([
    {
      kind: 'run',
      function: 'api',
      identity: buyer,
      event: { action: 'getMe' },
      startedAt: 5_000,
      endedAt: 6_000,
      changed: false,
      answer: { ok: true },
    },
  ]);
});

test('diary: a run that fails is told with its reason, and fails', async () => {
  const { diary, told } = openDiary();
  const invoke = diary.tellingRuns(() => Promise.reject(new Error('broken')));
  await expect(invoke('api', {}, buyer)).rejects.toThrow('broken');
  expect(told).toMatchObject([{ function: 'api', failure: 'broken' }]);
  expect(told[0]).not.toHaveProperty('answer');
});

test.each([
  ['a document of the functions', 'deals', true],
  ['a document of the local cloud itself', 'sys_clock', false],
])('diary: says whether a run changed anything: %s', async (_, collection, changed) => {
  const { engine, diary, told } = openDiary();
  const invoke = diary.tellingRuns(() => Promise.resolve(engine.insert(collection, [{ _id: 'a' }])));
  await invoke('settle', {}, buyer);
  expect(told).toMatchObject([{ changed }]);
});
