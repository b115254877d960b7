import { expect, test } from '@jest/globals';

import { aGroup, anOrder, aSeat, NOON } from '../views/documents-for-tests';
import {
  CLOSE_AFTER_MS,
  CLOSES_BY_MS,
  firstSettleAt,
  lostItsSeat,
  orderTransitions,
  PAY_WINDOW_MS,
  SETTLE_AFTER_MS,
  SETTLE_AGAIN_MS,
  settleDueAt,
  UNDO_WINDOW_MS,
  unitsCounted,
  validUntil,
  type Order,
  type Refund,
} from './order';
import { orderAt } from './order-at';
import { refundedFen, refundFen, refundRequestedFen, unitWorthFen } from './order-money';
import { newRefund, wholeRefund } from './refund';
import { DAY_MS, endOfDay, HOUR_MS, MINUTE_MS } from './time';

const refund = (changes: Partial<Refund>): Refund => ({
  ...newRefund({ kind: 'sum', amountFen: 100, reason: '', by: null, at: NOON, took: [], restock: 0 }),
  ...changes,
});

test('orderTransitions: an unpaid order is paid or closed, a closed one may be paid late, a refunded one ends', () => {
  expect(orderTransitions).toEqual({
    pending_payment: ['paid', 'issued', 'closed'],
    paid: ['issued', 'refunding'],
    issued: ['refunding'],
    closed: ['paid', 'issued', 'refunding'],
    refunding: ['refunded'],
    refunded: [],
  });
});

test('the times that people are told: five minutes to pay, closed by six, an hour to undo, a week to settle', () => {
  expect([PAY_WINDOW_MS, CLOSE_AFTER_MS, CLOSES_BY_MS, SETTLE_AGAIN_MS].map((ms) => ms / MINUTE_MS)).toEqual([
    5, 5, 6, 1,
  ]);
  expect([UNDO_WINDOW_MS / HOUR_MS, SETTLE_AFTER_MS / DAY_MS]).toEqual([1, 7]);
});

const rules = (changes: Partial<Order['rules']>): Order['rules'] => ({ ...anOrder().rules, ...changes });
const kept = { anytime: true, onExpiry: false, restock: false };

test.each([
  ['a day of the calendar ends them', rules({ validity: { untilDay: '2026-11-30' } }), endOfDay('2026-11-30')],
  ['days count from the day of issue, which is not one of them', rules({}), endOfDay('2026-12-22')],
  ['no days at all: until tonight', rules({ validity: { days: 0 } }), endOfDay('2026-11-22')],
])('validUntil: %s', (_, { validity }, end) => {
  expect(validUntil(validity, NOON)).toBe(end);
});

test('what is not redeemed settles after a week; at its expiry, if that is sooner and nothing goes back then', () => {
  const soon = { validity: { untilDay: '2026-11-25' } };
  expect(settleDueAt(rules({}), NOON)).toBe(NOON + 7 * DAY_MS);
  expect(settleDueAt(rules(soon), NOON)).toBe(NOON + 7 * DAY_MS);
  expect(settleDueAt(rules({ ...soon, refund: kept }), NOON)).toBe(endOfDay('2026-11-25'));
  expect(settleDueAt(rules({ refund: kept }), NOON)).toBe(NOON + 7 * DAY_MS);
  expect(firstSettleAt(rules(soon), NOON)).toBe(endOfDay('2026-11-25'));
  expect(firstSettleAt(rules({}), NOON)).toBe(NOON + 7 * DAY_MS);
});

test('lostItsSeat: only by the refund of a payment that came too late', () => {
  expect(lostItsSeat(anOrder())).toBe(false);
  expect(lostItsSeat(anOrder({ refunds: { A: refund({}), B: refund({ kind: 'seat_lost' }) } }))).toBe(true);
  expect(lostItsSeat(anOrder({ refunds: { A: refund({}) } }))).toBe(false);
});

test.each<[string, Partial<Order>, number]>([
  ['all of an order', {}, 3],
  ['none of a closed one', { status: 'closed' }, 0],
  ['none of one whose group failed', { refunds: { A: refund({}), B: refund({ kind: 'group_failed' }) } }, 0],
  ['not what went back on sale', { refunds: { A: refund({ restock: 1 }), B: refund({ restock: 1 }) } }, 1],
  ['what went back and not on sale', { refunds: { A: refund({}) } }, 3],
])('unitsCounted: %s', (_, changes, units) => {
  expect(unitsCounted(anOrder({ quantity: 3, ...changes }))).toBe(units);
});

test('money: asked back is what all refunds take, gone back what has arrived, a tier takes off each unit', () => {
  const tier = refund({ kind: 'tier', amountFen: null, status: 'succeeded' });
  const order = anOrder({ quantity: 3, priceFen: 1000, amountFen: 3000, tierPriceFen: 800 });
  expect(unitWorthFen(order)).toBe(800);
  expect(unitWorthFen(anOrder())).toBe(10_000);
  expect(refundFen(order, tier)).toBe(600);
  expect(refundFen(order, refund({}))).toBe(100);
  expect(refundFen(order, wholeRefund('group_failed', NOON))).toBe(3000);
  const refunds = { A: refund({}), B: refund({ amountFen: 50, status: 'succeeded' }), TIER: tier };
  expect(refundRequestedFen({ ...order, refunds })).toBe(750);
  expect(refundedFen({ ...order, refunds })).toBe(650);
});

test('orderAt: a paid order follows its group, any other is what it says', () => {
  const paid = anOrder({ status: 'paid', issuedAt: null });
  const group = aGroup();
  expect(orderAt(paid, undefined, NOON)).toBe(paid);
  expect(orderAt(paid, group, NOON)).toBe(paid);
  expect(orderAt(paid, { ...group, status: 'formed', formedAt: 5 }, NOON)).toEqual({
    ...paid,
    status: 'issued',
    issuedAt: 5,
  });
  const failedAt = (changes: object) => Object.values(orderAt(paid, { ...group, ...changes }, NOON + 1000).refunds);
  expect(failedAt({})).toEqual([wholeRefund('group_failed', NOON + 1000)]);
  expect(failedAt({ status: 'failed', failedAt: 9 })).toEqual([wholeRefund('group_failed', 9)]);
  const refunded = anOrder({ status: 'refunded' });
  expect(orderAt(refunded, { ...group, status: 'failed', seats: { A: aSeat('li') } }, NOON)).toBe(refunded);
});
