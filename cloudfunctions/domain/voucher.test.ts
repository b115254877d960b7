import { expect, test } from '@jest/globals';

import { anOrder, aRedemption, aVoucher, NOON } from '../views/documents-for-tests';
import { validUntil, type Order } from './order';
import { newRefund } from './refund';
import { DAY_MS } from './time';
import { settlementOf, standing, unusedUses, useStatusOf, usesOf, voucherStatusAt } from './voucher';

const undo = { at: NOON + 9, by: 'li', reason: '', reversed: [{ voucher: 'V01', use: 1, fen: 3334 }] };
const settled = [{ voucher: 'V01', use: 1, fen: 3334 }];
const back = (status: 'pending' | 'succeeded') => ({
  RX: {
    ...newRefund({ kind: 'vouchers', amountFen: 1, reason: '', by: null, at: NOON, took: [], restock: 0 }),
    status,
  },
});
const end = validUntil(anOrder().rules.validity, NOON);

test('uses: what was taken back is unused again, and what stands is in the order in which it was made', () => {
  const redemptions = {
    R1: aRedemption([1], { undo }),
    R2: aRedemption([2], { at: NOON + 7 }),
    R3: aRedemption([1], { at: NOON + 5 }),
  };
  const voucher = aVoucher({ usesLeft: 1, redemptions });
  expect(standing(voucher).map(({ at }) => at - NOON)).toEqual([5, 7]);
  expect(unusedUses(anOrder(), voucher)).toEqual([3]);
  expect(unusedUses(anOrder(), aVoucher({ redemptions: { R1: redemptions.R1 } }))).toEqual([1, 2, 3]);
});

test.each([
  ['valid', {}, {}, end - 1],
  ['expired', {}, {}, end],
  ['used', { usesLeft: 0 }, {}, end],
  ['refunding', { refund: 'RX' }, back('pending'), NOON],
  ['refunded', { refund: 'RX' }, back('succeeded'), NOON],
])('voucherStatusAt: %s', (status, changes, refunds, now) => {
  expect(voucherStatusAt(anOrder({ refunds }), aVoucher(changes), now)).toBe(status);
});

test('useStatusOf: over all uses of all vouchers', () => {
  const of = (...usesLeft: readonly number[]) =>
    useStatusOf(
      anOrder({
        vouchers: Object.fromEntries(usesLeft.map((left, i) => [`V0${String(i)}`, aVoucher({ usesLeft: left })])),
      }),
    );
  expect([of(3, 3), of(3, 2), of(0, 3), of(0, 0)]).toEqual(['unused', 'partly_used', 'partly_used', 'used']);
});

const card = (changes: Partial<Order> = {}): Order =>
  anOrder({
    vouchers: { V01: aVoucher({ usesLeft: 2, redemptions: { R1: aRedemption([1], { settled }) } }) },
    ...changes,
  });

test('usesOf: what each use is still worth, whether it is used, and whose its money is', () => {
  const took = [
    { voucher: 'V01', use: 3, fen: 1000, settled: false },
    { voucher: 'V01', use: 3, fen: 333, settled: false },
  ];
  const order = card({
    refunds: {
      RX: { ...back('pending').RX, took: took.slice(0, 1) },
      RY: { ...back('pending').RX, took: took.slice(1) },
    },
  });
  const facts = (of: Order) => usesOf(of).map(({ fen, used, settled: isSettled }) => [fen, used, isSettled]);
  expect(facts(order)).toEqual([
    [3334, true, true],
    [3333, false, false],
    [2000, false, false],
  ]);
  expect(facts({ ...order, settledAt: NOON }).map(([, , isSettled]) => isSettled)).toEqual([true, true, true]);
  const undone = card({ vouchers: { V01: aVoucher({ redemptions: { R1: aRedemption([1], { settled, undo }) } }) } });
  expect(facts(undone)[0]).toEqual([3334, false, false]);
});

test('settlementOf: pending until all of a voucher is settled, by use or by time; reversed when it went back', () => {
  const dueAt = NOON + 7 * DAY_MS;
  const of = (order: Order) => settlementOf(order, 'V01', order.vouchers.V01 ?? aVoucher());
  expect(of(card())).toEqual({ status: 'pending', dueAt });
  expect(of(card({ settledAt: dueAt + 5 }))).toEqual({ status: 'settled', dueAt, settledAt: dueAt + 5 });
  const all = [1, 2, 3].map((use) => ({ voucher: 'V01', use, fen: 3333 }));
  const used = aVoucher({ usesLeft: 0, redemptions: { R1: aRedemption([1, 2, 3], { settled: all, at: NOON + 4 }) } });
  expect(of(card({ vouchers: { V01: used } }))).toEqual({ status: 'settled', dueAt, settledAt: NOON + 4 });
  expect(of(card({ vouchers: { V01: { ...used, refund: 'RX' } } }))).toEqual({ status: 'reversed', dueAt });
  expect(of(card({ vouchers: { V01: used, V02: aVoucher() } }))).toMatchObject({ status: 'settled' });
});
