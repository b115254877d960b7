import { describe, expect, test } from '@jest/globals';

import {
  newRefundForm,
  noRefundProblems,
  refundFormAfter,
  refundFormView,
  refundProblems,
  refundQuestion,
  refundWanted,
  type RefundForm,
} from '../../../miniprogram/merchant/presenters/refund-form';
import { refundRefusal } from '../../../miniprogram/merchant/presenters/refund-refusal';
import type { MerchantOrderDetail, OrderVoucher } from '../../../typings/order';

const NOW = Date.UTC(2026, 2, 8, 2);
const voucher = (n: number, change: Partial<OrderVoucher> = {}): OrderVoucher => ({
  ...{ voucherId: `OV0${String(n)}`, status: 'valid', usesLeft: 3, validUntil: NOW },
  ...{ settlement: { status: 'pending', dueAt: NOW }, refundableFen: 10000 },
  ...change,
});
/** Two cards of three uses at 100 yuan. */
const order: MerchantOrderDetail = {
  ...{ orderId: 'O', dealId: 'D1', dealTitle: '按摩 3 次卡', imageFileIds: [], status: 'issued', quantity: 2 },
  ...{ useStatus: 'unused', amountFen: 20000, refundedFen: 0, orderedAt: NOW, refunds: [], stores: [] },
  ...{ vouchers: [voucher(1), voucher(2)], canRefund: { allowed: true }, usesPerVoucher: 3 },
  ...{ refund: { anytime: true, onExpiry: true, restock: false }, refundAfterUses: [10000, 6666, 3333, 0] },
  ...{ service: { hours: '' }, buyer: '阿', refundableFen: 20000, fillableSeats: 0 },
};
const form = (change: Partial<RefundForm>): RefundForm => ({ ...newRefundForm(order), reason: '生病', ...change });

describe('the refund form', () => {
  test('offers the vouchers with uses left, also expired ones, with what comes back of each', () => {
    const mixed = {
      ...order,
      vouchers: [
        voucher(1, { usesLeft: 1, refundableFen: 3333 }),
        voucher(2, { status: 'expired' }),
        voucher(3, { status: 'used', usesLeft: 0, refundableFen: 0 }),
      ],
    };
    expect(refundFormView(mixed, form({})).vouchers.map(({ label }) => label)).toEqual([
      '券 1 · 剩 1/3 次 · ¥33.33',
      '券 2 · 剩 3/3 次 · ¥100',
    ]);
  });

  test('without such vouchers offers sums only', () => {
    const used = { ...order, vouchers: [voucher(1, { status: 'used', usesLeft: 0, refundableFen: 0 })] };
    expect(newRefundForm(used).way).toBe('sum');
    expect(refundFormView(used, newRefundForm(used)).ways.map(({ label }) => label)).toEqual(['按金额退', '全部退']);
  });

  test('keeps what can still be refunded when the order was read again', () => {
    const typed = form({ voucherIds: ['OV01', 'OV02'], sum: '5' });
    const used = voucher(1, { status: 'used', usesLeft: 0, refundableFen: 0 });
    const back = voucher(2, { status: 'refunding', refundableFen: 0 });
    expect(refundFormAfter({ ...order, vouchers: [used, voucher(2)] }, typed)).toEqual({
      ...typed,
      voucherIds: ['OV02'],
    });
    expect(refundFormAfter({ ...order, vouchers: [used, back] }, typed)).toEqual({
      ...typed,
      way: 'sum',
      voucherIds: [],
    });
    expect(refundFormAfter({ ...order, vouchers: [used, back] }, { ...typed, way: 'all' }).way).toBe('all');
  });

  test('says how much goes back', () => {
    expect(refundFormView(order, form({ voucherIds: ['OV01', 'OV02'] }))).toMatchObject({
      ...{ total: '将退回 ¥200', button: '退款 ¥200' },
    });
    expect(refundFormView(order, form({ way: 'all' })).button).toBe('退款 ¥200');
    expect(refundFormView(order, form({ way: 'sum', sum: '10.5' })).button).toBe('退款 ¥10.50');
    expect(refundFormView(order, form({})).button).toBe('退款');
  });

  test('a voucher of which a sum went back returns what is left of it', () => {
    const less = { ...order, refundableFen: 15000, vouchers: [voucher(1, { refundableFen: 5000 }), voucher(2)] };
    expect(refundFormView(less, form({ voucherIds: ['OV01'] }))).toMatchObject({
      ...{ total: '将退回 ¥50', button: '退款 ¥50' },
    });
    expect(refundQuestion(less, form({ voucherIds: ['OV01'] })).title).toBe('退款 ¥50？');
  });

  test.each([
    ['pending_payment', /没有付款/],
    ['paid', /拼团进行中不能退款/],
    ['refunding', /正在退回/],
    ['refunded', /已经退回/],
  ] as const)('of an order that is %s says why not', (status, why) => {
    expect(refundFormView({ ...order, status, refundableFen: 0 }, form({})).whyNot).toMatch(why);
  });

  test.each<readonly [Partial<RefundForm>, object]>([
    [{ voucherIds: ['OV01'] }, {}],
    [{ voucherIds: [] }, { voucherIds: '请选择要退的券' }],
    [{ way: 'sum', sum: '' }, { sum: '请填写金额，如 29.9' }],
    [{ way: 'sum', sum: '200.01' }, { sum: '最多还能退 ¥200' }],
    [{ way: 'sum', sum: '200' }, {}],
    [{ way: 'all', reason: ' ' }, { reason: '请填写退款原因' }],
  ])('says what is wrong with %j', (typed, problems) => {
    expect(refundProblems(order, form(typed))).toEqual({ ...noRefundProblems, ...problems });
  });

  test('sends vouchers, a sum, or neither for all', () => {
    expect(refundWanted(order, form({ voucherIds: ['OV01'], sum: '5' }))).toEqual({
      ...{ orderId: 'O', voucherIds: ['OV01'], reason: '生病' },
    });
    expect(refundWanted(order, form({ way: 'sum', sum: '5', reason: ' 生病 ' }))).toEqual({
      ...{ orderId: 'O', amountFen: 500, reason: '生病' },
    });
    expect(refundWanted(order, form({ way: 'all' }))).toEqual({ orderId: 'O', reason: '生病' });
  });

  test('asks with the sum and what follows', () => {
    expect(refundQuestion(order, form({ voucherIds: ['OV01'] }))).toMatchObject({
      ...{ title: '退款 ¥100？', content: expect.stringMatching(/^1 张券立即失效/) },
    });
    expect(refundQuestion(order, form({ way: 'sum', sum: '1' })).content).toMatch(/^券仍可使用/);
    expect(refundQuestion(order, form({ way: 'sum', sum: '200' })).content).toMatch(/^没用过的券立即失效/);
  });

  test('says that settled money is taken from today’s account', () => {
    const settled = voucher(1, { settlement: { status: 'settled', dueAt: NOW, settledAt: NOW } });
    expect(refundQuestion({ ...order, vouchers: [settled] }, form({ way: 'all' })).content).toContain(
      '从今天的账里扣除',
    );
    expect(refundQuestion(order, form({ way: 'all' })).content).not.toContain('今天的账');
  });

  test('a refusal says what helps', () => {
    expect(refundRefusal({ code: 'REFUND_TOO_LARGE', detail: { leftFen: 1234 } })).toBe('最多还能退 ¥12.34');
    expect(refundRefusal({ code: 'REFUND_PARTS_EXHAUSTED', detail: {} })).toMatch(/50 次/);
    expect(refundRefusal({ code: 'FORBIDDEN', detail: {} })).toBeUndefined();
  });
});
