import { describe, expect, test } from '@jest/globals';
import { personKeyOf, refundNumberOf } from '../domain/ids';
import { TIER } from '../domain/tier';
import { DAY_MS, dayOf, MINUTE_MS } from '../domain/time';
import { all, change, copy, remove, type Edit } from './fixtures/edits';
import { findings } from './fixtures/findings';
import { said, type Plant } from './fixtures/planted';
import { account, groups, orders, partner, payoutId, soundModes } from './fixtures/modes';
import { merchantId, NOW } from './fixtures/shop';

const { first, second, third, leader, member } = orders;
const { tiered, led } = groups;
const [firstId, thirdId, memberId] = [first._id, third._id, member._id];
const ofMember = `orders/${memberId}`;
const R1 = 'vouchers.V01.redemptions.R1';
const commissionOf1 = `commission:${memberId}V01R1`;
const partnerOf1 = `partner:${memberId}V01R1:1`;
const payout = `payout:${payoutId}`;
const its = `leaders/${account._id}`;

const unposted = { deliverAt: NOW, unposted: true };
const pending = { [`payouts.${payoutId}.status`]: 'pending', [`payouts.${payoutId}.paidAt`]: undefined };
const isBack = { status: 'refunding', refunds: { ...first.refunds }, deliverAt: null };

test('audit: a sound shop of tiers, leaders and partners has no violation', () => {
  expect(findings((documents) => documents, soundModes)).toEqual([]);
});

/** States in which a crash may leave them, or a reader may find them. */
const inFlight: readonly (readonly [what: string, edit: Edit])[] = [
  [
    'a tiered group is over and nobody has looked',
    all(
      change('groups', tiered._id, {
        ...{ status: 'open', formedAt: undefined, finishedAt: undefined, dueAt: NOW, expiresAt: NOW },
      }),
      ...[first, second, third].flatMap(({ _id, groupId, paidAt }) => notIssued(_id, groupId, paidAt)),
      remove('redemptions', `${second._id}V01R1`),
    ),
  ],
  [
    'a redemption that earns is not posted',
    all(
      change('orders', memberId, unposted),
      remove('transfers', commissionOf1, partnerOf1, `commission:${memberId}V02`),
      change('commissions', `${memberId}V01`, { accruedFen: 0, payableAt: null }),
      remove('commissions', `${memberId}V02`),
    ),
  ],
  [
    'a pay-out is recorded, and not carried out',
    all(change('leaders', account._id, { ...pending, deliverAt: NOW }), remove('transfers', payout)),
  ],
  [
    'a pay-out is carried out, and not posted',
    all(change('leaders', account._id, { deliverAt: NOW }), remove('transfers', payout)),
  ],
];

/** An order as before its group formed: nothing issued, nothing but the payment in the ledger. */
function notIssued(id: string, groupId: string | null, paidAt: number | null): Edit[] {
  const order = soundModes.orders.find(({ _id }) => _id === id);
  const rows = soundModes.transfers.filter((row) => row.orderId === id && !row._id.startsWith('pay:'));
  const messages = soundModes.messages.filter(({ about }) => about.orderId === id);
  const before = {
    ...{ status: 'paid', issuedAt: null, settleAt: null, shippedAt: null, tierPriceFen: undefined, groupId, paidAt },
    ...{ refunds: {}, refundSeq: 0, 'vouchers.V01': { code: order?.vouchers.V01?.code, usesLeft: 1, redemptions: {} } },
  };
  const atWeChat: Edit = (documents) => ({
    ...documents,
    pay: { orders: [], notices: [], ...documents.pay, refunds: [] },
  });
  return [
    change('orders', id, before),
    remove('transfers', ...rows.map(({ _id }) => _id)),
    remove('messages', ...messages.map(({ _id }) => _id)),
    atWeChat,
  ];
}

describe('audit: is silent while', () => {
  test.each(inFlight)('%s', (_what, edit) => {
    expect(findings(edit, soundModes)).toEqual([]);
  });
});

const planted: readonly Plant[] = [
  [
    'I1',
    'a commission of another amount',
    `transfers/${commissionOf1}`,
    'does not follow from its order',
    change('transfers', commissionOf1, { fen: 300 }),
  ],
  [
    'I1',
    'a share in another store',
    `transfers/${partnerOf1}`,
    'does not follow from its order',
    change('transfers', partnerOf1, { to: 'partner:OTHER' }),
  ],
  ['I1', 'a share that was not posted', ofMember, 'was not posted', remove('transfers', partnerOf1)],
  [
    'I1',
    'a pay-out out of nothing',
    `transfers/${payout}`,
    'no pay-out gives it',
    change('leaders', account._id, { payouts: {}, paidFen: 0 }),
  ],
  ['I1', 'a pay-out that was not posted', its, 'was not posted', remove('transfers', payout)],
  [
    'I1',
    'the same pay-out again',
    'transfers/payout:TWICE',
    'no pay-out gives it',
    copy('transfers', payout, { _id: 'payout:TWICE' }),
  ],
  [
    'I1',
    'a pay-out of more than was payable',
    its,
    'paid 300 fen, of 299 that were payable',
    change('leaders', account._id, { [`payouts.${payoutId}.fen`]: 300, paidFen: 300 }),
  ],
  [
    'I2',
    'a commission without its rule',
    ofMember,
    '598 fen in leader:',
    change('orders', memberId, { 'rules.commission.value': 5 }),
  ],
  [
    'I2',
    'a commission that nobody earns',
    ofMember,
    'its facts 299',
    change('orders', memberId, { leaderRefundedAt: NOW }),
  ],
  [
    'I1',
    'a commission that a redemption forgot',
    `transfers/${commissionOf1}`,
    'does not follow from its order',
    change('orders', memberId, { [`${R1}.commissionFen`]: 0 }),
  ],
  [
    'I2',
    'a share of another percentage',
    ofMember,
    '448 fen in partner:',
    change('orders', memberId, { [`${R1}.partnerPercent`]: 20 }),
  ],
  [
    'I2',
    'a share that a redemption forgot',
    ofMember,
    '0 fen in partner:',
    all(change('orders', memberId, { [`${R1}.partner`]: [] }), remove('transfers', partnerOf1)),
  ],
  [
    'I2',
    'units at the price that was paid',
    `orders/${firstId}`,
    'the ledger has 2500 fen in escrow, its facts 3000',
    change('orders', firstId, { tierPriceFen: undefined }),
  ],
  [
    'I3',
    'a tier difference under another number',
    `orders/${firstId}`,
    'does not follow from what it refunds',
    change('orders', firstId, { refunds: { [refundNumberOf(firstId, 'tier')]: first.refunds[TIER] } }),
  ],
  [
    'I3',
    'a tier difference that took of uses',
    `orders/${firstId}`,
    'refund TIER is tier, which it cannot be',
    change('orders', firstId, { [`refunds.${TIER}.amountFen`]: 500 }),
  ],
  [
    'I5',
    'a tiered group formed before its end',
    `groups/${tiered._id}`,
    'it is formed with 1 people missing',
    change('groups', tiered._id, { formedAt: tiered.expiresAt - 1 }),
  ],
  [
    'I5',
    'a tiered group formed below its first tier',
    `groups/${tiered._id}`,
    'it is formed with 1 people missing',
    change('groups', tiered._id, { 'rules.tiers': tiered.rules.tiers?.slice(2) }),
  ],
  [
    'I5',
    'a tiered group failed with its first tier reached',
    `groups/${tiered._id}`,
    'it is failed with 1 people missing',
    change('groups', tiered._id, { status: 'failed', formedAt: undefined, failedAt: NOW }),
  ],
  [
    'I5',
    'a tiered group formed when its vouchers were worth nothing',
    `groups/${tiered._id}`,
    'it is formed with 1 people missing',
    change('groups', tiered._id, { 'rules.validity': { untilDay: dayOf(tiered.expiresAt - DAY_MS) } }),
  ],
  [
    'I5',
    'another group formed at its end',
    `groups/${led._id}`,
    'it is formed with 1 people missing',
    change('groups', led._id, { missing: 1, left: 1, size: 3, formedAt: led.expiresAt }),
  ],
  [
    'I5',
    'a difference that was never refunded',
    `orders/${thirdId}`,
    'refunded 0 differences of a tier',
    change('orders', thirdId, { refunds: {}, refundSeq: 0 }),
  ],
  [
    'I5',
    'a price that its group has not reached',
    `orders/${thirdId}`,
    'worth 2000 fen, its group has reached 2500',
    change('orders', thirdId, { tierPriceFen: 2000 }),
  ],
  [
    'I5',
    'a tier price where there are no tiers',
    `orders/${leader._id}`,
    'worth 2000 fen, its group has reached 2990',
    change('orders', leader._id, { tierPriceFen: 2000 }),
  ],
  [
    'I5',
    'a member whom nobody leads',
    ofMember,
    'nobody leads its group',
    change('orders', memberId, { leader: undefined }),
  ],
  [
    'I5',
    'a member who leads himself',
    ofMember,
    'its leader does not lead its group',
    change('orders', memberId, { leader: { person: 'o-led', orderId: memberId } }),
  ],
  [
    'I5',
    'a leader of another group',
    ofMember,
    'its leader does not lead its group',
    change('orders', memberId, { 'leader.orderId': firstId }),
  ],
  [
    'I5',
    'a leader who is led',
    `orders/${leader._id}`,
    'it has a leader, and is none of his members',
    change('orders', leader._id, { leader: member.leader }),
  ],
  [
    'I5',
    'a leader who is said to have been refunded',
    ofMember,
    'its leader earns nothing, and was not refunded',
    change('orders', memberId, { leaderRefundedAt: NOW }),
  ],
  [
    'I5',
    'a leader who was refunded and still earns',
    ofMember,
    'its leader was refunded, and still earns',
    all(change('orders', leader._id, isBack), change('orders', memberId, { settledAt: null })),
  ],
  [
    'I8',
    'a pay-out that nobody carries out',
    its,
    'its deliverAt passed 180 s ago',
    change('leaders', account._id, { deliverAt: NOW - 3 * MINUTE_MS }),
  ],
  [
    'I8',
    'a pay-out that nobody looks for',
    its,
    'a pay-out is to be carried on, and it has no deliverAt',
    change('leaders', account._id, pending),
  ],
  [
    'I9',
    "a leader under another's name",
    its,
    'its id does not follow',
    change('leaders', account._id, { person: 'o-member' }),
  ],
  [
    'I9',
    'a pay-out by chance',
    its,
    'its pay-out RANDOM cannot be made again',
    change('leaders', account._id, { payouts: { RANDOM: account.payouts[payoutId] } }),
  ],
  [
    'I10',
    'pay-outs that are not what was paid',
    its,
    '100 fen paid out, its pay-outs are 200',
    change('leaders', account._id, { paidFen: 100 }),
  ],
  [
    'I10',
    'a pay-out paid at no time',
    its,
    'is paid, undefined',
    change('leaders', account._id, { [`payouts.${payoutId}.paidAt`]: undefined }),
  ],
  [
    'I11',
    'a commission that no list has',
    ofMember,
    'lists have 299 fen of it, its leader 598',
    remove('commissions', `${memberId}V02`),
  ],
  [
    'I11',
    'a list of another commission',
    `commissions/${memberId}V02`,
    'not what its order says',
    change('commissions', `${memberId}V02`, { accruedFen: 300 }),
  ],
  [
    'I11',
    'a commission to be paid too early',
    `commissions/${memberId}V02`,
    'not what its order says',
    change('commissions', `${memberId}V02`, { payableAt: NOW }),
  ],
  [
    'I12',
    'a share of a store where he did not work',
    `orders/${second._id}`,
    'is no store of its merchant',
    remove('stores', partner._id),
  ],
  ['I13', 'half a fen', its, 'paidFen is 199.5', change('leaders', account._id, { paidFen: 199.5 })],
  [
    'I14',
    'a leader who is not there',
    `commissions/${memberId}V01`,
    'it names leaders/',
    remove('leaders', account._id),
  ],
  [
    'I14',
    'a leading order that is not there',
    ofMember,
    'it names orders/',
    change('orders', memberId, { 'leader.orderId': personKeyOf(merchantId, 'x') }),
  ],
  [
    'I2',
    'a leader who owes',
    ofMember,
    'has -302 fen of it',
    change('orders', memberId, {
      refunds: {
        R: { ...first.refunds[TIER], kind: 'sum', amountFen: 9000, took: [{ voucher: 'V02', use: 1, fen: 9000 }] },
      },
    }),
  ],
];

describe('audit: finds', () => {
  test.each(planted)('%s: %s', (...plant) => {
    expect(said(plant, soundModes)).toContain(plant[3]);
  });
});
