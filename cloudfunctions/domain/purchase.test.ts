import { expect, test } from '@jest/globals';

import type { ErrorCode } from '../../typings/error';
import { aDeal, aGroup, anOrder, aSeat, NOON, ORDER } from '../views/documents-for-tests';
import type { Deal } from './deal';
import { attachOf } from './attach';
import { Failure } from './failure';
import { buyerKeyOf } from './ids';
import type { Group } from './group';
import { newGroup, newOrder, nextNth, offerBegun, offerFor, type Shelf, type Wish } from './purchase';

const CLOSING = NOON + 10 * 60_000;
const open = (changes: Partial<Group> = {}): Group => aGroup({ expiresAt: CLOSING, ...changes });
const shelf = (changes: Partial<Shelf> = {}): Shelf => ({
  ...{ deal: aDeal(), group: undefined, mine: [], person: 'hua', now: NOON },
  ...changes,
});
const wish = (changes: Partial<Wish> = {}): Wish => ({ buy: 'open', quantity: 1, ifFull: 'refund', ...changes });
const aloneOnly: Deal['rules']['mode'] = 'alone';
const mine = (order: Partial<Shelf['mine'][number]>) => ({ ...anOrder(), ...order });

interface Row {
  readonly is: string;
  readonly wish?: Partial<Wish>;
  readonly shelf?: Partial<Shelf>;
  readonly answer: string;
}

/** In the order in which the contract judges. */
const rows: readonly Row[] = [
  { is: 'opening a group', answer: '10000 fen' },
  { is: 'buying alone', wish: { buy: 'alone' }, answer: '15000 fen' },
  { is: 'joining', wish: { buy: 'join' }, shelf: { group: open() }, answer: '10000 fen' },
  { is: 'a group of a deal without groups', shelf: { deal: aDeal({ mode: aloneOnly }) }, answer: 'INVALID_INPUT' },
  { is: 'more units than an order takes', wish: { quantity: 6 }, answer: 'INVALID_INPUT' },
  {
    ...{ is: "another deal's group", wish: { buy: 'join' } },
    ...{ shelf: { group: open({ dealId: 'D2' }) }, answer: 'NOT_FOUND' },
  },
  { is: 'all that an order takes', wish: { quantity: 5 }, answer: '10000 fen' },
  { is: 'all that is free', wish: { quantity: 2 }, shelf: { deal: aDeal({}, { free: 2 }) }, answer: '10000 fen' },
  { is: 'no group at all', wish: { buy: 'join' }, answer: 'NOT_FOUND' },
  { is: 'the version that was seen', wish: { version: 1 }, answer: '10000 fen' },
  {
    ...{ is: 'a group at the price that it was opened with', wish: { buy: 'join', version: 3 } },
    ...{
      shelf: { group: open({ version: 3, rules: { ...aDeal().rules, groupPriceFen: 9000 } }) },
      answer: '9000 fen',
    },
  },
  {
    ...{ is: 'opening, whatever group is looked at', wish: { buy: 'open', version: 1 } },
    ...{
      shelf: { group: open({ version: 3, rules: { ...aDeal().rules, groupPriceFen: 9000 } }) },
      answer: '10000 fen',
    },
  },
  {
    ...{ is: 'a way that the deal does not sell, and says so', wish: { buy: 'open' } },
    ...{ shelf: { deal: aDeal({ mode: aloneOnly }) }, answer: 'INVALID_INPUT {"field":"buy"}' },
  },
  { is: 'too many units, and says so', wish: { quantity: 6 }, answer: 'INVALID_INPUT {"field":"quantity"}' },
  {
    ...{ is: 'a seat that is held and not yet paid', wish: { buy: 'join' } },
    ...{
      shelf: {
        group: open({ seats: { X: aSeat('hua', { paidAt: undefined }) } }),
        mine: [mine({ status: 'pending_payment' })],
      },
      answer: `ORDER_PENDING {"orderId":"${ORDER}"}`,
    },
  },
  { is: 'an unpublished deal', shelf: { deal: aDeal({}, { status: 'unpublished' }) }, answer: 'DEAL_NOT_ON_SALE' },
  { is: 'before the sale', shelf: { deal: aDeal({ saleStartsAt: NOON + 1 }) }, answer: 'DEAL_NOT_ON_SALE' },
  { is: 'the end of the sale', shelf: { deal: aDeal({ saleEndsAt: NOON }) }, answer: 'DEAL_NOT_ON_SALE' },
  {
    ...{ is: 'joining an open group of an unpublished deal', wish: { buy: 'join' } },
    ...{ shelf: { deal: aDeal({}, { status: 'unpublished' }), group: open() }, answer: '10000 fen' },
  },
  { is: 'another version than was seen', wish: { version: 2 }, answer: 'DEAL_CHANGED' },
  {
    ...{ is: 'a formed group', wish: { buy: 'join' } },
    ...{ shelf: { group: open({ status: 'formed', left: 0 }) }, answer: 'GROUP_NOT_OPEN' },
  },
  {
    ...{ is: 'the last minute of a group', wish: { buy: 'join' } },
    ...{ shelf: { group: open({ expiresAt: NOON + 60_000 }) }, answer: 'GROUP_NOT_OPEN' },
  },
  {
    ...{ is: 'a millisecond before it', wish: { buy: 'join' } },
    ...{ shelf: { group: open({ expiresAt: NOON + 60_001 }) }, answer: '10000 fen' },
  },
  {
    ...{ is: 'a second seat in the same group', wish: { buy: 'join' } },
    ...{ shelf: { group: open(), person: 'ming' }, answer: 'ALREADY_IN_GROUP' },
  },
  { is: 'an unpaid order', shelf: { mine: [mine({ status: 'pending_payment' })] }, answer: 'ORDER_PENDING' },
  {
    ...{ is: 'a full group', wish: { buy: 'join' } },
    ...{ shelf: { group: open({ left: 0, held: 1, seats: { X: aSeat('li', { paidAt: undefined }) } }) } },
    answer: `GROUP_FULL {"heldUntil":${String(NOON + 1)}}`,
  },
  {
    ...{ is: 'a unit above the limit', wish: { quantity: 2 } },
    ...{
      shelf: { deal: aDeal({ limitPerBuyer: 3 }), mine: [mine({ quantity: 2 })] },
      answer: 'LIMIT_REACHED {"left":1}',
    },
  },
  {
    ...{ is: 'the limit itself', wish: { quantity: 1 } },
    ...{ shelf: { deal: aDeal({ limitPerBuyer: 3 }), mine: [mine({ quantity: 2 })] }, answer: '10000 fen' },
  },
  { is: 'more than is free', wish: { quantity: 2 }, shelf: { deal: aDeal({}, { free: 1 }) }, answer: 'SOLD_OUT' },
];

test.each(rows)('offerFor: $is → $answer', (row) => {
  const judged = (): string => {
    try {
      return `${String(offerFor(wish(row.wish), shelf(row.shelf)).priceFen)} fen`;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return /[{]/.test(row.answer) ? `${error.code} ${JSON.stringify(error.detail)}` : error.code;
    }
  };
  expect(judged()).toBe(row.answer);
});

test('offerFor: five minutes to pay in whole seconds, and never beyond the end of the group', () => {
  const now = NOON + 321;
  expect(offerFor(wish(), shelf({ now })).payBy).toBe(NOON + 300_000);
  const soon = open({ expiresAt: NOON + 120_500 });
  expect(offerFor(wish({ buy: 'join' }), shelf({ now, group: soon })).payBy).toBe(NOON + 120_000);
});

test('newOrder and newGroup: an unpaid order with a voucher a unit, and the group that its payment opens', () => {
  const seen = shelf({ mine: [mine({ nth: 4, status: 'issued' })] });
  const offer = offerFor(wish({ quantity: 2 }), seen);
  const payment = anOrder().payment;
  const given = {
    _id: ORDER,
    merchantId: 'M1',
    requestKeys: [ORDER],
    requests: {},
    nickname: '花',
    groupId: 'G1',
    payment,
  };
  const order = newOrder({
    ...given,
    wish: wish({ quantity: 2 }),
    offer,
    shelf: seen,
    codes: ['111111111111', '222222222222'],
  });
  expect(order).toEqual({
    ...{ ...given, buyer: 'hua', buyerKey: buyerKeyOf('D1', 'hua'), nth: nextNth(seen.mine), dealId: 'D1', version: 1 },
    ...{ title: '双人火锅', rules: aDeal().rules, buy: 'open', ifFull: 'refund', quantity: 2, priceFen: 10_000 },
    ...{ amountFen: 20_000, status: 'pending_payment', orderedAt: NOON, payBy: NOON + 300_000 },
    attach: attachOf({ buy: 'open', groupId: 'G1', rules: aDeal().rules }),
    ...{ cancelledAt: null, closedAt: null, closeReason: null, lateAt: null, paidAt: null, transactionId: null },
    ...{ issuedAt: null, refunds: {}, refundSeq: 0, settledAt: null, shippedAt: null, abnormalRefunds: [] },
    ...{ closeAt: NOON + 300_000, deliverAt: null, deliverBy: null, settleAt: null, unposted: false },
    vouchers: {
      V01: { code: '111111111111', usesLeft: 3, redemptions: {} },
      V02: { code: '222222222222', usesLeft: 3, redemptions: {} },
    },
    codes: [ORDER, '111111111111', '222222222222'],
  });
  expect(order.nth).toBe(5);
  const seat = { person: 'hua', nickname: '花', q: 2, until: NOON + 300_000, paidAt: NOON, leads: true };
  expect(newGroup(order, 'G1', NOON, CLOSING, NOON)).toEqual({
    ...{ _id: 'G1', merchantId: 'M1', dealId: 'D1', version: 1, title: '双人火锅', rules: aDeal().rules },
    ...{ requestKeys: ['G1'], requests: {}, fills: {}, seats: { [ORDER]: seat } },
    ...{ size: 2, left: 1, held: 0, missing: 1, filled: 0, status: 'open' },
    ...{ openedAt: NOON, expiresAt: CLOSING, dueAt: CLOSING },
  });
});

test.each<[string, Partial<Wish>, Partial<Group>, object | undefined]>([
  ['who joins a commission group', { buy: 'join' }, commissionGroup(), { person: 'ming', orderId: ORDER }],
  ['who opens one', { buy: 'open' }, commissionGroup(), undefined],
  ['who joins another group', { buy: 'join' }, {}, undefined],
  ['who joins a group that nobody leads', { buy: 'join' }, { ...commissionGroup(), seats: {} }, undefined],
])('newOrder: the leader of %s', (_, changes, group, leader) => {
  const seen = shelf({ group: open(group) });
  const made = { _id: 'O2', merchantId: 'M1', requestKeys: [], requests: {}, nickname: '', groupId: 'G1' };
  const payment = anOrder().payment;
  const wished = wish(changes);
  expect(
    newOrder({ ...made, payment, wish: wished, offer: offerFor(wished, seen), shelf: seen, codes: [] }).leader,
  ).toEqual(leader);
});

function commissionGroup(): Partial<Group> {
  const seats = { Z: aSeat('li'), [ORDER]: aSeat('ming', { leads: true }) };
  return { rules: { ...aDeal().rules, mode: 'commission' }, seats };
}

const begun = { until: NOON + 1, seat: true, stock: true };

test('offerBegun: what its first try has taken keeps its time, until that is over', () => {
  const group = open({ version: 3, rules: { ...aDeal().rules, groupPriceFen: 9000 } });
  const joining = wish({ buy: 'join' });
  expect(offerBegun(joining, shelf({ group }), begun)).toEqual({
    ...{ rules: group.rules, version: 3, priceFen: 9000, payBy: NOON + 1 },
  });
  expect(offerBegun(wish(), shelf(), begun)).toMatchObject({ version: 1, priceFen: 10_000 });
  const over = { ...begun, until: NOON };
  expect(() => offerBegun(joining, shelf({ group }), over)).toThrow(new Failure('PAYMENT_UNAVAILABLE'));
});

const soldOut = { deal: { ...aDeal(), free: 1 } };

test('offerBegun: whose seat is kept pays for it in a group that is full by now', () => {
  const group = open({ left: 0, expiresAt: NOON + 60_000 });
  expect(offerBegun(wish({ buy: 'join' }), shelf({ group }), begun)).toMatchObject({ payBy: NOON + 1 });
});

test.each<[what: string, wished: Partial<Wish>, seen: Partial<Shelf>, taken: Partial<typeof begun>, code: ErrorCode]>([
  ['has another unpaid order by now', {}, { mine: [mine({ status: 'pending_payment' })] }, {}, 'ORDER_PENDING'],
  [
    'has all that one may have by now',
    {},
    { deal: aDeal({ limitPerBuyer: 1 }), mine: [mine({ quantity: 1 })] },
    {},
    'LIMIT_REACHED',
  ],
  ['saw the deal as it no longer is', { version: 2 }, {}, {}, 'DEAL_CHANGED'],
  ['wants what the deal no longer offers', { buy: 'open' }, { deal: aDeal({ mode: 'alone' }) }, {}, 'INVALID_INPUT'],
  ['wants more than are sold at once', { quantity: 6 }, {}, {}, 'INVALID_INPUT'],
  ['has taken a seat, and the stock is sold out', { quantity: 2 }, soldOut, { stock: false }, 'SOLD_OUT'],
  [
    'has stock, and the last seat is gone',
    { buy: 'join' },
    { group: open({ left: 0 }) },
    { seat: false },
    'GROUP_FULL',
  ],
  [
    'has stock, and the group is in its last minute',
    { buy: 'join' },
    { group: open({ expiresAt: NOON + 60_000 }) },
    { seat: false },
    'GROUP_NOT_OPEN',
  ],
])('offerBegun: who %s is refused like anybody', (_, wished, seen, taken, code) => {
  const asked = (): unknown => offerBegun(wish(wished), shelf(seen), { ...begun, ...taken });
  expect(asked).toThrow(Failure);
  expect(asked).toThrow(expect.objectContaining({ code }));
});
