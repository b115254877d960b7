import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { HOUR, MINUTE, SECOND, startStory, type Story } from './cloud-driver';
import * as shop from './shop';
import { id, MANAGER, OPERATOR, OWNER } from './shop';

/** People and places: who is invited and sent away, what stores say of themselves, what anybody says of himself. */
let cloud: Story;
let storeId: string;
let merchantId: string;

beforeAll(async () => {
  cloud = await startStory();
  ({ storeId, merchantId } = await shop.openShop(cloud));
  await shop.hire(cloud, MANAGER, { role: 'manager', nickname: '店长' });
});

afterAll(() => cloud.close());

const invalid = (field: string) => ({ error: 'INVALID_INPUT', detail: { field } });
const reused = { error: 'REQUEST_ID_REUSED' };

describe('staff', () => {
  const offer = (changes: object = {}) =>
    ({ requestId: id(), role: 'clerk', storeIds: [storeId], ...changes }) as const;
  const inviting = (changes: object) => cloud.refusal(OWNER, 'inviteStaff', offer(changes));

  test('an invitation: a clerk is invited to stores, all of them the shop’s, a manager to none', async () => {
    expect(await inviting({ storeIds: [] })).toEqual(invalid('storeIds'));
    expect(await inviting({ storeIds: [storeId, '0'.repeat(20)] })).toEqual({ error: 'NOT_FOUND' });
    const manager = offer({ role: 'manager', storeIds: [] });
    expect((await cloud.do(OWNER, 'inviteStaff', manager)).invitation).toMatch(/^[0-9A-Z]{20}$/);
  });

  test('an invitation: a shift must end later than now', async () => {
    const now = await cloud.now();
    for (const roleUntil of [now - SECOND, now]) expect(await inviting({ roleUntil })).toEqual(invalid('roleUntil'));
    const { invitation } = await cloud.do(OWNER, 'inviteStaff', offer({ roleUntil: now + 1 }));
    const accepted = await cloud.do('o-brief', 'acceptInvitation', { invitation, nickname: '小钱' });
    expect(accepted).toEqual({ roles: ['buyer', 'clerk'] });
  });

  test('an invitation asked for again is the same one; to something else it is refused', async () => {
    const asked = offer();
    const answer = await cloud.do(OWNER, 'inviteStaff', asked);
    await cloud.advance(HOUR);
    expect(await cloud.do(OWNER, 'inviteStaff', asked)).toEqual(answer);
    expect(await cloud.refusal(OWNER, 'inviteStaff', { ...asked, role: 'manager' })).toEqual(reused);
    expect((await cloud.do(OWNER, 'inviteStaff', offer())).invitation).not.toBe(answer.invitation);
  });

  test('nobody sends the owner away', async () => {
    const { items } = await cloud.do(OWNER, 'listStaff', {});
    const staffId = items.find(({ role }) => role === 'owner')?.staffId ?? '';
    expect(await cloud.refusal(OWNER, 'revokeStaff', { staffId })).toEqual(invalid('staffId'));
  });

  test('who was sent away is so from that moment on, however often it is said', async () => {
    const { invitation } = await cloud.do(OWNER, 'inviteStaff', offer());
    await cloud.do('o-away', 'acceptInvitation', { invitation, nickname: '小周' });
    const { items } = await cloud.do(MANAGER, 'listStaff', {});
    const staffId = items.find(({ nickname }) => nickname === '小周')?.staffId ?? '';
    for (let times = 0; times < 2; times += 1) {
      await cloud.advance(SECOND);
      expect(await cloud.do(OWNER, 'revokeStaff', { staffId })).toEqual({ staffId });
      expect(await cloud.refusal('o-away', 'listRedemptions', {})).toEqual({ error: 'FORBIDDEN' });
    }
  });

  test('who is sent away while he takes another place has neither: not even by taking it again', async () => {
    const { invitation: first } = await cloud.do(OWNER, 'inviteStaff', offer());
    await cloud.do('o-twice', 'acceptInvitation', { invitation: first, nickname: '小吴' });
    const { items } = await cloud.do(MANAGER, 'listStaff', {});
    const staffId = items.find(({ nickname }) => nickname === '小吴')?.staffId ?? '';
    await cloud.do(OWNER, 'revokeStaff', { staffId });
    await cloud.advance(SECOND);
    const { invitation } = await cloud.do(OWNER, 'inviteStaff', offer());
    const accepted = { invitation, nickname: '小吴' };
    await cloud.faults({ match: { action: 'acceptInvitation', call: 3 }, kind: 'die-before' });
    await cloud.call('o-twice', 'api', { action: 'acceptInvitation', input: accepted });
    await cloud.faults();
    expect((await cloud.do('o-twice', 'getMe', {})).roles).toEqual(['buyer']);
    await cloud.advance(SECOND);
    await cloud.do(OWNER, 'revokeStaff', { staffId });
    const dead = { error: 'INVITATION_INVALID' };
    expect(await cloud.refusal('o-twice', 'acceptInvitation', accepted)).toEqual(dead);
  });

  test('a set-up code asked for again is the same one; a request is for one shop', async () => {
    const other = { requestId: id(), appid: 'wx-another-shop', name: '另一家', subMchId: '1900000002' };
    const { merchantId: elsewhere } = await cloud.do(OPERATOR, 'createMerchant', other);
    const asked = { requestId: id(), merchantId: elsewhere };
    const { setupCode } = await cloud.do(OPERATOR, 'issueSetupCode', asked);
    expect(setupCode).toMatch(/^[0-9A-Z]{16}$/);
    expect(await cloud.do(OPERATOR, 'issueSetupCode', asked)).toEqual({ setupCode });
    expect(await cloud.refusal(OPERATOR, 'issueSetupCode', { ...asked, merchantId })).toEqual(reused);
    const missing = { requestId: id(), merchantId: '0'.repeat(20) };
    expect(await cloud.refusal(OPERATOR, 'issueSetupCode', missing)).toEqual({ error: 'NOT_FOUND' });
  });
});

describe('stores', () => {
  const full = { name: '合作店', address: '别路 2 号', phone: '010-1234', partnerPercent: 15 };
  const listed = async (named: string) =>
    (await cloud.do(MANAGER, 'listStores', { limit: 100 })).items.find((row) => row.storeId === named);

  test('a store is listed as it was written, and after a change as it was written last', async () => {
    const { storeId: added } = await cloud.do(MANAGER, 'saveStore', { requestId: id(), store: full });
    expect(await listed(added)).toEqual({ storeId: added, ...full });
    const changing = { requestId: id(), storeId: added, store: { name: '自营店', address: '别路 3 号' } };
    expect(await cloud.do(MANAGER, 'saveStore', changing)).toEqual({ storeId: added });
    expect(await listed(added)).toEqual({ storeId: added, name: '自营店', address: '别路 3 号', partnerPercent: 0 });
    expect(await cloud.refusal(MANAGER, 'saveStore', { ...changing, store: full })).toEqual(reused);
  });

  test('a store added again by the same request is one store', async () => {
    const request = { requestId: id(), store: { name: '新店', address: '路' } };
    const { storeId: added } = await cloud.do(MANAGER, 'saveStore', request);
    expect(await cloud.do(MANAGER, 'saveStore', request)).toEqual({ storeId: added });
    expect(await listed(added)).toEqual({ storeId: added, name: '新店', address: '路' });
    expect((await cloud.query('stores', { name: '新店' })).length).toBe(1);
  });
});

describe('anybody', () => {
  const nameOf = async (openid: string) => (await cloud.do(openid, 'getMe', {})).nickname;

  test('a nickname: taken, taken again, changed; nobody else’s is', async () => {
    await cloud.do('o-other', 'saveProfile', { nickname: '别人' });
    for (const nickname of ['阿明', '阿明', '小明']) {
      expect(await cloud.do('o-named', 'saveProfile', { nickname })).toEqual({ nickname });
      expect([await nameOf('o-named'), await nameOf('o-other')]).toEqual([nickname, '别人']);
    }
  });

  test('a consent: each template counts once a time, one that is not the shop’s none at all', async () => {
    const [refunded, redeemed] = ['demo-refunded', 'demo-redeemed'];
    const allows = (accepted: string[]) => cloud.do('o-asked', 'recordConsent', { accepted });
    const left = async () => (await cloud.query('people', { person: 'o-asked' }))[0]?.consents;
    expect(await allows([])).toEqual({ recorded: 0 });
    expect(await cloud.query('people', { person: 'o-asked' })).toEqual([]);
    expect(await allows([refunded, refunded])).toEqual({ recorded: 1 });
    expect(await left()).toEqual({ demo_refunded: 1 });
    expect(await allows([refunded, redeemed])).toEqual({ recorded: 2 });
    expect(await left()).toEqual({ demo_refunded: 2, demo_redeemed: 1 });
    const strange = { accepted: [refunded, 'of-another-shop'] };
    expect(await cloud.refusal('o-asked', 'recordConsent', strange)).toEqual(invalid('accepted'));
    expect(await left()).toEqual({ demo_refunded: 2, demo_redeemed: 1 });
    await cloud.do('o-asked', 'saveProfile', { nickname: '阿问' });
    expect(await left()).toEqual({ demo_refunded: 2, demo_redeemed: 1 });
    await cloud.advance(MINUTE);
  });
});
