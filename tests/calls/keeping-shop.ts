import type { Action, Input } from '../../typings/api';
import { aDeal, buy, formGroup, hire, id, OPERATOR, OWNER, publish } from '../story/shop';
import { openGroup, someone } from './buying';
import type { Counter, Drive } from './drive';

/** Measures a call that needs nothing to be led up to. */
function plain<A extends Action>(openid: string, action: A, input: () => Input<A>): Drive {
  return async (shop) => shop.measure(() => shop.do(openid, action, input()));
}

/** Measures a request that was answered before. */
function again<A extends Action>(openid: string, action: A, input: () => Input<A>): Drive {
  return async (shop) => {
    const same = input();
    await shop.do(openid, action, same);
    await shop.measure(() => shop.do(openid, action, same));
  };
}

const store = { name: '二号店', address: '某路 2 号' };
const merchant = (appid: string) => ({ requestId: id(), appid, name: '别家', subMchId: '1900000002' });

async function draft(shop: Counter): Promise<string> {
  return (await shop.do(OWNER, 'saveDeal', { requestId: id(), deal: aDeal() })).dealId;
}

async function invited(shop: Counter): Promise<string> {
  const offer = { requestId: id(), role: 'manager', storeIds: [] } as const;
  return (await shop.do(OWNER, 'inviteStaff', offer)).invitation;
}

/** Another mini-program whose shop nobody owns yet, and the code that makes an owner. */
async function unclaimed(shop: Counter): Promise<{ appid: string; setupCode: string }> {
  const appid = `wx-${someone()}`;
  const { merchantId } = await shop.do(OPERATOR, 'createMerchant', merchant(appid));
  const { setupCode } = await shop.do(OPERATOR, 'issueSetupCode', { requestId: id(), merchantId });
  return { appid, setupCode };
}

/** A group in which two have paid and two are missing, and the request to fill some of their seats. */
async function fillable(shop: Counter, seats: number) {
  const { groupId } = await formGroup(shop, await publish(shop, { groupSize: 4 }), [someone(), someone()]);
  return { requestId: id(), groupId, seats };
}

/** The rows of deals and stores. */
export const selling: Readonly<Record<string, Drive>> = {
  'saveDeal · first': plain(OWNER, 'saveDeal', () => ({ requestId: id(), deal: aDeal() })),
  'saveDeal · later': async (shop) => {
    const dealId = await publish(shop);
    await shop.measure(() => shop.do(OWNER, 'saveDeal', { requestId: id(), dealId, deal: aDeal({ title: '新' }) }));
  },
  'saveDeal · same request again': again(OWNER, 'saveDeal', () => ({ requestId: id(), deal: aDeal() })),
  'checkDeal · any': plain(OWNER, 'checkDeal', () => ({ deal: aDeal() })),
  'publishDeal · draft': async (shop) => {
    const dealId = await draft(shop);
    await shop.measure(() => shop.do(OWNER, 'publishDeal', { dealId }));
  },
  'publishDeal · published already': async (shop) => {
    const dealId = await publish(shop);
    await shop.measure(() => shop.do(OWNER, 'publishDeal', { dealId }));
  },
  'unpublishDeal · published': async (shop) => {
    const dealId = await publish(shop);
    await shop.measure(() => shop.do(OWNER, 'unpublishDeal', { dealId }));
  },
  'adjustStock · more': async (shop) => {
    const dealId = await publish(shop);
    await shop.measure(() => shop.do(OWNER, 'adjustStock', { requestId: id(), dealId, delta: 5 }));
  },
  'adjustStock · same request again': async (shop) => {
    const input = { requestId: id(), dealId: await publish(shop), delta: 5 };
    await shop.do(OWNER, 'adjustStock', input);
    await shop.measure(() => shop.do(OWNER, 'adjustStock', input));
  },
  'saveStore · first': plain(OWNER, 'saveStore', () => ({ requestId: id(), store })),
  'saveStore · later': async (shop) => {
    const { storeId } = await shop.do(OWNER, 'saveStore', { requestId: id(), store });
    await shop.measure(() => shop.do(OWNER, 'saveStore', { requestId: id(), storeId, store }));
  },
  'saveStore · same request again': again(OWNER, 'saveStore', () => ({ requestId: id(), store })),
  'getShareCode · of a deal': async (shop) => {
    const dealId = await publish(shop);
    await shop.measure(() => shop.do(someone(), 'getShareCode', { dealId }));
  },
  'getShareCard · of an open group': async (shop) => {
    const { groupId } = await openGroup(shop);
    await shop.measure(() => shop.do(someone(), 'getShareCard', { groupId }));
  },
  'getShareCard · of a group that has formed': async (shop) => {
    const { groupId } = await formGroup(shop, await publish(shop), [someone(), someone()]);
    await shop.measure(() => shop.do(someone(), 'getShareCard', { groupId }));
  },
  'fillSeats · some of the missing ones': async (shop) => {
    const input = await fillable(shop, 1);
    await shop.measure(() => shop.do(OWNER, 'fillSeats', input));
  },
  'fillSeats · all of them: the group forms': async (shop) => {
    const input = await fillable(shop, 2);
    await shop.measure(() => shop.do(OWNER, 'fillSeats', input));
  },
  'fillSeats · same request again': async (shop) => {
    const input = await fillable(shop, 2);
    await shop.do(OWNER, 'fillSeats', input);
    await shop.measure(() => shop.do(OWNER, 'fillSeats', input));
  },
};

/** The rows of people. */
export const people: Readonly<Record<string, Drive>> = {
  'inviteStaff · first': plain(OWNER, 'inviteStaff', () => ({ requestId: id(), role: 'manager', storeIds: [] })),
  'inviteStaff · same request again': again(OWNER, 'inviteStaff', () => ({
    ...{ requestId: id(), role: 'manager', storeIds: [] },
  })),
  'acceptInvitation · somebody new': async (shop) => {
    const invitation = await invited(shop);
    await shop.measure(() => shop.do(someone(), 'acceptInvitation', { invitation, nickname: '新' }));
  },
  'acceptInvitation · somebody who works here': async (shop) => {
    const openid = someone();
    await hire(shop, openid, { role: 'manager' });
    const invitation = await invited(shop);
    await shop.measure(() => shop.do(openid, 'acceptInvitation', { invitation, nickname: '新' }));
  },
  'acceptInvitation · again': async (shop) => {
    const invitation = await invited(shop);
    const openid = someone();
    await shop.do(openid, 'acceptInvitation', { invitation, nickname: '新' });
    await shop.measure(() => shop.do(openid, 'acceptInvitation', { invitation, nickname: '新' }));
  },
  'revokeStaff · works here': async (shop) => {
    await hire(shop, someone(), { role: 'manager', nickname: '将走' });
    const { items } = await shop.do(OWNER, 'listStaff', { limit: 100 });
    const staffId = items.find(({ nickname }) => nickname === '将走')?.staffId ?? '';
    await shop.measure(() => shop.do(OWNER, 'revokeStaff', { staffId }));
  },
  'createMerchant · first': plain(OPERATOR, 'createMerchant', () => merchant(`wx-${someone()}`)),
  'createMerchant · same request again': again(OPERATOR, 'createMerchant', () => merchant(`wx-${someone()}`)),
  'issueSetupCode · first': async (shop) => {
    const { merchantId } = await shop.do(OPERATOR, 'createMerchant', merchant(`wx-${someone()}`));
    await shop.measure(() => shop.do(OPERATOR, 'issueSetupCode', { requestId: id(), merchantId }));
  },
  'issueSetupCode · same request again': async (shop) => {
    const { merchantId } = await shop.do(OPERATOR, 'createMerchant', merchant(`wx-${someone()}`));
    const input = { requestId: id(), merchantId };
    await shop.do(OPERATOR, 'issueSetupCode', input);
    await shop.measure(() => shop.do(OPERATOR, 'issueSetupCode', input));
  },
  'claimShop · first': async (shop) => {
    const { appid, setupCode } = await unclaimed(shop);
    await shop.measure(() => shop.do(someone(), 'claimShop', { setupCode, merchantName: '新店' }, appid));
  },
  'claimShop · again': async (shop) => {
    const { appid, setupCode } = await unclaimed(shop);
    const openid = someone();
    await shop.do(openid, 'claimShop', { setupCode, merchantName: '新店' }, appid);
    await shop.measure(() => shop.do(openid, 'claimShop', { setupCode, merchantName: '新店' }, appid));
  },
  'saveProfile · first': async (shop) => shop.measure(() => shop.do(someone(), 'saveProfile', { nickname: '小李' })),
  'saveProfile · later': async (shop) => {
    const openid = someone();
    await shop.do(openid, 'saveProfile', { nickname: '小李' });
    await shop.measure(() => shop.do(openid, 'saveProfile', { nickname: '老李' }));
  },
  'saveProfile · the same name again': async (shop) => {
    const openid = someone();
    await shop.do(openid, 'saveProfile', { nickname: '小李' });
    await shop.measure(() => shop.do(openid, 'saveProfile', { nickname: '小李' }));
  },
  'deleteMe · with a profile, in two groups': async (shop) => {
    const openid = someone();
    await shop.do(openid, 'saveProfile', { nickname: '小李' });
    for (const group of [await openGroup(shop), await openGroup(shop)]) {
      await buy(shop, openid, { ...group, buy: 'join' });
    }
    await shop.measure(() => shop.do(openid, 'deleteMe', { requestId: id() }));
  },
  'deleteMe · without a profile': async (shop) => {
    await shop.measure(() => shop.do(someone(), 'deleteMe', { requestId: id() }));
  },
  'deleteMe · same request again': async (shop) => {
    const openid = someone();
    const input = { requestId: id() };
    await shop.do(openid, 'deleteMe', input);
    await shop.measure(() => shop.do(openid, 'deleteMe', input));
  },
  'recordConsent · nothing accepted': async (shop) => {
    await shop.measure(() => shop.do(someone(), 'recordConsent', { accepted: [] }));
  },
  'markRead · a message': async (shop) => {
    await shop.measure(() => shop.do(someone(), 'markRead', { messageIds: ['none'] }));
  },
};

const today = '2030-01-07';

/** The rows of what only reads. */
export const reading: Readonly<Record<string, Drive>> = {
  'getMe · any': plain(OWNER, 'getMe', () => ({})),
  'listDeals · a page': async (shop) => {
    await publish(shop);
    await shop.measure(() => shop.do('o-visitor', 'listDeals', {}));
  },
  'listDeals · an empty shelf': async (shop) => {
    const { appid } = await unclaimed(shop);
    await shop.measure(() => shop.do('o-visitor', 'listDeals', {}, appid));
  },
  'getDeal · published': async (shop) => {
    const { dealId } = await openGroup(shop);
    await shop.measure(() => shop.do(someone(), 'getDeal', { dealId }));
  },
  'getGroup · open': async (shop) => {
    const { groupId } = await openGroup(shop);
    await shop.measure(() => shop.do(someone(), 'getGroup', { groupId }));
  },
  'listOrders · a page': async (shop) => {
    const openid = someone();
    await buy(shop, openid, { ...(await openGroup(shop)), buy: 'join' });
    await shop.measure(() => shop.do(openid, 'listOrders', {}));
  },
  'getOrder · in a group': async (shop) => {
    const openid = someone();
    const { orderId } = await buy(shop, openid, { ...(await openGroup(shop)), buy: 'join' });
    await shop.measure(() => shop.do(openid, 'getOrder', { orderId }));
  },
  'listMessages · a page': plain('o-visitor', 'listMessages', () => ({})),
  'listMerchantDeals · a page': plain(OWNER, 'listMerchantDeals', () => ({})),
  'getMerchantDeal · any': async (shop) => {
    const dealId = await draft(shop);
    await shop.measure(() => shop.do(OWNER, 'getMerchantDeal', { dealId }));
  },
  'listMerchantOrders · a page': plain(OWNER, 'listMerchantOrders', () => ({})),
  'getMerchantOrder · in a group': async (shop) => {
    const { orderId } = await buy(shop, someone(), { ...(await openGroup(shop)), buy: 'join' });
    await shop.measure(() => shop.do(OWNER, 'getMerchantOrder', { orderId }));
  },
  'listStores · a page': plain(OWNER, 'listStores', () => ({})),
  'listStaff · a page': plain(OWNER, 'listStaff', () => ({})),
  'listMerchants · a page': plain(OPERATOR, 'listMerchants', () => ({})),
  'exportOrders · up to 1,000 orders': plain(OWNER, 'exportOrders', () => ({
    ...{ fromDay: today, toDay: today, format: 'xlsx' },
  })),
  'getStatement · up to 1,000 transfers in all': plain(OWNER, 'getStatement', () => ({
    ...{ fromDay: today, toDay: today },
  })),
  'getBalance · up to 1,000 transfers in all': plain(OWNER, 'getBalance', () => ({})),
  'getReport · any days': async (shop) => {
    await buy(shop, someone(), { dealId: await publish(shop), buy: 'alone' });
    await shop.measure(() => shop.do(OWNER, 'getReport', { fromDay: today, toDay: '2030-01-31' }));
  },
};
