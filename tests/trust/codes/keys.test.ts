import { afterAll, expect, test } from '@jest/globals';
import { ask } from '../../../simulation/shop';
import { createSimulation } from '../../../simulation/simulation';
import { openidOf, OPERATOR } from '../cast';
import { openTwoShops, SECRET } from '../two-shops';
import { alive, NEW_SECRET, run, withKeys } from './keys';

const world = openTwoShops();
const sims: { close: () => void }[] = [];

afterAll(() => {
  for (const sim of sims) sim.close();
});

test('tokens: of another slot, voucher or key, or with any symbol changed, none is taken', async () => {
  const { cases, violations } = await run();
  expect(violations).toEqual([]);
  expect(cases).toBeGreaterThan(8000);
});

test('keys: with a new one before the old one, tokens, codes, set-up codes and invitations live on', async () => {
  const all = { token: true, code: true, setupCode: true, invitation: true, newToken: true };
  expect(await alive(await world, SECRET)).toEqual(all);
  expect(await alive(await world, NEW_SECRET, SECRET)).toEqual(all);
});

test('keys: when the old one is gone, so are its tokens, and nothing else', async () => {
  const but = { token: false, code: true, setupCode: true, invitation: true, newToken: true };
  expect(await alive(await world, NEW_SECRET)).toEqual(but);
});

test('keys: a request for a secret that is sent again after a change of keys gives the same secret', async () => {
  const { snapshot, first } = await world;
  const wanted = { requestId: 'invite-once', role: 'clerk', storeIds: [first.storeId] } as const;
  const setUp = { requestId: 'set-up-once', merchantId: first.merchantId };
  const before = createSimulation({ seed: 1, from: snapshot });
  sims.push(before);
  const { invitation } = await ask(before, openidOf('first', 'owner'), 'inviteStaff', wanted);
  const { setupCode } = await ask(before, OPERATOR, 'issueSetupCode', setUp);
  const after = createSimulation({ seed: 1, from: withKeys(before.snapshot(), NEW_SECRET, SECRET) });
  sims.push(after);
  expect(await ask(after, openidOf('first', 'owner'), 'inviteStaff', wanted)).toEqual({ invitation });
  expect(await ask(after, OPERATOR, 'issueSetupCode', setUp)).toEqual({ setupCode });
});
