import type { DealInput } from '../../../typings/deal';
import { HOUR, MINUTE, type Driver } from '../../story/cloud-driver';
import { aDeal, buy, formGroup, id, redeem, voucher } from '../../story/shop';
import { dealCalled, somebody, type PageState } from './state';

const HOTPOT = '鲜切牛肉火锅';
const GYM = '私教体验课';
const FILM = '电影通兑券';
const POTTERY = '亲子陶艺课';

async function people(cloud: Driver, nicknames: readonly string[]): Promise<readonly string[]> {
  const openids: string[] = [];
  for (const nickname of nicknames) openids.push(await somebody(cloud, nickname));
  return openids;
}

async function publish(cloud: Driver, changes: Partial<DealInput>): Promise<string> {
  const { dealId } = await cloud.do('demo-owner', 'saveDeal', { requestId: id(), deal: aDeal(changes) });
  await cloud.do('demo-owner', 'publishDeal', { dealId });
  return dealId;
}

const pageOf = (page: 'group' | 'order', about: string) => `pages/${page}/${page}?${page}Id=${about}`;

/** A group of people in a tiered deal of the demo shop, still open. */
async function tieredGroup(cloud: Driver, nicknames: readonly string[]) {
  const openids = await people(cloud, nicknames);
  const { groupId, orderIds } = await formGroup(cloud, await dealCalled(cloud, HOTPOT), openids);
  return { openid: openids[0] ?? '', groupId, orderId: orderIds[0] ?? '' };
}

/** A group that reached its last and lowest step; its leader has two vouchers. */
async function fullTiers(cloud: Driver) {
  const tiers = [2, 3].map((size, i) => ({ size, priceFen: 3000 - i * 550 }));
  const dealId = await publish(cloud, { title: '阶梯到底的洗车', mode: 'tiered', tiers });
  const openids = await people(cloud, ['团长', '小林', 'Mona']);
  const { groupId, orderIds } = await formGroup(cloud, dealId, openids, 2);
  await cloud.advance(2 * MINUTE);
  return { openid: openids[0] ?? '', groupId, orderId: orderIds[0] ?? '' };
}

/** Two people of four, and one seat that the shop pays for. */
async function filledGroup(cloud: Driver, seats: number) {
  const openids = await people(cloud, ['团长', '小满']);
  const { groupId, orderIds } = await formGroup(cloud, await dealCalled(cloud, POTTERY), openids);
  await cloud.do('demo-manager', 'fillSeats', { requestId: id(), groupId, seats });
  return { openid: openids[1] ?? '', groupId, orderId: orderIds[1] ?? '' };
}

/** A leader whose member has used what he bought. */
async function earned(cloud: Driver) {
  const openids = await people(cloud, ['团长', '小满', '小林']);
  const { groupId, orderIds } = await formGroup(cloud, await dealCalled(cloud, GYM), openids);
  const { code } = await voucher(cloud, openids[1] ?? '', orderIds[1] ?? '');
  const { stores } = await cloud.do('demo-clerk', 'getMe', {});
  await redeem(cloud, 'demo-clerk', { code, storeId: stores[0]?.storeId ?? '' });
  await cloud.advance(2 * HOUR);
  return { openid: openids[0] ?? '', groupId, orderId: orderIds[0] ?? '' };
}

/** Deals whose price or whose codes are not simply there: tiers, commissions, imported codes; and filled seats. */
export const modeStates: readonly PageState[] = [
  {
    name: 'deal/tiered',
    reach: async (cloud) => ({
      openid: await somebody(cloud),
      path: `pages/deal/deal?dealId=${await dealCalled(cloud, HOTPOT)}`,
    }),
    sees: '结束后每份退 ¥20',
  },
  {
    name: 'deal/commission',
    reach: async (cloud) => ({
      openid: await somebody(cloud),
      path: `pages/deal/deal?dealId=${await dealCalled(cloud, GYM)}`,
    }),
    sees: '团长佣金',
  },
  {
    name: 'checkout/tiered-join',
    async reach(cloud) {
      const { groupId } = await tieredGroup(cloud, ['团长', '小林']);
      const dealId = await dealCalled(cloud, HOTPOT);
      const path = `pages/checkout/checkout?dealId=${dealId}&buy=join&groupId=${groupId}`;
      return { openid: await somebody(cloud), path };
    },
    sees: '还差 3 人',
  },
  {
    name: 'group/tiered-begun',
    async reach(cloud) {
      const { groupId } = await tieredGroup(cloud, ['团长']);
      return { openid: await somebody(cloud), path: pageOf('group', groupId) };
    },
    sees: '参团，先付 ¥88',
  },
  {
    name: 'group/tiered-reached',
    async reach(cloud) {
      const { openid, groupId } = await tieredGroup(cloud, ['团长', '小林', 'Mona', '老周', '静', '欢']);
      return { openid, path: pageOf('group', groupId) };
    },
    sees: '已够成团，每份 ¥78',
  },
  {
    name: 'order/tiered-waiting',
    async reach(cloud) {
      const { openid, orderId } = await tieredGroup(cloud, ['团长', '小林']);
      return { openid, path: pageOf('order', orderId) };
    },
    sees: '已够成团，等待结束',
  },
  {
    name: 'group/tiered-formed',
    async reach(cloud) {
      const { openid, groupId } = await fullTiers(cloud);
      return { openid, path: pageOf('group', groupId) };
    },
    sees: /差价 ¥11 原路退回/,
  },
  {
    name: 'order/tiered',
    async reach(cloud) {
      const { openid, orderId } = await fullTiers(cloud);
      return { openid, path: pageOf('order', orderId) };
    },
    sees: '阶梯差额退款',
  },
  {
    name: 'group/filled',
    async reach(cloud) {
      const { openid, groupId } = await filledGroup(cloud, 1);
      return { openid, path: pageOf('group', groupId) };
    },
    sees: '2/4 人已付款，商家补位 1 席',
  },
  {
    name: 'order/filled',
    async reach(cloud) {
      const { openid, orderId } = await filledGroup(cloud, 2);
      return { openid, path: pageOf('order', orderId) };
    },
    sees: '2 席，由商家付款',
  },
  {
    name: 'orders/filled',
    async reach(cloud) {
      const { openid } = await filledGroup(cloud, 1);
      return { openid, path: 'pages/orders/orders' };
    },
    sees: /商家补位 1 席/,
  },
  {
    name: 'order/commission',
    async reach(cloud) {
      const { openid, orderId } = await earned(cloud);
      return { openid, path: pageOf('order', orderId) };
    },
    sees: '团长佣金',
  },
  {
    name: 'me/commission',
    reach: async (cloud) => ({ openid: (await earned(cloud)).openid, path: 'pages/me/me' }),
    sees: '我的佣金',
  },
  {
    name: 'voucher/imported-code',
    async reach(cloud) {
      const openid = await somebody(cloud);
      const { orderId } = await buy(cloud, openid, { dealId: await dealCalled(cloud, FILM), buy: 'alone' });
      const { voucherId } = await voucher(cloud, openid, orderId);
      return { openid, path: `pages/voucher/voucher?voucherId=${voucherId}` };
    },
    sees: /^FILM-2030-\d{5}$/,
  },
  {
    name: 'order/fifty-vouchers',
    async reach(cloud) {
      const dealId = await publish(cloud, { title: '员工福利洗车', mode: 'alone', unitsPerOrderMax: 50 });
      const openid = await somebody(cloud);
      const { orderId } = await buy(cloud, openid, { dealId, buy: 'alone', quantity: 50 });
      return { openid, path: pageOf('order', orderId) };
    },
    sees: /^券 50 · 可使用/,
  },
  {
    name: 'order/refund-choice',
    async reach(cloud) {
      const openid = await somebody(cloud);
      const wish = { dealId: await dealCalled(cloud, FILM), buy: 'alone', quantity: 3 } as const;
      const { orderId } = await buy(cloud, openid, wish);
      return { openid, path: pageOf('order', orderId), first: (phone) => phone.tap('申请退款') };
    },
    sees: '退 ¥117',
  },
];
