import { HOUR } from '../../story/cloud-driver';
import { aDeal, buy, formGroup, id, order } from '../../story/shop';
import { dealCalled, somebody, type PageState } from './state';

const WASH = '精致洗车';
const CARD = '肩颈舒缓';
const LUNCH = '工作日午餐';

const dealOf = (title: string) => async (cloud: Parameters<PageState['reach']>[0]) => ({
  openid: await somebody(cloud),
  path: `pages/deal/deal?dealId=${await dealCalled(cloud, title)}`,
});

const checkout = (title: string, way: 'alone' | 'open') => async (cloud: Parameters<PageState['reach']>[0]) => ({
  openid: await somebody(cloud),
  path: `pages/checkout/checkout?dealId=${await dealCalled(cloud, title)}&buy=${way}`,
});

/** What people see before they have paid. */
export const shelfStates: readonly PageState[] = [
  {
    name: 'deals/shelf',
    reach: async (cloud) => ({ openid: await somebody(cloud), path: 'pages/deals/deals' }),
    sees: '精致洗车双人团',
  },
  {
    name: 'deals/empty',
    shop: 'empty',
    reach: async (cloud) => ({ openid: await somebody(cloud), path: 'pages/deals/deals' }),
    sees: '还没有上架的优惠',
  },
  { name: 'deal/group', reach: dealOf(WASH), sees: '精致洗车双人团' },
  { name: 'deal/alone', reach: dealOf(LUNCH), sees: '工作日午餐定食' },
  { name: 'deal/times-card', reach: dealOf(CARD), sees: '肩颈舒缓 5 次卡' },
  {
    name: 'deal/sold-out',
    async reach(cloud) {
      const deal = aDeal({ title: '最后一份', stock: 1 });
      const { dealId } = await cloud.do('demo-owner', 'saveDeal', { requestId: id(), deal });
      await cloud.do('demo-owner', 'publishDeal', { dealId });
      await buy(cloud, await somebody(cloud), { dealId, buy: 'alone' });
      return { openid: await somebody(cloud), path: `pages/deal/deal?dealId=${dealId}` };
    },
    sees: /已售罄/,
  },
  {
    name: 'deal/missing',
    reach: async (cloud) => ({ openid: await somebody(cloud), path: 'pages/deal/deal?dealId=NOSUCHDEAL' }),
    sees: '没有找到内容',
  },
  {
    name: 'deal/offline',
    reach: async (cloud) => ({
      openid: await somebody(cloud),
      path: 'pages/deals/deals',
      async first(phone) {
        await phone.see('精致洗车双人团');
        await phone.setNetwork(false);
        await phone.tap(/^精致洗车双人团/);
        await phone.isAt('pages/deal/deal');
      },
    }),
    sees: '网络不通',
  },
  { name: 'checkout/open', reach: checkout(WASH, 'open'), sees: '精致洗车双人团' },
  { name: 'checkout/times-card', reach: checkout(CARD, 'alone'), sees: '肩颈舒缓 5 次卡' },
  {
    name: 'checkout/join',
    async reach(cloud) {
      const dealId = await dealCalled(cloud, WASH);
      const { groupId = '' } = await buy(cloud, await somebody(cloud), { dealId, buy: 'open' });
      const path = `pages/checkout/checkout?dealId=${dealId}&buy=join&groupId=${groupId}`;
      return { openid: await somebody(cloud), path };
    },
    sees: '精致洗车双人团',
  },
  {
    name: 'group/stranger',
    async reach(cloud) {
      const dealId = await dealCalled(cloud, WASH);
      const { groupId = '' } = await buy(cloud, await somebody(cloud, '团长'), { dealId, buy: 'open' });
      return { openid: await somebody(cloud), path: `pages/group/group?groupId=${groupId}` };
    },
    sees: '精致洗车双人团',
  },
];

/** What people see who have ordered. */
export const orderStates: readonly PageState[] = [
  {
    name: 'group/leader',
    async reach(cloud) {
      const openid = await somebody(cloud, '团长');
      const { groupId = '' } = await buy(cloud, openid, { dealId: await dealCalled(cloud, WASH), buy: 'open' });
      return { openid, path: `pages/group/group?groupId=${groupId}` };
    },
    sees: '精致洗车双人团',
  },
  {
    name: 'group/formed',
    async reach(cloud) {
      const openid = await somebody(cloud, '团长');
      const { groupId } = await formGroup(cloud, await dealCalled(cloud, WASH), [openid, await somebody(cloud)]);
      return { openid, path: `pages/group/group?groupId=${groupId}` };
    },
    sees: /成团/,
  },
  {
    name: 'group/failed',
    async reach(cloud) {
      const openid = await somebody(cloud, '团长');
      const { groupId = '' } = await buy(cloud, openid, { dealId: await dealCalled(cloud, WASH), buy: 'open' });
      await cloud.advance(25 * HOUR);
      return { openid, path: `pages/group/group?groupId=${groupId}` };
    },
    sees: /未成团/,
  },
  {
    name: 'order/payment-sheet',
    async reach(cloud) {
      const openid = await somebody(cloud);
      const { orderId } = await order(cloud, openid, { dealId: await dealCalled(cloud, LUNCH), buy: 'alone' });
      const path = `pages/order/order?orderId=${orderId}`;
      return { openid, path, first: (phone) => phone.tap(/^付款/) };
    },
    sees: '立即支付',
  },
  {
    name: 'order/unpaid',
    async reach(cloud) {
      const openid = await somebody(cloud);
      const { orderId } = await order(cloud, openid, { dealId: await dealCalled(cloud, LUNCH), buy: 'alone' });
      return { openid, path: `pages/order/order?orderId=${orderId}` };
    },
    sees: '等待付款',
  },
  {
    name: 'order/waiting',
    async reach(cloud) {
      const openid = await somebody(cloud);
      const { orderId } = await buy(cloud, openid, { dealId: await dealCalled(cloud, WASH), buy: 'open' });
      return { openid, path: `pages/order/order?orderId=${orderId}` };
    },
    sees: '付款成功，等待成团',
  },
  {
    name: 'order/issued',
    async reach(cloud) {
      const openid = await somebody(cloud);
      const wish = { dealId: await dealCalled(cloud, LUNCH), buy: 'alone', quantity: 3 } as const;
      const { orderId } = await buy(cloud, openid, wish);
      return { openid, path: `pages/order/order?orderId=${orderId}` };
    },
    sees: '券已到手',
  },
  {
    name: 'order/refunding',
    async reach(cloud) {
      const openid = await somebody(cloud);
      const { orderId } = await buy(cloud, openid, { dealId: await dealCalled(cloud, CARD), buy: 'alone' });
      await cloud.do(openid, 'requestRefund', { requestId: id(), orderId });
      return { openid, path: `pages/order/order?orderId=${orderId}` };
    },
    sees: '正在退款',
  },
  {
    name: 'order/closed',
    async reach(cloud) {
      const openid = await somebody(cloud);
      const { orderId } = await order(cloud, openid, { dealId: await dealCalled(cloud, LUNCH), buy: 'alone' });
      await cloud.advance(HOUR);
      return { openid, path: `pages/order/order?orderId=${orderId}` };
    },
    sees: '订单已关闭',
  },
  {
    name: 'orders/several',
    async reach(cloud) {
      const openid = await somebody(cloud);
      await buy(cloud, openid, { dealId: await dealCalled(cloud, LUNCH), buy: 'alone' });
      await buy(cloud, openid, { dealId: await dealCalled(cloud, WASH), buy: 'open' });
      const { orderId } = await buy(cloud, openid, { dealId: await dealCalled(cloud, CARD), buy: 'alone' });
      await cloud.do(openid, 'requestRefund', { requestId: id(), orderId });
      await order(cloud, openid, { dealId: await dealCalled(cloud, LUNCH), buy: 'alone' });
      return { openid, path: 'pages/orders/orders' };
    },
    sees: '待付款',
  },
  {
    name: 'orders/none',
    reach: async (cloud) => ({ openid: await somebody(cloud), path: 'pages/orders/orders' }),
    sees: /还没有/,
  },
];
