import { describe, expect, test } from '@jest/globals';
import { refundNumberOf } from '../domain/ids';
import { atWeChat, change, copy, remove } from './fixtures/edits';
import { said, type Plant } from './fixtures/planted';
import { orders, otherAttach, START } from './fixtures/shop';

const { used, returned, failed, single, lost, closed } = orders;

const settleOfUse1 = `settle:${used._id}V01:1:0`;
const refundKey = Object.keys(single.refunds)[0] ?? '';
const refund = single.refunds[refundKey];
const returnedKey = Object.keys(returned.refunds)[0] ?? '';
const lostKey = Object.keys(lost.refunds)[0] ?? '';

const planted: readonly Plant[] = [
  [
    'I1',
    'a transfer of another amount',
    `transfers/${settleOfUse1}`,
    'does not follow from its order',
    change('transfers', settleOfUse1, { fen: 998 }),
  ],
  [
    'I1',
    'a transfer to where it came from',
    `transfers/${settleOfUse1}`,
    'goes from escrow to escrow',
    change('transfers', settleOfUse1, { to: 'escrow' }),
  ],
  [
    'I1',
    'a transfer to an account that there is not',
    `transfers/${settleOfUse1}`,
    'goes from escrow to fee',
    change('transfers', settleOfUse1, { to: 'fee' }),
  ],
  ['I1', 'half a fen', `transfers/${settleOfUse1}`, 'moves 0.5 fen', change('transfers', settleOfUse1, { fen: 0.5 })],
  [
    'I1',
    'another day',
    `transfers/${settleOfUse1}`,
    'its day 2030-01-01',
    change('transfers', settleOfUse1, { day: '2030-01-01' }),
  ],
  ['I1', 'a transfer that was not posted', `orders/${used._id}`, 'was not posted', remove('transfers', settleOfUse1)],
  [
    'I1',
    'the same money again',
    'transfers/twice',
    'does not follow from its order',
    copy('transfers', settleOfUse1, { _id: 'twice' }),
  ],
  [
    'I2',
    'money that left escrow unseen',
    `orders/${single._id}`,
    'the ledger has 700 fen in wechat, its facts -14300',
    remove('transfers', `pay:${single._id}`),
  ],
  [
    'I2',
    'an amount that is not price times quantity',
    `orders/${used._id}`,
    'not price × quantity',
    change('orders', used._id, { quantity: 1 }),
  ],
  [
    'I2',
    'a price of no rule',
    `orders/${used._id}`,
    'its price is not that of its rules',
    change('orders', used._id, { 'rules.groupPriceFen': 2991 }),
  ],
  [
    'I2',
    'a settlement that is forgotten',
    `orders/${single._id}`,
    'something is still to be decided',
    change('orders', single._id, { settledAt: null }),
  ],
  [
    'I2',
    'a refund that arrived and did not leave',
    `orders/${returned._id}`,
    'escrow is 2990 fen, but nothing is left',
    remove('transfers', `refund:${returnedKey}`),
  ],
  [
    'I2',
    'facts that are not what was paid',
    `orders/${single._id}`,
    'its facts do not add up: -1 fen',
    change('orders', single._id, { amountFen: 15_001 }),
  ],
  [
    'I2',
    'more back than there was',
    `orders/${single._id}`,
    'less than nothing is left',
    change('orders', single._id, {
      [`refunds.${refundKey}.amountFen`]: 20_000,
      [`refunds.${refundKey}.took`]: [{ ...refund?.took[0], fen: 20_000 }],
    }),
  ],
  [
    'I3',
    'a refund above what it took',
    `orders/${single._id}`,
    'took 700 fen and gives 701 back',
    change('orders', single._id, { [`refunds.${refundKey}.amountFen`]: 701 }),
  ],
  [
    'I3',
    'refunds above what was paid',
    `orders/${failed._id}`,
    'refunds of 17940 fen, but 8970 paid',
    change('orders', failed._id, { [`refunds.${refundNumberOf(failed._id, 'all')}`]: Object.values(lost.refunds)[0] }),
  ],
  [
    'I3',
    'a number by chance',
    `orders/${single._id}`,
    'the number of refund RANDOM does not follow',
    change('orders', single._id, { refunds: { RANDOM: refund } }),
  ],
  [
    'I3',
    'one number for two orders',
    `orders/${used._id}`,
    'is used 2 times',
    change('orders', used._id, { [`refunds.${refundKey}`]: refund }),
  ],
  [
    'I3',
    'the same use twice',
    `orders/${single._id}`,
    'more was taken of use 3 of voucher V01',
    change('orders', single._id, { [`refunds.${refundKey}.took`]: Array.from({ length: 3 }, () => refund?.took[0]) }),
  ],
  [
    'I3',
    'more refunds than WeChat makes of one order',
    `orders/${single._id}`,
    'it has 51 refunds',
    change('orders', single._id, {
      refunds: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`R${String(i)}`, refund])),
    }),
  ],
  [
    'I3',
    'a refund that waits for a person and is not found',
    `orders/${single._id}`,
    'is abnormal, and not found by its number',
    change('orders', single._id, { [`refunds.${refundKey}.status`]: 'abnormal' }),
  ],
  [
    'I3',
    'a refund that is listed and is not there',
    `orders/${single._id}`,
    'it lists refunds it has not',
    change('orders', single._id, { abnormalRefunds: ['R9'] }),
  ],
  [
    'I3',
    'a refund of nothing',
    `orders/${single._id}`,
    'gives nothing back',
    change('orders', single._id, { [`refunds.${refundKey}.amountFen`]: 0, [`refunds.${refundKey}.took`]: [] }),
  ],
  [
    'I7',
    'a payment that WeChat does not know',
    `orders/${used._id}`,
    'it is paid, and not at WeChat',
    atWeChat('orders', used._id, undefined),
  ],
  [
    'I7',
    'a payment of another amount',
    `orders/${used._id}`,
    '5980 booked, 1 at WeChat',
    atWeChat('orders', used._id, { totalFeeFen: 1 }),
  ],
  [
    'I7',
    'a payment that was overlooked',
    `orders/${closed._id}`,
    'it is paid at WeChat; here it is closed',
    atWeChat('orders', closed._id, { paidAt: START }),
  ],
  ['I7', 'a payment for nothing', `pay/${used._id}`, 'WeChat moved money for order', remove('orders', used._id)],
  [
    'I7',
    'a refund that WeChat does not know',
    `orders/${lost._id}`,
    'a succeeded refund is not at WeChat',
    atWeChat('refunds', lost._id, undefined),
  ],
  [
    'I7',
    'a refund of another amount',
    `orders/${lost._id}`,
    'a refund is 2990 fen here, 1 at WeChat',
    atWeChat('refunds', lost._id, { refundFeeFen: 1 }),
  ],
  [
    'I7',
    'a refund that is not ours',
    `orders/${lost._id}`,
    'WeChat has its refund R1, it has not',
    atWeChat('refunds', lost._id, { outRefundNo: 'R1' }),
  ],
  [
    'I7',
    'a refund that did not arrive',
    `orders/${lost._id}`,
    'a refund is succeeded here, abnormal at WeChat',
    atWeChat('refunds', lost._id, { outcome: 'CHANGE' }),
  ],
  [
    'I7',
    'a refund whose notice was lost',
    `orders/${single._id}`,
    'a refund succeeded at WeChat; here it is processing',
    change('orders', single._id, {
      [`refunds.${refundKey}.status`]: 'processing',
      [`refunds.${refundKey}.succeededAt`]: undefined,
    }),
  ],
  [
    'I7',
    'a payment by somebody else',
    `orders/${used._id}`,
    'who paid it, when or as what',
    atWeChat('orders', used._id, { openid: 'o-other' }),
  ],
  [
    'I7',
    'a payment at another time',
    `orders/${used._id}`,
    'who paid it, when or as what',
    atWeChat('orders', used._id, { paidAt: START }),
  ],
  [
    'I7',
    'a payment for another purchase',
    `orders/${used._id}`,
    'who paid it, when or as what',
    atWeChat('orders', used._id, { attach: otherAttach }),
  ],
  [
    'I7',
    'a payment under another number',
    `orders/${used._id}`,
    'who paid it, when or as what',
    atWeChat('orders', used._id, { transactionId: 'T' }),
  ],
  [
    'I7',
    'money that went back twice',
    `orders/${lost._id}`,
    'more went back than had been paid',
    copy('transfers', `refund:${lostKey}`, { _id: 'refund:TWICE' }),
  ],
];

describe('audit: finds, of money,', () => {
  test.each(planted)('%s: %s', (...plant) => {
    expect(said(plant)).toContain(plant[3]);
  });

  test('something planted for each of its invariants', () => {
    expect([...new Set(planted.map(([id]) => id))]).toEqual(['I1', 'I2', 'I3', 'I7']);
  });
});
