import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import type { DealInput } from '../../typings/deal';
import { DAY, MINUTE, SECOND, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OWNER } from './shop';

/** What goes back: vouchers, sums, all of it; from where it is taken, what it leaves, and who ends it. */
let cloud: Story;

beforeAll(async () => {
  cloud = await shop.startShop();
});

afterEach(() => cloud.faults());
afterAll(() => cloud.close());

const PRICE = 5000;

/** An alone order of a deal of its own, 50.00 a unit unless said otherwise. */
async function bought(quantity: number, changes: Partial<DealInput> = {}) {
  const dealId = await shop.publish(cloud, { stock: 20, ...changes });
  const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity });
  return { dealId, orderId, codes: (await shop.vouchers(cloud, 'o-a', orderId)).map(({ code }) => code) };
}

type Refund = { readonly voucherIds?: readonly string[]; readonly amountFen?: number };

/** The merchant gives something back; a second later. */
async function refund(orderId: string, what: Refund) {
  const receipt = await cloud.do(MANAGER, 'refundOrder', { requestId: id(), orderId, reason: '退', ...what });
  await cloud.advance(SECOND);
  return receipt;
}
const refusing = (orderId: string, what: Refund) =>
  cloud.refusal(MANAGER, 'refundOrder', { requestId: id(), orderId, reason: '退', ...what });
const orderOf = (orderId: string) => cloud.do('o-a', 'getOrder', { orderId });
const notAllowed = (why: string) => ({ error: 'REFUND_NOT_ALLOWED', detail: { why } });

/** Of each voucher: what it is, and what taking it back would return. */
async function vouchersOf(orderId: string) {
  return (await orderOf(orderId)).vouchers.map(({ status, refundableFen }) => [status, refundableFen]);
}

/** The order's transfers, refunds in the order in which they were asked for as R1, R2, … */
async function ledgerOf(orderId: string) {
  const { refunds } = await orderOf(orderId);
  const names = Object.fromEntries(refunds.map(({ refundId }, i) => [refundId, `R${String(i + 1)}`]));
  return shop.ledger(cloud, { [orderId]: 'O', ...names });
}

describe('vouchers', () => {
  test('one of three goes back whole, the others stay as they are; taken twice it is nothing', async () => {
    const { orderId, codes } = await bought(3);
    const voucherIds = [`${orderId}V02`];
    expect(await refund(orderId, { voucherIds })).toMatchObject({ amountFen: PRICE, status: 'pending' });
    expect(await vouchersOf(orderId)).toEqual([
      ['valid', PRICE],
      ['refunding', 0],
      ['valid', PRICE],
    ]);
    for (const again of [voucherIds, [`${orderId}V01`, ...voucherIds]])
      expect(await refusing(orderId, { voucherIds: again })).toEqual(notAllowed('nothing_left'));
    await cloud.advance(3 * MINUTE);
    await shop.redeem(cloud, CLERK, { code: codes[0] ?? '' });
    expect(await orderOf(orderId)).toMatchObject({ status: 'issued', refundedFen: PRICE });
    expect(await vouchersOf(orderId)).toEqual([
      ['used', 0],
      ['refunded', 0],
      ['valid', PRICE],
    ]);
    await cloud.advance(2 * MINUTE);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 15_000],
      ['refund:R1', 'escrow', 'wechat', 5000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 5000],
    ]);
  });

  test('a used one is taken by nobody; its money goes back as a sum, and it stays used', async () => {
    const { orderId, codes } = await bought(1);
    await shop.redeem(cloud, CLERK, { code: codes[0] ?? '' });
    expect(await refusing(orderId, { voucherIds: [`${orderId}V01`] })).toEqual(notAllowed('nothing_left'));
    const asked = { requestId: id(), orderId };
    expect(await cloud.refusal('o-a', 'requestRefund', asked)).toEqual(notAllowed('nothing_left'));
    await refund(orderId, { amountFen: 2000 });
    await cloud.advance(3 * MINUTE);
    expect(await orderOf(orderId)).toMatchObject({ status: 'issued', useStatus: 'used', refundedFen: 2000 });
    await refund(orderId, {});
    expect(await orderOf(orderId)).toMatchObject({ status: 'refunding', vouchers: [{ status: 'used' }] });
    await cloud.advance(3 * MINUTE);
    expect(await orderOf(orderId)).toMatchObject({ status: 'refunded', useStatus: 'used', refundedFen: PRICE });
    expect(await refusing(orderId, { amountFen: 1 })).toEqual(notAllowed('refunded'));
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 5000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 5000],
      ['unsettle:R1', 'merchant', 'escrow', 2000],
      ['refund:R1', 'escrow', 'wechat', 2000],
      ['unsettle:R2', 'merchant', 'escrow', 3000],
      ['refund:R2', 'escrow', 'wechat', 3000],
    ]);
  });

  test.each([
    [true, 20],
    [false, 18],
  ])('stock comes back per refunded voucher only where the deal says so (restock %s)', async (restock, stock) => {
    const { dealId, orderId } = await bought(2, { refund: { anytime: true, onExpiry: true, restock } });
    await refund(orderId, { voucherIds: [`${orderId}V01`] });
    // A sum that leaves nothing of a voucher takes the voucher with it.
    await refund(orderId, { amountFen: PRICE });
    await cloud.advance(5 * MINUTE);
    expect(await vouchersOf(orderId)).toEqual(Array(2).fill(['refunded', 0]));
    expect(await orderOf(orderId)).toMatchObject({ status: 'refunded', refundedFen: 2 * PRICE });
    expect(await shop.stockOf(cloud, dealId)).toBe(stock);
  });

  test('a member’s refund changes neither the group nor another member’s order', async () => {
    const dealId = await shop.publish(cloud);
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b']);
    const [mine = '', others = ''] = orderIds;
    const group = await cloud.do('o-b', 'getGroup', { groupId });
    const other = await cloud.do('o-b', 'getOrder', { orderId: others });
    expect(await cloud.do('o-a', 'requestRefund', { requestId: id(), orderId: mine })).toMatchObject({
      amountFen: 2990,
    });
    await cloud.advance(3 * MINUTE);
    expect(await orderOf(mine)).toMatchObject({ status: 'refunded', groupStatus: 'formed' });
    expect(await cloud.do('o-b', 'getGroup', { groupId })).toEqual(group);
    expect(await cloud.do('o-b', 'getOrder', { orderId: others })).toEqual(other);
  });
});

describe('sums', () => {
  test('in the order of the vouchers; each stays usable while it is worth a fen', async () => {
    const { orderId, codes } = await bought(3);
    await refund(orderId, { amountFen: 4999 });
    expect(await vouchersOf(orderId)).toEqual([
      ['valid', 1],
      ['valid', PRICE],
      ['valid', PRICE],
    ]);
    await refund(orderId, { amountFen: 1001 });
    expect(await vouchersOf(orderId)).toEqual([
      ['refunding', 0],
      ['valid', 4000],
      ['valid', PRICE],
    ]);
    await shop.redeem(cloud, CLERK, { code: codes[1] ?? '' });
    await cloud.advance(4 * MINUTE);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 15_000],
      ['settle:OV02:1:0', 'escrow', 'merchant', 4000],
      ['refund:R1', 'escrow', 'wechat', 4999],
      ['refund:R2', 'escrow', 'wechat', 1001],
    ]);
  });

  test('unsettled money first, then settled; what is left is told, and no fen more is given', async () => {
    const { orderId, codes } = await bought(2);
    await shop.redeem(cloud, CLERK, { code: codes[0] ?? '' });
    await refund(orderId, { amountFen: 4000 });
    expect(await vouchersOf(orderId)).toEqual([
      ['used', 0],
      ['valid', 1000],
    ]);
    expect(await cloud.do(MANAGER, 'getMerchantOrder', { orderId })).toMatchObject({ refundableFen: 6000 });
    const tooLarge = { error: 'REFUND_TOO_LARGE', detail: { leftFen: 6000 } };
    expect(await refusing(orderId, { amountFen: 6001 })).toEqual(tooLarge);
    await refund(orderId, { amountFen: 3000 });
    await cloud.advance(4 * MINUTE);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 5000],
      ['unsettle:R2', 'merchant', 'escrow', 2000],
      ['refund:R1', 'escrow', 'wechat', 4000],
      ['refund:R2', 'escrow', 'wechat', 3000],
    ]);
    const [, second] = await vouchersOf(orderId);
    expect(second).toEqual(['refunded', 0]);
  });

  test('of settled money: the settlement is taken back first, as a line of that day', async () => {
    const { orderId } = await bought(2);
    await cloud.advance(7 * DAY + 10 * MINUTE);
    await refund(orderId, { amountFen: 6000 });
    await cloud.advance(3 * MINUTE);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 5000],
      ['settle:OV02:1:0', 'escrow', 'merchant', 5000],
      ['unsettle:R1', 'merchant', 'escrow', 6000],
      ['refund:R1', 'escrow', 'wechat', 6000],
    ]);
    const [settled, back] = await cloud.query('transfers', { orderId, _id: { $regex: 'settle:' } });
    expect(Number(back?.at ?? 0) >= Number(settled?.at)).toBe(true);
  });

  test('two equal sums are two refunds, the same request again is the first one', async () => {
    const { orderId } = await bought(2);
    const sum = { requestId: id(), orderId, amountFen: 1500, reason: '补' };
    const first = await cloud.do(MANAGER, 'refundOrder', sum);
    await cloud.advance(SECOND);
    expect(await cloud.do(MANAGER, 'refundOrder', sum)).toEqual(first);
    const second = await refund(orderId, { amountFen: 1500 });
    expect(second).toMatchObject({ amountFen: 1500 });
    expect(second.refundId).not.toBe(first.refundId);
    await cloud.advance(4 * MINUTE);
    expect(await cloud.do(MANAGER, 'refundOrder', sum)).toEqual(first);
    expect(await cloud.refusal(MANAGER, 'refundOrder', { ...sum, amountFen: 1501 })).toEqual({
      error: 'REQUEST_ID_REUSED',
    });
    expect(await orderOf(orderId)).toMatchObject({
      refundedFen: 3000,
      refunds: [{ amountFen: 1500 }, { amountFen: 1500 }],
    });
  });

  test('a sum of what was redeemed bars its undo; a sum before it is undone with what is left', async () => {
    const { orderId, codes } = await bought(2);
    await refund(orderId, { amountFen: 2000 });
    const early = await shop.redeem(cloud, CLERK, { code: codes[0] ?? '' });
    const late = await shop.redeem(cloud, CLERK, { code: codes[1] ?? '' });
    const undo = (redemptionId: string) => ({ requestId: id(), redemptionId, reason: '错' });
    expect(await cloud.do(CLERK, 'undoRedemption', undo(early.redemptionId))).toEqual({ usesLeft: 1 });
    expect(await vouchersOf(orderId)).toEqual([
      ['valid', 3000],
      ['used', 0],
    ]);
    await refund(orderId, { amountFen: 4000 });
    const barred = { error: 'UNDO_NOT_ALLOWED' };
    expect(await cloud.refusal(CLERK, 'undoRedemption', undo(late.redemptionId))).toEqual(barred);
    await cloud.advance(4 * MINUTE);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 3000],
      ['settle:OV02:1:0', 'escrow', 'merchant', 5000],
      ['unsettle:OV01:1:0', 'merchant', 'escrow', 3000],
      ['unsettle:R2', 'merchant', 'escrow', 1000],
      ['refund:R1', 'escrow', 'wechat', 2000],
      ['refund:R2', 'escrow', 'wechat', 4000],
    ]);
  });
});

/** What the owner's inbox has of a kind. */
async function toldOwner(kind: string) {
  const { items } = await cloud.do(OWNER, 'listMessages', { limit: 100 });
  return items.filter((message) => message.kind === kind).map(({ about }) => about);
}

describe('without money', () => {
  test('a refund waits, the owner is told once, what is smaller goes back first, then the same refund', async () => {
    const { orderId } = await bought(2);
    await cloud.balance(1000);
    const large = await refund(orderId, { amountFen: 6000 });
    await cloud.advance(30 * MINUTE);
    const small = await refund(orderId, { amountFen: 500 });
    await cloud.advance(30 * MINUTE);
    const statuses = async () => (await orderOf(orderId)).refunds.map(({ refundId, status }) => [refundId, status]);
    expect(await statuses()).toEqual([
      [large.refundId, 'waiting_for_funds'],
      [small.refundId, 'succeeded'],
    ]);
    const about = { orderId, refundId: large.refundId, amountFen: 6000 };
    expect(await toldOwner('refund_waiting_for_funds')).toEqual([about]);
    expect(await cloud.do(MANAGER, 'getMerchantOrder', { orderId })).toMatchObject({ refundableFen: 3500 });
    await cloud.balance(1_000_000);
    await cloud.advance(15 * MINUTE);
    expect(await statuses()).toEqual([
      [large.refundId, 'succeeded'],
      [small.refundId, 'succeeded'],
    ]);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['refund:R2', 'escrow', 'wechat', 500],
      ['refund:R1', 'escrow', 'wechat', 6000],
    ]);
  });
});

describe('by hand', () => {
  const BY_HAND = '银行转账 20300107-0815';
  const marking = (refundId: string) =>
    cloud.refusal(MANAGER, 'markRefundPaid', { requestId: id(), refundId, reference: BY_HAND });
  const mark = (refundId: string) =>
    cloud.do(MANAGER, 'markRefundPaid', { requestId: id(), refundId, reference: BY_HAND });

  /** A refund that WeChat could not bring to its buyer. */
  async function notArrived(quantity: number, what: Refund) {
    const { orderId } = await bought(quantity);
    await cloud.faults({ match: { function: 'deliver' }, kind: 'refund-abnormal' });
    const { refundId } = await refund(orderId, what);
    await cloud.advance(3 * MINUTE);
    await cloud.faults();
    return { orderId, refundId };
  }

  test('a refund that did not arrive is marked as paid, and how; in the ledger it comes from outside', async () => {
    const { orderId, refundId } = await notArrived(2, { amountFen: PRICE });
    expect(await orderOf(orderId)).toMatchObject({ refundedFen: 0, refunds: [{ refundId, status: 'abnormal' }] });
    expect(await toldOwner('refund_abnormal')).toContainEqual({ orderId, refundId, amountFen: PRICE });
    const request = { requestId: id(), refundId, reference: BY_HAND };
    const receipt = await cloud.do(MANAGER, 'markRefundPaid', request);
    expect(receipt).toEqual({ refundId, amountFen: PRICE, status: 'succeeded' });
    const succeededAt = await cloud.now();
    const paid = { refundId, amountFen: PRICE, status: 'succeeded', succeededAt, reference: BY_HAND };
    expect(await orderOf(orderId)).toMatchObject({ status: 'issued', refundedFen: PRICE, refunds: [paid] });
    expect(await vouchersOf(orderId)).toEqual([
      ['refunded', 0],
      ['valid', PRICE],
    ]);
    expect(await cloud.do(MANAGER, 'markRefundPaid', request)).toEqual(receipt);
    expect(await cloud.refusal(MANAGER, 'markRefundPaid', { ...request, reference: '现金' })).toEqual({
      error: 'REQUEST_ID_REUSED',
    });
    expect(await marking(refundId)).toEqual(notAllowed('succeeded'));
    await cloud.advance(2 * MINUTE);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['refund:R1', 'escrow', 'outside', 5000],
    ]);
    expect((await cloud.do('o-a', 'listMessages', {})).items[0]).toMatchObject({
      ...{ kind: 'refunded', about: { orderId, amountFen: PRICE } },
    });
  });

  test('settled money goes back the same way; the whole order is over when the last of it is paid', async () => {
    const { orderId, refundId } = await notArrived(1, {});
    expect(await orderOf(orderId)).toMatchObject({ status: 'refunding' });
    await mark(refundId);
    expect(await orderOf(orderId)).toMatchObject({ status: 'refunded', refundedFen: PRICE });
    const settled = await bought(1);
    await shop.redeem(cloud, CLERK, { code: settled.codes[0] ?? '' });
    await cloud.faults({ match: { function: 'deliver' }, kind: 'refund-abnormal' });
    const half = await refund(settled.orderId, { amountFen: 2500 });
    await cloud.advance(3 * MINUTE);
    await cloud.faults();
    await mark(half.refundId);
    await cloud.advance(2 * MINUTE);
    expect(await ledgerOf(settled.orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 5000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 5000],
      ['unsettle:R1', 'merchant', 'escrow', 2500],
      ['refund:R1', 'escrow', 'outside', 2500],
    ]);
  });

  test('of a group that failed too', async () => {
    const dealId = await shop.publish(cloud, { windowMinutes: 10 });
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    await cloud.faults({ match: { function: 'deliver' }, kind: 'refund-abnormal' });
    await cloud.advance(15 * MINUTE);
    await cloud.faults();
    const [failed] = (await orderOf(orderId)).refunds;
    expect(failed).toMatchObject({ status: 'abnormal', reason: 'group_failed' });
    expect(await mark(failed?.refundId ?? '')).toMatchObject({ amountFen: 2990, status: 'succeeded' });
    expect(await orderOf(orderId)).toMatchObject({ status: 'refunded', refundedFen: 2990 });
  });

  test('what WeChat refuses for good waits for a person as well', async () => {
    const { orderId } = await bought(1, { refund: { anytime: false, onExpiry: false, restock: false } });
    await cloud.advance(366 * DAY);
    const { refundId } = await refund(orderId, { amountFen: 700 });
    await cloud.advance(3 * MINUTE);
    expect(await orderOf(orderId)).toMatchObject({ refunds: [{ refundId, status: 'abnormal' }] });
    expect(await mark(refundId)).toMatchObject({ status: 'succeeded' });
  });

  test('nothing else is paid by hand: not what is on its way, not what has arrived, not by a clerk', async () => {
    const { orderId } = await bought(2);
    const { refundId } = await refund(orderId, { amountFen: 100 });
    expect(await marking(refundId)).toEqual({ error: 'NOT_FOUND' });
    await cloud.advance(3 * MINUTE);
    expect(await marking(refundId)).toEqual({ error: 'NOT_FOUND' });
    const waiting = await notArrived(1, {});
    const asClerk = { requestId: id(), refundId: waiting.refundId, reference: BY_HAND };
    expect(await cloud.refusal(CLERK, 'markRefundPaid', asClerk)).toEqual({ error: 'FORBIDDEN' });
  });
});
