import { afterEach, describe, expect, test } from '@jest/globals';

import { OPERATOR } from '../../emulator/local/set-up';
import { complaints } from '../../simulation/complaints';
import { buyCard, HOUR_MS, join, open, orderOf, pay, SECOND_MS, type Scene } from '../../simulation/scene';
import { ask, OWNER, publish, shareDeal } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { atOnce, type Act } from '../../tests/story/at-once';
import type { Staff } from '../domain/merchant';

/** Two want the same thing at once: the first has looked, the second has it, and only then does the first go on. */
let sim: Simulation;
let scene: Scene;

afterEach(() => {
  expect(sim.printed()).toEqual([]);
  sim.close();
});

async function answersOf(before: Act, acts: readonly Act[], after = 1): Promise<readonly string[]> {
  const done = await atOnce(before, after, acts);
  ({ sim, scene } = done);
  return done.answers;
}

const nothing: Act = () => Promise.resolve();
const keep = (its: Scene, code: string): void => {
  its.shown.secret = { code, token: '' };
};
const secretOf = (its: Scene): string => its.shown.secret?.code ?? '';
const staffNow = () => [...sim.look('staff').values()] as unknown as readonly Staff[];
const grantsOf = (person: string): number =>
  Object.keys(staffNow().find((staff) => staff.person === person)?.grants ?? {}).length;

describe('acceptInvitation', () => {
  const invited: Act = async (own, its) => {
    const offer = { requestId: 'one-more-clerk', role: 'clerk', storeIds: [its.shop.storeId] } as const;
    keep(its, (await ask(own, OWNER, 'inviteStaff', offer)).invitation);
  };
  const accepts =
    (who: string, nickname = '新人'): Act =>
    (own, its) =>
      ask(own, who, 'acceptInvitation', { invitation: secretOf(its), nickname });

  test('of two people one has the place', async () => {
    expect(await answersOf(invited, [accepts('mei'), accepts('hua')])).toEqual(['INVITATION_INVALID', 'ok']);
    expect([grantsOf('mei'), grantsOf('hua')]).toEqual([0, 1]);
  });

  test.each([1, 2, 3])('one who taps twice has it once (the first resting after %i)', async (after) => {
    expect(await answersOf(invited, [accepts('mei'), accepts('mei', '别名')], after)).toEqual(['ok', 'ok']);
    expect(grantsOf('mei')).toBe(1);
    expect(staffNow().filter(({ person }) => person === 'mei')).toHaveLength(1);
  });

  test('one who is sent away in the same moment does not come back by it', async () => {
    const works: Act = async (own, its) => {
      await invited(own, its);
      await accepts('mei')(own, its);
      const offer = { requestId: 'another-store', role: 'clerk', storeIds: [its.shop.otherStoreId] } as const;
      keep(its, (await ask(own, OWNER, 'inviteStaff', offer)).invitation);
    };
    const revokes: Act = (own) => {
      const staffId = [...own.look('staff').values()].find(({ person }) => person === 'mei')?._id;
      return ask(own, OWNER, 'revokeStaff', { staffId: String(staffId) });
    };
    expect(await answersOf(works, [accepts('mei'), revokes], 2)).toEqual(['INVITATION_INVALID', 'ok']);
    expect(grantsOf('mei')).toBe(0);
  });
});

describe('revokeStaff', () => {
  const staffIdOf = (own: Simulation, person: string): string =>
    String([...own.look('staff').values()].find((staff) => staff.person === person)?._id);
  const revokes: Act = (own) => ask(own, OWNER, 'revokeStaff', { staffId: staffIdOf(own, 'mei') });
  const accepts: Act = (own, its) =>
    ask(own, 'mei', 'acceptInvitation', { invitation: secretOf(its), nickname: '小梅' });
  const invites =
    (requestId: string): Act =>
    async (own, its) => {
      const offer = { requestId, role: 'clerk', storeIds: [its.shop.storeId] } as const;
      keep(its, (await ask(own, OWNER, 'inviteStaff', offer)).invitation);
    };
  const works: Act = async (own, its) => {
    await invites('first-place')(own, its);
    await accepts(own, its);
    await invites('second-place')(own, its);
  };
  /** One after the other, each five seconds later; the first begins after whoever rests. */
  const inTurn =
    (...acts: readonly Act[]): Act =>
    async (own, its) => {
      for (const act of acts) {
        await ask(own, OWNER, 'listStaff', {});
        await own.leap(5 * SECOND_MS);
        await act(own, its);
      }
    };

  test('a slow try does not date a later one back: what was taken before that stays dead', async () => {
    expect(await answersOf(works, [revokes, inTurn(accepts, revokes)])).toEqual(['ok', 'ok']);
    expect(grantsOf('mei')).toBe(0);
    await expect(accepts(sim, scene)).rejects.toThrow('INVITATION_INVALID');
  });

  test('sent away again in the same moment, nothing is left to do', async () => {
    expect(await answersOf(works, [inTurn(revokes), () => Promise.resolve()])).toEqual(['ok', 'ok']);
    await revokes(sim, scene);
    expect(grantsOf('mei')).toBe(0);
  });

  test('a slow try does not send away who was employed anew after a later one', async () => {
    const anew = inTurn(revokes, invites('third-place'), accepts);
    expect(await answersOf(works, [revokes, anew])).toEqual(['ok', 'ok']);
    expect(grantsOf('mei')).toBe(1);
  });
});

describe('getShareCard', () => {
  test.each([1, 2])('a card made while its group forms does not stay behind (after %i)', async (after) => {
    const shares: Act = (own, its) => ask(own, 'lin', 'getShareCard', { groupId: orderOf(its, 'lin').groupId ?? '' });
    const opened: Act = async (own, its) => {
      await open(own, its, 'lin');
      await pay(own, its, 'lin');
      await shares(own, its);
    };
    const forms: Act = async (own, its) => {
      await join(own, its, 'mei', 'lin');
      await pay(own, its, 'mei');
      await own.timer('deliver');
    };
    expect(await answersOf(opened, [shares, forms], after)).toEqual(['ok', 'ok']);
    await sim.advance(HOUR_MS);
    const [group] = sim.look('groups').values();
    const cards = (group?.cards ?? []) as readonly { readonly id: string }[];
    expect(cards.map(({ id }) => sim.look('sys_activities').get(id)?.state)).toEqual([1]);
  });
});

describe('claimShop', () => {
  const issues =
    (requestId: string): Act =>
    async (own, its) => {
      const merchantId = String([...own.look('merchants').keys()][0]);
      keep(its, (await ask(own, OPERATOR, 'issueSetupCode', { requestId, merchantId })).setupCode);
    };
  const claims =
    (who: string): Act =>
    (own, its) =>
      ask(own, who, 'claimShop', { setupCode: secretOf(its), merchantName: `${who}的店` });
  const merchantNow = () => [...sim.look('merchants').values()][0];

  test('of two people one owns the shop, and it bears his name', async () => {
    const answers = await answersOf(issues('new-owner'), [claims('mei'), claims('hua')]);
    expect(answers).toEqual(['INVITATION_INVALID', 'ok']);
    expect(merchantNow()).toMatchObject({ owner: 'hua', name: 'hua的店' });
  });

  test.each([1, 2])('one who taps twice owns it (the first resting after %i)', async (after) => {
    expect(await answersOf(issues('new-owner'), [claims('mei'), claims('mei')], after)).toEqual(['ok', 'ok']);
    expect(merchantNow()).toMatchObject({ owner: 'mei' });
    expect(staffNow().filter(({ person }) => person === 'mei')).toHaveLength(1);
  });

  test('nobody by a code that has just been replaced', async () => {
    const answers = await answersOf(issues('new-owner'), [claims('mei'), issues('newer-owner')]);
    expect(answers).toEqual(['INVITATION_INVALID', 'ok']);
    expect(merchantNow()).toMatchObject({ owner: OWNER });
  });
});

describe('createMerchant', () => {
  const takesOn =
    (appid: string): Act =>
    (own) =>
      ask(own, OPERATOR, 'createMerchant', { requestId: 'take-on-one', appid, name: '面包房', subMchId: '1900000009' });

  test('the same request twice at once is one merchant', async () => {
    expect(await answersOf(nothing, [takesOn('wx-bakery'), takesOn('wx-bakery')])).toEqual(['ok', 'ok']);
    expect(sim.look('merchants').size).toBe(2);
  });

  test('the same request for two mini-programs is one merchant, and the other is told', async () => {
    const answers = await answersOf(nothing, [takesOn('wx-bakery'), takesOn('wx-cakes')]);
    expect(answers).toEqual(['REQUEST_ID_REUSED', 'ok']);
    expect(sim.look('merchants').size).toBe(2);
  });
});

describe('adjustStock', () => {
  const adjusts =
    (delta: number, requestId = `adjust-${String(delta)}`): Act =>
    (own, its) =>
      ask(own, OWNER, 'adjustStock', { requestId, dealId: its.shop.cardId, delta });
  const freeNow = (): unknown => sim.look('deals').get(scene.shop.cardId)?.free;

  test('units that have just been sold are not taken off sale', async () => {
    const buys: Act = (own, its) => buyCard(own, its, 'mei', 5);
    expect(await answersOf(nothing, [adjusts(-6), buys])).toEqual(['STOCK_TOO_LOW', 'ok']);
    expect(freeNow()).toBe(5);
  });

  test('all that is left can be taken, and the answer says what is free then', async () => {
    const buys: Act = (own, its) => buyCard(own, its, 'mei', 5);
    expect(await answersOf(nothing, [adjusts(-5), buys])).toEqual(['ok', 'ok']);
    expect(freeNow()).toBe(0);
  });

  test('the same request twice at once changes it once', async () => {
    expect(await answersOf(nothing, [adjusts(3), adjusts(3)])).toEqual(['ok', 'ok']);
    expect(freeNow()).toBe(13);
  });
});

describe('fillSeats', () => {
  const halfFull: Act = async (own, its) => {
    const shareId = await publish(own, 'deal-many', { ...shareDeal, title: '多人火锅', groupSize: 4 });
    await open(own, { ...its, shop: { ...its.shop, shareId } }, 'lin');
    await pay(own, its, 'lin');
    await join(own, its, 'mei', 'lin');
    await pay(own, its, 'mei');
  };
  const fills =
    (requestId: string, seats: number): Act =>
    (own, its) =>
      ask(own, OWNER, 'fillSeats', { requestId, groupId: orderOf(its, 'lin').groupId ?? '', seats });
  const groupNow = () => [...sim.look('groups').values()][0];

  test('a seat that a buyer has just taken is not filled', async () => {
    const joins: Act = (own, its) => join(own, its, 'hua', 'lin');
    expect(await answersOf(halfFull, [fills('fill-two-seats', 2), joins])).toEqual(['SEATS_NOT_FILLABLE', 'ok']);
    expect(groupNow()).toMatchObject({ status: 'open', left: 1, held: 1, missing: 2, filled: 0 });
  });

  test.each([1, 2])('the same request twice at once fills one (the first resting after %i)', async (after) => {
    expect(await answersOf(halfFull, [fills('fill-a-seat', 1), fills('fill-a-seat', 1)], after)).toEqual(['ok', 'ok']);
    expect(groupNow()).toMatchObject({ status: 'open', left: 1, missing: 1, filled: 1 });
  });
});

describe('cancelOrder', () => {
  test('what has just been paid is not cancelled, and the answer says what it is', async () => {
    const cancels: Act = async (own, its) => {
      const { orderId } = orderOf(its, 'mei');
      expect(await ask(own, 'mei', 'cancelOrder', { orderId })).toEqual({ status: 'issued' });
    };
    const buys: Act = (own, its) => buyCard(own, its, 'mei');
    expect(await answersOf(buys, [cancels, (own, its) => pay(own, its, 'mei')])).toEqual(['ok', 'ok']);
    expect(sim.look('orders').get(orderOf(scene, 'mei').orderId)).toMatchObject({ cancelledAt: null });
    expect(complaints(sim)).toEqual([]);
  });
});
