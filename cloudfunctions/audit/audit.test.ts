import { describe, expect, test } from '@jest/globals';
import { orderAt } from '../domain/order-at';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/time';
import { audit } from './audit';
import { all, atWeChat, change, copy, notice, remove, type Changes, type Edit } from './fixtures/edits';
import { findings } from './fixtures/findings';
import { clerk, deal, groups, NOW, orders, soundShop } from './fixtures/shop';

const { used, returned, leads, pays, single, closed } = orders;
const { open } = groups;

test('audit: a sound shop has no violation, and something of everything', () => {
  const found = audit(soundShop, { now: NOW });
  expect(found.map(({ id }) => id)).toEqual(Array.from({ length: 14 }, (_, i) => `I${String(i + 1)}`));
  expect(findings((documents) => documents)).toEqual([]);
  expect(found.filter(({ counted }) => counted === 0)).toEqual([]);
});

test('audit: without what WeChat knows, I7 has no source and nothing to say', () => {
  const { pay: _pay, ...documents } = soundShop;
  const found = audit(documents, { now: NOW });
  expect(found.filter(({ hasSource }) => !hasSource)).toMatchObject([{ id: 'I7', counted: 0, violations: [] }]);
  expect(found.flatMap(({ violations }) => violations)).toEqual([]);
});

test('audit: a document that has not the shape of its kind is a violation, not an end', () => {
  const found = findings(change('orders', used._id, { vouchers: undefined }));
  expect(found.filter(({ id }) => id === 'I1')).toMatchObject([
    { says: expect.stringContaining('could not be checked') },
  ]);
  expect(found.length).toBeGreaterThan(1);
});

const refundKey = Object.keys(single.refunds)[0] ?? '';
const returnedKey = Object.keys(returned.refunds)[0] ?? '';

/** What a payment writes into its order. */
const isPaid: Changes = {
  ...{
    status: 'paid',
    paidAt: NOW - 30 * SECOND_MS,
    transactionId: 'T',
    closeAt: null,
    deliverAt: NOW,
    unposted: true,
  },
};
const paysAtWeChat = atWeChat('orders', pays._id, { paidAt: NOW - 30 * SECOND_MS, transactionId: 'T' });
const sits: Changes = { [`seats.${pays._id}.paidAt`]: NOW - 30 * SECOND_MS, held: 0, missing: 0 };

/** The open group without whoever is paying. */
const abandoned = all(
  remove('orders', pays._id),
  change('deals', deal._id, { [`holds.${pays._id}`]: undefined, free: deal.free + 1 }),
  change('groups', open._id, { [`seats.${pays._id}`]: undefined, held: 0, left: 1 }),
);
const ended: Changes = { status: 'failed', expiresAt: NOW - MINUTE_MS, failedAt: NOW, dueAt: NOW };
const failing = all(abandoned, change('groups', open._id, ended));
const { refunds } = orderAt(leads, { ...open, ...ended, held: 0 }, NOW);
const goesBack: Changes = { status: 'refunding', refunds, refundSeq: 1, deliverAt: NOW, unposted: true };
const refunding = all(failing, change('orders', leads._id, goesBack));
const hasReturned: Changes = { [`returned.${open._id}`]: { q: 1, at: NOW, orderId: null }, free: deal.free + 2 };
const unposted: Changes = { deliverAt: NOW, unposted: true };

/** States in which a crash may leave the trade, or a reader may find it, and which it leaves by itself. */
const inFlight: readonly (readonly [what: string, edit: Edit])[] = [
  [
    'an order is closed, seat and stock are not released',
    change('orders', pays._id, {
      ...{ status: 'closed', closedAt: NOW, closeReason: 'unpaid', closeAt: null, buyerKey: pays._id, nth: 0 },
    }),
  ],
  ['an order holds seat and stock, and is not written', remove('orders', pays._id)],
  ['WeChat was paid, the notice is on its way', paysAtWeChat],
  [
    'a closed order was paid, the notice is on its way',
    all(atWeChat('orders', closed._id, { paidAt: NOW }), notice('payment', { outTradeNo: closed._id }, NOW)),
  ],
  ['an order is paid, its seat is not', all(change('orders', pays._id, isPaid), paysAtWeChat)],
  [
    'a leader has paid, the group is not opened',
    all(abandoned, remove('groups', open._id), change('orders', leads._id, { deliverAt: NOW })),
  ],
  [
    'a group is formed, the vouchers are not issued',
    all(
      ...[change('orders', pays._id, isPaid), paysAtWeChat],
      change('groups', open._id, { ...sits, status: 'formed', formedAt: NOW, dueAt: NOW }),
    ),
  ],
  ['a group failed, its orders are paid', failing],
  ['its refunds have begun, its units are not back', refunding],
  ['its units are back, it is not finished', all(refunding, change('deals', deal._id, hasReturned))],
  [
    'it is finished, the marker of its units is not swept',
    all(
      ...[refunding, change('deals', deal._id, hasReturned)],
      change('groups', open._id, { dueAt: null, finishedAt: NOW }),
    ),
  ],
  [
    'redemptions and what follows from them are not posted',
    all(
      change('orders', used._id, unposted),
      remove('transfers', `settle:${used._id}V01:1:0`, `unsettle:${used._id}V01:1:0`),
      ...[remove('redemptions', `${used._id}V01R2`), remove('messages', `redeemed:${used._id}V01R2`)],
    ),
  ],
  [
    'an undo is not posted',
    all(change('orders', used._id, unposted), change('redemptions', `${used._id}V01R1`, { undoneAt: null })),
  ],
  [
    'a refunded unit is not back on sale',
    all(
      change('orders', returned._id, { [`refunds.${returnedKey}.restockedAt`]: undefined, deliverAt: NOW }),
      change('deals', deal._id, { free: deal.free - 1 }),
    ),
  ],
  [
    'a refunded unit is back on sale, its refund does not say so',
    all(
      change('orders', returned._id, { [`refunds.${returnedKey}.restockedAt`]: undefined, deliverAt: NOW }),
      change('deals', deal._id, { [`returned.${returnedKey}`]: { q: 1, at: NOW, orderId: returned._id } }),
    ),
  ],
  [
    'a refund is accepted, its notice is on its way',
    all(
      change('orders', single._id, {
        ...{ [`refunds.${refundKey}.status`]: 'processing', [`refunds.${refundKey}.succeededAt`]: undefined },
      }),
      ...[remove('transfers', `refund:${refundKey}`), remove('messages', `refunded:${refundKey}`)],
      notice('refund', { outRefundNo: refundKey }, NOW),
    ),
  ],
  ['a timer is one run late', change('orders', pays._id, { closeAt: NOW - 2 * MINUTE_MS })],
  [
    'WeChat does not say for an hour what became of an order',
    all(
      change('orders', pays._id, { orderedAt: NOW - HOUR_MS, payBy: NOW - HOUR_MS }),
      change('groups', open._id, { [`seats.${pays._id}.until`]: NOW - HOUR_MS }),
    ),
  ],
  ['stock was taken away', change('deals', deal._id, { adjusted: -5, free: deal.free - 10 })],
  ['a message was read', change('messages', `group_formed:${used._id}`, { readAt: NOW })],
  [
    'the owner was told of a refund that waits for money',
    copy('messages', `refunded:${refundKey}`, {
      _id: `refund_waiting_for_funds:${refundKey}`,
      kind: 'refund_waiting_for_funds',
    }),
  ],
  ['whoever redeemed owned the shop then', change('staff', clerk._id, { grants: {} })],
];

describe('audit: is silent while', () => {
  test.each(inFlight)('%s', (_what, edit) => {
    expect(findings(edit)).toEqual([]);
  });
});
