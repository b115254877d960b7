import { expect, test } from '@jest/globals';

import { MINUTE_MS, type Scene } from '../../simulation/scene';
import { ask, CLERK, OWNER, refused } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';
import { dayOf, endOfDay } from '../domain/time';

let sim: Simulation;
let scene: Scene;

inFreshShop((opened, its) => {
  [sim, scene] = [opened, its];
});

const types = (who = CLERK) => sim.call(who, 'prepareRedemption', { code: '000000000000' });

/** So many unknown codes, nine in a row: nobody's typing is locked. */
async function typed(codes: number): Promise<void> {
  for (let code = 1; code <= codes; code += 1) {
    await refused(ask(sim, CLERK, 'prepareRedemption', { code: '000000000000' }), 'VOUCHER_NOT_FOUND');
    if (code % 9 === 0) await sim.advance(11 * MINUTE_MS);
  }
}

const told = async () => (await ask(sim, OWNER, 'listMessages', {})).items.map(({ kind, about }) => [kind, about]);
const ofStore = ['typing_locked', { storeName: 'first' }];

test('prepareRedemption: the fiftieth unknown code closes a store, and its owner is told once', async () => {
  await typed(49);
  expect(await told()).toEqual([]);
  await typed(1);
  expect(await told()).toEqual([ofStore]);
  const retryAt = endOfDay(dayOf(sim.clock.now()));
  for (let again = 0; again < 2; again += 1)
    expect(await types()).toMatchObject({ error: 'TOO_MANY_ATTEMPTS', detail: { retryAt } });
  expect(await told()).toEqual([ofStore]);
  await sim.advance(retryAt - sim.clock.now());
  await typed(1);
  expect(await told()).toEqual([ofStore]);
});

test('prepareRedemption: three type the last two codes: the owner hears once, and one is too late', async () => {
  const { storeId } = scene.shop;
  const clerks = [CLERK, 'hua', 'zhu'];
  for (const [i, who] of clerks.slice(1).entries()) {
    const offer = { requestId: `one-clerk-${String(i)}`, role: 'clerk', storeIds: [storeId] } as const;
    const { invitation } = await ask(sim, OWNER, 'inviteStaff', offer);
    await ask(sim, who, 'acceptInvitation', { invitation, nickname: who });
  }
  await typed(48);
  const answers = await Promise.all(clerks.map((who) => types(who)));
  const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error)).sort();
  expect(codes).toEqual(['TOO_MANY_ATTEMPTS', 'VOUCHER_NOT_FOUND', 'VOUCHER_NOT_FOUND']);
  expect(await told()).toEqual([ofStore]);
});
