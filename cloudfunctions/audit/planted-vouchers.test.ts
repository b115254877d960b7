import { describe, expect, test } from '@jest/globals';
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from '../domain/time';
import { all, change, copy, remove } from './fixtures/edits';
import { said, type Plant } from './fixtures/planted';
import { CLERK, clerk, merchantId, NOW, orders, START, store } from './fixtures/shop';

const { used, returned, leads } = orders;
const { R1: undone, R2: redemption } = used.vouchers.V01?.redemptions ?? {};

const [invitationId = ''] = Object.keys(clerk.grants);
const settleOfUse1 = `settle:${used._id}V01:1:0`;
const firstDay = dayOf(START);
const isOver = { untilDay: dayOf(START - DAY_MS) };

const planted: readonly Plant[] = [
  [
    'I6',
    'a use that came back',
    `orders/${used._id}`,
    '3 of 3 uses left, 1 redeemed',
    change('orders', used._id, { 'vouchers.V01.usesLeft': 3 }),
  ],
  [
    'I6',
    'a use redeemed twice',
    `orders/${used._id}`,
    '2 of 3 uses left, 3 redeemed',
    change('orders', used._id, { 'vouchers.V01.redemptions.R1.undo': undefined }),
  ],
  [
    'I6',
    'a voucher too many',
    `orders/${used._id}`,
    '3 vouchers for 2 units',
    change('orders', used._id, { 'vouchers.V03': used.vouchers.V02 }),
  ],
  [
    'I6',
    'a voucher alive after its refund',
    `orders/${returned._id}`,
    'is alive in an order that is refunded',
    change('orders', returned._id, { 'vouchers.V01.refund': undefined }),
  ],
  [
    'I6',
    'a refund of a redeemed use as a voucher',
    `orders/${returned._id}`,
    'a refund of vouchers took a redeemed use',
    change('orders', returned._id, { 'vouchers.V01.redemptions': { R1: redemption } }),
  ],
  [
    'I6',
    'a voucher redeemed before its issue',
    `orders/${leads._id}`,
    'and never issued',
    change('orders', leads._id, { 'vouchers.V01.redemptions.R1': redemption }),
  ],
  [
    'I6',
    'a use redeemed twice, though all are counted',
    `orders/${used._id}`,
    'one use is redeemed twice',
    change('orders', used._id, { 'vouchers.V01.usesLeft': 1, 'vouchers.V01.redemptions.R3': redemption }),
  ],
  [
    'I6',
    'one undo too many',
    `orders/${used._id}`,
    'undone 11 times',
    change('orders', used._id, {
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [`vouchers.V01.redemptions.R${String(i + 3)}`, undone]),
      ),
    }),
  ],
  [
    'I6',
    'a voucher of yesterday',
    `orders/${used._id}`,
    'issued when their time was over',
    change('orders', used._id, { 'rules.validity': isOver }),
  ],
  [
    'I6',
    'more uses than there are',
    `orders/${used._id}`,
    'more uses than there are',
    change('orders', used._id, { 'vouchers.V01.usesLeft': -1 }),
  ],
  [
    'I6',
    'a use that there is not',
    `orders/${used._id}`,
    'names a use that it does not have',
    change('orders', used._id, { 'vouchers.V01.redemptions.R1.uses': [4, 5] }),
  ],
  [
    'I6',
    'a voucher refunded when it was used up',
    `orders/${returned._id}`,
    'is used up, and was refunded as a voucher',
    change('orders', returned._id, { 'vouchers.V01.usesLeft': 0 }),
  ],
  [
    'I11',
    'a redemption in another store',
    `redemptions/${used._id}V01R1`,
    'not what its order says',
    change('redemptions', `${used._id}V01R1`, { storeName: '二号店' }),
  ],
  [
    'I11',
    'an undo that no list shows',
    `redemptions/${used._id}V01R1`,
    'not what its order says',
    change('redemptions', `${used._id}V01R1`, { undoneAt: null }),
  ],
  ['I11', 'a redemption in no list', `orders/${used._id}`, 'is in no list', remove('redemptions', `${used._id}V01R1`)],
  [
    'I11',
    'a buyer who was not told',
    `orders/${used._id}`,
    'its buyer was never told group_formed',
    remove('messages', `group_formed:${used._id}`),
  ],
  [
    'I11',
    "somebody else's money in a balance",
    `merchants/${merchantId}`,
    'the balance escrow shows 6977 fen, its orders say 5980',
    change('transfers', settleOfUse1, { merchantId: 'OTHER' }),
  ],
  [
    'I11',
    'a message to somebody else',
    `messages/group_formed:${used._id}`,
    'it does not follow from its order',
    change('messages', `group_formed:${used._id}`, { person: 'o-other' }),
  ],
  [
    'I12',
    'a store that is not of the shop',
    `orders/${used._id}`,
    'is no store of its merchant',
    remove('stores', store._id),
  ],
  [
    'I12',
    'somebody who never worked here',
    `orders/${used._id}`,
    'whoever redeemed it never worked here',
    remove('staff', clerk._id),
  ],
  [
    'I12',
    'a clerk who had been sent away',
    `staff/${clerk._id}`,
    'he had been sent away by then',
    change('staff', clerk._id, { grants: {}, revokedAt: START + MINUTE_MS }),
  ],
  [
    'I12',
    'a clerk of another store',
    `staff/${clerk._id}`,
    'he did not work in store',
    change('staff', clerk._id, { [`grants.${invitationId}.storeIds`]: [] }),
  ],
  [
    'I12',
    'a clerk who came to this store later',
    `staff/${clerk._id}`,
    'he did not work in store',
    all(
      copy('invitations', invitationId, { _id: 'LATER', acceptedAt: NOW }),
      change('staff', clerk._id, {
        [`grants.${invitationId}.storeIds`]: [],
        'grants.LATER': { role: 'clerk', storeIds: [store._id], until: null },
      }),
    ),
  ],
  [
    'I12',
    'a clerk after his shift',
    `staff/${clerk._id}`,
    'he did not work in store',
    change('staff', clerk._id, { [`grants.${invitationId}.until`]: START + MINUTE_MS }),
  ],
  [
    'I12',
    'a deal of other stores',
    `orders/${used._id}`,
    'its deal is not redeemed in store',
    change('orders', used._id, { 'rules.storeIds': [] }),
  ],
  [
    'I12',
    'a voucher redeemed too early',
    `orders/${used._id}`,
    'redeemed before its issue',
    change('orders', used._id, { issuedAt: START + 2 * HOUR_MS }),
  ],
  [
    'I12',
    'a voucher redeemed too late',
    `orders/${used._id}`,
    'its voucher was over by then',
    change('orders', used._id, { 'rules.validity': isOver }),
  ],
  [
    'I12',
    'a day without use',
    `orders/${used._id}`,
    'not redeemed on 2030-01-07',
    change('orders', used._id, { 'rules.excludedDays': [firstDay] }),
  ],
  [
    'I12',
    'a weekday without use',
    `orders/${used._id}`,
    'not redeemed on 2030-01-07',
    change('orders', used._id, { 'rules.excludedWeekdays': [1] }),
  ],
  [
    'I12',
    'an undo by somebody who never worked here',
    `orders/${used._id}`,
    'R1: whoever undid it never worked here',
    change('orders', used._id, { 'vouchers.V01.redemptions.R1.undo.by': 'o-nobody' }),
  ],
  [
    'I12',
    "another's voucher marked as the clerk's own",
    `orders/${used._id}`,
    "R1: whether it was the clerk's own",
    change('orders', used._id, { 'vouchers.V01.redemptions.R1.own': true }),
  ],
  [
    'I12',
    "the clerk's own voucher, unmarked",
    `orders/${used._id}`,
    "R1: whether it was the clerk's own",
    change('orders', used._id, { buyer: CLERK }),
  ],
];

describe('audit: finds, of vouchers and who redeemed them,', () => {
  test.each(planted)('%s: %s', (...plant) => {
    expect(said(plant)).toContain(plant[3]);
  });

  test('something planted for each of its invariants', () => {
    expect([...new Set(planted.map(([id]) => id))]).toEqual(['I6', 'I11', 'I12']);
  });
});
