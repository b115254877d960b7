import { describe, expect, test } from '@jest/globals';
import { GROUP_FAILED } from '../domain/ledger';
import { MINUTE_MS } from '../domain/time';
import { change } from './fixtures/edits';
import { said, type Plant } from './fixtures/planted';
import { deal, groups, invitation, NOW, orders, START } from './fixtures/shop';

const { used, returned, failed, leads, pays, single, lost, closed } = orders;
const { open } = groups;

const refundKey = Object.keys(single.refunds)[0] ?? '';
const returnedKey = Object.keys(returned.refunds)[0] ?? '';

const planted: readonly Plant[] = [
  [
    'I8',
    'an unpaid order that nobody closes',
    `orders/${pays._id}`,
    'it is unpaid, and it has no closeAt',
    change('orders', pays._id, { closeAt: null }),
  ],
  [
    'I8',
    'an order that is overdue',
    `orders/${pays._id}`,
    'its closeAt passed 180 s ago',
    change('orders', pays._id, { closeAt: NOW - 3 * MINUTE_MS }),
  ],
  [
    'I8',
    'facts that nobody posts',
    `orders/${used._id}`,
    'its facts wait to be posted, and it has no deliverAt',
    change('orders', used._id, { unposted: true }),
  ],
  [
    'I8',
    'a settlement that nobody makes',
    `orders/${used._id}`,
    'money of it is to be settled, and it has no settleAt',
    change('orders', used._id, { settledAt: null, settleAt: null }),
  ],
  [
    'I8',
    'vouchers that nobody refunds at expiry',
    `orders/${used._id}`,
    'to be refunded at expiry, and it has no settleAt',
    change('orders', used._id, { settleAt: null }),
  ],
  [
    'I8',
    'a group that nobody ends',
    `groups/${open._id}`,
    'open and unfinished, and has no dueAt',
    change('groups', open._id, { dueAt: null }),
  ],
  [
    'I8',
    'a seat held for ever',
    `orders/${closed._id}`,
    'holds a seat for an order that is closed',
    change('groups', open._id, { [`seats.${closed._id}`]: { ...open.seats[pays._id], until: START } }),
  ],
  [
    'I8',
    'stock held for ever',
    `deals/${deal._id}`,
    'it has 2 markers, and no dueAt',
    change('deals', deal._id, { dueAt: undefined }),
  ],
  [
    'I8',
    'a hand-over that nobody tells',
    `orders/${used._id}`,
    'WeChat is to be told of its hand-over, and it has no deliverAt',
    change('orders', used._id, { shippedAt: null }),
  ],
  [
    'I8',
    'units that nobody puts back on sale',
    `orders/${returned._id}`,
    'units of a refund are to go back on sale, and it has no deliverAt',
    change('orders', returned._id, { [`refunds.${returnedKey}.restockedAt`]: undefined }),
  ],
  [
    'I8',
    'a refund that nobody asks for',
    `orders/${single._id}`,
    'WeChat is to be asked for a refund, and it has no deliverAt',
    change('orders', single._id, {
      [`refunds.${refundKey}.status`]: 'pending',
      [`refunds.${refundKey}.succeededAt`]: undefined,
      [`refunds.${refundKey}.nextAt`]: NOW,
    }),
  ],
  [
    'I8',
    'a delivery that is overdue',
    `orders/${used._id}`,
    'its deliverAt passed 180 s ago',
    change('orders', used._id, { deliverAt: NOW - 3 * MINUTE_MS }),
  ],
  [
    'I8',
    'a settlement that is overdue',
    `orders/${used._id}`,
    'its settleAt passed 1800 s ago',
    change('orders', used._id, { settleAt: NOW - 30 * MINUTE_MS }),
  ],
  [
    'I8',
    'a group that is overdue',
    `groups/${open._id}`,
    'its dueAt passed 180 s ago',
    change('groups', open._id, { dueAt: NOW - 3 * MINUTE_MS }),
  ],
  [
    'I8',
    'a deal that is overdue',
    `deals/${deal._id}`,
    'its dueAt passed 180 s ago',
    change('deals', deal._id, { dueAt: NOW - 3 * MINUTE_MS }),
  ],
  [
    'I10',
    'an order that became unpaid',
    `orders/${used._id}`,
    'it is pending_payment; its facts say pending_payment → paid → issued',
    change('orders', used._id, { status: 'pending_payment' }),
  ],
  [
    'I10',
    'a refund of nothing',
    `orders/${used._id}`,
    'it is refunding; its facts say',
    change('orders', used._id, { status: 'refunding' }),
  ],
  [
    'I10',
    'vouchers without issue',
    `orders/${used._id}`,
    'only issued vouchers settle',
    change('orders', used._id, { issuedAt: null }),
  ],
  [
    'I10',
    'an end without its refund',
    `orders/${failed._id}`,
    'refund GROUPFAILED is processing, succeededAt 1',
    change('orders', failed._id, { [`refunds.${GROUP_FAILED}.status`]: 'processing' }),
  ],
  [
    'I10',
    'all refunds arrived and no end',
    `orders/${returned._id}`,
    'it is refunding; its facts say pending_payment → paid → issued → refunding → refunded',
    change('orders', returned._id, { status: 'refunding' }),
  ],
  [
    'I10',
    'a closed order that was paid on the way',
    `orders/${single._id}`,
    'who buys alone has no group',
    change('orders', single._id, { groupId: open._id }),
  ],
  [
    'I10',
    'money that went back by hand and has not arrived',
    `orders/${single._id}`,
    'is succeeded, and was paid by hand',
    change('orders', single._id, { [`refunds.${refundKey}.byHand`]: { reference: '转账', by: 'o', at: NOW } }),
  ],
  [
    'I10',
    'a refund of who was never closed nor seated',
    `orders/${lost._id}`,
    'it cannot have gone pending_payment → refunding',
    change('orders', lost._id, { closedAt: null }),
  ],
  [
    'I10',
    'a payment without its number',
    `orders/${used._id}`,
    'paidAt, transactionId and a paid status come together',
    change('orders', used._id, { transactionId: null }),
  ],
  [
    'I10',
    'a paid order that was paid at no time',
    `orders/${used._id}`,
    'a paid status has paidAt',
    change('orders', used._id, { paidAt: null }),
  ],
  [
    'I10',
    'vouchers of who has not paid',
    `orders/${used._id}`,
    'vouchers are issued to who has paid',
    change('orders', used._id, { paidAt: null }),
  ],
  [
    'I10',
    'an order closed for no reason',
    `orders/${closed._id}`,
    'a closed order says why',
    change('orders', closed._id, { closeReason: null }),
  ],
  [
    'I10',
    'a paid order that is to be closed',
    `orders/${used._id}`,
    'only an unpaid order is to be closed',
    change('orders', used._id, { closeAt: NOW }),
  ],
  [
    'I10',
    'a hand-over of nothing',
    `orders/${leads._id}`,
    'only what was issued is handed over',
    change('orders', leads._id, { shippedAt: NOW }),
  ],
  [
    'I10',
    'a late payment of an order that was open',
    `orders/${used._id}`,
    'only a closed order is paid late',
    change('orders', used._id, { lateAt: NOW }),
  ],
  [
    'I10',
    'refunds that are not counted',
    `orders/${used._id}`,
    'refundSeq counts the refunds',
    change('orders', used._id, { refundSeq: 5 }),
  ],
  [
    'I10',
    'a refund that has arrived and is asked for',
    `orders/${single._id}`,
    'is succeeded, next asked at',
    change('orders', single._id, { [`refunds.${refundKey}.nextAt`]: NOW }),
  ],
  [
    'I10',
    'a refund that gave back units it had not',
    `orders/${single._id}`,
    'gave units back, and has none to give',
    change('orders', single._id, { [`refunds.${refundKey}.restockedAt`]: NOW }),
  ],
  [
    'I10',
    'a deal on the shelf since never',
    `deals/${deal._id}`,
    'published, publishedAt 0',
    change('deals', deal._id, { publishedAt: 0 }),
  ],
  [
    'I10',
    'a draft that was on the shelf',
    `deals/${deal._id}`,
    'draft, publishedAt',
    change('deals', deal._id, { status: 'draft' }),
  ],
  [
    'I10',
    'a deal before its first version',
    `deals/${deal._id}`,
    'version 0',
    change('deals', deal._id, { version: 0 }),
  ],
  [
    'I10',
    'an invitation accepted at no time',
    `invitations/${invitation._id}`,
    'accepted by nobody, or never',
    change('invitations', invitation._id, { acceptedAt: null }),
  ],
  [
    'I10',
    'an invitation accepted by nobody',
    `invitations/${invitation._id}`,
    'accepted by nobody, or never',
    change('invitations', invitation._id, { acceptedBy: null }),
  ],
];

describe('audit: finds, of due times and states,', () => {
  test.each(planted)('%s: %s', (...plant) => {
    expect(said(plant)).toContain(plant[3]);
  });

  test('something planted for each of its invariants', () => {
    expect([...new Set(planted.map(([id]) => id))]).toEqual(['I8', 'I10']);
  });
});
