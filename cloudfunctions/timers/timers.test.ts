import { expect, test } from '@jest/globals';

import { simulationOf, type Begun } from '../../tests/story/inline-world';
import { validUntil, type Order } from '../domain/order';
import { DAY_MS } from '../domain/time';
import { aDeal, aGroup, anOrder, aSeat, GROUP, NOON } from '../views/documents-for-tests';

const UNTIL = NOON - 120_000;
const id = (letter: string): string => letter.repeat(20);
const order = (letter: string, changes: Partial<Order>): Order =>
  anOrder({ _id: id(letter), codes: [id(letter)], buyerKey: id(letter), ...changes });

/** What the documents are after one run of a timer. */
async function afterRun(timer: string, begun: Begun) {
  const sim = simulationOf(begun, NOON);
  try {
    await sim.timer(timer);
    return sim.documents();
  } finally {
    sim.close();
  }
}

test('expire: of a group whose time is over only what was paid goes back, and its units once', async () => {
  const inGroup = { groupId: GROUP, issuedAt: null } as const;
  const documents = await afterRun('expire', {
    deals: [aDeal({}, { free: 5 })],
    groups: [
      aGroup({
        ...{ size: 4, left: 2, missing: 2, expiresAt: NOON, dueAt: NOON },
        seats: { [id('C')]: aSeat('ming', { leads: true, q: 2 }), [id('D')]: aSeat('hua', { q: 1 }) },
      }),
    ],
    orders: [
      order('C', { ...inGroup, status: 'paid', quantity: 2 }),
      order('D', { ...inGroup, status: 'paid' }),
      order('E', { ...inGroup, status: 'closed' }),
      order('F', { ...inGroup, status: 'refunded' }),
      order('G', { status: 'paid', groupId: 'H' }),
    ],
  });
  expect(documents.orders?.map(({ status }) => status)).toEqual([
    'refunding',
    'refunding',
    'closed',
    'refunded',
    'paid',
  ]);
  expect(documents.groups).toMatchObject([{ status: 'failed', failedAt: NOON, finishedAt: NOON, dueAt: null }]);
  expect(documents.deals).toMatchObject([{ free: 8 }]);
});

test('expire: a sweep leaves what is being paid, forgets what is sold, and puts the rest back on sale', async () => {
  const hold = { q: 1, until: UNTIL };
  const young = { q: 1, until: UNTIL + 1 };
  const holds = { [id('C')]: hold, [id('D')]: hold, [id('E')]: hold, [id('F')]: hold, [id('G')]: young };
  const documents = await afterRun('expire', {
    deals: [aDeal({}, { free: 2, holds, dueAt: NOON })],
    orders: [
      order('C', { status: 'pending_payment', issuedAt: null, paidAt: null, closeAt: null }),
      order('D', {}),
      order('E', { status: 'closed' }),
    ],
  });
  expect(documents.deals).toMatchObject([{ free: 4, dueAt: NOON + 60_000 }]);
  expect(documents.deals?.[0]?.holds).toEqual({ [id('C')]: hold, [id('G')]: young });
});

test('settle: what nobody used is the merchant’s after a week, once, and looked at again when it expires', async () => {
  const issued = { issuedAt: NOON - 7 * DAY_MS, settleAt: NOON };
  const before = NOON - 5;
  const documents = await afterRun('settle', {
    orders: [
      order('C', issued),
      order('D', { ...issued, settledAt: before }),
      order('E', { ...issued, settleAt: NOON + 1 }),
    ],
  });
  expect(documents.orders?.map(({ settledAt }) => settledAt)).toEqual([NOON, before, null]);
  const end = validUntil(anOrder().rules.validity, NOON - 7 * DAY_MS);
  expect(documents.orders?.map(({ settleAt }) => settleAt)).toEqual([end, null, NOON + 1]);
});
