import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { DAY } from '../story/cloud-driver';
import { buy, formGroup, order, vouchers } from '../story/shop';
import { dealCalled } from './states/state';
import type { Phone } from './support/phone';
import { openStage, type Stage } from './support/stage';

const BUYER = 'demo-buyer-1';
const OTHER_BUYER = 'demo-buyer-2';
const OWNER = 'demo-owner';
const CLERK = 'demo-clerk';
const STALE = '网络不通，显示的是之前的内容';

/** What the pages are about. */
interface Things {
  readonly lunchId: string;
  readonly groupId: string;
  readonly orderId: string;
  readonly voucherId: string;
  /** An order whose money is the merchant's. */
  readonly settledId: string;
}

let stage: Stage;
let things: Things;

beforeAll(async () => {
  stage = await openStage();
  const washId = await dealCalled(stage, '精致洗车');
  const lunchId = await dealCalled(stage, '工作日午餐');
  const { orderId: settledId } = await buy(stage, BUYER, { dealId: lunchId, buy: 'alone' });
  await stage.advance(8 * DAY);
  const { orderId } = await buy(stage, BUYER, { dealId: lunchId, buy: 'alone' });
  const { groupId = '' } = await buy(stage, OTHER_BUYER, { dealId: washId, buy: 'open' });
  const { vouchers: bought } = await stage.do(BUYER, 'getOrder', { orderId });
  things = { lunchId, groupId, orderId, settledId, voucherId: bought[0]?.voucherId ?? '' };
});

afterEach(async () => {
  await stage.expectClean();
  await stage.closePhones();
});

afterAll(() => stage.close());

/** A page that is opened without a network, and asked again without one. */
interface PageCase {
  readonly page: string;
  readonly openid: string;
  readonly query?: (about: Things) => string;
  /** What only the filled page has. */
  readonly has: (phone: Phone, about: Things) => Promise<void>;
  /** How somebody asks for it again; absent: there is no way. */
  readonly refresh?: (phone: Phone) => Promise<void>;
}

const text = (words: string | RegExp) => (phone: Phone) => phone.see(words);
const pull = (phone: Phone): Promise<void> => phone.pullDown();
const wait = (): Promise<void> => Promise.resolve();
const cases: readonly PageCase[] = [
  { page: 'pages/deals/deals', openid: BUYER, has: text('精致洗车双人团'), refresh: pull },
  {
    ...{ page: 'pages/deal/deal', openid: BUYER, query: ({ lunchId }) => `dealId=${lunchId}`, refresh: pull },
    has: text(/^单独购买/),
  },
  {
    ...{ page: 'pages/checkout/checkout', openid: BUYER, query: ({ lunchId }) => `dealId=${lunchId}&buy=alone` },
    has: (phone) => phone.frame.locator('.amount', { hasText: '¥36' }).waitFor(),
  },
  {
    ...{ page: 'pages/group/group', openid: BUYER, query: ({ groupId }) => `groupId=${groupId}`, refresh: pull },
    has: text('还差 1 人成团'),
  },
  { page: 'pages/orders/orders', openid: BUYER, has: text('工作日午餐定食'), refresh: pull },
  {
    ...{ page: 'pages/order/order', openid: BUYER, query: ({ orderId }) => `orderId=${orderId}`, refresh: pull },
    has: text('券已到手'),
  },
  {
    ...{ page: 'pages/voucher/voucher', openid: BUYER, query: ({ voucherId }) => `voucherId=${voucherId}` },
    ...{ has: text('请店员扫码，二维码每 30 秒更新，截图无效'), refresh: wait },
  },
  { page: 'pages/me/me', openid: BUYER, has: text('阿青'), refresh: pull },
  { page: 'clerk/pages/scan/scan', openid: CLERK, has: text('核销记录') },
  { page: 'clerk/pages/redemptions/redemptions', openid: CLERK, has: text('还没有核销记录') },
  { page: 'merchant/pages/shop/shop', openid: OWNER, has: text('团券示范店'), refresh: pull },
  { page: 'merchant/pages/deals/deals', openid: OWNER, has: text('精致洗车双人团'), refresh: pull },
  {
    ...{ page: 'merchant/pages/deal/deal', openid: OWNER, query: ({ lunchId }) => `dealId=${lunchId}` },
    has: async (phone) => expect(await phone.typed('标题')).toBe('工作日午餐定食'),
  },
  {
    ...{ page: 'merchant/pages/orders/orders', openid: OWNER, refresh: pull },
    async has(phone) {
      await phone.see('工作日午餐定食');
      await phone.tap(/^按优惠筛选/);
      await phone.see('亲子陶艺课四人团');
      await phone.tap('取消');
    },
  },
  {
    ...{ page: 'merchant/pages/order/order', openid: OWNER, query: ({ orderId }) => `orderId=${orderId}` },
    ...{ has: text('还可退'), refresh: pull },
  },
  { page: 'merchant/pages/staff/staff', openid: OWNER, has: text('小王'), refresh: pull },
  { page: 'merchant/pages/stores/stores', openid: OWNER, has: text('江边店'), refresh: pull },
  {
    ...{ page: 'merchant/pages/report/report', openid: OWNER },
    has: (phone, { settledId }) => phone.see(new RegExp(`订单 ${settledId}`)),
    async refresh(phone) {
      await phone.tap(/^门店/);
      await phone.tap('确定');
    },
  },
  {
    ...{ page: 'figures/pages/figures/figures', openid: OWNER },
    has: (phone) => phone.frame.getByRole('img', { name: /每天卖出.*的数据是[1-9]/ }).waitFor(),
    refresh: (phone) => phone.tap('近 30 天'),
  },
];

const tabs = ['pages/deals/deals', 'pages/orders/orders', 'pages/me/me'];

/** Where somebody is before he goes to a page: at another one. */
const elsewhere = (page: string): string => (page === 'pages/me/me' ? 'pages/orders/orders' : 'pages/me/me');

/** Goes to a page from the one that is open, as its buttons do. */
function go(phone: Phone, page: string, query = ''): Promise<void> {
  const [method, url] = tabs.includes(page) ? ['switchTab', `/${page}`] : ['navigateTo', `/${page}?${query}`];
  return phone.frame.evaluate(`void wx.${method}({ url: ${JSON.stringify(url)} })`);
}

describe('a page without a network', () => {
  test.each(cases)('$page: says so, and is filled by itself once there is one', async (each) => {
    const { page, openid, query, has, refresh } = each;
    const phone = await stage.openPhone(openid, elsewhere(page));
    await phone.settle();
    await phone.setNetwork(false);
    await go(phone, page, query?.(things));
    await phone.isAt(page);
    await phone.see('网络不通');
    await phone.see('请检查网络，连上后会自动重试');
    await phone.setNetwork(true);
    await phone.notSee('网络不通');
    await has(phone, things);
    if (!refresh) return;

    await phone.setNetwork(false);
    await refresh(phone);
    await phone.see(STALE);
    await has(phone, things);
    await phone.setNetwork(true);
    await phone.notSee(STALE);
    await has(phone, things);
  });
});

test('a code that WeChat has read without a network is looked at once there is one', async () => {
  const { qrText } = await stage.do(BUYER, 'getVoucher', { voucherId: things.voucherId });
  const clerk = await stage.openPhone(CLERK, 'pages/me/me');
  await clerk.settle();
  await clerk.setNetwork(false);
  await go(clerk, 'clerk/pages/scan/scan', `q=${encodeURIComponent(qrText ?? '')}`);
  await clerk.see('网络不通');
  await clerk.setNetwork(true);
  await clerk.tap('所在门店');
  await clerk.tap('江边店');
  await clerk.tap('确定');
  await clerk.see('买家 阿**');
});

/** The next call of an action reaches the cloud and is carried out; its answer finds no network. */
async function loseAnswer(phone: Phone, action: string): Promise<void> {
  await phone.page.route('**/local/call/api', async (route) => {
    if (!(route.request().postData() ?? '').includes(`"action":"${action}"`)) return route.continue();
    const response = await route.fetch();
    await phone.setNetwork(false);
    return route.fulfill({ response });
  });
}

/** The network is back, for good. */
async function reconnect(phone: Phone): Promise<void> {
  await phone.page.unroute('**/local/call/api');
  await phone.setNetwork(true);
}

describe('an act whose answer is lost', () => {
  test('an order is made once, with what was chosen', async () => {
    const { lunchId } = things;
    const buyer = await stage.openPhone('demo-buyer-3', `pages/checkout/checkout?dealId=${lunchId}&buy=alone`);
    await buyer.tap('增加一份');
    await loseAnswer(buyer, 'createOrder');
    await buyer.tap('微信支付');
    await buyer.see('没有收到下单结果。连上网络后再点一次付款，不会重复下单。');
    await buyer.tap('知道了');
    await buyer.frame.locator('.amount', { hasText: '¥72' }).waitFor();
    await reconnect(buyer);
    await buyer.tap('微信支付');
    await buyer.tap('立即支付');
    await buyer.tap('允许');
    await buyer.isAt('pages/order/order');
    const { items } = await stage.do('demo-buyer-3', 'listOrders', {});
    expect(items.filter(({ dealId }) => dealId === lunchId)).toMatchObject([{ quantity: 2, status: 'issued' }]);
  });

  test('an order whose payment is not confirmed yet is not offered for payment again', async () => {
    const { lunchId } = things;
    const { orderId } = await order(stage, OTHER_BUYER, { dealId: lunchId, buy: 'alone' });
    const buyer = await stage.openPhone(OTHER_BUYER, `pages/order/order?orderId=${orderId}`);
    await buyer.tap(/^付款/);
    await loseAnswer(buyer, 'confirmPayment');
    await buyer.tap('立即支付');
    await buyer.tap('允许');
    // The page asks for a while before it says that nobody knows.
    await buyer.frame.getByText('再查一次').waitFor();
    await buyer.see('正在确认付款');
    await buyer.notSee(/^付款 ¥/);
    await reconnect(buyer);
    await buyer.see('券已到手');
  });

  test('a voucher is redeemed once, and until then the clerk reads that it is not known', async () => {
    const washId = await dealCalled(stage, '精致洗车');
    const { orderIds } = await formGroup(stage, washId, ['demo-buyer-4', OTHER_BUYER]);
    const [shown] = await vouchers(stage, 'demo-buyer-4', orderIds[0] ?? '');
    const clerk = await stage.openPhone(CLERK, 'clerk/pages/scan/scan');
    await clerk.tap('所在门店');
    await clerk.tap('江边店');
    await clerk.tap('确定');
    await clerk.type('或输入券码', shown?.code ?? '');
    await clerk.tap('查询');
    await loseAnswer(clerk, 'redeemVoucher');
    await clerk.tap('确认核销 1 张');
    await clerk.see('网络不通，还不知道是否核销成功。连上后请再按一次，不会重复核销');
    await reconnect(clerk);
    await clerk.tap('确认核销 1 张');
    await clerk.see('核销成功');
    const { redemptions } = await stage.do('demo-buyer-4', 'getVoucher', { voucherId: shown?.voucherId ?? '' });
    expect(redemptions).toMatchObject([{ uses: 1 }]);
  });

  test('money goes back once, and until then the owner reads that it may have', async () => {
    const { orderId } = things;
    const owner = await stage.openPhone(OWNER, `merchant/pages/order/order?orderId=${orderId}`);
    await owner.tap('按金额退');
    await owner.type('退款金额', '5');
    await owner.tap('门店无法接待');
    await loseAnswer(owner, 'refundOrder');
    await owner.tap('退款 ¥5');
    await owner.tap({ role: 'button', name: '退款' });
    await owner.see(/可能已经退款。再试一次会重复同一笔，不会多退。/);
    await reconnect(owner);
    await owner.tap('再试一次');
    await owner.see('商家退款：门店无法接待');
    expect((await stage.do(BUYER, 'getOrder', { orderId })).refunds).toMatchObject([{ amountFen: 500 }]);
  });
});
