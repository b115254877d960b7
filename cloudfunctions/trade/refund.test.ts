import { expect, test } from '@jest/globals';

import { simulationOf, within } from '../../tests/story/inline-world';
import type { Order, Refund } from '../domain/order';
import { newRefund } from '../domain/refund';
import { anOrder, NOON } from '../views/documents-for-tests';
import { markSucceeded } from './refund';

const refund = (status: Refund['status']): Refund => ({
  ...newRefund({ kind: 'sum', amountFen: 5000, reason: '', by: null, at: NOON, took: [], restock: 0 }),
  status,
});
const both = (first: Refund['status']): Order =>
  anOrder({ status: 'refunding', refundSeq: 2, refunds: { RA: refund(first), RB: refund('processing') } });

test('markSucceeded: an order is over with its last refund; who looked before another ended looks again', async () => {
  const [before, now] = [both('processing'), both('succeeded')];
  const sim = simulationOf({ orders: [now] }, NOON);
  const status = (): unknown => sim.look('orders').get(now._id)?.status;
  try {
    expect(await within(sim, (world) => markSucceeded(world, before, 'RB'))).toBe(false);
    expect(status()).toBe('refunding');
    expect(await within(sim, (world) => markSucceeded(world, now, 'RB'))).toBe(true);
    expect(status()).toBe('refunded');
  } finally {
    sim.close();
  }
});

test('markSucceeded: not with the first', async () => {
  const order = both('processing');
  const sim = simulationOf({ orders: [order] }, NOON);
  try {
    expect(await within(sim, (world) => markSucceeded(world, order, 'RA'))).toBe(true);
    expect(sim.look('orders').get(order._id)).toMatchObject({
      status: 'refunding',
      refunds: { RA: { status: 'succeeded', succeededAt: NOON, nextAt: null }, RB: { status: 'processing' } },
    });
  } finally {
    sim.close();
  }
});
