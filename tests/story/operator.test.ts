import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { startStory, type Story } from './cloud-driver';
import * as shop from './shop';
import { id, OPERATOR, OWNER } from './shop';

/** The operator takes on merchants: each mini-program is one shop, with a number of its own at WeChat Pay. */
let cloud: Story;

beforeAll(async () => {
  cloud = await startStory();
  await shop.openShop(cloud);
});

afterAll(() => cloud.close());

const request = { requestId: id(), appid: 'wx-the-bakery', name: '面包房', subMchId: '1900000007' };
const shops = async () => (await cloud.do(OPERATOR, 'listMerchants', { limit: 100 })).items;

test('a merchant is taken on once, whoever asks again; nobody owns the shop yet', async () => {
  const before = await shops();
  const createdAt = await cloud.now();
  const { merchantId } = await cloud.do(OPERATOR, 'createMerchant', request);
  expect(await cloud.do(OPERATOR, 'createMerchant', request)).toEqual({ merchantId });
  expect(await shops()).toEqual([{ merchantId, name: '面包房', claimed: false, createdAt }, ...before]);
  const [stored] = await cloud.query('merchants', { _id: merchantId });
  expect(stored).toMatchObject({ appid: 'wx-the-bakery', subMchId: '1900000007', owner: null, setUp: null });
});

test('nobody claims it before the operator has made a code', async () => {
  const claim = { setupCode: 'A'.repeat(16), merchantName: '我的店' };
  expect(await cloud.ask('o-finder', 'claimShop', claim, 'wx-the-bakery')).toMatchObject({
    ...{ ok: false, error: 'INVITATION_INVALID' },
  });
});

test.each([
  [
    'another shop of the same mini-program',
    { requestId: id() },
    { error: 'INVALID_INPUT', detail: { field: 'appid' } },
  ],
  ['the same request with another name', { name: '蛋糕房' }, { error: 'REQUEST_ID_REUSED' }],
  ['the same request for another mini-program', { appid: 'wx-the-cakes' }, { error: 'REQUEST_ID_REUSED' }],
])('%s: refused, and nothing is written', async (_, changes, refusal) => {
  const before = await cloud.query('merchants');
  expect(await cloud.refusal(OPERATOR, 'createMerchant', { ...request, ...changes })).toEqual(refusal);
  expect(await cloud.query('merchants')).toEqual(before);
});

test('every page of a purchase says where it is used, and when somebody answers', async () => {
  const dealId = await shop.publish(cloud);
  const { groupId = '', orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
  await shop.buy(cloud, 'o-b', { dealId, buy: 'join', groupId });
  const stores = [{ name: '一号店', address: '某路 1 号' }];
  const service = { hours: '9:00–21:00' };
  expect(await cloud.do('o-a', 'getDeal', { dealId })).toMatchObject({ stores, service });
  expect(await cloud.do('o-a', 'getOrder', { orderId })).toMatchObject({ stores, service, groupStatus: 'formed' });
  expect(await cloud.do(OWNER, 'getMerchantOrder', { orderId })).toMatchObject({ stores, service });
  expect(await cloud.do('o-c', 'getGroup', { groupId })).toMatchObject({ stores, dealStatus: 'published', stock: 98 });
  expect(await shop.voucher(cloud, 'o-a', orderId)).toMatchObject({ stores });
});
