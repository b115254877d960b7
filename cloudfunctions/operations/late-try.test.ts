import { afterEach, expect, test } from '@jest/globals';

import { OPERATOR } from '../../emulator/local/set-up';
import type { Scene } from '../../simulation/scene';
import { ask, cardDeal, OWNER } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { atOnce, type Act } from '../../tests/story/at-once';

/** A phone asks, and asks again; the first try looks at what is there, and goes on when all others are answered. */
let sim: Simulation;
let scene: Scene;

afterEach(() => {
  sim.close();
});

const nothing: Act = () => Promise.resolve();

async function comesLate(first: Act, meanwhile: Act): Promise<void> {
  const done = await atOnce(nothing, 1, [first, first, meanwhile]);
  ({ sim, scene } = done);
  expect(new Set(done.answers)).toEqual(new Set(['ok']));
}

test('saveStore: it does not take back what was saved since', async () => {
  const saves =
    (name: string): Act =>
    (own, { shop }) =>
      ask(own, OWNER, 'saveStore', {
        requestId: `save-${name}`,
        storeId: shop.storeId,
        store: { name, address: '路' },
      });
  await comesLate(saves('old-name'), saves('new-name'));
  expect(sim.look('stores').get(scene.shop.storeId)).toMatchObject({ name: 'new-name' });
});

test('saveDeal: it does not take back what was saved since', async () => {
  const saves =
    (title: string): Act =>
    (own, { shop }) =>
      ask(own, OWNER, 'saveDeal', { requestId: `save-${title}`, dealId: shop.cardId, deal: { ...cardDeal, title } });
  await comesLate(saves('old-title'), saves('new-title'));
  expect(sim.look('deals').get(scene.shop.cardId)).toMatchObject({ version: 3, rules: { title: 'new-title' } });
});

test('issueSetupCode: a code that made somebody the owner meanwhile makes nobody else one', async () => {
  const merchantIn = (own: Simulation): string => String([...own.look('merchants').keys()][0]);
  const request = { requestId: 'a-new-owner-comes' };
  const issues: Act = async (own, its) => {
    const { setupCode } = await ask(own, OPERATOR, 'issueSetupCode', { ...request, merchantId: merchantIn(own) });
    its.shown.setUp = { code: setupCode, token: '' };
  };
  const known = await atOnce(issues, 1, []);
  known.sim.close();
  const setupCode = known.scene.shown.setUp?.code ?? '';
  const claims: Act = (own) => ask(own, 'mei', 'claimShop', { setupCode, merchantName: '新东家' });
  await comesLate(issues, claims);
  const thief = await sim.call('hua', 'claimShop', { setupCode, merchantName: '贼' });
  expect(thief).toMatchObject({ ok: false, error: 'INVITATION_INVALID' });
  expect([...sim.look('merchants').values()]).toMatchObject([{ owner: 'mei' }]);
});
