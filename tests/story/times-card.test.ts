import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { DealInput } from '../../typings/deal';
import { DAY, HOUR, MINUTE, SECOND, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER } from './shop';

/** Times cards (次卡): what each use is worth, what comes back after some, and how the uses settle. */
let cloud: Story;

beforeAll(async () => {
  cloud = await shop.startShop();
});

afterAll(() => cloud.close());

/** A deal of cards that are bought alone. */
const cards = (priceFen: number, uses: number, changes: Partial<DealInput> = {}) =>
  shop.publish(cloud, { mode: 'alone', alonePriceFen: priceFen, usesPerVoucher: uses, ...changes });

async function bought(dealId: string) {
  const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone' });
  const { code } = await shop.voucher(cloud, 'o-a', orderId);
  return { orderId, code };
}

const orderOf = (orderId: string) => cloud.do('o-a', 'getOrder', { orderId });
const refund = (orderId: string, amountFen: number) =>
  cloud.do(MANAGER, 'refundOrder', { requestId: id(), orderId, amountFen, reason: '补' });

async function ledgerOf(orderId: string) {
  const { refunds } = await orderOf(orderId);
  const names = Object.fromEntries(refunds.map(({ refundId }, i) => [refundId, `R${String(i + 1)}`]));
  return shop.ledger(cloud, { [orderId]: 'O', ...names });
}

describe('what comes back after some uses', () => {
  test.each([
    [10_000, 3, [10_000, 6666, 3333, 0]],
    [10_001, 3, [10_001, 6667, 3333, 0]],
    [101, 4, [101, 75, 50, 25, 0]],
    [9900, 1, [9900, 0]],
  ])('%i fen over %i uses: %j, as the deal shows it before and the order afterwards', async (priceFen, uses, after) => {
    const dealId = await cards(priceFen, uses);
    expect((await cloud.do('o-a', 'getDeal', { dealId })).refundAfterUses).toEqual(after);
    for (const [used, fen] of after.entries()) {
      const { orderId, code } = await bought(dealId);
      if (used > 0) await shop.redeem(cloud, CLERK, { code, uses: used });
      const { vouchers, refundAfterUses } = await orderOf(orderId);
      expect(refundAfterUses).toEqual(after);
      expect(vouchers).toMatchObject([{ usesLeft: uses - used, refundableFen: fen }]);
      const request = { requestId: id(), orderId };
      if (fen > 0) expect(await cloud.do('o-a', 'requestRefund', request)).toMatchObject({ amountFen: fen });
      else {
        expect(await cloud.refusal('o-a', 'requestRefund', request)).toEqual({
          ...{ error: 'REFUND_NOT_ALLOWED', detail: { why: 'nothing_left' } },
        });
      }
    }
  });

  test('a group card tells it of the group’s price, and beside it of the price of one bought alone', async () => {
    const dealId = await shop.publish(cloud, { alonePriceFen: 6000, groupPriceFen: 5000, usesPerVoucher: 3 });
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b']);
    const after = [5000, 3333, 1666, 0];
    expect((await cloud.do('o-x', 'getGroup', { groupId })).refundAfterUses).toEqual(after);
    const bothPrices = { refundAfterUses: after, refundAfterUsesAlone: [6000, 4000, 2000, 0] };
    expect(await cloud.do('o-x', 'getDeal', { dealId })).toMatchObject(bothPrices);
    expect((await orderOf(orderIds[0] ?? '')).refundAfterUses).toEqual(after);
    const alone = await bought(dealId);
    expect((await orderOf(alone.orderId)).refundAfterUses).toEqual([6000, 4000, 2000, 0]);
  });
});

describe('uses and their money', () => {
  test('each use settles its own worth when it is redeemed; a card is settled when all are', async () => {
    const { orderId, code } = await bought(await cards(10_000, 3));
    const seen = async () => {
      const { useStatus, vouchers } = await orderOf(orderId);
      return [useStatus, ...vouchers.map(({ status, usesLeft, settlement }) => [status, usesLeft, settlement.status])];
    };
    expect(await seen()).toEqual(['unused', ['valid', 3, 'pending']]);
    await shop.redeem(cloud, CLERK, { code });
    await cloud.advance(DAY);
    expect(await seen()).toEqual(['partly_used', ['valid', 2, 'pending']]);
    await shop.redeem(cloud, CLERK, { code });
    await cloud.advance(DAY);
    await shop.redeem(cloud, CLERK, { code });
    expect(await seen()).toEqual(['used', ['used', 0, 'settled']]);
    await cloud.advance(8 * DAY);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 3334],
      ['settle:OV01:2:0', 'escrow', 'merchant', 3333],
      ['settle:OV01:3:0', 'escrow', 'merchant', 3333],
    ]);
  });

  test('seven days later the uses that are left settle, and can be used all the same', async () => {
    const { orderId, code } = await bought(await cards(10_000, 3));
    await shop.redeem(cloud, CLERK, { code });
    await cloud.advance(7 * DAY + 20 * MINUTE);
    const [card] = (await orderOf(orderId)).vouchers;
    expect(card).toMatchObject({ status: 'valid', usesLeft: 2, settlement: { status: 'settled' } });
    await shop.redeem(cloud, CLERK, { code, uses: 2 });
    await cloud.advance(2 * MINUTE);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 3334],
      ['settle:OV01:2:0', 'escrow', 'merchant', 3333],
      ['settle:OV01:3:0', 'escrow', 'merchant', 3333],
    ]);
  });

  test('an undone use is redeemed again: the same use, its next round', async () => {
    const { orderId, code } = await bought(await cards(10_000, 3));
    const first = await shop.redeem(cloud, CLERK, { code, uses: 2 });
    await cloud.advance(SECOND);
    await shop.redeem(cloud, CLERK, { code });
    await cloud.advance(SECOND);
    const undo = { requestId: id(), redemptionId: first.redemptionId, reason: '错' };
    expect(await cloud.do(CLERK, 'undoRedemption', undo)).toEqual({ usesLeft: 2 });
    expect((await orderOf(orderId)).vouchers).toMatchObject([{ usesLeft: 2, refundableFen: 6667 }]);
    await cloud.advance(SECOND);
    await shop.redeem(cloud, CLERK, { code });
    await cloud.advance(2 * MINUTE);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 3334],
      ['settle:OV01:2:0', 'escrow', 'merchant', 3333],
      ['settle:OV01:3:0', 'escrow', 'merchant', 3333],
      ['unsettle:OV01:1:0', 'merchant', 'escrow', 3334],
      ['unsettle:OV01:2:0', 'merchant', 'escrow', 3333],
      ['settle:OV01:1:1', 'escrow', 'merchant', 3334],
    ]);
  });

  test('a sum takes of the last use first; the uses that are left settle what they are still worth', async () => {
    const { orderId, code } = await bought(await cards(10_000, 3));
    await refund(orderId, 4000);
    expect((await orderOf(orderId)).vouchers).toMatchObject([{ status: 'valid', usesLeft: 3, refundableFen: 6000 }]);
    await cloud.advance(SECOND);
    await shop.redeem(cloud, CLERK, { code });
    expect((await orderOf(orderId)).vouchers).toMatchObject([{ usesLeft: 2, refundableFen: 2666 }]);
    await cloud.advance(SECOND);
    await shop.redeem(cloud, CLERK, { code });
    // The last use is worth nothing any more, and is still a use.
    expect(await orderOf(orderId)).toMatchObject({
      ...{ vouchers: [{ status: 'valid', usesLeft: 1, refundableFen: 0 }], canRefund: { why: 'nothing_left' } },
    });
    await cloud.advance(SECOND);
    await shop.redeem(cloud, CLERK, { code });
    await cloud.advance(2 * MINUTE);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 3334],
      ['settle:OV01:2:0', 'escrow', 'merchant', 2666],
      ['refund:R1', 'escrow', 'wechat', 4000],
    ]);
  });

  test('a card whose last use is worth nothing any more does not go back, the one beside it does', async () => {
    const dealId = await cards(10_000, 3);
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity: 2 });
    const { code } = await shop.voucher(cloud, 'o-a', orderId);
    await refund(orderId, 3333);
    await shop.redeem(cloud, CLERK, { code, uses: 2 });
    const card = (n: string) => ({ requestId: id(), orderId, voucherIds: [`${orderId}${n}`] });
    const nothingLeft = { error: 'REFUND_NOT_ALLOWED', detail: { why: 'nothing_left' } };
    expect(await cloud.refusal('o-a', 'requestRefund', card('V01'))).toEqual(nothingLeft);
    expect(await cloud.refusal(MANAGER, 'refundOrder', { ...card('V01'), reason: '退' })).toEqual(nothingLeft);
    expect(await cloud.do('o-a', 'requestRefund', card('V02'))).toMatchObject({ amountFen: 10_000 });
  });

  test('a sum beyond the unused uses takes of used ones too: the last of them first', async () => {
    const { orderId, code } = await bought(await cards(10_000, 3));
    await shop.redeem(cloud, CLERK, { code, uses: 2 });
    await cloud.advance(SECOND);
    await refund(orderId, 8000);
    expect(await orderOf(orderId)).toMatchObject({
      status: 'issued',
      vouchers: [{ status: 'refunding', usesLeft: 1 }],
    });
    await cloud.advance(3 * MINUTE);
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 3334],
      ['settle:OV01:2:0', 'escrow', 'merchant', 3333],
      ['unsettle:R1', 'merchant', 'escrow', 4667],
      ['refund:R1', 'escrow', 'wechat', 8000],
    ]);
  });
});

describe('the end of a card', () => {
  test.each([
    [true, 'refunded', [['refund:R1', 'escrow', 'wechat', 6666]]],
    [
      false,
      'expired',
      [
        ['settle:OV01:2:0', 'escrow', 'merchant', 3333],
        ['settle:OV01:3:0', 'escrow', 'merchant', 3333],
      ],
    ],
  ])('过期退 %s: what was not used by its last day is %s', async (onExpiry, status, end) => {
    const rules = { validity: { days: 1 }, refund: { anytime: true, onExpiry, restock: false } };
    const { orderId, code } = await bought(await cards(10_000, 3, rules));
    await shop.redeem(cloud, CLERK, { code });
    const [card] = (await orderOf(orderId)).vouchers;
    await cloud.advance((card?.validUntil ?? 0) - (await cloud.now()) + HOUR);
    expect(await orderOf(orderId)).toMatchObject({ status: 'issued', vouchers: [{ status, usesLeft: 2 }] });
    expect(await ledgerOf(orderId)).toEqual([
      ['pay:O', 'wechat', 'escrow', 10_000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 3334],
      ...end,
    ]);
  });

  test('an order of cards: each has its own uses, and goes back by itself', async () => {
    const dealId = await cards(10_000, 3);
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity: 2 });
    const [first, second] = await shop.vouchers(cloud, 'o-a', orderId);
    const alsoVoucherIds = [second?.voucherId ?? ''];
    await shop.redeem(cloud, CLERK, { code: first?.code ?? '', uses: 1, alsoVoucherIds });
    await shop.redeem(cloud, CLERK, { code: second?.code ?? '' });
    expect((await orderOf(orderId)).vouchers.map((card) => card.refundableFen)).toEqual([6666, 3333]);
    const request = { requestId: id(), orderId, voucherIds: alsoVoucherIds };
    expect(await cloud.do('o-a', 'requestRefund', request)).toMatchObject({ amountFen: 3333 });
    expect((await orderOf(orderId)).vouchers.map((card) => card.refundableFen)).toEqual([6666, 0]);
    expect(await cloud.do('o-a', 'requestRefund', { requestId: id(), orderId })).toMatchObject({ amountFen: 6666 });
    expect(await orderOf(orderId)).toMatchObject({ status: 'issued', canRefund: { allowed: false } });
  });
});

describe('a deal whose uses changed while a payment was late', () => {
  test.each([
    [1, 3, [2990, 1993, 996, 0]],
    [3, 1, [2990, 0]],
  ])('of %i uses, now of %i: whoever leads a new group instead has the new ones', async (before, after, backs) => {
    const deal = (uses: number) => shop.aDeal({ usesPerVoucher: uses });
    const dealId = await shop.publish(cloud, deal(before));
    const { groupId = '' } = await shop.buy(cloud, 'o-lead', { dealId, buy: 'open' });
    const late = await shop.order(cloud, 'o-a', { dealId, buy: 'join', groupId, ifFull: 'newGroup' });
    await cloud.advance(7 * MINUTE);
    await shop.buy(cloud, 'o-fast', { dealId, buy: 'join', groupId });
    await cloud.do(MANAGER, 'saveDeal', { requestId: id(), dealId, deal: deal(after) });
    await cloud.faults({ match: {}, kind: 'paid-after-close' });
    await cloud.pay('o-a', late.payment);
    await cloud.faults();
    const { groupId: led = '' } = await orderOf(late.orderId);
    await shop.buy(cloud, 'o-next', { dealId, buy: 'join', groupId: led });
    expect(await orderOf(late.orderId)).toMatchObject({
      ...{ status: 'issued', useStatus: 'unused', refundAfterUses: backs },
      vouchers: [{ status: 'valid', usesLeft: after, refundableFen: 2990 }],
    });
  });

  test('a new group that would sell fewer units at once takes nobody with more: the money goes back', async () => {
    const dealId = await shop.publish(cloud);
    const { groupId = '' } = await shop.buy(cloud, 'o-lead', { dealId, buy: 'open' });
    const wish = { dealId, buy: 'join', groupId, ifFull: 'newGroup', quantity: 3 } as const;
    const late = await shop.order(cloud, 'o-a', wish);
    await cloud.advance(7 * MINUTE);
    await shop.buy(cloud, 'o-fast', { dealId, buy: 'join', groupId });
    await cloud.do(MANAGER, 'saveDeal', { requestId: id(), dealId, deal: shop.aDeal({ unitsPerOrderMax: 2 }) });
    await cloud.faults({ match: {}, kind: 'paid-after-close' });
    await cloud.pay('o-a', late.payment);
    await cloud.faults();
    expect(await orderOf(late.orderId)).toMatchObject({ status: 'refunding', refunds: [{ amountFen: 8970 }] });
  });
});
