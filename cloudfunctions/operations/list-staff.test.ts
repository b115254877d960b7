import { expect, test } from '@jest/globals';

import type { Scene } from '../../simulation/scene';
import { ask, OWNER } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';

let sim: Simulation;
let scene: Scene;

inFreshShop((opened, its) => {
  [sim, scene] = [opened, its];
});

test('listStaff: a clerk is named with his stores, a manager with all of the shop', async () => {
  const asked = { requestId: 'invitation-2', role: 'manager', storeIds: [] } as const;
  const { invitation } = await ask(sim, OWNER, 'inviteStaff', asked);
  await ask(sim, 'zhou', 'acceptInvitation', { invitation, nickname: '老周' });
  const { items } = await ask(sim, OWNER, 'listStaff', {});
  const { storeId, otherStoreId } = scene.shop;
  const row = (nickname: string) => items.find((its) => its.nickname === nickname);
  expect(row('阿芳')).toMatchObject({ role: 'clerk', storeIds: [storeId] });
  expect(row('老周')).toMatchObject({
    ...{ role: 'manager', storeIds: expect.arrayContaining([storeId, otherStoreId]) },
  });
});
