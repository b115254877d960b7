import { expect, test } from '@jest/globals';

import { attachOf, parseAttach } from './attach';
import { anOrder } from '../views/documents-for-tests';
import { firstSettleAt, settleDueAt, validUntil } from './order';
import { DAY_MS, dayOf, daysBetween, endOfDay, isDay, startOfDay, weekdayOf, wholeSecond } from './time';

const at = (text: string): number => Date.parse(`${text}+08:00`);

test.each([
  ['the last millisecond of a day', '2026-11-22T23:59:59.999', '2026-11-22', 7],
  ['midnight', '2026-11-23T00:00:00.000', '2026-11-23', 1],
  ['a leap day', '2028-02-29T12:00:00.000', '2028-02-29', 2],
])('dayOf, weekdayOf: %s', (_, text, day, weekday) => {
  expect([dayOf(at(text)), weekdayOf(at(text))]).toEqual([day, weekday]);
});

test.each([
  ['2026-11-22', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  [' 2026-11-22', false],
  ['2026-11-22T', false],
  ['+002026-11-22', false],
  ['2026-1-1', false],
  ['x', false],
])('isDay: %s → %s', (text, answer) => {
  expect(isDay(text)).toBe(answer);
});

test('startOfDay, endOfDay: a day in Shanghai is 24 hours from its midnight', () => {
  expect(startOfDay('2026-11-22')).toBe(at('2026-11-22T00:00:00.000'));
  expect(endOfDay('2026-11-22') - startOfDay('2026-11-22')).toBe(DAY_MS);
  expect(wholeSecond(1999)).toBe(1000);
});

const noon = at('2026-11-22T12:00:00');

test.each([
  ['to the midnight that ends a day', { untilDay: '2026-11-30' }, '2026-12-01T00:00:00'],
  ['the end of the day after issue', { days: 1 }, '2026-11-24T00:00:00'],
  ['sixty days', { days: 60 }, '2027-01-22T00:00:00'],
])('validUntil: %s', (_, validity, end) => {
  expect(validUntil(validity, noon)).toBe(at(end));
});

const refund = (onExpiry: boolean) => ({ anytime: true, onExpiry, restock: false });

test.each([
  ['long lived: after seven days', { days: 60 }, true, noon + 7 * DAY_MS, noon + 7 * DAY_MS],
  ['refunded at an early expiry: looked at then', { days: 2 }, true, noon + 7 * DAY_MS, at('2026-11-25T00:00:00')],
  ['kept at an early expiry: settled then', { days: 2 }, false, at('2026-11-25T00:00:00'), at('2026-11-25T00:00:00')],
])('settleDueAt, firstSettleAt: %s', (_, validity, onExpiry, due, first) => {
  const rules = { validity, refund: refund(onExpiry) };
  expect([settleDueAt(rules, noon), firstSettleAt(rules, noon)]).toEqual([due, first]);
});

test.each([
  ['join', 'B'.repeat(20), { days: 60 }, true],
  ['open', 'B'.repeat(20), { untilDay: '2027-01-31' }, false],
  ['alone', null, { days: 1 }, true],
] as const)('attach: what %s says is read back', (buy, groupId, validity, onExpiry) => {
  const rules = { ...anOrder().rules, validity, refund: refund(onExpiry) };
  const text = attachOf({ buy, groupId, rules });
  expect(text.length).toBeLessThanOrEqual(127);
  expect(parseAttach(text)).toEqual({ buy, groupId, validity, refundsOnExpiry: onExpiry });
});

test.each(['', 'join', 'join.B.d1', 'leave.B.d1.r', 'join.B.d1.r.x', 'join.{"$ne":1}.d1.r'])(
  'attach: %j is none of ours',
  (text) => {
    expect(parseAttach(text)).toBeUndefined();
  },
);

test('daysBetween: every day from one to another, and none where the other comes first', () => {
  expect(daysBetween('2026-12-30', '2027-01-02')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']);
  expect(daysBetween('2026-11-22', '2026-11-22')).toEqual(['2026-11-22']);
  expect(daysBetween('2026-11-22', '2026-11-20')).toEqual([]);
});
