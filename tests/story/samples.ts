import type { Action, Input } from '../../typings/api';
import type { Driver } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OPERATOR, OWNER } from './shop';

export const BUYER = 'o-buyer-with-orders';

/** A well-formed request of an action: who may make it, what it says, and which of its fields may be left out. */
export interface Sample<A extends Action = Action> {
  readonly by: string;
  readonly input: Input<A>;
  readonly optional?: readonly string[];
}

export type Samples = { readonly [A in Action]: Sample<A> };

/** Ids of one thing of each kind, all of one merchant and one buyer. */
export interface Things {
  readonly dealId: string;
  readonly draftId: string;
  readonly groupId: string;
  /** A group in which two of three have paid. */
  readonly fillableId: string;
  readonly orderId: string;
  readonly voucherId: string;
  readonly code: string;
  readonly unpaidId: string;
  /** A refund that waits for a person. */
  readonly refundId: string;
  /** Who led a commission group, and has something to be paid. */
  readonly leaderId: string;
  /** A deal that is sold by imported codes, and a file of some. */
  readonly importedId: string;
  readonly fileId: string;
  readonly redemptionId: string;
  readonly storeId: string;
  readonly staffId: string;
  readonly messageId: string;
  readonly invitation: string;
}

/** Has one of each thing made at a merchant, for a buyer, by its owner and a clerk whose only store it is. */
export async function makeThings(cloud: Driver, buyer: string, storeId: string): Promise<Things> {
  const leaderId = await shop.earnCommission(cloud, 'o-leader', 'o-member');
  const dealId = await shop.publish(cloud);
  const draft = { requestId: id(), deal: shop.aDeal() };
  const { dealId: draftId } = await cloud.do(OWNER, 'saveDeal', draft);
  const { groupId = '' } = await shop.buy(cloud, buyer, { dealId, buy: 'open' });
  const { orderId } = await shop.buy(cloud, buyer, { dealId, buy: 'alone', quantity: 3 });
  const { orderId: unpaidId } = await shop.order(cloud, buyer, { dealId, buy: 'alone' });
  const ofThree = await shop.publish(cloud, { groupSize: 3 });
  const { groupId: fillableId } = await shop.formGroup(cloud, ofThree, ['o-first', 'o-second']);
  const refundId = await shop.notArrived(cloud, 'o-third', ofThree);
  const imported = { requestId: id(), deal: shop.aDeal({ codeSource: 'imported', stock: 0 }) };
  const { dealId: importedId } = await cloud.do(OWNER, 'saveDeal', imported);
  const fileId = await shop.upload(cloud, OWNER, `${id()}.txt`, `${id()}\n${id()}\n`);
  const [shown, used] = await shop.vouchers(cloud, buyer, orderId);
  const { redemptionId } = await shop.redeem(cloud, CLERK, { code: used?.code ?? '' });
  await cloud.advance(120_000);
  const [message] = (await cloud.do(buyer, 'listMessages', {})).items;
  const staff = (await cloud.do(OWNER, 'listStaff', {})).items.find((row) => row.role === 'clerk');
  const invited = { requestId: id(), role: 'clerk', storeIds: [storeId] } as const;
  const { invitation } = await cloud.do(OWNER, 'inviteStaff', invited);
  return {
    ...{ dealId, draftId, groupId, fillableId, orderId, unpaidId, refundId, redemptionId, storeId, invitation },
    ...{ leaderId, importedId, fileId },
    ...{ voucherId: shown?.voucherId ?? '', code: shown?.code ?? '' },
    ...{ staffId: staff?.staffId ?? '', messageId: message?.messageId ?? '' },
  };
}

/** A request of every action about these things, to be made in this order: the last take away what others need. */
export function samplesOf(things: Things, merchantId: string, setupCode: string): Samples {
  const { dealId, draftId, groupId, orderId, unpaidId, voucherId, code, redemptionId, storeId, staffId } = things;
  const { messageId, invitation, fillableId, refundId, leaderId, importedId, fileId } = things;
  const requestId = id;
  const page = { limit: 5, cursor: Buffer.from(`1893981600000.${orderId}`).toString('base64url') };
  const paged = ['limit', 'cursor'];
  const days = { fromDay: '2030-01-01', toDay: '2030-01-31' };
  const store = { name: '新店', address: '新路 2 号', phone: '010-1234', partnerPercent: 0 };
  return {
    getMe: { by: BUYER, input: {} },
    saveProfile: { by: BUYER, input: { nickname: '阿明' } },
    listDeals: { by: BUYER, input: page, optional: paged },
    getDeal: { by: BUYER, input: { dealId } },
    getGroup: { by: BUYER, input: { groupId } },
    getShareCode: { by: BUYER, input: { dealId } },
    getShareCard: { by: BUYER, input: { groupId } },
    createOrder: {
      by: 'o-joiner',
      input: { requestId: requestId(), dealId, version: 1, buy: 'join', groupId, quantity: 1, ifFull: 'refund' },
      optional: ['version', 'ifFull'],
    },
    getPayment: { by: BUYER, input: { orderId: unpaidId } },
    confirmPayment: { by: BUYER, input: { orderId: unpaidId } },
    cancelOrder: { by: BUYER, input: { orderId: unpaidId } },
    listOrders: { by: BUYER, input: { ...page, status: 'issued' }, optional: [...paged, 'status'] },
    getOrder: { by: BUYER, input: { orderId } },
    getVoucher: { by: BUYER, input: { voucherId } },
    listMessages: { by: BUYER, input: page, optional: paged },
    markRead: { by: BUYER, input: { messageIds: [messageId] } },
    getCommission: { by: BUYER, input: {} },
    recordConsent: { by: BUYER, input: { accepted: [] } },
    prepareRedemption: { by: CLERK, input: { code, storeId }, optional: ['storeId'] },
    redeemVoucher: {
      by: CLERK,
      input: { requestId: requestId(), code, storeId, uses: 1, alsoVoucherIds: [] },
      optional: ['storeId', 'uses', 'alsoVoucherIds'],
    },
    undoRedemption: { by: CLERK, input: { requestId: requestId(), redemptionId, reason: '扫错了' } },
    listRedemptions: {
      by: CLERK,
      input: { ...page, storeId, clerkId: staffId, day: '2030-01-07' },
      optional: [...paged, 'storeId', 'clerkId', 'day'],
    },
    saveDeal: {
      by: MANAGER,
      input: { requestId: requestId(), dealId: draftId, deal: shop.aDeal({ storeIds: [storeId], limitPerBuyer: 9 }) },
      optional: ['dealId', ...optionalOfDeal.map((field) => `deal.${field}`)],
    },
    checkDeal: {
      by: MANAGER,
      input: { deal: shop.aDeal({ refund: { anytime: true, onExpiry: true, restock: true }, excludedWeekdays: [7] }) },
      optional: optionalOfDeal.map((field) => `deal.${field}`),
    },
    publishDeal: { by: MANAGER, input: { dealId: draftId } },
    listMerchantDeals: { by: MANAGER, input: page, optional: paged },
    getMerchantDeal: { by: MANAGER, input: { dealId } },
    fillSeats: { by: MANAGER, input: { requestId: requestId(), groupId: fillableId, seats: 1 } },
    markRefundPaid: { by: MANAGER, input: { requestId: requestId(), refundId, reference: '转账 0815' } },
    importCodes: { by: MANAGER, input: { requestId: requestId(), dealId: importedId, fileId } },
    adjustStock: { by: MANAGER, input: { requestId: requestId(), dealId, delta: 1 } },
    listMerchantOrders: {
      by: MANAGER,
      input: { ...page, status: 'issued', dealId, day: '2030-01-07', orderId, groupId },
      optional: [...paged, 'status', 'dealId', 'day', 'orderId', 'groupId'],
    },
    getMerchantOrder: { by: MANAGER, input: { orderId } },
    saveStore: {
      by: MANAGER,
      input: { requestId: requestId(), storeId, store },
      optional: ['storeId', 'store.phone', 'store.partnerPercent'],
    },
    listStores: { by: MANAGER, input: page, optional: paged },
    listStaff: { by: MANAGER, input: page, optional: paged },
    exportOrders: { by: MANAGER, input: { ...days, format: 'csv' } },
    getStatement: {
      by: MANAGER,
      input: { ...days, storeId, clerkId: staffId },
      optional: ['storeId', 'clerkId'],
    },
    getBalance: { by: MANAGER, input: {} },
    getReport: { by: MANAGER, input: days },
    listCommissions: { by: MANAGER, input: page, optional: paged },
    exportCommissions: { by: MANAGER, input: { format: 'csv' } },
    payCommission: {
      by: OWNER,
      input: { requestId: requestId(), leaderId, amountFen: 1, reference: '微信转账' },
    },
    inviteStaff: {
      by: OWNER,
      input: { requestId: requestId(), role: 'clerk', storeIds: [storeId], roleUntil: 1_900_000_000_000 },
      optional: ['roleUntil'],
    },
    createMerchant: {
      by: OPERATOR,
      input: { requestId: requestId(), appid: 'wx-a-third-one', name: '第三家', subMchId: '1900000003' },
    },
    claimShop: { by: OWNER, input: { setupCode, merchantName: '测试店' } },
    issueSetupCode: { by: OPERATOR, input: { requestId: requestId(), merchantId } },
    listMerchants: { by: OPERATOR, input: page, optional: paged },
    acceptInvitation: { by: 'o-newcomer', input: { invitation, nickname: '新人' } },
    requestRefund: {
      by: BUYER,
      input: { requestId: requestId(), orderId, voucherIds: [`${orderId}V03`] },
      optional: ['voucherIds'],
    },
    refundOrder: {
      by: MANAGER,
      input: { requestId: requestId(), orderId, amountFen: 100, reason: '补偿' },
      optional: ['amountFen'],
    },
    unpublishDeal: { by: MANAGER, input: { dealId } },
    revokeStaff: { by: OWNER, input: { staffId } },
    deleteMe: { by: BUYER, input: { requestId: requestId() } },
  };
}

const optionalOfDeal: readonly string[] = [
  ...['alonePriceFen', 'groupPriceFen', 'groupSize', 'windowMinutes', 'limitPerBuyer', 'storeIds', 'refund'],
  'excludedWeekdays',
];
