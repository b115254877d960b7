import { describe, expect, test } from '@jest/globals';
import { GROUP_FAILED } from '../domain/ledger';
import { refundNumberOf } from '../domain/ids';
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from '../domain/time';
import { invariants } from './audit';
import { all, atWeChat, change, copy, remove, type Edit } from './fixtures/edits';
import { findings } from './fixtures/findings';
import { clerk, deal, groups, merchantId, NOW, orders, otherAttach, START, store } from './fixtures/shop';
import type { InvariantId } from './invariant';

const { used, returned, failed, leads, pays, single, lost, late, closed } = orders;
const { formed, open } = groups;

const [invitationId = ''] = Object.keys(clerk.grants);
const settleOfUse1 = `settle:${used._id}V01:1:0`;
const refundKey = Object.keys(single.refunds)[0] ?? '';
const refund = single.refunds[refundKey];
const returnedKey = Object.keys(returned.refunds)[0] ?? '';
const { R1: undone, R2: redemption } = used.vouchers.V01?.redemptions ?? {};

const firstDay = dayOf(START);
const isOver = { untilDay: dayOf(START - DAY_MS) };

/** What must be found, by which invariant, what is planted, and where it shows. */
const planted: readonly (readonly [id: InvariantId, what: string, where: string, plant: Edit])[] = [
  ['I1', 'a transfer of another amount', `transfers/${settleOfUse1}`, change('transfers', settleOfUse1, { fen: 998 })],
  [
    'I1',
    'a transfer to where it came from',
    `transfers/${settleOfUse1}`,
    change('transfers', settleOfUse1, { to: 'escrow' }),
  ],
  [
    'I1',
    'a transfer to an account that there is not',
    `transfers/${settleOfUse1}`,
    change('transfers', settleOfUse1, { to: 'fee' }),
  ],
  ['I1', 'half a fen', `transfers/${settleOfUse1}`, change('transfers', settleOfUse1, { fen: 0.5 })],
  ['I1', 'another day', `transfers/${settleOfUse1}`, change('transfers', settleOfUse1, { day: '2030-01-01' })],
  ['I1', 'a transfer that was not posted', `orders/${used._id}`, remove('transfers', settleOfUse1)],
  ['I1', 'the same money again', 'transfers/twice', copy('transfers', settleOfUse1, { _id: 'twice' })],
  ['I2', 'money that left escrow unseen', `orders/${single._id}`, remove('transfers', `pay:${single._id}`)],
  [
    'I2',
    'an amount that is not price times quantity',
    `orders/${used._id}`,
    change('orders', used._id, { quantity: 1 }),
  ],
  ['I2', 'a price of no rule', `orders/${used._id}`, change('orders', used._id, { 'rules.groupPriceFen': 2991 })],
  ['I2', 'a settlement that is forgotten', `orders/${single._id}`, change('orders', single._id, { settledAt: null })],
  [
    'I2',
    'a refund that arrived and did not leave',
    `orders/${returned._id}`,
    remove('transfers', `refund:${returnedKey}`),
  ],
  [
    'I3',
    'a refund above what it took',
    `orders/${single._id}`,
    change('orders', single._id, { [`refunds.${refundKey}.amountFen`]: 701 }),
  ],
  [
    'I3',
    'refunds above what was paid',
    `orders/${failed._id}`,
    change('orders', failed._id, { [`refunds.${refundNumberOf(failed._id, 'all')}`]: Object.values(lost.refunds)[0] }),
  ],
  ['I3', 'a number by chance', `orders/${single._id}`, change('orders', single._id, { refunds: { RANDOM: refund } })],
  [
    'I3',
    'one number for two orders',
    `orders/${used._id}`,
    change('orders', used._id, { [`refunds.${refundKey}`]: refund }),
  ],
  [
    'I3',
    'the same use twice',
    `orders/${single._id}`,
    change('orders', single._id, { [`refunds.${refundKey}.took`]: Array.from({ length: 3 }, () => refund?.took[0]) }),
  ],
  [
    'I3',
    'more refunds than WeChat makes of one order',
    `orders/${single._id}`,
    change('orders', single._id, {
      refunds: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`R${String(i)}`, refund])),
    }),
  ],
  [
    'I3',
    'a refund that waits for a person and is not found',
    `orders/${single._id}`,
    change('orders', single._id, { [`refunds.${refundKey}.status`]: 'abnormal' }),
  ],
  ['I4', 'a unit too many', `deals/${deal._id}`, change('deals', deal._id, { free: deal.free + 1 })],
  ['I4', 'a unit lost', `deals/${deal._id}`, change('deals', deal._id, { free: deal.free - 1 })],
  [
    'I4',
    'an unpaid order without stock',
    `orders/${pays._id}`,
    change('deals', deal._id, { [`holds.${pays._id}`]: undefined, free: deal.free + 1 }),
  ],
  ['I4', 'a hold of another size', `deals/${deal._id}`, change('deals', deal._id, { [`holds.${pays._id}.q`]: 2 })],
  [
    'I4',
    'units that came back twice',
    `deals/${deal._id}`,
    change('deals', deal._id, {
      [`returned.${groups.failed._id}`]: { q: 6, at: NOW, orderId: null },
      free: deal.free + 3,
    }),
  ],
  ['I4', 'more than one may have', `orders/${used._id}`, change('orders', used._id, { 'rules.limitPerBuyer': 1 })],
  [
    'I4',
    'more than one may have, with what he had',
    `orders/${pays._id}`,
    change('orders', pays._id, { buyer: used.buyer, nth: 2, 'rules.limitPerBuyer': 2 }),
  ],
  ['I5', 'over before it began', `groups/${open._id}`, change('groups', open._id, { openedAt: open.expiresAt })],
  ['I5', 'a seat too many', `groups/${open._id}`, change('groups', open._id, { left: 1 })],
  ['I5', 'a formed group that misses somebody', `groups/${formed._id}`, change('groups', formed._id, { missing: 1 })],
  [
    'I5',
    'a full group that failed in its time',
    `groups/${formed._id}`,
    change('groups', formed._id, { status: 'failed', failedAt: NOW }),
  ],
  [
    'I5',
    'a full group that formed when its vouchers were worth nothing',
    `groups/${formed._id}`,
    change('groups', formed._id, { 'rules.validity': { untilDay: dayOf(formed.openedAt - DAY_MS) } }),
  ],
  ['I5', 'a full group that is open', `groups/${formed._id}`, change('groups', formed._id, { status: 'open' })],
  [
    'I5',
    'somebody twice',
    `groups/${formed._id}`,
    change('groups', formed._id, { [`seats.${returned._id}.person`]: used.buyer }),
  ],
  [
    'I5',
    'a paid seat of an unpaid order',
    `orders/${pays._id}`,
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
    change('groups', open._id, { [`seats.${leads._id}`]: undefined }),
  ],
  [
    'I5',
    'a seat that the merchant paid for and nobody sees',
    `groups/${open._id}`,
    change('groups', open._id, { 'fills.KEY': { n: 1, at: NOW, by: 'somebody' } }),
  ],
  ['I5', 'a paid order whose group nobody opened', `orders/${leads._id}`, remove('groups', open._id)],
  [
    'I5',
    'a member who got no vouchers',
    `orders/${used._id}`,
    change('orders', used._id, { status: 'paid', issuedAt: null }),
  ],
  ['I6', 'a use that came back', `orders/${used._id}`, change('orders', used._id, { 'vouchers.V01.usesLeft': 3 })],
  [
    'I6',
    'a use redeemed twice',
    `orders/${used._id}`,
    change('orders', used._id, { 'vouchers.V01.redemptions.R1.undo': undefined }),
  ],
  ['I6', 'a voucher too many', `orders/${used._id}`, change('orders', used._id, { 'vouchers.V03': used.vouchers.V02 })],
  [
    'I6',
    'a voucher alive after its refund',
    `orders/${returned._id}`,
    change('orders', returned._id, { 'vouchers.V01.refund': undefined }),
  ],
  [
    'I6',
    'a refund of a redeemed use as a voucher',
    `orders/${returned._id}`,
    change('orders', returned._id, { 'vouchers.V01.redemptions': { R1: redemption } }),
  ],
  [
    'I6',
    'a voucher redeemed before its issue',
    `orders/${leads._id}`,
    change('orders', leads._id, { 'vouchers.V01.redemptions.R1': redemption }),
  ],
  [
    'I6',
    'a use redeemed twice, though all are counted',
    `orders/${used._id}`,
    change('orders', used._id, { 'vouchers.V01.usesLeft': 1, 'vouchers.V01.redemptions.R3': redemption }),
  ],
  [
    'I6',
    'one undo too many',
    `orders/${used._id}`,
    change('orders', used._id, {
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [`vouchers.V01.redemptions.R${String(i + 3)}`, undone]),
      ),
    }),
  ],
  ['I6', 'a voucher of yesterday', `orders/${used._id}`, change('orders', used._id, { 'rules.validity': isOver })],
  ['I7', 'a payment that WeChat does not know', `orders/${used._id}`, atWeChat('orders', used._id, undefined)],
  ['I7', 'a payment of another amount', `orders/${used._id}`, atWeChat('orders', used._id, { totalFeeFen: 1 })],
  ['I7', 'a payment that was overlooked', `orders/${closed._id}`, atWeChat('orders', closed._id, { paidAt: START })],
  ['I7', 'a payment for nothing', `pay/${used._id}`, remove('orders', used._id)],
  ['I7', 'a refund that WeChat does not know', `orders/${lost._id}`, atWeChat('refunds', lost._id, undefined)],
  ['I7', 'a refund of another amount', `orders/${lost._id}`, atWeChat('refunds', lost._id, { refundFeeFen: 1 })],
  ['I7', 'a refund that is not ours', `orders/${lost._id}`, atWeChat('refunds', lost._id, { outRefundNo: 'R1' })],
  ['I7', 'a refund that did not arrive', `orders/${lost._id}`, atWeChat('refunds', lost._id, { outcome: 'CHANGE' })],
  [
    'I7',
    'a refund whose notice was lost',
    `orders/${single._id}`,
    change('orders', single._id, {
      [`refunds.${refundKey}.status`]: 'processing',
      [`refunds.${refundKey}.succeededAt`]: undefined,
    }),
  ],
  ['I8', 'an unpaid order that nobody closes', `orders/${pays._id}`, change('orders', pays._id, { closeAt: null })],
  [
    'I8',
    'an order that is overdue',
    `orders/${pays._id}`,
    change('orders', pays._id, { closeAt: NOW - 3 * MINUTE_MS }),
  ],
  ['I8', 'facts that nobody posts', `orders/${used._id}`, change('orders', used._id, { unposted: true })],
  [
    'I8',
    'a settlement that nobody makes',
    `orders/${used._id}`,
    change('orders', used._id, { settledAt: null, settleAt: null }),
  ],
  [
    'I8',
    'vouchers that nobody refunds at expiry',
    `orders/${used._id}`,
    change('orders', used._id, { settleAt: null }),
  ],
  ['I8', 'a group that nobody ends', `groups/${open._id}`, change('groups', open._id, { dueAt: null })],
  [
    'I8',
    'a seat held for ever',
    `orders/${closed._id}`,
    change('groups', open._id, { [`seats.${closed._id}`]: { ...open.seats[pays._id], until: START } }),
  ],
  ['I8', 'stock held for ever', `deals/${deal._id}`, change('deals', deal._id, { dueAt: undefined })],
  [
    'I9',
    'an order under another id',
    `orders/${closed._id}`,
    change('orders', closed._id, { requestKeys: [closed._id, 'KEY'] }),
  ],
  ['I9', 'an order that still counts for its buyer', `orders/${closed._id}`, change('orders', closed._id, { nth: 1 })],
  ['I9', 'two orders in one place', `orders/${late._id}`, change('orders', late._id, { buyerKey: leads.buyerKey })],
  ['I9', 'another echo', `orders/${used._id}`, change('orders', used._id, { attach: otherAttach })],
  ['I9', 'a code that nobody finds', `orders/${used._id}`, change('orders', used._id, { codes: [used._id] })],
  ['I9', 'a transfer under another id', 'transfers/pay:1', copy('transfers', settleOfUse1, { _id: 'pay:1' })],
  [
    'I9',
    'a group under another id',
    `groups/${open._id}`,
    change('orders', leads._id, { requestKeys: [leads._id, 'KEY'] }),
  ],
  ['I9', 'a clerk under another id', `staff/${clerk._id}`, change('staff', clerk._id, { person: 'o-other' })],
  [
    'I10',
    'an order that became unpaid',
    `orders/${used._id}`,
    change('orders', used._id, { status: 'pending_payment' }),
  ],
  ['I10', 'a refund of nothing', `orders/${used._id}`, change('orders', used._id, { status: 'refunding' })],
  ['I10', 'vouchers without issue', `orders/${used._id}`, change('orders', used._id, { issuedAt: null })],
  [
    'I10',
    'an end without its refund',
    `orders/${failed._id}`,
    change('orders', failed._id, { [`refunds.${GROUP_FAILED}.status`]: 'processing' }),
  ],
  [
    'I10',
    'all refunds arrived and no end',
    `orders/${returned._id}`,
    change('orders', returned._id, { status: 'refunding' }),
  ],
  [
    'I10',
    'a closed order that was paid on the way',
    `orders/${single._id}`,
    change('orders', single._id, { groupId: open._id }),
  ],
  [
    'I11',
    'a redemption in another store',
    `redemptions/${used._id}V01R1`,
    change('redemptions', `${used._id}V01R1`, { storeName: '二号店' }),
  ],
  [
    'I11',
    'an undo that no list shows',
    `redemptions/${used._id}V01R1`,
    change('redemptions', `${used._id}V01R1`, { undoneAt: null }),
  ],
  ['I11', 'a redemption in no list', `orders/${used._id}`, remove('redemptions', `${used._id}V01R1`)],
  ['I11', 'a buyer who was not told', `orders/${used._id}`, remove('messages', `group_formed:${used._id}`)],
  [
    'I11',
    "somebody else's money in a balance",
    `merchants/${merchantId}`,
    change('transfers', settleOfUse1, { merchantId: 'OTHER' }),
  ],
  [
    'I10',
    'money that went back by hand and has not arrived',
    `orders/${single._id}`,
    change('orders', single._id, { [`refunds.${refundKey}.byHand`]: { reference: '转账', by: 'o', at: NOW } }),
  ],
  ['I12', 'a store that is not of the shop', `orders/${used._id}`, remove('stores', store._id)],
  ['I12', 'somebody who never worked here', `orders/${used._id}`, remove('staff', clerk._id)],
  [
    'I12',
    'a clerk who had been sent away',
    `staff/${clerk._id}`,
    change('staff', clerk._id, { grants: {}, revokedAt: START + MINUTE_MS }),
  ],
  [
    'I12',
    'a clerk of another store',
    `staff/${clerk._id}`,
    change('staff', clerk._id, { [`grants.${invitationId}.storeIds`]: [] }),
  ],
  [
    'I12',
    'a clerk who came to this store later',
    `staff/${clerk._id}`,
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
    change('staff', clerk._id, { [`grants.${invitationId}.until`]: START + MINUTE_MS }),
  ],
  ['I12', 'a deal of other stores', `orders/${used._id}`, change('orders', used._id, { 'rules.storeIds': [] })],
  [
    'I12',
    'a voucher redeemed too early',
    `orders/${used._id}`,
    change('orders', used._id, { issuedAt: START + 2 * HOUR_MS }),
  ],
  [
    'I12',
    'a voucher redeemed too late',
    `orders/${used._id}`,
    change('orders', used._id, { 'rules.validity': isOver }),
  ],
  ['I12', 'a day without use', `orders/${used._id}`, change('orders', used._id, { 'rules.excludedDays': [firstDay] })],
  ['I12', 'a weekday without use', `orders/${used._id}`, change('orders', used._id, { 'rules.excludedWeekdays': [1] })],
  ['I13', 'half a fen', `orders/${used._id}`, change('orders', used._id, { priceFen: 2990.5 })],
  ['I13', 'not a number', `deals/${deal._id}`, change('deals', deal._id, { free: NaN })],
  ['I13', 'less than nothing', `groups/${open._id}`, change('groups', open._id, { held: -1 })],
  ['I13', 'a text for a number', `groups/${open._id}`, change('groups', open._id, { left: '0' })],
  ['I14', 'a deal that is gone', `orders/${used._id}`, remove('deals', deal._id)],
  ['I14', "another merchant's order", `orders/${used._id}`, change('orders', used._id, { merchantId: 'OTHER' })],
  ['I14', 'a grant out of nowhere', `staff/${clerk._id}`, remove('invitations', ...Object.keys(clerk.grants))],
  ['I14', 'a voucher of no refund', `orders/${used._id}`, change('orders', used._id, { 'vouchers.V02.refund': 'R1' })],
  ['I14', 'rows of an order that is gone', `transfers/pay:${used._id}`, remove('orders', used._id)],
];

describe('audit: finds', () => {
  test.each(planted)('%s: %s', (id, _what, where, plant) => {
    const found = findings(plant).filter((finding) => finding.id === id && finding.documents.includes(where));
    expect(found).not.toEqual([]);
  });

  test('something planted for every invariant', () => {
    expect(invariants.map(({ id }) => id).filter((id) => !planted.some(([other]) => other === id))).toEqual([]);
  });
});
