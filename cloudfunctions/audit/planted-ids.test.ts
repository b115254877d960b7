import { describe, expect, test } from '@jest/globals';
import { change, copy, remove } from './fixtures/edits';
import { said, type Plant } from './fixtures/planted';
import { clerk, deal, groups, invitation, merchantId, orders, otherAttach, store } from './fixtures/shop';

const { used, leads, single, late, closed } = orders;
const { open } = groups;

const settleOfUse1 = `settle:${used._id}V01:1:0`;
const refundKey = Object.keys(single.refunds)[0] ?? '';
const refund = single.refunds[refundKey];
const redemption = used.vouchers.V01?.redemptions.R2;

const planted: readonly Plant[] = [
  [
    'I9',
    'an order under another id',
    `orders/${closed._id}`,
    'its id does not follow',
    change('orders', closed._id, { requestKeys: [closed._id, 'KEY'] }),
  ],
  [
    'I9',
    'an order that still counts for its buyer',
    `orders/${closed._id}`,
    'not those of an order that is closed',
    change('orders', closed._id, { nth: 1 }),
  ],
  [
    'I9',
    'two orders in one place',
    `orders/${late._id}`,
    'one unique key (buyerKey_nth) twice',
    change('orders', late._id, { buyerKey: leads.buyerKey }),
  ],
  [
    'I9',
    'another echo',
    `orders/${used._id}`,
    'what WeChat echoes',
    change('orders', used._id, { attach: otherAttach }),
  ],
  [
    'I9',
    'a code that nobody finds',
    `orders/${used._id}`,
    'its codes are not its id and the codes',
    change('orders', used._id, { codes: [used._id] }),
  ],
  [
    'I9',
    'a transfer under another id',
    'transfers/pay:1',
    'no fact gives this id',
    copy('transfers', settleOfUse1, { _id: 'pay:1' }),
  ],
  [
    'I9',
    'a group under another id',
    `groups/${open._id}`,
    'its id does not follow',
    change('orders', leads._id, { requestKeys: [leads._id, 'KEY'] }),
  ],
  [
    'I9',
    'a clerk under another id',
    `staff/${clerk._id}`,
    'its id does not follow',
    change('staff', clerk._id, { person: 'o-other' }),
  ],
  [
    'I9',
    'a merchant under another id',
    `merchants/${merchantId}`,
    'its id does not follow',
    change('merchants', merchantId, { appid: 'wx2' }),
  ],
  [
    'I9',
    'an invitation that its request does not find',
    `invitations/${invitation._id}`,
    'the first of its request keys is not its id',
    change('invitations', invitation._id, { requestKeys: ['OTHER', invitation.requestKeys[1]] }),
  ],
  [
    'I9',
    'an invitation that forgot its request',
    `invitations/${invitation._id}`,
    'its request keys are not those',
    change('invitations', invitation._id, { requests: {} }),
  ],
  [
    'I9',
    'a store under another id',
    `stores/${store._id}`,
    'its id does not follow',
    change('stores', store._id, { requestKeys: [store._id, 'KEY'] }),
  ],
  [
    'I9',
    'a deal under another id',
    `deals/${deal._id}`,
    'its id does not follow',
    change('deals', deal._id, { requestKeys: [deal._id, 'KEY'] }),
  ],
  [
    'I9',
    'vouchers with a gap',
    `orders/${used._id}`,
    'its vouchers are not V01, V02, …',
    change('orders', used._id, { 'vouchers.V02': undefined, 'vouchers.V03': used.vouchers.V02 }),
  ],
  [
    'I9',
    'redemptions with a gap',
    `orders/${used._id}`,
    'the redemptions of V01 are not R1, R2, …',
    change('orders', used._id, { 'vouchers.V01.redemptions.R2': undefined, 'vouchers.V01.redemptions.R3': redemption }),
  ],
  [
    'I9',
    'a refund by chance',
    `orders/${single._id}`,
    'its refund RANDOM cannot be made again',
    change('orders', single._id, { refunds: { RANDOM: refund } }),
  ],
  ['I13', 'half a fen', `orders/${used._id}`, 'priceFen is 2990.5', change('orders', used._id, { priceFen: 2990.5 })],
  ['I13', 'not a number', `deals/${deal._id}`, 'free is NaN', change('deals', deal._id, { free: NaN })],
  ['I13', 'less than nothing', `groups/${open._id}`, 'held is -1', change('groups', open._id, { held: -1 })],
  [
    'I13',
    'a text for a number',
    `groups/${open._id}`,
    'left is the text "0"',
    change('groups', open._id, { left: '0' }),
  ],
  ['I14', 'a deal that is gone', `orders/${used._id}`, 'which is not there', remove('deals', deal._id)],
  [
    'I14',
    "another merchant's order",
    `orders/${used._id}`,
    "which is another merchant's",
    change('orders', used._id, { merchantId: 'OTHER' }),
  ],
  [
    'I14',
    'a grant out of nowhere',
    `staff/${clerk._id}`,
    'it names invitations/',
    remove('invitations', ...Object.keys(clerk.grants)),
  ],
  [
    'I14',
    'a voucher of no refund',
    `orders/${used._id}`,
    'V02 went back with refund R1, unknown',
    change('orders', used._id, { 'vouchers.V02.refund': 'R1' }),
  ],
  ['I14', 'rows of an order that is gone', `transfers/pay:${used._id}`, 'it names orders/', remove('orders', used._id)],
  [
    'I14',
    'a refund of a voucher that there is not',
    `orders/${single._id}`,
    'a refund took of V09, unknown',
    change('orders', single._id, { [`refunds.${refundKey}.took.0.voucher`]: 'V09' }),
  ],
];

describe('audit: finds, of ids, numbers and links,', () => {
  test.each(planted)('%s: %s', (...plant) => {
    expect(said(plant)).toContain(plant[3]);
  });

  test('something planted for each of its invariants', () => {
    expect([...new Set(planted.map(([id]) => id))]).toEqual(['I9', 'I13', 'I14']);
  });
});
