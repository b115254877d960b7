import { expect, test } from '@jest/globals';
import { anOrder, aRedemption, aVoucher, NOON } from '../views/documents-for-tests';
import { GROUP_FAILED } from './ledger';
import { consentWanted, messagesOf, tellingIdOf } from './message';
import type { Refund } from './order';
import { newRefund } from './refund';

const templates = { group_formed: 'T-group', group_failed: 'T-group', refunded: 'T-refund', redeemed: 'T-use' };

test.each([
  ['of a group how it ends, and what comes after', templates, 'pending_payment', 'G', ['T-group', 'T-refund', 'T-use']],
  ['alone what comes after', templates, 'pending_payment', null, ['T-refund', 'T-use']],
  ['with vouchers their use first', templates, 'issued', 'G', ['T-use', 'T-refund']],
  ['of a paid one as of an unpaid one', templates, 'paid', 'G', ['T-group', 'T-refund', 'T-use']],
  ['of one that is refunded nothing', templates, 'refunded', 'G', []],
  ['on its way back only that', templates, 'refunding', null, ['T-refund']],
  ['when it is over nothing', templates, 'closed', 'G', []],
  ['nothing without templates', {}, 'paid', 'G', []],
  [
    'no more than three',
    { group_formed: 'T-1', group_failed: 'T-2', refunded: 'T-3', redeemed: 'T-4' },
    ...(['paid', 'G', ['T-1', 'T-2', 'T-3']] as const),
  ],
] as const)('consent that is worth asking for: %s', (_, installed, status, groupId, expected) => {
  expect(consentWanted(installed, { status, groupId })).toEqual(expected);
});

test('messagesOf: what happened to an order is told once each, by an id that says what', () => {
  const refund = (changes: Partial<Refund>): Refund => ({
    ...newRefund({ kind: 'sum', amountFen: 100, reason: '', by: null, at: NOON, took: [], restock: 0 }),
    ...changes,
  });
  const order = anOrder({
    ...{ buyer: 'mei', title: '双人火锅', groupId: 'G' },
    vouchers: { V01: aVoucher({ redemptions: { R1: aRedemption([1, 2], { at: NOON + 1 }) } }) },
    refunds: {
      [GROUP_FAILED]: refund({ kind: 'group_failed', amountFen: null, at: NOON + 2 }),
      RA: refund({ status: 'succeeded', succeededAt: NOON + 3 }),
    },
  });
  const about = { orderId: order._id, title: '双人火锅' };
  const common = { merchantId: 'M1', person: 'mei', readAt: null };
  expect(messagesOf(order)).toEqual([
    { ...common, _id: `group_formed:${order._id}`, kind: 'group_formed', about, at: NOON },
    { ...common, _id: `group_failed:${order._id}`, kind: 'group_failed', about, at: NOON + 2 },
    { ...common, _id: 'refunded:RA', kind: 'refunded', about: { ...about, amountFen: 100 }, at: NOON + 3 },
    {
      ...{ ...common, _id: `redeemed:${order._id}V01R1`, kind: 'redeemed', at: NOON + 1 },
      about: { ...about, storeName: '一店', uses: 2 },
    },
  ]);
});

test('messagesOf: nobody is told of a group that has not formed, or where there is none', () => {
  expect(messagesOf(anOrder({ groupId: 'G', issuedAt: null }))).toEqual([]);
  expect(messagesOf(anOrder({ groupId: null }))).toEqual([]);
  expect(tellingIdOf('typing_locked', 'S1')).toBe('typing_locked:S1');
});
