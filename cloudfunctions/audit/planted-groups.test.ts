import { describe, expect, test } from '@jest/globals';
import { DAY_MS, dayOf } from '../domain/time';
import { change, remove } from './fixtures/edits';
import { said, type Plant } from './fixtures/planted';
import { deal, groups, NOW, orders } from './fixtures/shop';

const { used, returned, leads, pays } = orders;
const { formed, open } = groups;

const planted: readonly Plant[] = [
  [
    'I4',
    'a unit too many',
    `deals/${deal._id}`,
    'free 46 + held 3 + sold 7 = 56',
    change('deals', deal._id, { free: deal.free + 1 }),
  ],
  [
    'I4',
    'a unit lost',
    `deals/${deal._id}`,
    'free 44 + held 3 + sold 7 = 54',
    change('deals', deal._id, { free: deal.free - 1 }),
  ],
  [
    'I4',
    'an unpaid order without stock',
    `orders/${pays._id}`,
    'it can be paid, but holds no stock',
    change('deals', deal._id, { [`holds.${pays._id}`]: undefined, free: deal.free + 1 }),
  ],
  [
    'I4',
    'a hold of another size',
    `deals/${deal._id}`,
    'it holds 2 units for an order of 1',
    change('deals', deal._id, { [`holds.${pays._id}.q`]: 2 }),
  ],
  [
    'I4',
    'units that came back twice',
    `deals/${deal._id}`,
    '6 units came back',
    change('deals', deal._id, {
      [`returned.${groups.failed._id}`]: { q: 6, at: NOW, orderId: null },
      free: deal.free + 3,
    }),
  ],
  [
    'I4',
    'more than one may have',
    `orders/${used._id}`,
    'has 2 units with it, and may have 1',
    change('orders', used._id, { 'rules.limitPerBuyer': 1 }),
  ],
  [
    'I4',
    'more than one may have, with what he had',
    `orders/${pays._id}`,
    'has 3 units with it, and may have 2',
    change('orders', pays._id, { buyer: used.buyer, nth: 2, 'rules.limitPerBuyer': 2 }),
  ],
  [
    'I4',
    'less than nothing to sell',
    `deals/${deal._id}`,
    'less than nothing: stocked 50',
    change('deals', deal._id, { free: -1, adjusted: -41 }),
  ],
  [
    'I5',
    'over before it began',
    `groups/${open._id}`,
    'over before it began',
    change('groups', open._id, { openedAt: open.expiresAt }),
  ],
  ['I5', 'a seat too many', `groups/${open._id}`, 'is not its size, 2', change('groups', open._id, { left: 1 })],
  [
    'I5',
    'a formed group that misses somebody',
    `groups/${formed._id}`,
    '1 missing, with left 0',
    change('groups', formed._id, { missing: 1 }),
  ],
  [
    'I5',
    'a full group that failed in its time',
    `groups/${formed._id}`,
    'it is failed with 0 people missing',
    change('groups', formed._id, { status: 'failed', failedAt: NOW }),
  ],
  [
    'I5',
    'a full group that formed when its vouchers were worth nothing',
    `groups/${formed._id}`,
    'it is formed with 0 people missing',
    change('groups', formed._id, { 'rules.validity': { untilDay: dayOf(formed.openedAt - DAY_MS) } }),
  ],
  [
    'I5',
    'a full group that is open',
    `groups/${formed._id}`,
    'it is open with 0 people missing',
    change('groups', formed._id, { status: 'open' }),
  ],
  [
    'I5',
    'somebody twice',
    `groups/${formed._id}`,
    'somebody paid for two seats',
    change('groups', formed._id, { [`seats.${returned._id}.person`]: used.buyer }),
  ],
  [
    'I5',
    'a paid seat of an unpaid order',
    `orders/${pays._id}`,
    'its seat is paid, the order is pending_payment',
    change('groups', open._id, {
      [`seats.${pays._id}.paidAt`]: NOW,
      held: 0,
      missing: 0,
      status: 'formed',
      formedAt: NOW,
    }),
  ],
  [
    'I5',
    'a paid order without a seat',
    `orders/${leads._id}`,
    'has no seat in its group',
    change('groups', open._id, { [`seats.${leads._id}`]: undefined }),
  ],
  [
    'I5',
    'a seat that the merchant paid for and nobody sees',
    `groups/${open._id}`,
    '0 seats filled, but 1 bought',
    change('groups', open._id, { 'fills.KEY': { n: 1, at: NOW, by: 'somebody' } }),
  ],
  [
    'I5',
    'a paid order whose group nobody opened',
    `orders/${leads._id}`,
    'its group was not opened',
    remove('groups', open._id),
  ],
  [
    'I5',
    'a member who got no vouchers',
    `orders/${used._id}`,
    'it formed, its order is still paid',
    change('orders', used._id, { status: 'paid', issuedAt: null }),
  ],
  [
    'I5',
    'a seat held by nobody',
    `groups/${open._id}`,
    '2 seats held, but 1 unpaid seats in it',
    change('groups', open._id, { held: 2, left: -1 }),
  ],
  [
    'I5',
    'fewer seats than none',
    `groups/${open._id}`,
    'less than nothing: left -1',
    change('groups', open._id, { held: 2, left: -1 }),
  ],
  [
    'I5',
    'a group that failed at no time',
    `groups/${groups.failed._id}`,
    'failed, failedAt undefined',
    change('groups', groups.failed._id, { failedAt: undefined }),
  ],
  [
    'I5',
    'a group that formed at no time',
    `groups/${formed._id}`,
    'formed, formedAt undefined',
    change('groups', formed._id, { formedAt: undefined }),
  ],
  [
    'I5',
    'a group that failed under a payment',
    `groups/${open._id}`,
    'it failed while a seat was being paid',
    change('groups', open._id, { status: 'failed', failedAt: NOW }),
  ],
  [
    'I5',
    'a group that failed too early',
    `groups/${open._id}`,
    'it failed before its end',
    change('groups', open._id, { status: 'failed', failedAt: NOW }),
  ],
  [
    'I5',
    'an open group that is finished',
    `groups/${open._id}`,
    'it is open, and finished',
    change('groups', open._id, { finishedAt: NOW }),
  ],
  [
    'I5',
    'two leaders',
    `groups/${formed._id}`,
    'it has 2 leaders',
    change('groups', formed._id, { [`seats.${returned._id}.leads`]: true }),
  ],
  ['I5', 'a paid seat of no order', `groups/${open._id}`, 'a paid seat has no order', remove('orders', leads._id)],
  [
    'I5',
    'a seat of another size',
    `groups/${formed._id}`,
    'a seat and its order do not say the same',
    change('groups', formed._id, { [`seats.${used._id}.q`]: 9 }),
  ],
  [
    'I5',
    'vouchers of an unpaid seat',
    `orders/${used._id}`,
    'it is issued in an unpaid seat',
    change('groups', formed._id, { [`seats.${used._id}.paidAt`]: undefined }),
  ],
  [
    'I5',
    'vouchers of a failed group',
    `orders/${used._id}`,
    'it is issued, its group failed',
    change('groups', formed._id, { status: 'failed', failedAt: NOW }),
  ],
];

describe('audit: finds, of stock and groups,', () => {
  test.each(planted)('%s: %s', (...plant) => {
    expect(said(plant)).toContain(plant[3]);
  });

  test('something planted for each of its invariants', () => {
    expect([...new Set(planted.map(([id]) => id))]).toEqual(['I4', 'I5']);
  });
});
