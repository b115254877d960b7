import { afterEach, expect, test } from '@jest/globals';

import { DEFAULT_APPID } from '../../emulator/local/set-up';
import { ask, OWNER, Refused } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { simulationOf, type Begun } from '../../tests/story/inline-world';
import type { LeaderAccount } from '../domain/commission';
import { merchantIdOf, personKeyOf } from '../domain/ids';
import type { Transfer } from '../domain/ledger';
import type { Order } from '../domain/order';
import { DAY_MS, dayOf } from '../domain/time';
import { aMerchant, anOrder, NOON } from '../views/documents-for-tests';

/** A shop that is as large as one answer carries, and larger by one. */
const merchantId = merchantIdOf(DEFAULT_APPID);
const merchant = { ...aMerchant(), _id: merchantId, merchantId, owner: OWNER };
const today = { fromDay: dayOf(NOON), toDay: dayOf(NOON) };

let sim: Simulation;

afterEach(() => {
  sim.close();
});

const begin = (begun: Begun): void => {
  sim = simulationOf({ merchants: [merchant], ...begun }, NOON);
};
const idOf = (n: number): string => String(n).padStart(20, '0');
const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

const orderAt = (n: number, orderedAt: number): Order =>
  anOrder({
    ...{ _id: idOf(n), merchantId, requestKeys: [idOf(n)], buyerKey: idOf(n), codes: [idOf(n)], orderedAt },
  });

const transferOf = (n: number): Transfer => ({
  ...{ _id: `settle:${idOf(n)}V01:1:0`, merchantId, orderId: idOf(n), from: 'escrow', to: 'merchant', fen: 1 },
  ...{ at: NOON - n, day: today.toDay },
});

function leaderOf(n: number): LeaderAccount {
  const _id = personKeyOf(merchantId, `leader-${String(n)}`);
  const stored = { _id, merchantId, requestKeys: [_id], requests: {} };
  return { ...stored, person: `leader-${String(n)}`, createdAt: NOON - n, paidFen: 0, payouts: {}, deliverAt: null };
}

const exportOrders = async () => (await ask(sim, OWNER, 'exportOrders', { ...today, format: 'csv' })).rowCount;
const exportCommissions = async () => (await ask(sim, OWNER, 'exportCommissions', { format: 'csv' })).rowCount;
const getStatement = async () => (await ask(sim, OWNER, 'getStatement', today)).lines.length;

test.each([
  ['exportOrders', 5000, 'toDay', (n: number) => ({ orders: many(n, (i) => orderAt(i, NOON - i)) }), exportOrders],
  ['exportCommissions', 5000, 'format', (n: number) => ({ leaders: many(n, leaderOf) }), exportCommissions],
  ['getStatement', 10_000, 'toDay', (n: number) => ({ transfers: many(n, transferOf) }), getStatement],
] as const)('%s: %i rows are given whole, one more is too much of %s', async (_, most, field, rows, count) => {
  begin(rows(most));
  expect(await count()).toBe(most);
  sim.close();
  begin(rows(most + 1));
  await expect(count()).rejects.toEqual(new Refused('INVALID_INPUT', { field }));
});

test('exportOrders: a shop is read no further back than the first day asked for', async () => {
  begin({ orders: many(3000, (n) => orderAt(n, NOON - n * (DAY_MS / 100))) });
  expect(await exportOrders()).toBe(51);
  expect(sim.calls().filter(({ collection }) => collection === 'orders')).toHaveLength(1);
});
