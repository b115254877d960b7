import { describe, expect, test } from '@jest/globals';
import { anOrder, aRedemption, aVoucher, NOON } from '../views/documents-for-tests';
import { commissionOn, commissionsOf } from './commission';
import type { Order, Refund } from './order';
import { UNDO_WINDOW_MS, validUntil } from './order';
import { newRefund } from './refund';
import { DAY_MS } from './time';

const percent = { kind: 'percent', value: 7 } as const;
const fixed = { kind: 'fixed', value: 100 } as const;

/** A member's order of three vouchers for 29.90 each, used once. */
const member = (
  changes: Partial<Order> = {},
  commission: NonNullable<Order['rules']['commission']> = percent,
): Order => {
  const plain = anOrder();
  const keys = ['V01', 'V02', 'V03'];
  return anOrder({
    ...{ buy: 'join', quantity: 3, priceFen: 2990, amountFen: 8970 },
    rules: { ...plain.rules, mode: 'commission', commission, usesPerVoucher: 1 },
    vouchers: Object.fromEntries(keys.map((key) => [key, aVoucher({ usesLeft: 1 })])),
    leader: { person: 'lin', orderId: 'L'.repeat(20) },
    ...changes,
  });
};

describe('commissionOn: a voucher of which so much is settled earns', () => {
  test.each([
    { commission: percent, voucher: 'V01', fen: 2990, earns: 209 },
    { commission: percent, voucher: 'V03', fen: 2990, earns: 209 },
    { commission: percent, voucher: 'V01', fen: 14, earns: 0 },
    { commission: percent, voucher: 'V01', fen: 15, earns: 1 },
    { commission: fixed, voucher: 'V01', fen: 2990, earns: 34 },
    { commission: fixed, voucher: 'V02', fen: 2990, earns: 33 },
    { commission: fixed, voucher: 'V03', fen: 2990, earns: 33 },
    { commission: fixed, voucher: 'V01', fen: 1495, earns: 17 },
    { commission: fixed, voucher: 'V01', fen: 1494, earns: 16 },
    { commission: fixed, voucher: 'V01', fen: 0, earns: 0 },
  ])('$commission.kind, $fen fen of $voucher: $earns fen', ({ commission, voucher, fen, earns }) => {
    expect(commissionOn(member({}, commission), voucher, fen)).toBe(earns);
  });

  test('nothing without a leader, and exact for the dearest voucher', () => {
    const { leader: _leader, ...alone } = member();
    expect(commissionOn(alone, 'V01', 2990)).toBe(0);
    const dear = { quantity: 1, priceFen: 100_000_000 };
    expect(commissionOn(member(dear, { kind: 'fixed', value: 29_999_999 }), 'V01', 99_999_999)).toBe(29_999_998);
  });
});

describe('commissionsOf: it may be paid out', () => {
  const used = { usesLeft: 0, redemptions: { R1: aRedemption([1]) } };
  const undo = { at: NOON, by: 'li', reason: '', reversed: [] };
  const end = validUntil(anOrder().rules.validity, NOON);
  const noExpiryRefund = { anytime: true, onExpiry: false, restock: false };
  const taking = (fen: number): Refund =>
    newRefund({
      ...{ kind: 'sum', amountFen: fen, reason: '', by: null, at: NOON + DAY_MS, restock: 0 },
      took: [{ voucher: 'V01', use: 1, fen, settled: false }],
    });
  const payableAt = (order: Order): number | null | undefined => commissionsOf(order)[0]?.payableAt;
  const first = (voucher: Partial<Order['vouchers'][string]>, changes: Partial<Order> = {}): Order => {
    const order = member(changes);
    return { ...order, vouchers: { ...order.vouchers, V01: aVoucher({ usesLeft: 1, ...voucher }) } };
  };
  const kept = { rules: { ...member().rules, refund: noExpiryRefund } };

  test.each<[string, Order, number | null]>([
    ['an hour after the use', first(used), NOON + UNDO_WINDOW_MS],
    ['not before it is used', member(), null],
    ['not after an undo', first({ redemptions: { R1: aRedemption([1], { undo }) } }), null],
    ['at the end of a voucher that nobody refunds then', first({}, kept), end],
    ['when it was taken back', first({ refund: 'R' }, { refunds: { R: taking(2990) } }), NOON + DAY_MS],
    ['not while a part may come back at expiry', first({}, { refunds: { R: taking(1000) } }), null],
  ])('%s', (_when, order, at) => {
    expect(payableAt(order)).toBe(at);
  });

  test('of a times card when the last use is past its undo hour', () => {
    const card = { rules: { ...member().rules, usesPerVoucher: 2 } };
    const redemptions = { R1: aRedemption([1]), R2: aRedemption([2], { at: NOON + 5 }) };
    expect(payableAt(first({ usesLeft: 0, redemptions }, card))).toBe(NOON + 5 + UNDO_WINDOW_MS);
    expect(payableAt(first({ usesLeft: 1, redemptions: { R1: aRedemption([1]) } }, card))).toBeNull();
  });

  test('of a card whose uses that are left are worth nothing: at its end, whatever another card is worth', () => {
    const cheap = { ...kept, priceFen: 1, rules: { ...member().rules, usesPerVoucher: 2 } };
    const redemptions = { R1: aRedemption([1]) };
    expect(payableAt(first({ usesLeft: 1, redemptions }, cheap))).toBe(end);
    expect(payableAt(first({ usesLeft: 2 }, cheap))).toBeNull();
  });

  test('of nothing before the vouchers are issued, nor of an order that nobody leads', () => {
    expect(commissionsOf(member({ issuedAt: null, status: 'paid' }))).toEqual([]);
    expect(commissionsOf(anOrder())).toEqual([]);
  });
});
