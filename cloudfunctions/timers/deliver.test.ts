import { afterEach, expect, test } from '@jest/globals';

import type { Simulation } from '../../simulation/simulation';
import { simulationOf, within } from '../../tests/story/inline-world';
import type { Order } from '../domain/order';
import { newRefund } from '../domain/refund';
import { HOUR_MS, MINUTE_MS } from '../domain/time';
import { aMerchant, anOrder, NOON } from '../views/documents-for-tests';

let sim: Simulation;

afterEach(() => {
  sim.close();
});

/** An order of which something waits to be posted, and nothing else is owed. */
function posting(letter: string, changes: Partial<Order> = {}): Order {
  const _id = letter.repeat(20);
  return anOrder({
    ...{ _id, requestKeys: [_id], buyerKey: _id, codes: [_id], groupId: null, buy: 'alone', shippedAt: NOON },
    ...{ deliverAt: NOON, unposted: true },
    ...changes,
  });
}

/** An order of whose facts no rows can be made: it was paid at an instant that no calendar has. */
const broken = posting('D', { paidAt: 9e15 });

const back = newRefund({ kind: 'sum', amountFen: 100, reason: '', by: 'wang', at: NOON, took: [], restock: 0 });
const refunding = { refunds: { R1: back }, refundSeq: 1 } as const;

const begin = (...orders: readonly Order[]): void => {
  sim = simulationOf({ merchants: [aMerchant()], orders }, NOON);
};

const ordersNow = (): Order[] => sim.documents().orders as unknown as Order[];
const postedOf = (): unknown[] | undefined => sim.documents().transfers?.map(({ _id }) => _id);
const asked = (): string[] => sim.calls().map(({ action, collection }) => `${action} ${collection ?? ''}`.trim());

test('rows: an order of which none can be made holds up no other, and no refund of its own', async () => {
  begin(posting('C', refunding), { ...broken, ...refunding }, posting('E'));
  await sim.timer('deliver');
  expect(postedOf()).toEqual([`pay:${'C'.repeat(20)}`, `pay:${'E'.repeat(20)}`]);
  // WeChat knows none of these orders: what it was asked for is abnormal.
  expect(ordersNow().map(({ refunds }) => refunds.R1?.status)).toEqual(['abnormal', 'abnormal', undefined]);
  expect(ordersNow().map(({ unposted, deliverAt }) => [unposted, deliverAt])).toEqual([
    [false, null],
    [true, NOON + 2 * MINUTE_MS],
    [false, null],
  ]);
  expect(sim.printed().filter((line) => line.includes('rows'))).toEqual([expect.stringContaining('D'.repeat(20))]);
});

test('rows: an order of which none can be made is tried again, and written once they can', async () => {
  begin(broken);
  await sim.advance(HOUR_MS);
  expect(sim.printed().length).toBeGreaterThan(15);
  expect(sim.printed().length).toBeLessThan(32);
  await within(sim, ({ database }) => database.change('orders', { _id: broken._id }, { paidAt: NOON }));
  await sim.advance(3 * MINUTE_MS);
  expect(postedOf()).toEqual([`pay:${'D'.repeat(20)}`]);
  expect(ordersNow()).toMatchObject([{ unposted: false, deliverAt: null }]);
});

test('rows: an order that has posted all looks for none, and without a refund for no shop', async () => {
  begin(posting('C', { unposted: false, shippedAt: null, transactionId: null }));
  await sim.timer('deliver');
  expect(asked().filter((call) => /transfers|redemptions|messages|merchants/.test(call))).toEqual([]);
  expect(asked()).toContain('wxa.sec.order.uploadShippingInfo');
});
