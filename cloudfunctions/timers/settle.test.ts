import { afterEach, expect, test } from '@jest/globals';

import type { Simulation } from '../../simulation/simulation';
import { simulationOf } from '../../tests/story/inline-world';
import { validUntil, type Order } from '../domain/order';
import { DAY_MS } from '../domain/time';
import { anOrder, NOON } from '../views/documents-for-tests';

let sim: Simulation;

afterEach(() => {
  sim.close();
});

const issuedAt = NOON - 40 * DAY_MS;
const expiresAt = validUntil(anOrder().rules.validity, issuedAt);

/** So many orders that want the timer since the same midnight. */
function begin(count: number, settledAt: number | null): void {
  const orders = Array.from({ length: count }, (_, n) => {
    const _id = String(n).padStart(20, '0');
    const due = { issuedAt, settledAt, settleAt: expiresAt, deliverAt: null, groupId: null, buy: 'alone' } as const;
    return anOrder({ ...due, _id, requestKeys: [_id], buyerKey: _id, codes: [_id] });
  });
  sim = simulationOf({ orders }, NOON);
}

/** How many orders meet a condition now. */
const count = (meets: (order: Order) => boolean): number =>
  (sim.documents().orders as unknown as Order[]).filter(meets).length;

test('settle: what fell due at one midnight is settled in one run, two thousand orders at the most', async () => {
  begin(2010, null);
  await sim.timer('settle');
  expect(count(({ settledAt }) => settledAt === NOON)).toBe(2000);
  await sim.timer('settle');
  expect(count(({ settledAt }) => settledAt === NOON)).toBe(2010);
});

test('settle: what expired at one midnight goes back in one run', async () => {
  begin(600, issuedAt + 7 * DAY_MS);
  await sim.timer('settle');
  expect(count(({ status }) => status === 'refunding')).toBe(600);
});
