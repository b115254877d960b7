import { expect, test } from '@jest/globals';

import { anOrder, aRedemption, aVoucher, NOON } from '../views/documents-for-tests';
import type { Order, Refund } from './order';
import { partnerLeft, partnerShares, partnerTaken, redemptionOf } from './partner';
import { newRefund } from './refund';

const uses = (voucher: string) => [1, 2].map((use) => ({ voucher, use, fen: 1000 }));
const partner = (voucher: string) => uses(voucher).map((money) => ({ ...money, fen: 150 }));
const used = (voucher: string) =>
  aVoucher({
    ...{ usesLeft: 0, code: voucher },
    redemptions: { R1: aRedemption([1, 2], { settled: uses(voucher), partner: partner(voucher), partnerPercent: 15 }) },
  });

/** Two cards of two uses worth 10 yuan each, all used at a partner's store that earns 15 percent. */
const cards = (refunds: Order['refunds'] = {}): Order =>
  anOrder({
    ...{ quantity: 2, priceFen: 2000, amountFen: 4000, refunds },
    rules: { ...anOrder().rules, usesPerVoucher: 2 },
    vouchers: { V01: used('V01'), V02: used('V02') },
  });
const took = (voucher: string, use: number, fen: number) => ({ voucher, use, fen, settled: true });
const refund = (taken: Refund['took'], given: Refund['partner']): Refund =>
  newRefund({
    ...{ kind: 'sum', amountFen: 0, reason: '', by: null, at: NOON, took: taken, restock: 0 },
    ...(given ? { partner: given } : {}),
  });

test('partnerShares: a percentage of each use, rounded down; nothing of what is worth less, nor without one', () => {
  expect(partnerShares(15, [...uses('V01'), { voucher: 'V02', use: 1, fen: 6 }])).toEqual(partner('V01'));
  expect(partnerShares(undefined, uses('V01'))).toEqual([]);
});

test('partnerTaken: of each use what the store has too much for what is left of it', () => {
  const order = cards();
  expect(partnerTaken(order, [took('V01', 2, 500), took('V02', 1, 1000), took('V02', 2, 0)])).toEqual([
    { voucher: 'V01', use: 2, fen: 75 },
    { voucher: 'V02', use: 1, fen: 150 },
  ]);
});

test('partnerTaken: a second refund takes of what the first has left', () => {
  const given = [
    { voucher: 'V01', use: 2, fen: 75 },
    { voucher: 'V02', use: 2, fen: 150 },
  ];
  const order = cards({ RA: refund([took('V01', 2, 500), took('V02', 2, 1000)], given), RB: refund([], undefined) });
  const redemption = redemptionOf(order, 'V01', 2) ?? aRedemption([]);
  expect([1, 2].map((use) => partnerLeft(order, redemption, 'V01', use))).toEqual([150, 75]);
  expect(partnerTaken(order, [took('V01', 2, 100), took('V01', 1, 1000)])).toEqual([
    { voucher: 'V01', use: 2, fen: 15 },
    { voucher: 'V01', use: 1, fen: 150 },
  ]);
});

test('partnerTaken: nothing of what was redeemed at our own store, or by nobody', () => {
  const own = { ...used('V01'), redemptions: { R1: aRedemption([1, 2], { settled: uses('V01') }) } };
  expect(partnerTaken({ ...cards(), vouchers: { V01: own } }, [took('V01', 1, 500)])).toEqual([]);
  expect(partnerTaken({ ...cards(), vouchers: { V01: aVoucher({ usesLeft: 2 }) } }, [took('V01', 1, 500)])).toEqual([]);
});
