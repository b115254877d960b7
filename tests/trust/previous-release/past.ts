import type { DealInput } from '../../../typings/deal';
import { DAY, HOUR, MINUTE, SECOND, type Driver } from '../../story/cloud-driver';
import * as shop from '../../story/shop';
import { CLERK, id, MANAGER, OWNER } from '../../story/shop';
import { refuseAtTheCounter, refuseBuyers, refuseMerchants } from './refusals';

/** A clerk of the partner's store. */
export const PARTNER_CLERK = 'o-partner-clerk';

/** What the shop of the sample is made of. */
export interface Premises {
  readonly storeId: string;
  readonly partnerId: string;
  readonly deals: Readonly<Record<DealName, string>>;
}

const deals = {
  pair: { title: '精洗一次', stock: 60, limitPerBuyer: 20 },
  three: { title: '三人洗车', groupSize: 3, stock: 40 },
  card: { title: '五次卡', usesPerVoucher: 5, groupPriceFen: 10_001, alonePriceFen: 12_000, stock: 20 },
  alone: { title: '单人打蜡', mode: 'alone', alonePriceFen: 8800, limitPerBuyer: 5, stock: 50 },
  brief: {
    ...{ title: '两日券', mode: 'alone', alonePriceFen: 3333, validity: { days: 2 }, stock: 10 },
    refund: { anytime: true, onExpiry: true, restock: true },
  },
  strict: {
    ...{ title: '不退券', mode: 'alone', alonePriceFen: 1999, validity: { days: 3 }, stock: 10 },
    refund: { anytime: false, onExpiry: false, restock: false },
  },
  quick: { title: '十分钟团', groupSize: 3, windowMinutes: 10, stock: 10 },
  gone: { title: '已下架', stock: 5, excludedWeekdays: [6, 7], excludedDays: ['2030-01-31'] },
} as const satisfies Record<string, Partial<DealInput>>;

/** The deals of the sample. */
export type DealName = keyof typeof deals;

/** Two stores, people who work there, and who do no more; deals on the shelf, in a drawer, and taken off. */
export async function openPremises(cloud: Driver): Promise<Premises> {
  const { storeId } = await shop.openShop(cloud);
  const store = { name: '合作店', address: '别路 2 号', phone: '010-1234567', partnerPercent: 15 };
  const { storeId: partnerId } = await cloud.do(OWNER, 'saveStore', { requestId: id(), store });
  await shop.hire(cloud, MANAGER, { role: 'manager', nickname: '店长' });
  await shop.hire(cloud, PARTNER_CLERK, { storeIds: [partnerId], nickname: '小李' });
  await shop.hire(cloud, 'o-gone-clerk', { storeIds: [storeId, partnerId], nickname: '小赵' });
  const { items } = await cloud.do(OWNER, 'listStaff', {});
  const leaver = items.find(({ nickname }) => nickname === '小赵')?.staffId ?? '';
  await cloud.do(OWNER, 'revokeStaff', { staffId: leaver });
  await cloud.do(OWNER, 'saveStore', { requestId: id(), storeId: partnerId, store: { ...store, name: '合作二店' } });
  const made: Partial<Record<DealName, string>> = {};
  for (const name of Object.keys(deals) as DealName[]) made[name] = await publishChecked(cloud, deals[name]);
  await cloud.do(OWNER, 'saveDeal', { requestId: id(), deal: shop.aDeal({ title: '草稿', storeIds: [storeId] }) });
  return { storeId, partnerId, deals: made as Record<DealName, string> };
}

/** Publishes a deal as the merchant's page does: looked at, saved, put on the shelf. */
async function publishChecked(cloud: Driver, changes: Partial<DealInput>): Promise<string> {
  await cloud.do(MANAGER, 'checkDeal', { deal: shop.aDeal(changes) });
  await cloud.advance(SECOND);
  return shop.publish(cloud, changes);
}

/** Eight days of trade of which all has ended: settled, refunded, closed, expired; or waits for a person. */
export async function tellThePast(cloud: Driver, premises: Premises): Promise<void> {
  const { deals: on, storeId, partnerId } = premises;
  await cloud.do('o-a', 'saveProfile', { nickname: '阿明' });
  await cloud.do('o-a', 'recordConsent', { accepted: ['demo-redeemed'] });
  await redeemAPair(cloud, on.pair);
  await useACard(cloud, on.card);
  for (const [buyer, dealId] of [
    ['o-brief', on.brief],
    ['o-strict', on.strict],
  ] as const) {
    const { orderId } = await shop.buy(cloud, buyer, { dealId, buy: 'alone', quantity: 2 });
    await shop.redeem(cloud, CLERK, { code: (await shop.voucher(cloud, buyer, orderId)).code });
    await cloud.advance(SECOND);
  }
  await shop.buy(cloud, 'o-gone', { dealId: on.gone, buy: 'alone' });
  await cloud.do(OWNER, 'unpublishDeal', { dealId: on.gone });
  await cloud.do(MANAGER, 'adjustStock', { requestId: id(), dealId: on.pair, delta: -5 });
  await shop.formGroup(cloud, on.three, ['o-failed-1', 'o-failed-2']);
  await giveBack(cloud, on.alone);
  await endUnpaid(cloud, on);
  await shop.buy(cloud, 'o-to-settle', { dealId: on.alone, buy: 'alone', quantity: 2 });
  await shop.buy(cloud, 'o-forgotten', { dealId: on.pair, buy: 'open' });
  await cloud.do('o-forgotten', 'deleteMe', { requestId: id() });
  await misbehave(cloud, storeId, partnerId);
  await refuseBuyers(cloud, premises);
  await refuseAtTheCounter(cloud, premises);
  await refuseMerchants(cloud, premises);
  await cloud.advance(7 * DAY);
}

/** A group of two with two units each: one redeemed and kept, one redeemed at the partner's and undone. */
async function redeemAPair(cloud: Driver, dealId: string): Promise<void> {
  const { orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b'], 2);
  const [a = '', b = ''] = orderIds;
  const { token } = await shop.voucher(cloud, 'o-a', a);
  await cloud.do(CLERK, 'prepareRedemption', { token: token ?? '' });
  await shop.redeem(cloud, CLERK, { token: token ?? '' });
  await cloud.advance(SECOND);
  const { code } = await shop.voucher(cloud, 'o-b', b);
  const { redemptionId } = await shop.redeem(cloud, PARTNER_CLERK, { code });
  await cloud.advance(2 * MINUTE);
  await cloud.do(PARTNER_CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' });
  await cloud.advance(MINUTE);
  const [message] = (await cloud.do('o-b', 'listMessages', {})).items;
  await cloud.do('o-b', 'markRead', { messageIds: [message?.messageId ?? ''] });
}

/** Cards of five uses: two used at the partner's at once, one at home. */
async function useACard(cloud: Driver, dealId: string): Promise<void> {
  const { orderIds } = await shop.formGroup(cloud, dealId, ['o-card-1', 'o-card-2']);
  const [one = '', two = ''] = orderIds;
  await shop.redeem(cloud, PARTNER_CLERK, { code: (await shop.voucher(cloud, 'o-card-1', one)).code, uses: 2 });
  await cloud.advance(SECOND);
  await shop.redeem(cloud, CLERK, { code: (await shop.voucher(cloud, 'o-card-2', two)).code });
  await cloud.advance(HOUR);
}

/** Vouchers and a sum that came back, and money that WeChat could not bring back: of one voucher, of an order. */
async function giveBack(cloud: Driver, dealId: string): Promise<void> {
  const bought: Record<string, string> = {};
  for (const buyer of ['o-parts', 'o-sum', 'o-stuck-part', 'o-stuck-whole']) {
    bought[buyer] = (await shop.buy(cloud, buyer, { dealId, buy: 'alone', quantity: 3 })).orderId;
    await cloud.advance(SECOND);
  }
  const { 'o-parts': parts = '', 'o-sum': sum = '', 'o-stuck-part': part = '', 'o-stuck-whole': whole = '' } = bought;
  await cloud.do('o-parts', 'requestRefund', { requestId: id(), orderId: parts, voucherIds: [`${parts}V02`] });
  await cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId: sum, amountFen: 10_000, reason: '补偿' });
  await cloud.advance(2 * MINUTE);
  await cloud.faults({ match: {}, kind: 'refund-abnormal' });
  await cloud.do('o-stuck-part', 'requestRefund', { requestId: id(), orderId: part, voucherIds: [`${part}V01`] });
  await cloud.do('o-stuck-whole', 'requestRefund', { requestId: id(), orderId: whole });
  await cloud.advance(2 * MINUTE);
  await cloud.faults();
}

/** Orders that nobody paid in time, that a buyer gave up, and one that was paid too late and taken all the same. */
async function endUnpaid(cloud: Driver, on: Premises['deals']): Promise<void> {
  await shop.order(cloud, 'o-closed', { dealId: on.alone, buy: 'alone' });
  const given = await shop.order(cloud, 'o-given-up', { dealId: on.pair, buy: 'open' });
  await cloud.do('o-given-up', 'cancelOrder', { orderId: given.orderId });
  const late = await shop.order(cloud, 'o-late', { dealId: on.pair, buy: 'alone' });
  await cloud.advance(10 * MINUTE);
  await cloud.faults({ match: {}, kind: 'paid-after-close' });
  await shop.pay(cloud, 'o-late', late);
  await cloud.faults();
  await cloud.advance(MINUTE);
}

/** What is refused: everybody tries what he may not. */
async function misbehave(cloud: Driver, storeId: string, partnerId: string): Promise<void> {
  const offer = { requestId: id(), role: 'clerk', storeIds: [storeId] } as const;
  await cloud.refusal(CLERK, 'inviteStaff', offer);
  await cloud.refusal('o-gone-clerk', 'listRedemptions', {});
  await cloud.refusal('o-a', 'getStatement', { fromDay: '2030-01-07', toDay: '2030-01-07' });
  await cloud.refusal('o-a', 'getOrder', { orderId: '0123456789ABCDEFGHJK' });
  await cloud.refusal(OWNER, 'saveDeal', { requestId: 'short', deal: shop.aDeal() });
  await cloud.refusal(CLERK, 'redeemVoucher', { requestId: id(), code: '000000000000', storeId: partnerId });
  for (let n = 0; n < 10; n += 1) {
    await cloud.refusal(PARTNER_CLERK, 'prepareRedemption', { code: String(100_000_000_000 + n) });
  }
  await cloud.refusal(PARTNER_CLERK, 'prepareRedemption', { code: '200000000000' });
  await cloud.refusal('o-x', 'acceptInvitation', { invitation: 'x'.repeat(32), nickname: '某人' });
  await cloud.refusal('o-x', 'claimShop', { setupCode: cloud.setUpCode, merchantName: '别人的店' });
  await cloud.do(OWNER, 'inviteStaff', { requestId: id(), role: 'manager', storeIds: [] });
}
