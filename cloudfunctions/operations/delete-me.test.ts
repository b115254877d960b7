import { afterEach, expect, test } from '@jest/globals';

import { DEFAULT_APPID } from '../../emulator/local/set-up';
import { emptyScene, join, open, orderOf, pay } from '../../simulation/scene';
import { ask } from '../../simulation/shop';
import { createSimulation, type Simulation } from '../../simulation/simulation';
import { simulationOf } from '../../tests/story/inline-world';
import type { Group } from '../domain/group';
import { merchantIdOf } from '../domain/ids';
import { aGroup, aMerchant, anOrder, aSeat, GROUP, NOON } from '../views/documents-for-tests';

let sim: Simulation;

afterEach(() => {
  sim.close();
});

test('deleteMe: the name of a first try, cut short before its order was written, goes as well', async () => {
  sim = createSimulation({ seed: 1 });
  const scene = await emptyScene(sim);
  await open(sim, scene, 'lin');
  await pay(sim, scene, 'lin');
  await ask(sim, 'mei', 'saveProfile', { nickname: '梅梅' });
  sim.faults.replace([{ match: { function: 'api', call: 'unifiedOrder' }, kind: 'die-before', nth: 1 }]);
  await expect(join(sim, scene, 'mei', 'lin')).rejects.toThrow();
  await ask(sim, 'mei', 'deleteMe', { requestId: 'forget-0001' });
  await join(sim, scene, 'mei', 'lin');
  await pay(sim, scene, 'mei');
  await ask(sim, 'mei', 'deleteMe', { requestId: 'forget-0002' });
  const { members } = await ask(sim, 'zhu', 'getGroup', { groupId: orderOf(scene, 'lin').groupId ?? '' });
  expect(members.map(({ nickname }) => nickname)).toEqual(['', '']);
});

test('deleteMe: a name goes from a thousand and one orders, those alike in time as well', async () => {
  const merchantId = merchantIdOf(DEFAULT_APPID);
  const ids = Array.from({ length: 1001 }, (_, n) => String(n).padStart(20, '0'));
  const own = (_id: string) => ({ _id, merchantId, requestKeys: [_id] });
  const orders = ids.map((id, n) =>
    anOrder({ ...own(id), buyer: 'mei', buyerKey: id, codes: [id], orderedAt: NOON + Math.floor(n / 300) }),
  );
  const seats = Object.fromEntries(ids.filter((_, n) => n % 250 === 0).map((id) => [id, aSeat('mei')]));
  const group = aGroup({ ...own(GROUP), seats: { ...seats, ['Z'.repeat(20)]: aSeat('lin') } });
  sim = simulationOf({ merchants: [{ ...aMerchant(), ...own(merchantId) }], orders, groups: [group] }, NOON);
  await ask(sim, 'mei', 'deleteMe', { requestId: 'forget-0001' });
  const kept = sim.look('groups').get(GROUP)?.seats as Group['seats'];
  expect(Object.values(kept).map(({ nickname }) => nickname)).toEqual(['', '', '', '', '', 'lin先生']);
  expect(new Set([...sim.look('orders').values()].map(({ nickname }) => nickname))).toEqual(new Set(['']));
});
