import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { DealInput } from '../../typings/deal';
import { DAY, HOUR, MINUTE, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OWNER } from './shop';

/** What a deal promises: how long vouchers live, which rules a group keeps, what is sold and what is not. */
let cloud: Story;

beforeAll(async () => {
  cloud = await shop.startShop();
});

afterAll(() => cloud.close());

const orderOf = (orderId: string, openid = 'o-a') => cloud.do(openid, 'getOrder', { orderId });
const ordering = (openid: string, wish: shop.Wish) => cloud.refusal(openid, 'createOrder', shop.ordering(wish));
const until = async (at: number) => cloud.advance(at - (await cloud.now()));

/** The day of now and of some days later, in Shanghai; and the first instant of such a day. */
const dayIn = async (days: number) => new Date((await cloud.now()) + days * DAY + 8 * HOUR).toISOString().slice(0, 10);
const midnightIn = async (days: number) => Date.parse(`${await dayIn(days)}T00:00:00+08:00`);

describe('validity', () => {
  const onlyAlone = { mode: 'alone', alonePriceFen: 5000 } as const;

  /** Two vouchers, one of which is used in the last millisecond, the other tried in the next. */
  async function usedUpTo(rules: Partial<DealInput>, end: number) {
    const dealId = await shop.publish(cloud, { ...onlyAlone, ...rules });
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity: 2 });
    const [first, second] = await shop.vouchers(cloud, 'o-a', orderId);
    expect([first?.validUntil, second?.validUntil]).toEqual([end, end]);
    await until(end - 1);
    await shop.redeem(cloud, CLERK, { code: first?.code ?? '' });
    await until(end);
    const late = { requestId: id(), code: second?.code ?? '' };
    expect(await cloud.refusal(CLERK, 'redeemVoucher', late)).toEqual({ error: 'VOUCHER_EXPIRED' });
    return { orderId, code: second?.code ?? '', voucherId: second?.voucherId ?? '' };
  }

  test('untilDay: to the midnight that ends that day, and not a millisecond longer', async () => {
    const refund = { anytime: true, onExpiry: false, restock: false };
    const validity = { untilDay: await dayIn(2) };
    const { orderId, voucherId } = await usedUpTo({ validity, refund }, await midnightIn(3));
    const shown = await cloud.do('o-a', 'getVoucher', { voucherId });
    expect(shown).toMatchObject({ status: 'expired' });
    expect(shown).not.toHaveProperty('token');
    expect((await orderOf(orderId)).canRefund).toEqual({ allowed: false, why: 'expired' });
    const asked = { requestId: id(), orderId };
    const expired = { error: 'REFUND_NOT_ALLOWED', detail: { why: 'expired' } };
    expect(await cloud.refusal('o-a', 'requestRefund', asked)).toEqual(expired);
  });

  test.each([
    [0, 1],
    [1, 2],
    [30, 31],
  ])('days: %i ends at the end of that day after issue', async (days, midnight) => {
    await usedUpTo({ validity: { days } }, await midnightIn(midnight));
  });

  test('days count from the issue: of a group from the day on which it formed, not on which one paid', async () => {
    const dealId = await shop.publish(cloud, { validity: { days: 1 } });
    const { groupId = '', orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    await cloud.advance(20 * HOUR);
    await shop.buy(cloud, 'o-b', { dealId, buy: 'join', groupId });
    const [first] = (await orderOf(orderId)).vouchers;
    expect(first?.validUntil).toBe(await midnightIn(2));
  });

  test('without 过期退: settled when it expires, and only the merchant can still give it back', async () => {
    const refund = { anytime: true, onExpiry: false, restock: false };
    const { orderId, voucherId } = await usedUpTo({ validity: { days: 2 }, refund }, await midnightIn(3));
    await cloud.advance(15 * MINUTE);
    expect((await orderOf(orderId)).vouchers[1]).toMatchObject({
      ...{ status: 'expired', refundableFen: 5000, settlement: { status: 'settled' } },
    });
    const given = { requestId: id(), orderId, voucherIds: [voucherId], reason: '补偿' };
    expect(await cloud.do(MANAGER, 'refundOrder', given)).toMatchObject({ amountFen: 5000 });
    expect((await orderOf(orderId)).vouchers[1]).toMatchObject({ status: 'refunding' });
    await cloud.advance(3 * MINUTE);
    expect((await orderOf(orderId)).vouchers[1]).toMatchObject({ status: 'refunded' });
    const [back] = (await orderOf(orderId)).refunds;
    expect(await shop.ledger(cloud, { [orderId]: 'O', [back?.refundId ?? '']: 'R' })).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 5000],
      ['settle:OV02:1:0', 'escrow', 'merchant', 5000],
      ['unsettle:R', 'merchant', 'escrow', 5000],
      ['refund:R', 'escrow', 'wechat', 5000],
    ]);
  });

  test('with 过期退, long after it was settled: the settlement is taken back and the buyer has his money', async () => {
    const { orderId } = await usedUpTo({ validity: { days: 9 } }, await midnightIn(10));
    await cloud.advance(15 * MINUTE);
    expect(await orderOf(orderId)).toMatchObject({
      ...{ status: 'issued', refundedFen: 5000, refunds: [{ reason: 'voucher_expired', status: 'succeeded' }] },
    });
    const [back] = (await orderOf(orderId)).refunds;
    expect(await shop.ledger(cloud, { [orderId]: 'O', [back?.refundId ?? '']: 'R' })).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 5000],
      ['settle:OV02:1:0', 'escrow', 'merchant', 5000],
      ['unsettle:R', 'merchant', 'escrow', 5000],
      ['refund:R', 'escrow', 'wechat', 5000],
    ]);
  });

  test('used on its last day and undone after it: expired, and given back as if never used', async () => {
    const dealId = await shop.publish(cloud, { ...onlyAlone, validity: { days: 0 } });
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone' });
    const { code, validUntil } = await shop.voucher(cloud, 'o-a', orderId);
    await until(validUntil - 30 * MINUTE);
    const { redemptionId } = await shop.redeem(cloud, CLERK, { code });
    await until(validUntil + 20 * MINUTE);
    expect((await orderOf(orderId)).vouchers).toMatchObject([{ status: 'used' }]);
    const undo = { requestId: id(), redemptionId, reason: '错' };
    expect(await cloud.do(CLERK, 'undoRedemption', undo)).toEqual({ usesLeft: 1 });
    expect((await orderOf(orderId)).vouchers).toMatchObject([{ status: 'expired' }]);
    await cloud.advance(15 * MINUTE);
    expect(await orderOf(orderId)).toMatchObject({ status: 'refunded', refundedFen: 5000 });
    const [back] = (await orderOf(orderId)).refunds;
    expect(await shop.ledger(cloud, { [orderId]: 'O', [back?.refundId ?? '']: 'R' })).toEqual([
      ['pay:O', 'wechat', 'escrow', 5000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 5000],
      ['unsettle:OV01:1:0', 'merchant', 'escrow', 5000],
      ['refund:R', 'escrow', 'wechat', 5000],
    ]);
  });

  test('excluded days and weekdays are told to everybody before they pay, and on the voucher', async () => {
    const rules = { excludedDays: [await dayIn(3)], excludedWeekdays: [6, 7] };
    const dealId = await shop.publish(cloud, rules);
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b']);
    expect(await cloud.do('o-x', 'getDeal', { dealId })).toMatchObject(rules);
    expect(await cloud.do('o-x', 'getGroup', { groupId })).toMatchObject({ ...rules, validity: { days: 60 } });
    expect(await shop.voucher(cloud, 'o-a', orderIds[0] ?? '')).toMatchObject(rules);
  });
});

describe('versions', () => {
  const before = { groupSize: 3, unitsPerOrderMax: 5, usesPerVoucher: 1, validity: { days: 30 } };
  const after: Partial<DealInput> = {
    ...{ title: '精洗新版', groupSize: 4, groupPriceFen: 3990, unitsPerOrderMax: 1, usesPerVoucher: 3 },
    ...{ validity: { days: 10 }, refund: { anytime: false, onExpiry: false, restock: false }, limitPerBuyer: 1 },
  };

  test('who joins gets everything as the group was opened, who opens gets everything as it is now', async () => {
    const dealId = await shop.publish(cloud, before);
    const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    await cloud.do(OWNER, 'saveDeal', { requestId: id(), dealId, deal: shop.aDeal(after) });
    const old = { version: 1, dealTitle: '精洗一次', size: 3, groupPriceFen: 2990, unitsPerOrderMax: 5 };
    expect(await cloud.do('o-b', 'getGroup', { groupId })).toMatchObject({
      ...{ ...old, usesPerVoucher: 1, validity: { days: 30 }, refund: { anytime: true }, refundAfterUses: [2990, 0] },
    });
    expect(await cloud.do('o-b', 'getDeal', { dealId })).toMatchObject({
      version: 2,
      refundAfterUses: [3990, 2660, 1330, 0],
    });
    const joined = await shop.buy(cloud, 'o-b', { dealId, buy: 'join', groupId, quantity: 2 });
    expect(joined.amountFen).toBe(5980);
    await shop.buy(cloud, 'o-c', { dealId, buy: 'join', groupId });
    const order = await orderOf(joined.orderId, 'o-b');
    expect(order).toMatchObject({ status: 'issued', dealTitle: '精洗一次', canRefund: { allowed: true } });
    expect(order.vouchers).toMatchObject([{ usesLeft: 1, validUntil: await midnightIn(31) }, { usesLeft: 1 }]);
    const opened = await shop.buy(cloud, 'o-d', { dealId, buy: 'open' });
    expect(opened.amountFen).toBe(3990);
    expect(await cloud.do('o-x', 'getGroup', { groupId: opened.groupId ?? '' })).toMatchObject({ version: 2, size: 4 });
    expect(await orderOf(opened.orderId, 'o-d')).toMatchObject({ refundAfterUses: [3990, 2660, 1330, 0] });
  });

  test('a voucher keeps the rules that it was bought with, whatever the deal becomes', async () => {
    const dealId = await shop.publish(cloud, { mode: 'alone', ...before });
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone' });
    const bought = await orderOf(orderId);
    await cloud.do(OWNER, 'saveDeal', { requestId: id(), dealId, deal: shop.aDeal(after) });
    await cloud.do(OWNER, 'unpublishDeal', { dealId });
    expect(await orderOf(orderId)).toEqual(bought);
    const { code } = await shop.voucher(cloud, 'o-a', orderId);
    expect(await shop.redeem(cloud, CLERK, { code })).toMatchObject({ usesLeft: 0 });
  });

  test('what is saved unchanged keeps its version; the manager reads it as it was written', async () => {
    const deal = shop.aDeal({ ...before, excludedWeekdays: [7], saleEndsAt: (await cloud.now()) + 9 * DAY });
    const { dealId } = await cloud.do(MANAGER, 'saveDeal', { requestId: id(), deal });
    expect(await cloud.do(MANAGER, 'getMerchantDeal', { dealId })).toMatchObject({ dealId, status: 'draft', deal });
    await cloud.do(MANAGER, 'publishDeal', { dealId });
    expect(await cloud.do(MANAGER, 'saveDeal', { requestId: id(), dealId, deal })).toEqual({ dealId, version: 1 });
    await cloud.do(MANAGER, 'adjustStock', { requestId: id(), dealId, delta: 7 });
    expect(await cloud.do(MANAGER, 'getMerchantDeal', { dealId })).toMatchObject({
      ...{ status: 'published', version: 1, stock: 107, deal: { ...deal, stock: 100 } },
    });
    expect(await cloud.refusal(CLERK, 'getMerchantDeal', { dealId })).toEqual({ error: 'FORBIDDEN' });
    expect(await cloud.refusal('o-a', 'getMerchantDeal', { dealId })).toEqual({ error: 'FORBIDDEN' });
  });
});

test('a deal saved or published again: one deal, and what it has become meanwhile stays', async () => {
  const written = { requestId: id(), deal: shop.aDeal({ title: '只写一次' }) };
  const { dealId } = await cloud.do(MANAGER, 'saveDeal', written);
  for (const status of ['draft', 'published'] as const) {
    expect(await cloud.do(MANAGER, 'saveDeal', written)).toEqual({ dealId, version: 1 });
    expect(await cloud.do(MANAGER, 'getMerchantDeal', { dealId })).toMatchObject({ status, deal: written.deal });
    expect(await cloud.do(MANAGER, 'publishDeal', { dealId })).toEqual({ status: 'published' });
  }
  const rewritten = { requestId: id(), dealId, deal: shop.aDeal({ title: '改过一次' }) };
  for (let times = 0; times < 2; times += 1)
    expect(await cloud.do(MANAGER, 'saveDeal', rewritten)).toEqual({ dealId, version: 2 });
  const { items } = await cloud.do(MANAGER, 'listMerchantDeals', { limit: 100 });
  expect(items.filter(({ deal }) => ['只写一次', '改过一次'].includes(deal.title))).toHaveLength(1);
  for (const request of [written, rewritten])
    expect(await cloud.refusal(MANAGER, 'saveDeal', { ...request, deal: shop.aDeal({ title: '别的' }) })).toEqual({
      error: 'REQUEST_ID_REUSED',
    });
});

describe('stock and sale', () => {
  test('sold out is not the end: stock is raised while groups are open, and they fill', async () => {
    const dealId = await shop.publish(cloud, { stock: 1 });
    const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    const join = { dealId, buy: 'join', groupId } as const;
    expect(await ordering('o-b', join)).toEqual({ error: 'SOLD_OUT' });
    expect(await ordering('o-b', { dealId, buy: 'alone' })).toEqual({ error: 'SOLD_OUT' });
    await cloud.do(MANAGER, 'adjustStock', { requestId: id(), dealId, delta: 1 });
    await shop.buy(cloud, 'o-b', join);
    expect(await cloud.do('o-b', 'getGroup', { groupId })).toMatchObject({ status: 'formed', stock: 0 });
  });

  test('one unpaid order is of one deal: another deal can be bought meanwhile', async () => {
    const [one, other] = [await shop.publish(cloud), await shop.publish(cloud)];
    await shop.order(cloud, 'o-a', { dealId: one, buy: 'alone' });
    await shop.buy(cloud, 'o-a', { dealId: other, buy: 'alone' });
    expect(await ordering('o-a', { dealId: one, buy: 'alone' })).toMatchObject({ error: 'ORDER_PENDING' });
  });

  test('the sale’s last millisecond sells; what was ordered in it is paid after it', async () => {
    const saleEndsAt = (await cloud.now()) + HOUR;
    const dealId = await shop.publish(cloud, { saleEndsAt });
    await until(saleEndsAt - 1);
    const alone = await shop.order(cloud, 'o-a', { dealId, buy: 'alone' });
    await cloud.advance(1);
    expect(await ordering('o-b', { dealId, buy: 'alone' })).toEqual({ error: 'DEAL_NOT_ON_SALE' });
    await shop.pay(cloud, 'o-a', alone);
    expect(await orderOf(alone.orderId)).toMatchObject({ status: 'issued' });
    const later = shop.aDeal({ saleEndsAt: saleEndsAt + DAY });
    await cloud.do(MANAGER, 'saveDeal', { requestId: id(), dealId, deal: later });
    await shop.buy(cloud, 'o-b', { dealId, buy: 'alone' });
  });

  test('taken off the shelf and put back: it is bought again', async () => {
    const dealId = await shop.publish(cloud);
    await cloud.do(MANAGER, 'unpublishDeal', { dealId });
    expect((await cloud.do('o-a', 'listDeals', { limit: 100 })).items.map((deal) => deal.dealId)).not.toContain(dealId);
    expect(await cloud.do('o-a', 'getDeal', { dealId })).toMatchObject({ status: 'unpublished' });
    await cloud.do(MANAGER, 'publishDeal', { dealId });
    await shop.buy(cloud, 'o-a', { dealId, buy: 'alone' });
  });
});

describe('problems', () => {
  const tiers = (...steps: readonly (readonly [size: number, priceFen: number])[]) =>
    steps.map(([size, priceFen]) => ({ size, priceFen }));

  test.each<[field: string, reason: string, changes: Partial<DealInput>]>([
    ['tiers', 'tiers_missing', { mode: 'tiered' }],
    ['tiers', 'size_missing', { mode: 'tiered', tiers: tiers([1, 4000]) }],
    ['tiers', 'tier_does_not_fall', { mode: 'tiered', tiers: tiers([2, 4000], [5, 4000]) }],
    ['tiers', 'tier_does_not_fall', { mode: 'tiered', tiers: tiers([5, 4000], [5, 3000]) }],
    ['tiers', 'group_price_not_below_alone_price', { mode: 'tiered', tiers: tiers([2, 5000]) }],
    [
      'unitsPerOrderMax',
      'more_units_than_partial_refunds',
      { mode: 'tiered', tiers: tiers([2, 4000]), unitsPerOrderMax: 50 },
    ],
    ['commission', 'commission_missing', { mode: 'commission' }],
    ['commission', 'commission_too_large', { mode: 'commission', commission: { kind: 'percent', value: 31 } }],
    ['commission', 'commission_too_large', { mode: 'commission', commission: { kind: 'fixed', value: 898 } }],
    [
      'saleEndsAt',
      'sale_outlives_vouchers',
      { validity: { untilDay: '2030-12-01' }, saleEndsAt: Date.UTC(2030, 11, 2) },
    ],
    ['excludedWeekdays', 'no_day_left', { excludedWeekdays: [1, 2, 3, 4, 5, 6, 7] }],
    ['excludedDays', 'not_a_day', { excludedDays: ['2030-02-29'] }],
    ['storeIds', 'unknown_store', { storeIds: ['0'.repeat(20)] }],
  ])('%s %s: a draft may have it, nothing on the shelf', async (field, reason, changes) => {
    const deal = shop.aDeal(changes);
    const problems = [{ field, reason }];
    expect(await cloud.do(MANAGER, 'checkDeal', { deal })).toEqual({ problems });
    const { dealId } = await cloud.do(MANAGER, 'saveDeal', { requestId: id(), deal });
    const again = { requestId: id(), dealId, deal };
    expect(await cloud.do(MANAGER, 'saveDeal', again)).toEqual({ dealId, version: 1 });
    const refused = { error: 'DEAL_HAS_PROBLEMS', detail: { problems } };
    expect(await cloud.refusal(MANAGER, 'publishDeal', { dealId })).toEqual(refused);
  });

  test.each<[says: string, changes: Partial<DealInput>]>([
    ['a tiered deal', { mode: 'tiered', tiers: tiers([2, 4900], [5, 4500]), unitsPerOrderMax: 49 }],
    ['a leader who earns 30 percent', { mode: 'commission', commission: { kind: 'percent', value: 30 } }],
    ['a leader who earns as much in fen', { mode: 'commission', commission: { kind: 'fixed', value: 897 } }],
    ['a year less what a refund needs', { validity: { days: 349 } }],
  ])('none: %s', async (_, changes) => {
    expect(await cloud.do(MANAGER, 'checkDeal', { deal: shop.aDeal(changes) })).toEqual({ problems: [] });
  });
});
