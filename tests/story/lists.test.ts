import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { Action } from '../../typings/api';
import type { Page } from '../../typings/answer';
import { DAY, HOUR, MINUTE, SECOND, startStory, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OPERATOR } from './shop';

/** Lists: the newest first, page after page, each thing once; and of all things only those that were asked for. */
let cloud: Story;
let storeId: string;
let otherStoreId: string;
let dealId: string;

const OTHER_CLERK = 'o-clerk-of-the-other-store';

beforeAll(async () => {
  cloud = await startStory();
  ({ storeId } = await shop.openShop(cloud));
  otherStoreId = await shop.openStore(cloud, '二号店');
  await shop.hire(cloud, MANAGER, { role: 'manager', nickname: '店长' });
  await shop.hire(cloud, OTHER_CLERK, { storeIds: [otherStoreId], nickname: '小李' });
  dealId = await shop.publish(cloud, { stock: 500 });
});

afterAll(() => cloud.close());

type Rows = Page<Readonly<Record<string, unknown>>>;

async function pageOf(openid: string, action: Action, input: object): Promise<Rows> {
  const answer = await cloud.ask(openid, action, input);
  expect(answer).toMatchObject({ ok: true });
  return (answer as { data: Rows }).data;
}

/** Makes something, then two things in one moment, then one more. Their names, the newest first, else by name. */
async function inTurn(make: (n: string) => Promise<string>): Promise<string[]> {
  await cloud.advance(SECOND);
  const first = await make('1');
  await cloud.advance(2 * MINUTE);
  const pair = [await make('2'), await make('3')].sort();
  await cloud.advance(SECOND);
  return [await make('4'), ...pair, first];
}

const buys = async (openid: string, quantity = 1): Promise<string> =>
  (await shop.buy(cloud, openid, { dealId, buy: 'alone', quantity })).orderId;

/** Somebody buys a voucher, and it is used up here. */
async function redeems(clerk = CLERK, openid = 'o-guest'): Promise<string> {
  const { code } = await shop.voucher(cloud, openid, await buys(openid));
  return (await shop.redeem(cloud, clerk, { code })).redemptionId;
}

async function hires(name: string): Promise<string> {
  await shop.hire(cloud, `o-hired-${name}`, { storeIds: [storeId], nickname: `新人${name}` });
  const { items } = await cloud.do(MANAGER, 'listStaff', { limit: 100 });
  return items.find(({ nickname }) => nickname === `新人${name}`)?.staffId ?? '';
}

const draft = async (title: string): Promise<string> =>
  (await cloud.do(MANAGER, 'saveDeal', { requestId: id(), deal: shop.aDeal({ title }) })).dealId;

async function opensShop(n: string): Promise<string> {
  const merchant = { requestId: id(), appid: `wx-shop-${n}`, name: `第${n}家`, subMchId: '1900000001' };
  return (await cloud.do(OPERATOR, 'createMerchant', merchant)).merchantId;
}

describe('page after page', () => {
  test.each<[action: Action, by: string, field: string, make: (n: string) => Promise<string>]>([
    ['listStores', MANAGER, 'storeId', (n) => shop.openStore(cloud, `分店${n}`)],
    ['listStaff', MANAGER, 'staffId', hires],
    ['listDeals', 'o-x', 'dealId', (title) => shop.publish(cloud, { title })],
    ['listMerchantDeals', MANAGER, 'dealId', draft],
    ['listOrders', 'o-a', 'orderId', () => buys('o-a')],
    ['listMerchantOrders', MANAGER, 'orderId', (n) => buys(`o-${n}`)],
    ['listRedemptions', CLERK, 'redemptionId', () => redeems()],
    ['listMerchants', OPERATOR, 'merchantId', opensShop],
  ])('%s: the newest first, by pages as in one', async (action, by, field, make) => {
    const made = await inTurn(make);
    const all = await pageOf(by, action, { limit: 100 });
    const names = all.items.map((row) => row[field]);
    expect(names.slice(0, 4)).toEqual(made);
    expect(all).not.toHaveProperty('cursor');
    const walked: unknown[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page: Rows = await pageOf(by, action, { limit: 2, ...(cursor === '' ? {} : { cursor }) });
      walked.push(...page.items.map((row) => row[field]));
      ({ cursor } = page);
    }
    expect(walked).toEqual(names);
    expect(await pageOf(by, action, { limit: names.length })).not.toHaveProperty('cursor');
  });

  test('listMessages: what was told last comes first, and what was read says when', async () => {
    for (let n = 0; n < 3; n += 1) {
      await redeems(CLERK, 'o-told');
      await cloud.advance(2 * MINUTE);
    }
    const { items } = await cloud.do('o-told', 'listMessages', {});
    const ats = items.map(({ at }) => at);
    expect(ats).toEqual([...new Set(ats)].sort((a, b) => b - a));
    expect(ats).toHaveLength(3);
    const [first, second, third] = items.map(({ messageId }) => messageId);
    const { items: newest, cursor = '' } = await cloud.do('o-told', 'listMessages', { limit: 1 });
    expect(newest).toEqual(items.slice(0, 1));
    expect(await cloud.do('o-told', 'listMessages', { cursor })).toEqual({ items: items.slice(1) });
    expect(await cloud.do('o-told', 'markRead', { messageIds: [second ?? ''] })).toEqual({ marked: 1 });
    const readAt = await cloud.now();
    expect((await cloud.do('o-told', 'listMessages', {})).items.map((each) => [each.messageId, each.readAt])).toEqual([
      [first, undefined],
      [second, readAt],
      [third, undefined],
    ]);
    expect(await cloud.do('o-told', 'markRead', { messageIds: [] })).toEqual({ marked: 0 });
  });

  test('listDeals: what is put back on the shelf is the newest there; its manager finds it in its place', async () => {
    const [older, newer] = [await shop.publish(cloud, { title: '先' }), await shop.publish(cloud, { title: '后' })];
    await cloud.do(MANAGER, 'unpublishDeal', { dealId: older });
    await cloud.advance(SECOND);
    for (const dealId of [older, newer]) await cloud.do(MANAGER, 'publishDeal', { dealId });
    const shelf = await cloud.do('o-x', 'listDeals', { limit: 2 });
    expect([shelf.merchantName, shelf.items.map((deal) => deal.dealId)]).toEqual(['测试店', [older, newer]]);
    const beyond = await cloud.do('o-x', 'listDeals', { cursor: Buffer.from(`1.${older}`).toString('base64url') });
    expect(beyond).toEqual({ items: [], merchantName: '测试店' });
    const own = (await cloud.do(MANAGER, 'listMerchantDeals', { limit: 2 })).items.map((deal) => deal.dealId);
    expect(own.sort()).toEqual([older, newer].sort());
  });

  test('of nothing: no leader yet, and a mini-program that is nobody’s shop', async () => {
    expect(await cloud.do(MANAGER, 'listCommissions', {})).toEqual({ items: [] });
    expect(await cloud.do('o-x', 'listDeals', {}, 'wx-nobodys-shop')).toEqual({ items: [], merchantName: '' });
  });

  test('listMerchants: whose shop it is, is told as claimed, and nothing else of anybody', async () => {
    const { items } = await cloud.do(OPERATOR, 'listMerchants', { limit: 100 });
    expect(items.find(({ name }) => name === '测试店')).toMatchObject({ claimed: true });
    const fresh = await opensShop('9');
    const [newest] = (await cloud.do(OPERATOR, 'listMerchants', {})).items;
    expect(newest).toEqual({ merchantId: fresh, name: '第9家', claimed: false, createdAt: await cloud.now() });
  });
});

describe('what is asked for', () => {
  test('orders: by status, deal, day, group or number; each alone, and all at once', async () => {
    await cloud.advance(DAY);
    const deal = await shop.publish(cloud);
    const alone = await shop.buy(cloud, 'o-b', { dealId: deal, buy: 'alone' });
    const led = await shop.buy(cloud, 'o-b', { dealId: deal, buy: 'open' });
    const { groupId = '' } = led;
    const asked = async (input: object): Promise<unknown[]> =>
      (await pageOf(MANAGER, 'listMerchantOrders', { limit: 100, ...input })).items.map(({ orderId }) => orderId);
    const both = [alone.orderId, led.orderId].sort();
    const day = '2030-01-08';
    expect(await asked({ day })).toEqual(both);
    expect(await asked({ dealId: deal })).toEqual(both);
    expect(await asked({ dealId: deal, status: 'paid' })).toEqual([led.orderId]);
    expect(await asked({ groupId })).toEqual([led.orderId]);
    expect(await asked({ orderId: alone.orderId })).toEqual([alone.orderId]);
    const all = { day, dealId: deal, groupId, orderId: led.orderId, status: 'paid' };
    expect(await asked(all)).toEqual([led.orderId]);
    for (const other of [{ day: '2030-01-07' }, { dealId }, { orderId: alone.orderId }, { status: 'issued' }])
      expect(await asked({ ...all, ...other })).toEqual([]);
    const mine = await cloud.do('o-b', 'listOrders', { status: 'issued' });
    expect(mine.items.map(({ orderId }) => orderId)).toEqual([alone.orderId]);
  });

  describe('redemptions', () => {
    let own: string;
    let others: readonly string[];
    let staffIds: Readonly<Record<string, string>>;
    const asked = async (openid: string, input: object = {}): Promise<unknown[]> =>
      (await pageOf(openid, 'listRedemptions', input)).items.map(({ redemptionId }) => redemptionId);

    /** Of a day of their own: one in the first store, then three in the other, each by its clerk. */
    beforeAll(async () => {
      await cloud.advance(DAY);
      own = await redeems();
      const later: string[] = [];
      for (let n = 0; n < 3; n += 1) {
        await cloud.advance(SECOND);
        later.unshift(await redeems(OTHER_CLERK));
      }
      others = later;
      const { items } = await cloud.do(MANAGER, 'listStaff', { limit: 100 });
      staffIds = Object.fromEntries(items.map(({ nickname, staffId }) => [nickname, staffId]));
    });

    test.each([
      ['a second later', 0],
      ['when all is posted', 2 * MINUTE],
    ])('%s: a clerk sees his own, a manager by store, clerk and day', async (_, later) => {
      await cloud.advance(later);
      const day = '2030-01-09';
      const [clerkId = '', otherId = ''] = [staffIds['小王'], staffIds['小李']];
      expect(await asked(CLERK, { day })).toEqual([own]);
      expect(await asked(CLERK, { day, clerkId })).toEqual([own]);
      expect(await asked(CLERK, { day, storeId: otherStoreId })).toEqual([]);
      expect(await asked(MANAGER, { day })).toEqual([...others, own]);
      expect(await asked(MANAGER, { day, clerkId: otherId })).toEqual(others);
      expect(await asked(MANAGER, { day, storeId })).toEqual([own]);
      expect(await asked(MANAGER, { day, storeId, clerkId: otherId })).toEqual([]);
      expect((await asked(MANAGER, { storeId: otherStoreId })).slice(0, 3)).toEqual(others);
      for (const input of [{ clerkId }, { storeId }])
        expect(await asked(MANAGER, { ...input, limit: 1 })).toEqual([own]);
      expect(await asked(CLERK, { limit: 1 })).toEqual([own]);
      expect(await asked(MANAGER, { day: '2030-01-07', limit: 1 })).toHaveLength(1);
      expect(await cloud.refusal(CLERK, 'listRedemptions', { clerkId: otherId })).toEqual({ error: 'NOT_FOUND' });
    });

    test('one that was posted and is undone now stands there once, as undone', async () => {
      const redemptionId = await redeems();
      await cloud.advance(2 * MINUTE);
      await cloud.do(CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' });
      const [row, next] = (await cloud.do(CLERK, 'listRedemptions', {})).items;
      expect(row).toMatchObject({ redemptionId, undoneAt: await cloud.now(), canUndo: false });
      expect(next).not.toMatchObject({ redemptionId });
    });

    test.each([
      ['posted', 2 * MINUTE],
      ['not posted yet', 0],
    ])('%s: a day has its first millisecond and not that of the next', async (_, later) => {
      const clerk = `o-night-${String(later)}`;
      await shop.hire(cloud, clerk, { storeIds: [storeId] });
      const sinceMidnight = ((await cloud.now()) + 8 * HOUR) % DAY;
      await cloud.advance(DAY - 1 - sinceMidnight);
      const last = await redeems(clerk);
      await cloud.advance(1);
      const first = await redeems(clerk);
      await cloud.advance(later);
      const dayOf = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);
      const now = await cloud.now();
      expect(await asked(clerk, { day: dayOf(now - DAY) })).toEqual([last]);
      expect(await asked(clerk, { day: dayOf(now) })).toEqual([first]);
    });
  });
});
