import { describe, expect, test } from '@jest/globals';

import { orderPage } from '../../../miniprogram/presenters/order-page';
import type { OrderDetail, OrderVoucher } from '../../../typings/order';

const NOW = Date.UTC(2026, 2, 8, 2);
const HOUR = 3_600_000;

const voucher: OrderVoucher = {
  ...{ voucherId: 'O1V01', status: 'valid', usesLeft: 1, validUntil: NOW + 60 * 24 * HOUR },
  settlement: { status: 'pending', dueAt: NOW + 24 * HOUR },
};

const order: OrderDetail = {
  ...{ orderId: 'O1', dealId: 'D1', dealTitle: '洗车', imageFileIds: [], status: 'issued', useStatus: 'unused' },
  ...{ quantity: 1, amountFen: 2990, refundedFen: 0, orderedAt: NOW, vouchers: [voucher], refunds: [] },
  ...{ canRefund: { allowed: true }, refund: { anytime: true, onExpiry: true, restock: false }, usesPerVoucher: 1 },
  ...{ refundAfterUses: [2990, 0], stores: [], service: { hours: '9:00–21:00' } },
};

describe('the page of an order', () => {
  test.each<[string, Partial<OrderDetail>, string, string]>([
    ['unpaid', { status: 'pending_payment', vouchers: [], payBy: NOW + HOUR }, 'pay', '等待付款'],
    ['in an open group', { status: 'paid', groupStatus: 'open', vouchers: [] }, 'share', '付款成功，等待成团'],
    ['past its group', { status: 'paid', groupStatus: 'failed', vouchers: [] }, 'wait', '付款成功，等待成团'],
    ['issued', {}, 'voucher', '券已到手'],
    ['used', { useStatus: 'used', vouchers: [{ ...voucher, status: 'used', usesLeft: 0 }] }, 'again', '已使用完'],
    ['closed', { status: 'closed', vouchers: [], closeReason: 'unpaid' }, 'again', '订单已关闭'],
    ['refunding', { status: 'refunding', vouchers: [] }, 'wait', '正在退款'],
    ['refunded', { status: 'refunded', vouchers: [] }, 'again', '已全额退款'],
  ])('an order that is %s offers one next step', (_, changes, step, headline) => {
    expect(orderPage({ ...order, ...changes }, NOW)).toMatchObject({ step, headline });
  });

  test('shows both clocks of a voucher: settled, and still usable', () => {
    const settled = { ...voucher, settlement: { status: 'settled', dueAt: NOW, settledAt: NOW } } as const;
    const [row] = orderPage({ ...order, vouchers: [settled] }, NOW).vouchers;
    expect(row).toMatchObject({ label: { word: '可使用' }, settlement: '商家已入账（10:00）', canRefund: true });
  });

  test('says why no refund can be asked for', () => {
    const page = orderPage({ ...order, canRefund: { allowed: false, why: 'group_open' } }, NOW);
    expect(page).toMatchObject({ mayRefund: false, refundNote: expect.stringContaining('拼团进行中') });
    expect(page.vouchers[0]?.canRefund).toBe(false);
  });

  test('tells each refund with its state and reason', () => {
    const refund = { refundId: 'R1', amountFen: 100, status: 'waiting_for_funds', reason: '服务缩水' } as const;
    expect(orderPage({ ...order, refunds: [refund] }, NOW).refunds).toEqual([
      { refundId: 'R1', amount: '¥1', label: { word: '等待商家账户余额', tone: 'warn' }, why: '商家退款：服务缩水' },
    ]);
  });

  test('counts down to the end of payment, then to that of the group', () => {
    expect(orderPage({ ...order, status: 'pending_payment', payBy: 7 }, NOW).endsAt).toBe(7);
    expect(orderPage({ ...order, status: 'paid', groupStatus: 'open', expiresAt: 9 }, NOW).endsAt).toBe(9);
    expect(orderPage(order, NOW).endsAt).toBe(0);
  });
});
