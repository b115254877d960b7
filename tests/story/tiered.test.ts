import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { auditAs } from '../../scripts/audit';
import type { DealInput } from '../../typings/deal';
import { DAY, MINUTE, SECOND, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OWNER } from './shop';

/** 阶梯团: everyone pays the first tier's price, and gets back what a later tier is cheaper. */
let cloud: Story;

beforeAll(async () => {
  cloud = await shop.startShop();
});

afterEach(() => cloud.faults());
afterAll(() => cloud.close());

/** Two pay 30.00, three 25.01, four 20.00. */
const TIERS = [
  { size: 2, priceFen: 3000 },
  { size: 3, priceFen: 2501 },
  { size: 4, priceFen: 2000 },
];

const publish = (changes: Partial<DealInput> = {}) =>
  shop.publish(cloud, { mode: 'tiered', tiers: TIERS, alonePriceFen: 5000, windowMinutes: 60, ...changes });
const orderOf = (openid: string, orderId: string) => cloud.do(openid, 'getOrder', { orderId });
const groupOf = (groupId: string) => cloud.do('o-anyone', 'getGroup', { groupId });
const refundsOf = async (openid: string, orderId: string) => (await orderOf(openid, orderId)).refunds;

/** Moves the clock to a moment before a group's end, or behind it. */
async function beforeTheEnd(groupId: string, ms: number): Promise<void> {
  await cloud.advance((await groupOf(groupId)).expiresAt - ms - (await cloud.now()));
}

/** Names for the ledger: an order, its tier difference, its other refunds. */
async function namesOf(openid: string, orderId: string, name: string): Promise<Record<string, string>> {
  const names: Record<string, string> = { [orderId]: name };
  for (const [i, { refundId, reason }] of (await refundsOf(openid, orderId)).entries()) {
    names[refundId] = `${name}-${reason === 'tier_difference' ? 'tier' : String(i)}`;
  }
  return names;
}

async function expectAudited(): Promise<void> {
  const { lines } = await auditAs(['--url', cloud.url]);
  expect(lines.filter((line) => line.includes('VIOLATED') || line.startsWith('      '))).toEqual([]);
}

describe('a tiered group ends', () => {
  test('full: at once in the top tier, and everyone gets the same difference back in one refund', async () => {
    const dealId = await publish({ stock: 10 });
    const people = ['o-a', 'o-b', 'o-c', 'o-d'];
    const formedAt = await cloud.now();
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, people);
    expect(await groupOf(groupId)).toMatchObject({ status: 'formed', formedAt, size: 4, tierPriceFen: 2000 });
    const names: Record<string, string> = {};
    for (const [i, orderId] of orderIds.entries()) {
      expect(await orderOf(people[i] ?? '', orderId)).toMatchObject({
        ...{ status: 'issued', issuedAt: formedAt, amountFen: 3000, tierPriceFen: 2000, refundAfterUses: [2000, 0] },
        refunds: [{ amountFen: 1000, status: 'pending', reason: 'tier_difference' }],
      });
      Object.assign(names, await namesOf(people[i] ?? '', orderId, 'ABCD'.charAt(i)));
    }
    await cloud.advance(3 * MINUTE);
    expect((await shop.ledger(cloud, names)).sort()).toEqual([
      ['pay:A', 'wechat', 'escrow', 3000],
      ['pay:B', 'wechat', 'escrow', 3000],
      ['pay:C', 'wechat', 'escrow', 3000],
      ['pay:D', 'wechat', 'escrow', 3000],
      ['refund:A-tier', 'escrow', 'wechat', 1000],
      ['refund:B-tier', 'escrow', 'wechat', 1000],
      ['refund:C-tier', 'escrow', 'wechat', 1000],
      ['refund:D-tier', 'escrow', 'wechat', 1000],
    ]);
    expect(await orderOf('o-d', orderIds[3] ?? '')).toMatchObject({ status: 'issued', refundedFen: 1000 });
    const { items } = await cloud.do('o-d', 'listMessages', {});
    expect(items.map(({ kind, about }) => [kind, about.amountFen])).toEqual([
      ['refunded', 1000],
      ['group_formed', undefined],
    ]);
    expect(await shop.stockOf(cloud, dealId)).toBe(6);
    await cloud.advance(7 * DAY + 15 * MINUTE);
    expect(shop.accounts(await shop.ledger(cloud, names))).toEqual({ wechat: -8000, escrow: 0, merchant: 8000 });
    await expectAudited();
  });

  test('at its deadline in the first tier: nothing goes back, the vouchers are worth what was paid', async () => {
    const dealId = await publish();
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b']);
    const [a = ''] = orderIds;
    const { expiresAt } = await groupOf(groupId);
    expect(await groupOf(groupId)).toMatchObject({ status: 'open', seatsLeft: 2, tierPriceFen: 3000 });
    expect(await orderOf('o-a', a)).toMatchObject({ status: 'paid', missing: 0, vouchers: [] });
    await beforeTheEnd(groupId, 0);
    await cloud.advance(2 * MINUTE);
    expect(await groupOf(groupId)).toMatchObject({ status: 'formed', formedAt: expiresAt, tierPriceFen: 3000 });
    const order = await orderOf('o-a', a);
    expect(order).toMatchObject({ status: 'issued', issuedAt: expiresAt, refunds: [], refundAfterUses: [3000, 0] });
    expect(order).not.toHaveProperty('tierPriceFen');
    expect(await shop.ledger(cloud, { [a]: 'A' })).toEqual([['pay:A', 'wechat', 'escrow', 3000]]);
    await expectAudited();
  });

  test('at its deadline in a middle tier: the difference goes back for each unit', async () => {
    const dealId = await publish();
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b', 'o-c'], 2);
    const [a = '', b = ''] = orderIds;
    expect(await groupOf(groupId)).toMatchObject({ status: 'open', tierPriceFen: 2501 });
    await beforeTheEnd(groupId, 0);
    await cloud.advance(3 * MINUTE);
    expect(await orderOf('o-b', b)).toMatchObject({
      ...{ status: 'issued', amountFen: 6000, tierPriceFen: 2501, refundedFen: 998, refundAfterUses: [2501, 0] },
      refunds: [{ amountFen: 998, status: 'succeeded', reason: 'tier_difference' }],
    });
    expect(await shop.ledger(cloud, await namesOf('o-a', a, 'A'))).toEqual([
      ['pay:A', 'wechat', 'escrow', 6000],
      ['refund:A-tier', 'escrow', 'wechat', 998],
    ]);
  });

  test('below the first tier it fails: all that was paid goes back, and the stock', async () => {
    const dealId = await publish({ stock: 3, tiers: [{ size: 3, priceFen: 3000 }, ...TIERS.slice(2)] });
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b']);
    const [a = ''] = orderIds;
    expect(await groupOf(groupId)).not.toHaveProperty('tierPriceFen');
    expect(await orderOf('o-a', a)).toMatchObject({ status: 'paid', missing: 1 });
    await beforeTheEnd(groupId, 0);
    expect(await groupOf(groupId)).toMatchObject({ status: 'failed' });
    await cloud.advance(3 * MINUTE);
    expect(await orderOf('o-a', a)).toMatchObject({ status: 'refunded', refundedFen: 3000 });
    expect(await shop.ledger(cloud, await namesOf('o-a', a, 'A'))).toEqual([
      ['pay:A', 'wechat', 'escrow', 3000],
      ['refund:A-0', 'escrow', 'wechat', 3000],
    ]);
    expect(await shop.stockOf(cloud, dealId)).toBe(3);
    await expectAudited();
  });

  test('formed, by every read, before a timer has run; the counter takes its vouchers at once', async () => {
    const dealId = await publish();
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b', 'o-c']);
    const [a = '', b = '', c = ''] = orderIds;
    await cloud.faults({ match: {}, kind: 'timer-skip' });
    const { expiresAt } = await groupOf(groupId);
    await beforeTheEnd(groupId, 1);
    expect(await orderOf('o-a', a)).toMatchObject({ status: 'paid', groupStatus: 'open' });
    await cloud.advance(1);
    expect(await groupOf(groupId)).toMatchObject({ status: 'formed', formedAt: expiresAt, tierPriceFen: 2501 });
    const read = { status: 'issued', groupStatus: 'formed', amountFen: 3000, refundedFen: 0 };
    expect(await orderOf('o-a', a)).toMatchObject({
      ...{ ...read, issuedAt: expiresAt, tierPriceFen: 2501, refundAfterUses: [2501, 0] },
      refunds: [{ amountFen: 499, status: 'pending', reason: 'tier_difference' }],
    });
    expect((await cloud.do('o-a', 'listOrders', {})).items[0]).toMatchObject(read);
    expect(await cloud.do(MANAGER, 'getMerchantOrder', { orderId: a })).toMatchObject({ refundableFen: 2501 });
    expect((await cloud.query('groups', { _id: groupId }))[0]).toMatchObject({ status: 'open' });
    const { code } = await shop.voucher(cloud, 'o-b', b);
    expect(await shop.redeem(cloud, CLERK, { code })).toMatchObject({ usesLeft: 0 });
    await cloud.do('o-c', 'requestRefund', { requestId: id(), orderId: c });
    await cloud.faults();
    await cloud.advance(5 * MINUTE);
    expect(await shop.ledger(cloud, await namesOf('o-b', b, 'B'))).toEqual([
      ['pay:B', 'wechat', 'escrow', 3000],
      [`settle:BV01:1:0`, 'escrow', 'merchant', 2501],
      ['refund:B-tier', 'escrow', 'wechat', 499],
    ]);
    expect(await orderOf('o-c', c)).toMatchObject({ status: 'refunded', refundedFen: 3000 });
    expect((await refundsOf('o-c', c)).map(({ amountFen }) => amountFen).sort((a, b) => a - b)).toEqual([499, 2501]);
    await expectAudited();
  });
});

describe('at the end of a tiered group', () => {
  test('who is paying then is waited for: 确认付款中, and the tier is what his payment makes it', async () => {
    const dealId = await publish();
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b']);
    await beforeTheEnd(groupId, 2 * MINUTE);
    const made = await shop.order(cloud, 'o-c', { dealId, buy: 'join', groupId });
    await beforeTheEnd(groupId, 2 * SECOND);
    // Paid in time; the notice comes after the end.
    await cloud.pay('o-c', made.payment, { notifyAfterMs: 30 * SECOND });
    await beforeTheEnd(groupId, 0);
    await cloud.advance(10 * SECOND);
    expect(await groupOf(groupId)).toMatchObject({ status: 'open', seatsHeld: 1, tierPriceFen: 3000 });
    expect(await orderOf('o-a', orderIds[0] ?? '')).toMatchObject({ status: 'paid', groupStatus: 'open' });
    await cloud.advance(3 * MINUTE);
    expect(await groupOf(groupId)).toMatchObject({ status: 'formed', seatsHeld: 0, tierPriceFen: 2501 });
    expect(await refundsOf('o-c', made.orderId)).toMatchObject([{ amountFen: 499, status: 'succeeded' }]);
  });

  test('who does not pay is waited for too, and leaves the tier as it was', async () => {
    const dealId = await publish();
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b']);
    await beforeTheEnd(groupId, 90 * SECOND);
    const { orderId } = await shop.order(cloud, 'o-c', { dealId, buy: 'join', groupId });
    await beforeTheEnd(groupId, -2 * MINUTE);
    expect(await groupOf(groupId)).toMatchObject({ status: 'open', seatsHeld: 1 });
    await cloud.advance(5 * MINUTE);
    expect(await groupOf(groupId)).toMatchObject({ status: 'formed', seatsHeld: 0, tierPriceFen: 3000 });
    expect(await orderOf('o-c', orderId)).toMatchObject({ status: 'closed' });
    expect(await refundsOf('o-a', orderIds[0] ?? '')).toEqual([]);
    await expectAudited();
  });

  test('the last payment told twice, and confirmed: one difference', async () => {
    const dealId = await publish();
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b', 'o-c']);
    await cloud.faults({ match: { function: 'pay-notify' }, kind: 'duplicate-notify' });
    const { orderId } = await shop.buy(cloud, 'o-d', { dealId, buy: 'join', groupId });
    expect(await cloud.do('o-d', 'confirmPayment', { orderId })).toEqual({ status: 'issued' });
    await cloud.timer('expire');
    await cloud.advance(3 * MINUTE);
    for (const [i, its] of [...orderIds, orderId].entries()) {
      expect(await refundsOf(`o-${'abcd'.charAt(i)}`, its)).toMatchObject([{ amountFen: 1000, status: 'succeeded' }]);
    }
  });
});

describe('a tiered deal', () => {
  test('bought alone costs its own price and has nothing to do with tiers', async () => {
    const dealId = await publish();
    const { orderId } = await shop.buy(cloud, 'o-x', { dealId, buy: 'alone' });
    await shop.formGroup(cloud, dealId, ['o-a', 'o-b', 'o-c', 'o-d']);
    await cloud.advance(3 * MINUTE);
    expect(await orderOf('o-x', orderId)).toMatchObject({ status: 'issued', amountFen: 5000, refunds: [] });
    expect(await shop.ledger(cloud, { [orderId]: 'X' })).toEqual([['pay:X', 'wechat', 'escrow', 5000]]);
  });

  test('times cards: uses, refunds and settlement go by the price that was reached', async () => {
    const dealId = await publish({ usesPerVoucher: 3 });
    const { orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b', 'o-c', 'o-d'], 2);
    const [a = ''] = orderIds;
    await cloud.advance(3 * MINUTE);
    expect(await orderOf('o-a', a)).toMatchObject({ amountFen: 6000, refundAfterUses: [2000, 1333, 666, 0] });
    const { code } = await shop.voucher(cloud, 'o-a', a);
    await shop.redeem(cloud, CLERK, { code, uses: 2 });
    const receipt = await cloud.do('o-a', 'requestRefund', { requestId: id(), orderId: a });
    expect(receipt).toMatchObject({ amountFen: 2666 });
    await cloud.advance(3 * MINUTE);
    expect(await orderOf('o-a', a)).toMatchObject({ status: 'issued', refundedFen: 4666 });
    expect(
      await cloud.refusal(OWNER, 'refundOrder', {
        ...{ requestId: id(), orderId: a, amountFen: 1335, reason: '补偿' },
      }),
    ).toMatchObject({ error: 'REFUND_TOO_LARGE' });
    await cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId: a, reason: '全退' });
    await cloud.advance(3 * MINUTE);
    expect(await orderOf('o-a', a)).toMatchObject({ status: 'refunded', refundedFen: 6000 });
    expect(await shop.ledger(cloud, await namesOf('o-a', a, 'A'))).toEqual([
      ['pay:A', 'wechat', 'escrow', 6000],
      ['refund:A-tier', 'escrow', 'wechat', 2000],
      ['settle:AV01:1:0', 'escrow', 'merchant', 667],
      ['settle:AV01:2:0', 'escrow', 'merchant', 667],
      ['refund:A-1', 'escrow', 'wechat', 2666],
      ['unsettle:A-2', 'merchant', 'escrow', 1334],
      ['refund:A-2', 'escrow', 'wechat', 1334],
    ]);
    await expectAudited();
  });

  test('a difference that the merchant lacks the money for is asked for again, under the same number', async () => {
    const dealId = await publish();
    await cloud.faults({ match: {}, kind: 'refund-notenough', nth: 1 });
    const { orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b', 'o-c', 'o-d']);
    await cloud.advance(2 * MINUTE);
    const all = await Promise.all(orderIds.map((its, i) => refundsOf(`o-${'abcd'.charAt(i)}`, its)));
    expect(all.map(([refund]) => refund?.status).sort()).toEqual([
      ...['succeeded', 'succeeded', 'succeeded', 'waiting_for_funds'],
    ]);
    await cloud.advance(15 * MINUTE);
    const later = await Promise.all(orderIds.map((its, i) => refundsOf(`o-${'abcd'.charAt(i)}`, its)));
    expect(later.map((refunds) => refunds.map(({ refundId, status }) => [refundId, status]))).toEqual(
      all.map((refunds) => refunds.map(({ refundId }) => [refundId, 'succeeded'])),
    );
  });

  test('the export says what was paid, and of each use what went back', async () => {
    const day = '2030-01-07';
    const dealId = await publish({ title: '出口', usesPerVoucher: 2 });
    const { orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b', 'o-c', 'o-d']);
    await shop.redeem(cloud, CLERK, { code: (await shop.voucher(cloud, 'o-a', orderIds[0] ?? '')).code });
    await cloud.advance(3 * MINUTE);
    const { url } = await cloud.do(OWNER, 'exportOrders', { fromDay: day, toDay: '2030-01-31', format: 'csv' });
    const rows = (await (await fetch(url)).text()).split('\r\n').filter((row) => row.includes(orderIds[0] ?? ''));
    expect(rows.map((row) => row.split(',').slice(4, 7))).toEqual([
      ['"已使用"', '15', '5'],
      ['"未使用"', '15', '5'],
    ]);
  });
});
