import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { anOrder, aRedemption, aVoucher, NOON } from '../views/documents-for-tests';
import { refundNumberOf } from './ids';
import { GROUP_FAILED, refundIdOf, transfersOf, type Transfer } from './ledger';
import type { Order, Refund, Voucher } from './order';
import { settleDueAt } from './order';
import { judgeUndo, newRedemption, nextRedemptionKey, reversedBy, type Counter } from './redemption';
import { newRefund, refundableFen, refundableVouchers, takeSum, takeVouchers, type Taking } from './refund';
import { DAY_MS, MINUTE_MS } from './time';
import { sum } from './worth';

const counter: Counter = { person: 'li', role: 'clerk', clerkName: '小李', storeId: 'S1', storeName: '一店' };

/** Two units of a card with three uses, 100.01 yuan each. */
const twoCards = anOrder({
  ...{ quantity: 2, priceFen: 10_001, amountFen: 20_002 },
  vouchers: { V01: aVoucher(), V02: aVoucher({ code: '000000000000' }) },
});

const withVoucher = (order: Order, key: string, change: Partial<Voucher>): Order => {
  const voucher = order.vouchers[key];
  return voucher ? { ...order, vouchers: { ...order.vouchers, [key]: { ...voucher, ...change } } } : order;
};

function redeem(order: Order, key: string, uses: number, now: number): Order {
  const voucher = order.vouchers[key];
  if (!voucher || voucher.refund !== undefined || voucher.usesLeft < uses) return order;
  const redemption = newRedemption(order, key, uses, counter, now);
  const redemptions = { ...voucher.redemptions, [nextRedemptionKey(voucher)]: redemption };
  return withVoucher(order, key, { usesLeft: voucher.usesLeft - uses, redemptions });
}

function undoLast(order: Order, key: string, now: number): Order {
  const voucher = order.vouchers[key];
  const last = Object.entries(voucher?.redemptions ?? {}).at(-1);
  if (!voucher || !last) return order;
  const [redemptionKey, redemption] = last;
  try {
    judgeUndo(order, key, redemption, now);
  } catch {
    return order;
  }
  const undo = { at: now, by: 'li', reason: '误扫', ...reversedBy(order, key, redemption, now) };
  const redemptions = { ...voucher.redemptions, [redemptionKey]: { ...redemption, undo } };
  return withVoucher(order, key, { usesLeft: voucher.usesLeft + redemption.uses.length, redemptions });
}

function refund(order: Order, taking: Taking, now: number): Order {
  if (taking.amountFen === 0) return order;
  const key = `R${String(order.refundSeq)}`;
  const made = newRefund({ kind: 'sum', reason: '', by: null, at: now, restock: 0, ...taking });
  const taken = taking.ended.reduce((so, voucher) => withVoucher(so, voucher, { refund: key }), order);
  return { ...taken, refunds: { ...order.refunds, [key]: made }, refundSeq: order.refundSeq + 1 };
}

const succeed = (order: Order, now: number): Order => ({
  ...order,
  refunds: Object.fromEntries(
    Object.entries(order.refunds).map(([key, made]): [string, Refund] => [
      key,
      made.succeededAt === undefined ? { ...made, status: 'succeeded', succeededAt: now } : made,
    ]),
  ),
});

/** One thing that may happen to an order, at a time that only grows. */
type Step = readonly [kind: 'redeem' | 'undo' | 'sum' | 'voucher' | 'succeed' | 'settle', n: number, laterMs: number];

function happen(order: Order, [kind, n]: Step, now: number): Order {
  const key = n % 2 === 0 ? 'V01' : 'V02';
  switch (kind) {
    case 'redeem':
      return redeem(order, key, (n % 3) + 1, now);
    case 'undo':
      return undoLast(order, key, now);
    case 'sum':
      return refund(order, takeSum(order, Math.min(refundableFen(order), n * 137)), now);
    case 'voucher':
      return refundableVouchers(order).includes(key) ? refund(order, takeVouchers(order, [key]), now) : order;
    case 'succeed':
      return succeed(order, now);
    case 'settle':
      return order.settledAt === null && now >= settleDueAt(order.rules, NOON) ? { ...order, settledAt: now } : order;
  }
}

const steps = fc.array(
  fc.tuple(
    fc.constantFrom('redeem', 'undo', 'sum', 'voucher', 'succeed', 'settle'),
    fc.nat({ max: 120 }),
    fc.constantFrom(1, MINUTE_MS, 30 * MINUTE_MS, DAY_MS, 7 * DAY_MS),
  ),
  { maxLength: 25 },
) as fc.Arbitrary<readonly Step[]>;

const balance = (transfers: readonly Transfer[], account: string): number =>
  sum(transfers.map(({ from, to, fen }) => (to === account ? fen : 0) - (from === account ? fen : 0)));

test('transfersOf: after every history it says what it said before, and no account is ever overdrawn', () => {
  fc.assert(
    fc.property(steps, (history) => {
      let order = twoCards;
      let now = NOON;
      let before = transfersOf(order);
      for (const step of history) {
        now += step[2];
        order = happen(order, step, now);
        const after = transfersOf(order);
        expect(after).toEqual(expect.arrayContaining(before));
        expect(new Set(after.map(({ _id }) => _id)).size).toBe(after.length);
        expect(balance(after, 'escrow')).toBeGreaterThanOrEqual(0);
        expect(balance(after, 'merchant')).toBeGreaterThanOrEqual(0);
        before = after;
      }
      const settled = transfersOf({ ...succeed(order, now), settledAt: order.settledAt ?? now });
      expect(balance(settled, 'escrow')).toBe(0);
      expect(balance(settled, 'merchant') + balance(settled, 'wechat')).toBe(0);
    }),
    { numRuns: 500 },
  );
});

const told = (order: Order) => transfersOf(order).map(({ _id, from, to, fen }) => [_id, from, to, fen]);
const O = twoCards._id;

test('transfersOf: a use redeemed, taken back, settled with the rest after seven days', () => {
  let order = redeem(twoCards, 'V01', 1, NOON + 1);
  order = undoLast(order, 'V01', NOON + 2);
  order = redeem(order, 'V01', 2, NOON + 3);
  order = { ...order, settledAt: NOON + 7 * DAY_MS };
  expect(told(order)).toEqual([
    [`pay:${O}`, 'wechat', 'escrow', 20_002],
    [`settle:${O}V01:1:0`, 'escrow', 'merchant', 3334],
    [`unsettle:${O}V01:1:0`, 'merchant', 'escrow', 3334],
    [`settle:${O}V01:1:1`, 'escrow', 'merchant', 3334],
    [`settle:${O}V01:2:0`, 'escrow', 'merchant', 3334],
    [`settle:${O}V01:3:0`, 'escrow', 'merchant', 3333],
    [`settle:${O}V02:1:0`, 'escrow', 'merchant', 3334],
    [`settle:${O}V02:2:0`, 'escrow', 'merchant', 3334],
    [`settle:${O}V02:3:0`, 'escrow', 'merchant', 3333],
  ]);
});

test('transfersOf: a refund of settled money first takes the settlement back', () => {
  let order: Order = { ...twoCards, settledAt: NOON + 7 * DAY_MS };
  order = succeed(refund(order, takeVouchers(order, ['V02']), NOON + 8 * DAY_MS), NOON + 8 * DAY_MS + 5000);
  expect(told(order).slice(-2)).toEqual([
    ['unsettle:R0', 'merchant', 'escrow', 10_001],
    ['refund:R0', 'escrow', 'wechat', 10_001],
  ]);
});

test('transfersOf: an order whose group failed pays back what came in, under the number of its whole', () => {
  const failed = newRefund({
    ...{ kind: 'group_failed', amountFen: null, reason: 'group_failed', by: null, at: NOON, took: [], restock: 0 },
  });
  const order = succeed({ ...twoCards, issuedAt: null, refunds: { [GROUP_FAILED]: failed } }, NOON + 5000);
  expect(told(order)).toEqual([
    [`pay:${O}`, 'wechat', 'escrow', 20_002],
    [expect.stringMatching(/^refund:R[0-9A-Z]{26}$/), 'escrow', 'wechat', 20_002],
  ]);
});

test('undo: nothing is taken back once the money would be due anyway', () => {
  const due = NOON + 7 * DAY_MS;
  const redeemed = redeem(twoCards, 'V01', 1, due - MINUTE_MS);
  const order = undoLast(redeemed, 'V01', due);
  expect(order.vouchers.V01?.usesLeft).toBe(3);
  expect(told(order)).toEqual(told(redeemed));
});

test('refundIdOf: what WeChat knows a refund by follows from its key, for ever', () => {
  const order = { _id: 'O1' };
  expect(refundIdOf(order, 'RX')).toBe('RX');
  expect(refundIdOf(order, 'GROUPFAILED')).toBe(refundNumberOf('O1', 'all'));
  expect(refundIdOf(order, 'TIER')).toBe(refundNumberOf('O1', 'tier'));
});

test('transfersOf: nothing came in for an order that nobody has paid', () => {
  expect(transfersOf(anOrder({ paidAt: null }))).toEqual([]);
});

test('transfersOf: redemptions are told in the order in which they were made, the tenth after the ninth', () => {
  const settled = [{ voucher: 'V01', use: 1, fen: 3334 }];
  const undo = { at: NOON + 1, by: 'li', reason: '', reversed: settled };
  const redemptions = { R10: aRedemption([1], { settled, at: NOON + 9 }), R9: aRedemption([1], { settled, undo }) };
  const order = anOrder({ paidAt: null, vouchers: { V01: aVoucher({ usesLeft: 2, redemptions }) } });
  expect(transfersOf(order).map(({ _id, at }) => [_id.replace(order._id, ''), at - NOON])).toEqual([
    ['settle:V01:1:0', 0],
    ['unsettle:V01:1:0', 1],
    ['settle:V01:1:1', 9],
  ]);
});
