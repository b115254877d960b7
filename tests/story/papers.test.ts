import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { startStory, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, OWNER } from './shop';

/** What a manager takes to the bookkeeper: statements and spreadsheets of some days, from midnight to midnight. */
const OTHER_CLERK = 'o-clerk-of-the-other-store';
const tuesday = { fromDay: '2030-01-08', toDay: '2030-01-08' };

/** When somebody buys, and uses what he has bought at once: around the midnights of a Tuesday. */
const instants = [
  ['2030-01-07T23:59:59.999+08:00', CLERK],
  ['2030-01-08T00:00:00.000+08:00', OTHER_CLERK],
  ['2030-01-08T23:59:59.999+08:00', CLERK],
  ['2030-01-09T00:00:00.000+08:00', OTHER_CLERK],
] as const;

let cloud: Story;
let merchantId: string;
let storeId: string;
let otherStoreId: string;
let clerkId: string;
let orderIds: readonly string[] = [];

beforeAll(async () => {
  cloud = await startStory();
  orderIds = [];
  ({ storeId, merchantId } = await shop.openShop(cloud));
  otherStoreId = await shop.openStore(cloud, '二号店');
  await shop.hire(cloud, OTHER_CLERK, { storeIds: [otherStoreId], nickname: '小李' });
  const { items } = await cloud.do(OWNER, 'listStaff', {});
  clerkId = items.find(({ nickname }) => nickname === '小王')?.staffId ?? '';
  const dealId = await shop.publish(cloud);
  for (const [instant, clerk] of instants) {
    await cloud.advance(Date.parse(instant) - (await cloud.now()));
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone' });
    const { code } = await shop.voucher(cloud, 'o-a', orderId);
    await shop.redeem(cloud, clerk, { code });
    orderIds = [...orderIds, orderId];
  }
});

afterAll(() => cloud.close());

describe('a statement', () => {
  const of = async (narrowed: { storeId?: string; clerkId?: string } = {}) => {
    const { openingFen, closingFen, lines } = await cloud.do(OWNER, 'getStatement', { ...tuesday, ...narrowed });
    return { openingFen, closingFen, of: lines.map((line) => orderIds.indexOf(line.orderId)) };
  };

  test.each([
    ['of the shop', () => ({}), { openingFen: 5000, of: [1, 2], closingFen: 15_000 }],
    ['of a store', () => ({ storeId: otherStoreId }), { openingFen: 0, of: [1], closingFen: 5000 }],
    ['of a clerk', () => ({ clerkId }), { openingFen: 5000, of: [2], closingFen: 10_000 }],
    ['of both', () => ({ storeId, clerkId }), { openingFen: 5000, of: [2], closingFen: 10_000 }],
    ['of a clerk elsewhere', () => ({ storeId: otherStoreId, clerkId }), { openingFen: 0, of: [], closingFen: 0 }],
  ])('%s: what was before the first midnight opens it, what is from the last one on is not in it', async (...row) => {
    const [, narrowed, expected] = row;
    expect(await of(narrowed())).toEqual(expected);
  });

  test('has a first day that is not after its last', async () => {
    const refused = { error: 'INVALID_INPUT', detail: { field: 'toDay' } };
    const wrong = { fromDay: '2030-01-08', toDay: '2030-01-07' };
    expect(await cloud.refusal(OWNER, 'getStatement', wrong)).toEqual(refused);
    expect(await cloud.refusal(OWNER, 'exportOrders', { ...wrong, format: 'csv' })).toEqual(refused);
  });
});

describe('a spreadsheet', () => {
  const exported = (format: 'csv' | 'xlsx') => cloud.do(OWNER, 'exportOrders', { ...tuesday, format });
  const pathOf = (url: string) => decodeURIComponent(new URL(url).pathname);

  test('has the orders of its days, the newest first, under headings and above their sum', async () => {
    const { url, rowCount } = await exported('csv');
    const text = await (await fetch(url)).text();
    const rows = text.split('\r\n').map((row) => row.split(',').map((cell) => cell.replaceAll('"', '')));
    expect(rowCount).toBe(2);
    expect(rows.map(([first]) => first)).toEqual(['订单号', orderIds[2], orderIds[1], '合计', '']);
    expect(rows[3]?.slice(5, 7)).toEqual(['100', '0']);
  });

  test('is a workbook, or a text that Excel reads, and says so in its name', async () => {
    const startOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer()).subarray(0, 3);
    const [csv, xlsx] = [await exported('csv'), await exported('xlsx')];
    expect([pathOf(csv.url).slice(-4), await startOf(csv.url)]).toEqual(['.csv', Buffer.from('\uFEFF')]);
    expect([pathOf(xlsx.url).slice(-5), await startOf(xlsx.url)]).toEqual(['.xlsx', Buffer.from('PK\u0003')]);
  });

  test('has an address that nobody guesses: the shop and the days, and each time another secret', async () => {
    const [first, second] = [await exported('csv'), await exported('csv')];
    const secretOf = ({ url }: { readonly url: string }) =>
      new RegExp(`/exports/${merchantId}/2030-01-08_2030-01-08_(\\w{20})\\.csv$`).exec(pathOf(url))?.[1];
    expect([typeof secretOf(first), typeof secretOf(second)]).toEqual(['string', 'string']);
    expect(secretOf(first)).not.toBe(secretOf(second));
    const { url } = await cloud.do(OWNER, 'exportCommissions', { format: 'csv' });
    expect(pathOf(url)).toMatch(new RegExp(`/exports/${merchantId}/commissions_2030-01-09_\\w{20}\\.csv$`));
  });

  test('has no orders that were never paid', async () => {
    const dealId = await shop.publish(cloud);
    const wednesday = { fromDay: '2030-01-09', toDay: '2030-01-09', format: 'csv' } as const;
    await shop.order(cloud, 'o-b', { dealId, buy: 'alone' });
    expect(await cloud.do(OWNER, 'exportOrders', wednesday)).toMatchObject({ rowCount: 1 });
  });
});
