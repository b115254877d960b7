import { expect, test } from '@jest/globals';

import { anOrder, aRedemption, aVoucher, NOON } from '../views/documents-for-tests';
import { UNDO_WINDOW_MS, type Order } from './order';
import {
  buyerRefundRefusal,
  newRefund,
  partsExhausted,
  refundableFen,
  takeSum,
  takeVouchers,
  wholeRefund,
} from './refund';
import { DAY_MS, MINUTE_MS } from './time';

const three = (changes: Partial<Order> = {}): Order =>
  anOrder({
    ...{ quantity: 3, priceFen: 1000, amountFen: 3000 },
    rules: { ...anOrder().rules, usesPerVoucher: 1 },
    vouchers: { V01: aVoucher({ usesLeft: 1 }), V02: aVoucher({ usesLeft: 1 }), V03: aVoucher({ usesLeft: 1 }) },
    ...changes,
  });

/** Three units, the first of them redeemed and so settled. */
const oneUsed = three({
  vouchers: {
    ...three().vouchers,
    V01: aVoucher({
      usesLeft: 0,
      redemptions: { R1: aRedemption([1], { settled: [{ voucher: 'V01', use: 1, fen: 1000 }] }) },
    }),
  },
});

const took = (taking: ReturnType<typeof takeSum>) =>
  taking.took.map(({ voucher, fen, settled }) => `${voucher} ${String(fen)}${settled ? ' settled' : ''}`);

test.each([
  ['a part of the first', three(), 300, ['V01 300'], []],
  ['the whole of the first and a part of the next', three(), 1300, ['V01 1000', 'V02 300'], ['V01']],
  ['unsettled before settled', oneUsed, 2500, ['V02 1000', 'V03 1000', 'V01 500 settled'], ['V02', 'V03']],
  ['everything', oneUsed, 3000, ['V02 1000', 'V03 1000', 'V01 1000 settled'], ['V02', 'V03']],
])('takeSum: %s', (_, order, fen, parts, ended) => {
  const taking = takeSum(order, fen);
  expect(took(taking)).toEqual(parts);
  expect(taking.ended).toEqual(ended);
});

test('takeSum: of a times card the last use first, and the card stays while a use is worth something', () => {
  const taking = takeSum(anOrder(), 4000);
  expect(taking.took.map(({ use, fen }) => [use, fen])).toEqual([
    [3, 3333],
    [2, 667],
  ]);
  expect(taking.ended).toEqual([]);
});

test('takeVouchers: what the unused uses are still worth after an earlier sum', () => {
  const order = three();
  const earlier = takeSum(order, 300);
  const refunded = { ...order, refunds: { R0: newRefund({ ...refundOf(earlier.amountFen), ...earlier }) } };
  expect(takeVouchers(refunded, ['V01']).amountFen).toBe(700);
  expect(refundableFen(refunded)).toBe(2700);
});

const refundOf = (amountFen: number) =>
  ({ kind: 'sum', amountFen, reason: '', by: null, at: NOON, restock: 0 }) as const;

const refunds = (count: number): Order['refunds'] =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`R${String(i)}`, newRefund({ ...refundOf(1), took: [] })]),
  );

test('partsExhausted: a sum is refused when vouchers could no longer come back one by one', () => {
  const order = three({ refunds: refunds(47) });
  expect(partsExhausted(order, takeSum(order, 1), NOON)).toBe(true);
  expect(partsExhausted(order, takeVouchers(order, ['V01']), NOON)).toBe(false);
});

test('partsExhausted: a part is kept for a voucher whose redemption may yet be undone', () => {
  const order = { ...oneUsed, refunds: refunds(47) };
  const undoneUntil = NOON + UNDO_WINDOW_MS;
  const isTaken = (fen: number, now: number) => !partsExhausted(order, takeSum(order, fen), now);
  expect([isTaken(1, undoneUntil - 1), isTaken(1, undoneUntil), isTaken(1, undoneUntil + MINUTE_MS)]).toEqual([
    ...[false, false, true],
  ]);
  expect(isTaken(2001, NOON)).toBe(true);
});

test.each([
  ['unused, on the last day', three(), NOON + 29 * DAY_MS, undefined],
  ['expired', three(), NOON + 31 * DAY_MS, 'expired'],
  ['everything used', three({ vouchers: { V01: aVoucher({ usesLeft: 0 }) } }), NOON, 'nothing_left'],
  [
    'not offered',
    three({ rules: { ...three().rules, refund: { anytime: false, onExpiry: true, restock: false } } }),
    NOON,
    'not_offered',
  ],
])('buyerRefundRefusal: %s', (_, order, now, why) => {
  expect(buyerRefundRefusal(order, now)).toBe(why);
});

test('takeSum: vouchers in their order, however they are stored', () => {
  const vouchers = { V03: aVoucher({ usesLeft: 1 }), V01: aVoucher({ usesLeft: 1 }), V02: aVoucher({ usesLeft: 1 }) };
  expect(took(takeSum(three({ vouchers }), 2500))).toEqual(['V01 1000', 'V02 1000', 'V03 500']);
});

test('wholeRefund: all of an order, of which no voucher was issued', () => {
  expect(wholeRefund('seat_lost', NOON)).toEqual({
    ...{ kind: 'seat_lost', amountFen: null, reason: 'seat_lost', by: null, at: NOON, took: [], restock: 0 },
    ...{ status: 'pending', nextAt: NOON, tries: 0 },
  });
});
