import { beforeEach, describe, expect, test } from '@jest/globals';

import { heldCloud, nothing, settled, type HeldCloud } from '../held-cloud';
import { pagesAt, type OpenPage } from '../open-page';

const scans = pagesAt('clerk/pages/scan/scan', 'onShow');
const figures = pagesAt('figures/pages/figures/figures', 'onShow');
const orders = pagesAt('merchant/pages/orders/orders', 'onShow');
const reports = pagesAt('merchant/pages/report/report', 'onShow');
const staff = pagesAt('merchant/pages/staff/staff', 'onShow');
const stores = pagesAt('merchant/pages/stores/stores', 'onShow');

let cloud: HeldCloud;
/** The canvases that were looked for. */
let looking: (() => void)[] = [];

beforeEach(() => {
  cloud = heldCloud();
  looking = [];
  const quiet = ['navigateTo', 'showToast', 'vibrateShort', 'vibrateLong'];
  const wx = {
    ...{ cloud, getStorageSync: () => '', nextTick: (run: () => void) => run() },
    ...Object.fromEntries(quiet.map((name) => [name, nothing])),
    createInnerAudioContext: () => ({ onEnded: nothing, play: nothing }),
  };
  Object.assign(globalThis, { wx, getCurrentPages: () => [] });
});

const tapped = (dataset: object): object => ({ currentTarget: { dataset } });

describe('at the counter', () => {
  const voucher = { usesLeft: 1, usesPerVoucher: 1, validUntil: 0, others: [], buyer: '阿**' };

  async function counter() {
    cloud.answers.getMe = () => ({ roles: ['clerk'], stores: [{ storeId: 'S1', name: '江边店' }] });
    const release = cloud.held('prepareRedemption');
    const page = await scans();
    await page.does('load');
    const type = (code: string): Promise<void> =>
      page.does('typeCode', { detail: { value: code } }).then(() => page.does('lookAtCode'));
    return { page, type, release };
  }

  test('of two codes only the last one counts, in whatever order they are answered', async () => {
    const { page, type, release } = await counter();
    const both = [type('111111111111'), type('222222222222')];
    await settled();
    await release[1]?.({ ...voucher, voucherId: 'V2', dealTitle: '第二张' });
    await release[0]?.({ ...voucher, voucherId: 'V1', dealTitle: '第一张' });
    await Promise.all(both);
    expect(page.shown().step).toMatchObject({ kind: 'looked', dealTitle: '第二张' });
    void page.does('redeem');
    expect(cloud.asked('redeemVoucher')).toMatchObject([{ code: '222222222222' }]);
  });

  const cancelled = Object.assign(new Error(), { errMsg: 'scanCode:fail cancel' });
  test.each([
    ['the refusal of the next one', () => Promise.resolve({ result: '' }), 'refused'],
    ['the empty step after the camera was left', () => Promise.reject(cancelled), 'idle'],
  ])('a code that is answered late does not replace %s', async (_what, scanCode, kind) => {
    Object.assign(wx, { scanCode });
    const { page, type, release } = await counter();
    const late = type('111111111111');
    await settled();
    await page.does('scan');
    expect(page.shown().step).toMatchObject({ kind });
    await release[0]?.({ ...voucher, voucherId: 'V1', dealTitle: '第一张' });
    await late;
    expect(page.shown().step).toMatchObject({ kind });
  });

  test('nobody goes back from a voucher that is being redeemed, and takes its end for another one’s', async () => {
    const { page, type, release } = await counter();
    const looking = type('111111111111');
    await settled();
    await release[0]?.({ ...voucher, voucherId: 'V1', dealTitle: '第一张' });
    await looking;
    cloud.held('redeemVoucher');
    void page.does('redeem');
    await page.does('again');
    expect(page.shown().step).toMatchObject({ kind: 'redeeming', dealTitle: '第一张' });
  });
});

test('whoever sees the statement can choose among the stores', async () => {
  const release = cloud.held('listStores');
  const sums = { openingFen: 0, settledFen: 0, refundedFen: 0, commissionFen: 0, partnerFen: 0, feeFen: 0 };
  cloud.answers.getStatement = () => ({ ...sums, closingFen: 0, lines: [] });
  const page = await reports();
  await settled();
  expect(page.shown()).toMatchObject({ view: { state: 'loading' }, stores: [{ storeId: '' }] });
  await release[0]?.({ items: [{ storeId: 'S1', name: '江边店' }] });
  expect(page.shown()).toMatchObject({ view: { state: 'ready' }, stores: [{ storeId: '' }, { storeId: 'S1' }] });
});

const row = { orderId: 'O1', dealId: 'D1', status: 'issued', quantity: 1, amountFen: 100, refundedFen: 0 };

test('a search that was given up meanwhile does not say what the end of the list asks for', async () => {
  cloud.answers.listMerchantDeals = () => ({ items: [] });
  const release = cloud.held('listMerchantOrders');
  const page = await orders();
  await release[0]?.({ items: [row], cursor: 'next' });
  await page.does('type', { detail: { value: 'ABCDEFGHJKMNPQRSTVWX' } });
  await page.does('search');
  await page.does('clearSearch');
  await release[2]?.({ items: [row], cursor: 'next' });
  await release[1]?.({ items: [] });
  await release[3]?.({ items: [] });
  expect(page.shown().view).toMatchObject({ state: 'ready', orders: [{ orderId: 'O1' }] });
  await page.does('onReachBottom');
  expect(cloud.asked('listMerchantOrders').at(-1)).toEqual({ cursor: 'next' });
});

test.each([
  ['in its place there', ['O2', 'O3'], ['O2已冲回', 'O3']],
  ['not at all where it is not in it', ['O3', 'O4'], ['O3', 'O4']],
])('an order that was looked at is shown anew in a list chosen meanwhile %s', async (_where, next, shown) => {
  cloud.answers.listMerchantDeals = () => ({ items: [] });
  const release = cloud.held('listMerchantOrders');
  const rows = (ids: string[]) => ({ items: ids.map((orderId) => ({ ...row, orderId })) });
  const page = await orders();
  await release[0]?.(rows(['O1', 'O2']));
  await page.does('openOrder', tapped({ id: 'O2' }));
  await page.does('onShow');
  await page.does('chooseTab', tapped({ value: 'issued' }));
  await release[2]?.(rows(next));
  await release[1]?.({ items: [{ ...row, orderId: 'O2', settlement: 'reversed' }] });
  const { view } = page.shown() as { view: { orders: { orderId: string; settlement: string }[] } };
  expect(view.orders.map(({ orderId, settlement }) => orderId + settlement)).toEqual(shown);
});

test('charts of days that were chosen before are not drawn over those chosen last', async () => {
  const day = { day: '2026-03-01', soldUnits: 1, soldFen: 1, groupsFormed: 0, groupsFailed: 0 };
  const report = { days: [{ ...day, redeemedUses: 0, settledFen: 0, refundedFen: 0 }], deals: [] };
  cloud.answers.getReport = () => structuredClone(report);
  const query = {
    select: () => query,
    fields: () => query,
    exec: (found: (canvases: readonly [null]) => void) => looking.push(() => found([null])),
  };
  const page = await figures({}, { createSelectorQuery: () => query });
  await settled();
  await page.does('choose', tapped({ days: 30 }));
  await settled();
  expect(looking).toHaveLength(2);
  looking[0]?.();
  await settled();
  expect(looking).toHaveLength(2);
  looking[1]?.();
  await settled();
  expect(looking).toHaveLength(3);
});

describe('a sheet', () => {
  const aStore = { storeId: 'S1', name: '江边店', address: '江边', phone: '' };

  test('with a store’s code does not take the place of the form that was opened meanwhile', async () => {
    cloud.answers.listStores = () => ({ items: [aStore] });
    const release = cloud.held('getShareCode');
    const page = await stores();
    await page.does('load');
    void page.does('showCode', tapped({ id: 'S1' }));
    await page.does('add');
    await release[0]?.({ url: 'https://x.example/', path: 'pages/deals/deals' });
    expect(page.shown().sheet).toMatchObject({ kind: 'form' });
  });

  describe('with an invitation', () => {
    async function inviting(): Promise<{ page: OpenPage; answer: () => Promise<void> }> {
      Object.assign(cloud.answers, { listStaff: () => ({ items: [] }), listStores: () => ({ items: [aStore] }) });
      const release = cloud.held('inviteStaff');
      const page = await staff();
      await page.does('load');
      await page.does('write');
      void page.does('invite');
      return { page, answer: async () => release[0]?.({ invitation: 'AAAA-BBBB' }) };
    }

    test('is shown', async () => {
      const { page, answer } = await inviting();
      await answer();
      expect(page.shown()).toMatchObject({ sheet: { kind: 'invitation' }, busy: false });
    });

    test('for another role than the one chosen by now is not shown', async () => {
      const { page, answer } = await inviting();
      await page.does('chooseRole', { detail: { value: 'manager' } });
      await answer();
      expect(page.shown()).toMatchObject({ sheet: { kind: 'form' }, role: 'manager', busy: false });
    });

    test('does not come back once the sheet was closed', async () => {
      const { page, answer } = await inviting();
      await page.does('close');
      await answer();
      expect(page.shown()).toMatchObject({ sheet: { kind: 'none' }, busy: false });
    });
  });
});
