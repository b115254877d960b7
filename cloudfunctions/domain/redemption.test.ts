import { expect, test } from '@jest/globals';

import { anOrder, aRedemption, aVoucher, NOON } from '../views/documents-for-tests';
import type { ErrorCode } from '../../typings/error';
import { Failure } from './failure';
import { UNDO_WINDOW_MS, validUntil, type Order } from './order';
import { judgeUndo, newRedemption, nextRedemptionKey, redeemable, reversedBy, type Counter } from './redemption';
import { newRefund } from './refund';
import { startOfDay } from './time';
import { SLOT_MS } from './token';

const clerk: Counter = { person: 'li', role: 'clerk', clerkName: '小李', storeId: 'S1', storeName: '一店' };
const slot = Math.floor(NOON / SLOT_MS);
const end = validUntil(anOrder().rules.validity, NOON);
const rules = (changes: Partial<Order['rules']>): Partial<Order> => ({ rules: { ...anOrder().rules, ...changes } });
const usedUp = { vouchers: { V01: aVoucher({ usesLeft: 0, redemptions: { R1: aRedemption([1, 2, 3]) } }) } };

function refusalOf(run: () => unknown): ErrorCode | 'ok' {
  try {
    run();
    return 'ok';
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

interface Row {
  readonly is: string;
  readonly order?: Partial<Order>;
  readonly counter?: Partial<Counter>;
  readonly slot?: number;
  readonly now?: number;
  readonly answer: ErrorCode | 'ok';
}

/** In the order in which the contract judges: each row breaks its rule and, where it can, all later ones. */
const rows: readonly Row[] = [
  { is: 'here and now', answer: 'ok' },
  { is: 'a store that the deal is not sold for', order: rules({ storeIds: ['S2'] }), answer: 'VOUCHER_NOT_FOUND' },
  { is: 'a closed order', order: { status: 'closed' }, answer: 'VOUCHER_NOT_FOUND' },
  { is: "a clerk's own voucher", order: { buyer: 'li', ...usedUp }, answer: 'OWN_VOUCHER' },
  { is: "a manager's own voucher", order: { buyer: 'li' }, counter: { role: 'manager' }, answer: 'ok' },
  { is: 'a group that is still open', order: { status: 'paid', issuedAt: null }, answer: 'VOUCHER_NOT_ISSUED' },
  { is: 'an unpaid order', order: { status: 'pending_payment', issuedAt: null }, answer: 'VOUCHER_NOT_ISSUED' },
  { is: 'refunded before it was issued', order: { status: 'refunded', issuedAt: null }, answer: 'VOUCHER_REFUNDED' },
  {
    is: 'on its way back',
    order: { vouchers: { V01: aVoucher({ refund: 'R' }) } },
    slot: 1,
    answer: 'VOUCHER_REFUNDED',
  },
  { is: 'used, with a dead token', order: usedUp, slot: 1, answer: 'VOUCHER_ALREADY_REDEEMED' },
  { is: 'a dead token of an expired voucher', slot: 1, now: end, answer: 'TOKEN_EXPIRED' },
  { is: 'the slot before', slot: slot - 1, answer: 'ok' },
  { is: 'two slots before', slot: slot - 2, answer: 'TOKEN_EXPIRED' },
  { is: 'a slot to come', slot: slot + 1, answer: 'TOKEN_EXPIRED' },
  { is: 'the last valid millisecond', now: end - 1, answer: 'ok' },
  { is: 'the first expired millisecond', now: end, answer: 'VOUCHER_EXPIRED' },
  {
    is: 'an excluded day',
    order: rules({ excludedDays: ['2026-11-22', '2026-12-25'] }),
    answer: 'VOUCHER_NOT_VALID_TODAY',
  },
  { is: 'an excluded weekday', order: rules({ excludedWeekdays: [7] }), answer: 'VOUCHER_NOT_VALID_TODAY' },
  {
    ...{ is: 'the day after an excluded one', order: rules({ excludedDays: ['2026-11-22'] }) },
    ...{ now: startOfDay('2026-11-23'), answer: 'ok' },
  },
];

test.each(rows)('redeemable: $is → $answer', (row) => {
  const shown = { order: anOrder(row.order), voucherKey: 'V01', ...(row.slot === undefined ? {} : { slot: row.slot }) };
  expect(refusalOf(() => redeemable(shown, { ...clerk, ...row.counter }, row.now ?? NOON))).toBe(row.answer);
});

test('redeemable: a second scan learns when, and at the same store where and by whom', () => {
  const shown = { order: anOrder(usedUp), voucherKey: 'V01' };
  const seen = (counter: Counter): unknown => {
    try {
      redeemable(shown, counter, NOON + 1);
    } catch (error) {
      return error instanceof Failure ? error.detail : error;
    }
    return undefined;
  };
  expect(seen(clerk)).toEqual({ redeemedAt: NOON, storeName: '一店', clerkName: '小李' });
  expect(seen({ ...clerk, storeId: 'S9' })).toEqual({ redeemedAt: NOON });
  expect(seen({ ...clerk, storeId: 'S9', role: 'manager' })).toEqual(seen(clerk));
});

const undone = { at: NOON, by: 'li', reason: '', reversed: [] };
const refundOf = (at: number, ...vouchers: readonly string[]) => ({
  R: newRefund({
    ...{ kind: 'sum', amountFen: 1, reason: '', by: null, at, restock: 0 },
    took: vouchers.map((voucher) => ({ voucher, use: 1, fen: 1, settled: true })),
  }),
});
const redemptionsUndone = (n: number) =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`R${String(i + 1)}`, aRedemption([1], { undo: undone })]));

test.each([
  ['within the hour', {}, 0, 'ok'],
  ['the last millisecond', {}, UNDO_WINDOW_MS - 1, 'ok'],
  ['an hour later', {}, UNDO_WINDOW_MS, 'UNDO_WINDOW_OVER'],
  ['ten redemptions before that stand', { vouchers: { V01: aVoucher({ redemptions: tenThatStand() }) } }, 1, 'ok'],
  ['after a refund of another voucher', { refunds: refundOf(NOON, 'V02') }, 1, 'ok'],
  ['after a refund of this and another', { refunds: refundOf(NOON, 'V02', 'V01') }, 1, 'UNDO_NOT_ALLOWED'],
  ['ten undos before', { vouchers: { V01: aVoucher({ redemptions: redemptionsUndone(10) }) } }, 1, 'UNDO_NOT_ALLOWED'],
  [
    'after a refund of the voucher',
    {
      refunds: {
        R: newRefund({
          ...{ kind: 'sum', amountFen: 1, reason: '', by: null, at: NOON, restock: 0 },
          took: [{ voucher: 'V01', use: 1, fen: 1, settled: true }],
        }),
      },
    },
    1,
    'UNDO_NOT_ALLOWED',
  ],
] as const)('judgeUndo: %s', (_, changes, later, answer) => {
  const order = anOrder(changes);
  expect(
    refusalOf(() => {
      judgeUndo(order, 'V01', aRedemption([1]), NOON + later);
    }),
  ).toBe(answer);
});

function tenThatStand() {
  return Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`R${String(i + 1)}`, aRedemption([1])]));
}

test('judgeUndo: of what was redeemed before refunds were counted, their times tell what came first', () => {
  const { refundsBefore: _, ...earlier } = aRedemption([1]);
  const judged = (at: number) =>
    refusalOf(() => judgeUndo(anOrder({ refunds: refundOf(at, 'V01') }), 'V01', earlier, NOON + 1));
  expect([judged(NOON - 1), judged(NOON)]).toEqual(['ok', 'UNDO_NOT_ALLOWED']);
});

test('redeemable: what is used up though nobody redeemed it says no more than that', () => {
  const shown = { order: anOrder({ vouchers: { V01: aVoucher({ usesLeft: 0 }) } }), voucherKey: 'V01' };
  expect(() => redeemable(shown, clerk, NOON)).toThrow(new Failure('VOUCHER_ALREADY_REDEEMED'));
});

test('nextRedemptionKey: they are counted from one', () => {
  expect(nextRedemptionKey(aVoucher())).toBe('R1');
  expect(nextRedemptionKey(aVoucher({ redemptions: { R1: aRedemption([1]), R2: aRedemption([2]) } }))).toBe('R3');
});

test('newRedemption: of a voucher that is none nothing is used', () => {
  expect(newRedemption(anOrder(), 'V09', 1, clerk, NOON)).toMatchObject({ uses: [], settled: [], clerk: 'li' });
});

test('reversedBy: nothing once the timer has settled the order; no word of a commission that is none', () => {
  const settled = [{ voucher: 'V01', use: 1, fen: 3334 }];
  const redemption = aRedemption([1], { settled });
  expect(reversedBy(anOrder(), 'V01', redemption, NOON + 1)).toStrictEqual({ reversed: settled });
  expect(reversedBy(anOrder({ settledAt: NOON }), 'V01', redemption, NOON + 1)).toStrictEqual({ reversed: [] });
});
