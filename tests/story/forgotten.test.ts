import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { MINUTE, SECOND, startStory, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OWNER } from './shop';

/** What the shop knows of people: who they are here, what they are called, and how that is forgotten. */
const REDEEMED = 'demo-redeemed';

let cloud: Story;
let storeId: string;
let otherStoreId: string;

beforeAll(async () => {
  cloud = await startStory();
  ({ storeId } = await shop.openShop(cloud));
  otherStoreId = await shop.openStore(cloud, '二号店');
  await shop.hire(cloud, MANAGER, { role: 'manager', nickname: '店长' });
});

afterAll(() => cloud.close());

const call = (openid: string, nickname: string) => cloud.do(openid, 'saveProfile', { nickname });
const forget = (openid: string, requestId = id()) => cloud.do(openid, 'deleteMe', { requestId });
const membersOf = async (groupId: string) => (await cloud.do('o-x', 'getGroup', { groupId })).members;
const named = (nickname: string) => expect.objectContaining({ nickname }) as unknown;

describe('who asks to be forgotten', () => {
  test('has no name any more, in no group and at no counter; what was bought stays', async () => {
    await call('o-ming', '阿明');
    await call('o-lian', '小莲');
    const dealId = await shop.publish(cloud, { groupSize: 3 });
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-ming', 'o-lian']);
    const { orderId } = await shop.buy(cloud, 'o-ming', { dealId, buy: 'alone' });
    expect(await membersOf(groupId)).toEqual([named('阿明'), named('小莲')]);
    expect(await forget('o-ming')).toEqual({ deletedAt: await cloud.now() });
    expect(await membersOf(groupId)).toEqual([named(''), named('小莲')]);
    expect(await cloud.do('o-ming', 'getMe', {})).not.toHaveProperty('nickname');
    const { code } = await shop.voucher(cloud, 'o-ming', orderId);
    expect(await cloud.do(CLERK, 'prepareRedemption', { code })).toMatchObject({ usesLeft: 1, buyer: '' });
    expect(await cloud.do(OWNER, 'getMerchantOrder', { orderId: orderIds[0] ?? '' })).toMatchObject({ buyer: '' });
    expect(await cloud.do(OWNER, 'getMerchantOrder', { orderId: orderIds[1] ?? '' })).toMatchObject({ buyer: '小' });
    for (const collection of ['groups', 'orders', 'people'])
      expect(JSON.stringify(await cloud.query(collection))).not.toContain('阿明');
  });

  test('allows no more messages, though WeChat would still send one', async () => {
    const dealId = await shop.publish(cloud);
    const { orderId } = await shop.buy(cloud, 'o-quiet', { dealId, buy: 'alone', quantity: 2 });
    const [first, second] = await shop.vouchers(cloud, 'o-quiet', orderId);
    await cloud.consent('o-quiet', REDEEMED, 2);
    await cloud.do('o-quiet', 'recordConsent', { accepted: [REDEEMED] });
    await cloud.do('o-quiet', 'recordConsent', { accepted: [REDEEMED] });
    await shop.redeem(cloud, CLERK, { code: first?.code ?? '' });
    await cloud.advance(2 * MINUTE);
    expect(await cloud.messages('o-quiet')).toHaveLength(1);
    await forget('o-quiet');
    await shop.redeem(cloud, CLERK, { code: second?.code ?? '' });
    await cloud.advance(2 * MINUTE);
    expect(await cloud.messages('o-quiet')).toHaveLength(1);
  });

  test('is forgotten once by a request: sent again it says when, and leaves the name that he has since', async () => {
    await call('o-back', '回头客');
    const requestId = id();
    const first = await forget('o-back', requestId);
    await cloud.advance(SECOND);
    await call('o-back', '新名字');
    expect(await forget('o-back', requestId)).toEqual(first);
    expect(await cloud.do('o-back', 'getMe', {})).toMatchObject({ nickname: '新名字' });
    expect(await forget('o-back')).toEqual({ deletedAt: first.deletedAt + SECOND });
    expect(await cloud.do('o-back', 'getMe', {})).not.toHaveProperty('nickname');
  });

  test('need not be known: who never said what to be called is forgotten all the same, and once', async () => {
    const requestId = id();
    const first = await forget('o-nobody', requestId);
    await cloud.advance(SECOND);
    expect(await forget('o-nobody', requestId)).toEqual(first);
    expect(await cloud.query('people', { person: 'o-nobody' })).toMatchObject([{ nickname: '', consents: {} }]);
    await call('o-nobody', '某人');
    expect(await cloud.do('o-nobody', 'getMe', {})).toMatchObject({ nickname: '某人' });
  });

  test('takes no place in a group that he has left unpaid', async () => {
    await call('o-late', '迟到');
    const dealId = await shop.publish(cloud);
    const { groupId = '', orderId } = await shop.buy(cloud, 'o-ming', { dealId, buy: 'open' });
    await shop.order(cloud, 'o-late', { dealId, buy: 'join', groupId });
    await cloud.advance(10 * MINUTE);
    await forget('o-late');
    const [group] = await cloud.query('groups', { _id: groupId });
    expect(Object.keys(group?.seats as object)).toEqual([orderId]);
  });
});

describe('who somebody is here', () => {
  test('a clerk who becomes a manager is both, from the answer on', async () => {
    await shop.hire(cloud, 'o-rising', { storeIds: [storeId] });
    const { invitation } = await cloud.do(OWNER, 'inviteStaff', { requestId: id(), role: 'manager', storeIds: [] });
    const answer = await cloud.do('o-rising', 'acceptInvitation', { invitation, nickname: '新店长' });
    expect(answer).toEqual({ roles: ['buyer', 'clerk', 'manager'] });
    expect(await cloud.do('o-rising', 'getMe', {})).toMatchObject(answer);
    expect((await cloud.do(OWNER, 'listStaff', {})).items).toContainEqual(named('新店长'));
  });

  test.each([
    ['anybody', 'o-anybody', ['buyer'], () => []],
    ['the owner', OWNER, ['buyer', 'owner'], () => [storeId, otherStoreId]],
    ['a manager', MANAGER, ['buyer', 'manager'], () => [storeId, otherStoreId]],
    ['a clerk', CLERK, ['buyer', 'clerk'], () => [storeId]],
  ] as const)('%s: his roles, and the stores in which he redeems', async (_, openid, roles, theirs) => {
    const me = await cloud.do(openid, 'getMe', {});
    expect(me).toMatchObject({ roles, merchantName: '测试店', unreadMessages: 0 });
    expect(me).not.toHaveProperty('nickname');
    expect(me.stores.map((store) => store.storeId).sort()).toEqual([...theirs()].sort());
    for (const store of me.stores) expect(['一号店', '二号店']).toContain(store.name);
  });
});
