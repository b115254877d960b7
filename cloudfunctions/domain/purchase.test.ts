import { expect, test } from '@jest/globals';

import { aDeal, aGroup, anOrder, aSeat, NOON, ORDER } from '../views/documents-for-tests';
import type { Deal } from './deal';
import { Failure } from './failure';
import type { Group } from './group';
import { newGroup, newOrder, nextNth, offerFor, type Shelf, type Wish } from './purchase';

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
  expect(order).toMatchObject({
    status: 'pending_payment',
    amountFen: 20_000,
    nth: nextNth(seen.mine),
    closeAt: NOON + 300_000,
  });
  expect(order.nth).toBe(5);
  expect(order.codes).toEqual([ORDER, '111111111111', '222222222222']);
  expect(Object.keys(order.vouchers)).toEqual(['V01', 'V02']);
  const group = newGroup(order, 'G1', NOON, CLOSING, NOON);
  expect(group).toMatchObject({ size: 2, left: 1, held: 0, missing: 1, filled: 0, dueAt: CLOSING });
  expect(group.seats[ORDER]).toMatchObject({ person: 'hua', paidAt: NOON, leads: true, q: 2 });
});
