import { afterEach, describe, expect, test } from '@jest/globals';

import { OPERATOR } from '../../emulator/local/set-up';
import type { Scene } from '../../simulation/scene';
import { ask, OWNER } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { atOnce, type Act } from '../../tests/story/at-once';

/** The operator has issued a new set-up code, and the owner has invited a manager. */
let sim: Simulation;

afterEach(() => {
  expect(sim.printed()).toEqual([]);
  sim.close();
});

const keep = (its: Scene, name: string, code: string): void => {
  its.shown[name] = { code, token: '' };
};
const kept = (its: Scene, name: string): string => its.shown[name]?.code ?? '';

const offered: Act = async (own, its) => {
  const offer = { requestId: 'one-manager', role: 'manager', storeIds: [] } as const;
  keep(its, 'invitation', (await ask(own, OWNER, 'inviteStaff', offer)).invitation);
  const merchantId = String(own.documents().merchants?.[0]?._id);
  const { setupCode } = await ask(own, OPERATOR, 'issueSetupCode', { requestId: 'setup-0002', merchantId });
  keep(its, 'set-up code', setupCode);
};
const accepts =
  (who: string): Act =>
  (own, its) =>
    ask(own, who, 'acceptInvitation', { invitation: kept(its, 'invitation'), nickname: who });
const claims =
  (who: string): Act =>
  (own, its) =>
    ask(own, who, 'claimShop', { setupCode: kept(its, 'set-up code'), merchantName: '新东家' });
const inTurn =
  (...acts: readonly Act[]): Act =>
  async (own, its) => {
    for (const act of acts) await act(own, its);
  };

/** What this is answered, done at once: the first rests after some calls until the others have ended. */
async function answersOf(before: Act, acts: readonly Act[], after = 1): Promise<readonly string[]> {
  const done = await atOnce(before, after, acts);
  ({ sim } = done);
  return done.answers;
}
const rolesOf = async (who: string) => (await ask(sim, who, 'getMe', {})).roles;

describe('acceptInvitation', () => {
  test.each([OWNER, 'mei'])('what an earlier owner offered is void once the shop is another’s (to %s)', async (who) => {
    expect(await answersOf(inTurn(offered, claims('hua')), [accepts(who)])).toEqual(['INVITATION_INVALID']);
    expect(await rolesOf(who)).toEqual(['buyer']);
  });

  test('the owner takes no place in his own shop, and so keeps none when it is another’s', async () => {
    expect(await answersOf(offered, [accepts(OWNER)])).toEqual(['INVITATION_INVALID']);
    await ask(sim, 'mei', 'acceptInvitation', { invitation: await anotherOffer(), nickname: '梅' });
    expect(await rolesOf('mei')).toEqual(['buyer', 'manager']);
  });

  test('what the new owner offers counts, to the earlier owner, too', async () => {
    await answersOf(inTurn(offered, claims('hua')), []);
    await ask(sim, OWNER, 'acceptInvitation', { invitation: await anotherOffer('hua'), nickname: '旧' });
    expect(await rolesOf(OWNER)).toEqual(['buyer', 'manager']);
  });

  test.each([1, 2])('an owner who takes his own offer while another one claims is nobody (after %i)', async (after) => {
    expect(await answersOf(offered, [accepts(OWNER), claims('hua')], after)).toEqual(['INVITATION_INVALID', 'ok']);
    expect(await rolesOf(OWNER)).toEqual(['buyer']);
  });

  test.each([1, 2])('nor is he while the claim is on its way (after %i)', async (after) => {
    expect(await answersOf(offered, [claims('hua'), accepts(OWNER)], after)).toEqual(['ok', 'INVITATION_INVALID']);
    expect(await rolesOf(OWNER)).toEqual(['buyer']);
  });
});

describe('claimShop', () => {
  test('who worked here and owns the shop has no other place in it', async () => {
    expect(await answersOf(inTurn(offered, accepts('hua')), [claims('hua')])).toEqual(['ok']);
    expect(await rolesOf('hua')).toEqual(['buyer', 'owner']);
  });

  test.each([1, 2])('who takes a place in the same moment has the shop alone (the place after %i)', async (after) => {
    await answersOf(offered, [accepts('hua'), claims('hua')], after);
    expect(await rolesOf('hua')).toEqual(['buyer', 'owner']);
  });

  test.each([1, 2])('who takes a place in the same moment has the shop alone (the shop after %i)', async (after) => {
    await answersOf(offered, [claims('hua'), accepts('hua')], after);
    expect(await rolesOf('hua')).toEqual(['buyer', 'owner']);
  });
});

async function anotherOffer(owner = OWNER): Promise<string> {
  const offer = { requestId: 'one-more-manager', role: 'manager', storeIds: [] } as const;
  return (await ask(sim, owner, 'inviteStaff', offer)).invitation;
}
