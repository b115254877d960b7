import { expect, test } from '@jest/globals';
import { aGroup, aSeat, NOON } from '../views/documents-for-tests';
import {
  fillableSeats,
  formedAtOf,
  groupEndsAt,
  groupStatusAt,
  heldUntil,
  isJoinable,
  ordersPaid,
  unitsPaid,
  type Group,
} from './group';
import { endOfDay } from './time';

const seats = { A: aSeat('ming', { leads: true }), B: aSeat('hong') };
const END = NOON + 1000;
const ofFive = aGroup({ size: 5, left: 3, missing: 3, seats });
const fills = (n: number): Group['fills'] =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`F${String(i)}`, { n: 0, at: NOON, by: 'wang' }]));

test.each<[string, Group, number]>([
  ['is open with two who paid', ofFive, 3],
  ['has a seat that is being paid', { ...ofFive, left: 2, held: 1 }, 2],
  ['has one who paid', aGroup({ size: 5, left: 4, missing: 4 }), 0],
  ['is tiered', { ...ofFive, rules: { ...ofFive.rules, mode: 'tiered' } }, 0],
  ['is over', { ...ofFive, expiresAt: NOON }, 0],
  ['was filled nineteen times', { ...ofFive, fills: fills(19) }, 3],
  ['was filled twenty times', { ...ofFive, fills: fills(20) }, 0],
])('a group that %s: so many seats may be filled', (_, group, seatsToFill) => {
  expect(fillableSeats(group, NOON)).toBe(seatsToFill);
});

test('a group with filled seats: those who paid are counted without them', () => {
  const filled = { ...ofFive, left: 1, missing: 1, filled: 3 };
  expect(fillableSeats(filled, NOON)).toBe(0);
  expect(fillableSeats({ ...filled, filled: 2 }, NOON)).toBe(1);
});

test.each<[string, Partial<Group>, number, Group['status']]>([
  ['before its end', {}, END - 1, 'open'],
  ['at its end', {}, END, 'failed'],
  ['at its end, a seat being paid', { held: 1 }, END, 'open'],
  ['long after it has formed', { status: 'formed' }, END + 1, 'formed'],
  ['long after it has failed', { status: 'failed' }, END + 1, 'failed'],
])('groupStatusAt: a group %s', (_, changes, now, status) => {
  const group = aGroup(changes);
  expect(groupStatusAt(group, now)).toBe(status);
  expect(formedAtOf({ ...group, formedAt: 7 }, now)).toBe(7);
  expect(formedAtOf(group, now)).toBe(status === 'formed' ? END : undefined);
});

test('isJoinable: until a minute before its end, and only while it is open', () => {
  const group = aGroup({ expiresAt: NOON + 60_000 });
  expect(isJoinable(group, NOON - 1)).toBe(true);
  expect(isJoinable(group, NOON)).toBe(false);
  expect(isJoinable({ ...group, status: 'formed' }, NOON - 1)).toBe(false);
});

test('seats: of those that are being paid the first falls free, and those that were paid count', () => {
  const held = (until: number) => aSeat('hua', { paidAt: undefined, until, q: 7 });
  const group = aGroup({
    seats: { A: aSeat('ming', { q: 2, until: 1 }), B: held(9), C: held(8), D: aSeat('li', { q: 3 }) },
  });
  expect(heldUntil(group)).toBe(8);
  expect(heldUntil(aGroup())).toBeUndefined();
  expect(ordersPaid(group)).toEqual(['A', 'D']);
  expect(unitsPaid(group)).toBe(5);
});

test('groupEndsAt: after its window, or with the sale, or with its vouchers, whatever comes first', () => {
  const rules = { ...ofFive.rules, windowMinutes: 30 };
  expect(groupEndsAt(rules, NOON)).toBe(NOON + 1_800_000);
  expect(groupEndsAt({ ...rules, saleEndsAt: NOON + 1000 }, NOON)).toBe(NOON + 1000);
  const midnight = endOfDay('2026-11-22');
  expect(groupEndsAt({ ...rules, validity: { untilDay: '2026-11-22' } }, midnight - 5)).toBe(midnight);
});
