import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { simulationOf, within } from '../../tests/story/inline-world';
import type { Simulation } from '../../simulation/simulation';
import type { Deal, StockHold } from '../domain/deal';
import type { Seat } from '../domain/group';
import type { World } from '../runtime/operation';
import { aDeal, aGroup, anOrder, aSeat, GROUP, NOON, ORDER } from '../views/documents-for-tests';
import {
  closeUnpaid,
  endHold,
  HELD_ALONE,
  holdTogether,
  prolongSeat,
  prolongStock,
  releaseSeat,
  releaseStock,
  returnStock,
  takeSeat,
  takeStock,
} from './holds';

const MINE = 'C'.repeat(20);
const UNTIL = NOON + 300_000;
const SWEEP = UNTIL + 120_000;
const group = aGroup({ size: 3, left: 1, held: 1, missing: 2, expiresAt: NOON + 3_600_000, dueAt: NOON + 3_600_000 });
const mine: Seat = { person: 'hua', nickname: '花', q: 2, until: UNTIL };
const held = aGroup({ ...group, seats: { ...group.seats, [MINE]: mine } });
const hold: StockHold = { q: 2, until: UNTIL };
const deal = aDeal({}, { free: 5, holds: { [MINE]: hold } });
let sim: Simulation;

beforeEach(() => {
  begin();
});

afterEach(() => {
  sim.close();
});

/** Begins anew with a group and a deal as they are. */
function begin(groupNow = held, dealNow: Deal = deal): void {
  sim = simulationOf({ groups: [groupNow], deals: [dealNow], orders: [unpaid] }, NOON);
}

const unpaid = anOrder({
  ...{ _id: MINE, status: 'pending_payment', buy: 'join', groupId: GROUP, dealId: 'D1', quantity: 2, payBy: UNTIL },
  ...{ paidAt: null, issuedAt: null, buyerKey: 'K', nth: 3 },
});

const doing = (work: (world: World) => Promise<unknown>): Promise<unknown> => within(sim, work);
const groupNow = () => sim.look('groups').get(GROUP);
const dealNow = () => sim.look('deals').get('D1');

test('takeSeat: one who sits has a place less for others, and a time at which somebody looks', async () => {
  begin(group);
  const take = (at: number) => doing(({ database }) => takeSeat(database, group, MINE, mine, at));
  expect(await take(NOON)).toBe(true);
  expect(groupNow()).toMatchObject({ left: 0, held: 2, missing: 2, dueAt: SWEEP, seats: { [MINE]: mine } });
  expect(await take(NOON)).toBe(false);
});

test.each([
  ['full', { left: 0 }, NOON],
  ['over', { status: 'formed' }, NOON],
  ['in its last minute', {}, NOON + 3_540_000],
] as const)('takeSeat: nobody sits in a group that is %s', async (_, changes, at) => {
  begin({ ...group, ...changes });
  expect(await doing(({ database }) => takeSeat(database, group, MINE, mine, at))).toBe(false);
});

test('takeSeat: to the last moment before its last minute', async () => {
  begin(group);
  expect(await doing(({ database }) => takeSeat(database, group, MINE, mine, NOON + 3_539_999))).toBe(true);
});

test('releaseSeat: a seat comes back once, and a paid one not at all', async () => {
  const release = (orderId: string) => doing(({ database }) => releaseSeat(database, GROUP, orderId));
  expect(await release(ORDER)).toBe(false);
  expect(await release(MINE)).toBe(true);
  expect(groupNow()).toMatchObject({ left: 2, held: 0, seats: { [ORDER]: aSeat('ming', { leads: true }) } });
  expect(await release(MINE)).toBe(false);
  expect(groupNow()).toMatchObject({ left: 2, held: 0 });
});

test('releaseSeat: not one that is held for longer than was seen, nor one that another try goes on with', async () => {
  const release = (until: number) => doing(({ database }) => releaseSeat(database, GROUP, MINE, until, HELD_ALONE));
  expect(await release(UNTIL - 1)).toBe(false);
  expect(await doing(({ database }) => holdTogether(database, 'groups', GROUP, `seats.${MINE}`))).toBe(true);
  expect(await release(UNTIL)).toBe(false);
  expect(groupNow()).toMatchObject({ left: 1, held: 1, seats: { [MINE]: { again: 1 } } });
});

test('takeStock: no more than there is, once for each order, of the deal that was seen', async () => {
  begin(held, aDeal({}, { free: 2 }));
  const take = (q: number, asSeen = {}) =>
    doing(({ database }) => takeStock(database, 'D1', { orderId: MINE, q, until: UNTIL }, asSeen));
  expect(await take(3)).toBe(false);
  expect(await take(2, { version: 2 })).toBe(false);
  expect(await take(1, { version: 1, status: 'published' })).toBe(true);
  expect(dealNow()).toMatchObject({ free: 1, holdSeq: 1, dueAt: SWEEP, holds: { [MINE]: { q: 1, until: UNTIL } } });
  expect(await take(1)).toBe(false);
});

test('releaseStock: the hold that was seen comes back, once; a longer one stays', async () => {
  const release = (seen: StockHold) => doing(({ database }) => releaseStock(database, deal, MINE, seen));
  expect(await release({ q: 2, until: UNTIL - 1 })).toBe(false);
  expect(await release({ q: 1, until: UNTIL })).toBe(false);
  expect(await release(hold)).toBe(true);
  expect(dealNow()).toMatchObject({ free: 7, holdSeq: 1, holds: {} });
  expect(await release(hold)).toBe(false);
});

test('holdTogether: whoever goes on with a hold keeps the first from letting it go, unless it is ending', async () => {
  const together = () => doing(({ database }) => holdTogether(database, 'deals', 'D1', `holds.${MINE}`));
  const end = () => doing(({ database }) => endHold(database, 'D1', { orderId: MINE, until: UNTIL }));
  expect(await doing(({ database }) => endHold(database, 'D1', { orderId: MINE, until: UNTIL + 1 }))).toBe(false);
  expect(await end()).toBe(true);
  expect(await together()).toBe(false);
  begin();
  expect(await together()).toBe(true);
  expect(await end()).toBe(false);
  expect(await doing(({ database }) => releaseStock(database, deal, MINE, hold, HELD_ALONE))).toBe(false);
});

test('returnStock: each cause brings its units back once', async () => {
  const giveBack = () => doing(({ database }) => returnStock(database, 'D1', { key: 'RX', orderId: MINE }, 3, NOON));
  expect(await giveBack()).toBe(true);
  expect(await giveBack()).toBe(false);
  expect(dealNow()).toMatchObject({ free: 8, holdSeq: 1, dueAt: NOON + 120_000 });
  expect(dealNow()?.returned).toEqual({ RX: { q: 3, at: NOON, orderId: MINE } });
});

test('prolongSeat, prolongStock: what is held as seen is held on', async () => {
  const until = UNTIL + 60_000;
  const seat = (orderId: string, from: number) =>
    doing(({ database }) => prolongSeat(database, GROUP, orderId, { from, until }));
  const stock = (orderId: string, from: number) =>
    doing(({ database }) => prolongStock(database, 'D1', orderId, { from, until }));
  expect([await seat('Z', UNTIL), await seat(MINE, UNTIL - 1)]).toEqual([false, false]);
  expect([await stock('Z', UNTIL), await stock(MINE, UNTIL - 1)]).toEqual([false, false]);
  expect([await seat(MINE, UNTIL), await stock(MINE, UNTIL)]).toEqual([true, true]);
  expect(groupNow()?.seats).toMatchObject({ [MINE]: { until } });
  expect(dealNow()?.holds).toMatchObject({ [MINE]: { q: 2, until } });
});

test('closeUnpaid: an unpaid order ends once; at once its place and its units are others’', async () => {
  const close = () => doing((world) => closeUnpaid(world, unpaid, 'unpaid'));
  expect(await close()).toBe(true);
  expect(sim.look('orders').get(MINE)).toMatchObject({
    ...{ status: 'closed', closedAt: NOON, closeReason: 'unpaid', closeAt: null, buyerKey: MINE, nth: 0 },
  });
  expect(groupNow()).toMatchObject({ left: 2, held: 0 });
  expect(dealNow()).toMatchObject({ free: 7, holds: {} });
  expect(await close()).toBe(false);
  expect(dealNow()).toMatchObject({ free: 7 });
});
