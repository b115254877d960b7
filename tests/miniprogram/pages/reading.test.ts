import { beforeEach, describe, expect, test } from '@jest/globals';

import { learnTime } from '../../../miniprogram/services/clock';
import { heldCloud, nothing, settled, type HeldCloud } from '../held-cloud';
import { pagesAt, type OpenPage } from '../open-page';

const me = pagesAt('pages/me/me', 'onShow');
const deals = pagesAt('pages/deals/deals', 'onShow');
const vouchers = pagesAt('pages/voucher/voucher', 'onShow');
const reports = pagesAt('merchant/pages/report/report', 'onShow');
const shopOrders = pagesAt('merchant/pages/orders/orders', 'onShow');
const figures = pagesAt('figures/pages/figures/figures', 'onShow');

let cloud: HeldCloud;
let nextTicks = 0;
const quiet = ['setKeepScreenOn', 'getScreenBrightness', 'setScreenBrightness', 'showModal', 'vibrateLong'];

beforeEach(() => {
  nextTicks = 0;
  cloud = heldCloud();
  const wx = {
    cloud,
    nextTick: () => (nextTicks += 1),
    ...Object.fromEntries(quiet.map((name) => [name, nothing])),
  };
  Object.assign(globalThis, { wx, getCurrentPages: () => [] });
});

describe('the inbox', () => {
  const message = (messageId: string) => ({ messageId, kind: 'x', about: {}, at: 0 });
  const opened = (page: OpenPage) => page.does('unfold', { currentTarget: { dataset: { section: 'inbox' } } });
  const idsIn = (page: OpenPage) => (page.shown().messages as { messageId: string }[]).map((row) => row.messageId);

  async function inbox(): Promise<OpenPage> {
    let unread = 3;
    Object.assign(cloud.answers, {
      getMe: () => ({ roles: ['buyer'], stores: [], merchantName: '店', unreadMessages: unread }),
      listMessages: (input: { readonly cursor?: string }) =>
        input.cursor ? { items: [message('M3')] } : { items: [message('M1'), message('M2')], cursor: 'next' },
      markRead: ({ messageIds }: { readonly messageIds: readonly string[] }) => ({
        marked: (unread -= messageIds.length),
      }),
    });
    const page = await me();
    await settled();
    return page;
  }

  test('begins anew where it is opened again', async () => {
    const page = await inbox();
    await opened(page);
    await opened(page);
    await opened(page);
    expect(idsIn(page)).toEqual(['M1', 'M2']);
  });

  test('has each message once where more are asked for twice', async () => {
    const page = await inbox();
    await opened(page);
    await Promise.all([page.does('readMore'), page.does('readMore')]);
    expect(idsIn(page)).toEqual(['M1', 'M2', 'M3']);
  });

  test('takes what was read from the number of unread messages', async () => {
    const page = await inbox();
    expect(page.shown().view).toMatchObject({ unread: '3 条未读' });
    await opened(page);
    expect(page.shown().view).toMatchObject({ unread: '1 条未读' });
  });
});

describe('commissions', () => {
  const earned = { accruedFen: 1500, payableFen: 900, paidFen: 600 };

  beforeEach(() => {
    cloud.answers.getMe = () => ({ roles: ['buyer'], stores: [], merchantName: '店', unreadMessages: 0 });
  });

  test('that cannot be read leave the page as it is, and what was shown before', async () => {
    cloud.answers.getCommission = () => Promise.reject(new Error('offline'));
    const page = await me();
    await settled();
    expect(page.shown()).toMatchObject({ view: { state: 'ready', stale: '' }, commission: null });
    cloud.answers.getCommission = () => earned;
    await page.does('onShow');
    await settled();
    cloud.answers.getCommission = () => Promise.reject(new Error('offline'));
    await page.does('onShow');
    await settled();
    expect(page.shown()).toMatchObject({ view: { stale: '' }, commission: { sums: [{ sum: '¥15' }, {}, {}] } });
  });

  test('are shown to whoever has earned any', async () => {
    cloud.answers.getCommission = () => ({ accruedFen: 0, payableFen: 0, paidFen: 0 });
    const page = await me();
    await settled();
    expect(page.shown().commission).toBeNull();
    cloud.answers.getCommission = () => earned;
    await page.does('onShow');
    await settled();
    expect(page.shown().commission).not.toBeNull();
  });
});

test('home is read again by somebody who comes back after more than a minute', async () => {
  cloud.answers.listDeals = () => ({ items: [] });
  const page = await deals();
  await settled();
  await page.does('onShow');
  expect(cloud.asked('listDeals')).toHaveLength(1);
  learnTime(Date.now() + 61_000);
  await page.does('onShow');
  expect(cloud.asked('listDeals')).toHaveLength(2);
  learnTime(Date.now());
});

test('whoever sees the shop’s orders can choose among its deals', async () => {
  const release = cloud.held('listMerchantDeals');
  const order = { orderId: 'O1', dealId: 'D1', status: 'issued', quantity: 1, amountFen: 100, refundedFen: 0 };
  cloud.answers.listMerchantOrders = () => ({ items: [order] });
  const page = await shopOrders();
  await settled();
  expect(page.shown()).toMatchObject({ view: { state: 'loading' }, filter: { deals: ['全部优惠'] } });
  await release[0]?.({ items: [{ dealId: 'D1', title: '洗车' }] });
  expect(page.shown()).toMatchObject({ view: { state: 'ready' }, filter: { deals: ['全部优惠', '洗车'] } });
});

test('a code that runs out while no answer comes says so by itself', async () => {
  const release = cloud.held('getVoucher');
  const page = await vouchers({ voucherId: 'V1' });
  const voucher = {
    ...{ voucherId: 'V1', orderId: 'O1', dealTitle: '洗车', status: 'valid', code: '123456789012', usesLeft: 1 },
    ...{ qrText: 'https://q.example/v/T', usesPerVoucher: 1, validUntil: 0, excludedDays: [], excludedWeekdays: [] },
    ...{ settlement: { status: 'pending', dueAt: 0 }, stores: [], redemptions: [] },
  };
  await release[0]?.({ ...voucher, tokenExpiresAt: Date.now() + 500 });
  expect(page.shown()).toMatchObject({ view: { state: 'ready' }, isDead: false });
  while (page.shown().isDead !== true) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(release).toHaveLength(1);
  await page.does('onUnload');
});

describe('of two choices, the answer to the earlier one comes last, and is not shown', () => {
  test('in the statement', async () => {
    const release = cloud.held('getStatement');
    cloud.answers.listStores = () => ({ items: [] });
    const page = await reports();
    await page.does('chooseDay', { currentTarget: { dataset: { field: 'toDay' } }, detail: { value: '2999-01-01' } });
    const sums = { openingFen: 0, settledFen: 0, refundedFen: 0, commissionFen: 0, partnerFen: 0, feeFen: 0 };
    const statement = (lines: readonly object[]) => ({ ...sums, closingFen: 0, lines });
    await release[1]?.(statement([]));
    await release[0]?.(statement([{ id: 'L1', orderId: 'O1', kind: 'settled', fen: 1, at: 0, day: '' }]));
    expect(page.shown().lines).toEqual([]);
    await page.does('addLines');
    expect(page.shown().lines).toEqual([]);
  });

  test('in the charts', async () => {
    const release = cloud.held('getReport');
    const page = await figures();
    await page.does('choose', { currentTarget: { dataset: { days: 30 } } });
    const day = { day: '2026-03-01', soldUnits: 1, soldFen: 1, groupsFormed: 0, groupsFailed: 0 };
    const report = { days: [{ ...day, redeemedUses: 0, settledFen: 0, refundedFen: 0 }], deals: [] };
    await release[1]?.(report);
    await release[0]?.(report);
    expect(page.shown().view).toMatchObject({ state: 'ready' });
    expect(nextTicks).toBe(1);
  });
});
