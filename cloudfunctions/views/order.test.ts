import { expect, test } from '@jest/globals';
import { newRefund } from '../domain/refund';
import { aGroup, anOrder, aRedemption, aStore, aVoucher, NOON, ORDER } from './documents-for-tests';
import { merchantOrderDetail, orderCard, orderDetail, voucherView } from './order';

const beside = { service: { hours: '9:00–21:00' }, stores: [aStore('S1'), aStore('S2')] };
const paid = anOrder({ status: 'paid', issuedAt: null });
const formed = aGroup({ status: 'formed', formedAt: NOON + 5 });
const asked = newRefund({
  ...{ kind: 'vouchers', amountFen: 10_000, reason: '不来了', by: 'ming', at: NOON, restock: 0 },
  took: [1, 2, 3].map((use) => ({ voucher: 'V01', use, fen: 0, settled: false })),
});

const ofLastUse = (fen: number) => [{ voucher: 'V01', use: 3, fen, settled: false }];
const twoUsed = { V01: aVoucher({ usesLeft: 1, redemptions: { R1: aRedemption([1, 2]) } }) };
const aSum = newRefund({
  ...{ kind: 'sum', amountFen: 1000, reason: '补', by: 'wang', at: NOON, restock: 0, took: ofLastUse(1000) },
});

test.each([
  ['is paid while its group is open', paid, aGroup(), NOON, 'paid', undefined],
  ['is issued from the moment its group formed', paid, formed, NOON + 9, 'issued', NOON + 5],
  ['is paid in the last millisecond of its group', paid, aGroup(), NOON + 999, 'paid', undefined],
  ['is on its way back from the end of its group', paid, aGroup(), NOON + 1000, 'refunding', undefined],
  ['is paid past the end while a seat is being paid', paid, aGroup({ held: 1 }), NOON + 1000, 'paid', undefined],
  ['is what is stored where its leader’s group is not there yet', paid, undefined, NOON, 'paid', undefined],
])('an order %s', (_, order, group, now, status, issuedAt) => {
  const detail = orderDetail(order, group, beside, now);
  expect([detail.status, detail.issuedAt]).toEqual([status, issuedAt]);
  expect(detail.vouchers).toHaveLength(issuedAt === undefined ? 0 : 1);
});

test('an order whose group has failed shows the refund that the timer will make', () => {
  const detail = orderDetail(paid, aGroup(), beside, NOON + 1000);
  expect(detail.refunds).toEqual([
    {
      refundId: expect.stringMatching(/^R[0-9A-Z]{26}$/),
      amountFen: 10_000,
      status: 'pending',
      reason: 'group_failed',
    },
  ]);
  expect(detail.refundedFen).toBe(0);
});

test.each([
  ['not_paid', anOrder({ status: 'pending_payment', paidAt: null, issuedAt: null }), NOON],
  ['not_paid', anOrder({ status: 'closed', paidAt: null, issuedAt: null }), NOON],
  ['group_open', paid, NOON],
  ['not_offered', anOrder({ rules: { ...paid.rules, refund: { ...paid.rules.refund, anytime: false } } }), NOON],
  ['nothing_left', anOrder({ vouchers: { V01: aVoucher({ usesLeft: 0 }) } }), NOON],
  ['nothing_left', anOrder({ vouchers: twoUsed, refunds: { R1: { ...aSum, took: ofLastUse(3333) } } }), NOON],
  ['expired', anOrder(), Date.parse('2026-12-23T00:00:00+08:00')],
  ['refunding', anOrder({ status: 'refunding' }), NOON],
  [undefined, anOrder(), Date.parse('2026-12-22T23:59:59.999+08:00')],
])('canRefund: %s', (why, order, now) => {
  const { canRefund } = orderDetail(order, undefined, beside, now);
  expect(canRefund).toEqual(why === undefined ? { allowed: true } : { allowed: false, why });
});

test.each([
  ['once it was cancelled', { status: 'pending_payment', cancelledAt: NOON }, NOON - 2000 + 360_000],
  ['not before', { status: 'pending_payment', cancelledAt: null }, undefined],
  ['not once it has ended', { status: 'closed', cancelledAt: NOON }, undefined],
] as const)('closesBy is told of an unpaid order %s', (_, changes, closesBy) => {
  const unpaid = anOrder({ ...changes, orderedAt: NOON - 2000, paidAt: null, issuedAt: null });
  expect(orderDetail(unpaid, undefined, beside, NOON).closesBy).toBe(closesBy);
});

test.each([
  ['while it is to be paid', anOrder({ status: 'pending_payment', paidAt: null, issuedAt: null }), NOON + 1000],
  ['and not afterwards', anOrder(), undefined],
])('payBy is shown %s', (_, order, payBy) => {
  expect(orderDetail(order, undefined, beside, NOON).payBy).toBe(payBy);
});

test('a voucher of a times card is valid while uses are left, and remembers what was undone', () => {
  const undo = { at: NOON + 60, by: 'li', reason: '', reversed: [] };
  const redemptions = { R2: aRedemption([2], { at: NOON + 20 }), R1: aRedemption([1], { at: NOON + 10, undo }) };
  const voucher = aVoucher({ usesLeft: 2, redemptions });
  const order = anOrder({ vouchers: { V01: voucher } });
  expect(voucherView(order, 'V01', voucher, [aStore('S1')], NOON + 90)).toEqual({
    ...{ voucherId: `${ORDER}V01`, orderId: ORDER, dealTitle: '双人火锅', status: 'valid', code: '123456789012' },
    ...{ usesLeft: 2, usesPerVoucher: 3, validUntil: Date.parse('2026-12-23T00:00:00+08:00') },
    ...{ excludedDays: [], excludedWeekdays: [], stores: [{ storeId: 'S1', name: 'S1', address: '路1号' }] },
    settlement: { status: 'pending', dueAt: NOON + 7 * 86_400_000 },
    redemptions: [
      { redeemedAt: NOON + 10, storeName: '一店', uses: 1, undoneAt: NOON + 60 },
      { redeemedAt: NOON + 20, storeName: '一店', uses: 1 },
    ],
  });
  expect(orderDetail(order, undefined, beside, NOON + 90).vouchers[0]?.redeemedAt).toBe(NOON + 20);
});

test.each([
  ['all of it', {}, 10_000],
  ['what its last use is worth', { vouchers: twoUsed }, 3333],
  ['that less a sum that was taken of it', { vouchers: twoUsed, refunds: { R1: aSum } }, 2333],
  ['nothing once it is used up', { vouchers: { V01: aVoucher({ usesLeft: 0 }) } }, 0],
  ['nothing while it is going back', { vouchers: { V01: aVoucher({ refund: 'R1' }) }, refunds: { R1: asked } }, 0],
  ['nothing while the whole order is', { status: 'refunding' }, 0],
] as const)('taking a voucher back returns %s', (_, changes, fen) => {
  expect(orderDetail(anOrder(changes), undefined, beside, NOON).vouchers[0]?.refundableFen).toBe(fen);
});

test('an order that a tier has made cheaper says what a unit costs, and what comes back of that', () => {
  const detail = orderDetail(anOrder({ tierPriceFen: 9000 }), undefined, beside, NOON);
  expect(detail).toMatchObject({ tierPriceFen: 9000, refundAfterUses: [9000, 6000, 3000, 0] });
  expect(orderDetail(anOrder(), undefined, beside, NOON)).not.toHaveProperty('tierPriceFen');
});

test('a refund that was paid by hand says how', () => {
  const byHand = { reference: '转账 0815', by: 'wang', at: NOON };
  const refund = { ...asked, status: 'succeeded', succeededAt: NOON, byHand } as const;
  const { refunds } = orderDetail(anOrder({ refunds: { R1: refund } }), undefined, beside, NOON);
  expect(refunds).toEqual([
    {
      ...{ refundId: 'R1', amountFen: 10_000, status: 'succeeded', reason: '不来了' },
      succeededAt: NOON,
      reference: '转账 0815',
    },
  ]);
});

test.each([
  ['the seats that are left', {}, 2],
  ['none while one person has paid', { missing: 4 }, 0],
  ['none at its end', { expiresAt: NOON }, 0],
  ['none once it has formed', { status: 'formed' }, 0],
  ['none of a tiered group', { rules: { ...formed.rules, mode: 'tiered' } }, 0],
  ['those of a commission group', { rules: { ...formed.rules, mode: 'commission' } }, 2],
  ['what is left beside those that it filled before', { left: 1, held: 0, missing: 1, filled: 2 }, 1],
] as const)('a merchant may fill %s', (_, changes, seats) => {
  const group = aGroup({ size: 5, left: 2, held: 1, missing: 3, ...changes });
  expect(merchantOrderDetail(paid, group, beside, NOON).fillableSeats).toBe(seats);
});

test.each([
  ['all stores where its deal names none', undefined, ['S1', 'S2']],
  ['the stores that its deal names', ['S2'], ['S2']],
])('an order lists %s, and what comes back after each use', (_, storeIds, listed) => {
  const detail = orderDetail(anOrder({ rules: { ...paid.rules, storeIds } }), undefined, beside, NOON);
  expect(detail.stores.map(({ storeId }) => storeId)).toEqual(listed);
  expect(detail.refundAfterUses).toEqual([10_000, 6666, 3333, 0]);
});

test('an answer names nobody: no openid, and to the merchant one character of the buyer', () => {
  const order = anOrder({
    refunds: { R1: asked },
    vouchers: { V01: aVoucher({ redemptions: { R1: aRedemption([1]) } }) },
  });
  const answers = [orderCard(order, formed, NOON), merchantOrderDetail(order, formed, beside, NOON)];
  expect(JSON.stringify(answers)).not.toMatch(/ming|"li"|阿明|1234567890/);
  expect(merchantOrderDetail(order, formed, beside, NOON)).toMatchObject({ buyer: '阿', refundableFen: 0 });
});

test.each([
  ['usable and not settled', anOrder(), NOON, { settlement: 'pending' }],
  ['usable and settled', anOrder({ settledAt: NOON }), NOON, { settlement: 'settled' }],
  ['expired', anOrder(), Date.parse('2026-12-23T00:00:00+08:00'), { expired: true, settlement: 'pending' }],
  [
    'used up',
    anOrder({ vouchers: { V01: aVoucher({ usesLeft: 0 }) } }),
    NOON + 365 * 86_400_000,
    { settlement: 'pending' },
  ],
  ['not there before issue', paid, NOON, {}],
])('the clocks of an order whose vouchers are %s', (_, order, now, clocks) => {
  const { expired, settlement } = orderCard(order, undefined, now);
  expect({ expired, settlement }).toEqual({ expired: undefined, settlement: undefined, ...clocks });
});
