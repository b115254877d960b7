import { describe, expect, test } from '@jest/globals';

import { orderFacts } from '../../../miniprogram/merchant/presenters/order-detail';
import type { MerchantOrderDetail, OrderRefund, OrderVoucher, RefundStatus } from '../../../typings/order';

const NOW = Date.UTC(2026, 2, 8, 2);
const DAY = 86_400_000;

const voucher: OrderVoucher = {
  ...{ voucherId: 'OV01', status: 'valid', usesLeft: 1, validUntil: Date.UTC(2026, 3, 8, 16) },
  ...{ settlement: { status: 'pending', dueAt: NOW + 7 * DAY }, refundableFen: 2990 },
};
const order: MerchantOrderDetail = {
  ...{ orderId: 'O', groupId: 'G', groupStatus: 'formed', dealId: 'D1', dealTitle: '双人洗车', imageFileIds: [] },
  ...{ status: 'issued', useStatus: 'unused', quantity: 1, amountFen: 2990, refundedFen: 0, orderedAt: NOW },
  ...{ paidAt: NOW, issuedAt: NOW, vouchers: [voucher], refunds: [], canRefund: { allowed: true } },
  ...{ refund: { anytime: true, onExpiry: false, restock: false }, usesPerVoucher: 1, refundAfterUses: [2990, 0] },
  ...{ stores: [], service: { hours: '9:00–21:00' }, buyer: '阿', refundableFen: 2990, fillableSeats: 0 },
};
const facts = (change: Partial<MerchantOrderDetail>) => orderFacts({ ...order, ...change }, NOW);
const clocks = (change: Partial<OrderVoucher>, usesPerVoucher = 1) =>
  facts({ vouchers: [{ ...voucher, ...change }], usesPerVoucher }).vouchers[0];
const refund = (status: RefundStatus, reason = '服务没有完成'): OrderRefund => ({
  ...{ refundId: 'R1', amountFen: 1000, status, reason },
});

describe('an order as its merchant sees it', () => {
  test('says who, how much, when, and what was promised', () => {
    expect(Object.fromEntries(facts({}).facts.map(({ name, value }) => [name, value]))).toEqual({
      ...{ 顾客: '阿', 份数: '1 份', 付款金额: '¥29.90', 还可退: '¥29.90', 退款规则: '随时退，过期不退' },
      ...{ 下单: '2026-03-08 10:00', 付款: '2026-03-08 10:00', 发券: '2026-03-08 10:00' },
    });
  });

  test('an open group says who is missing and when it ends', () => {
    const open = { status: 'paid', groupStatus: 'open', seatsLeft: 1, expiresAt: NOW + DAY } as const;
    expect(facts(open)).toMatchObject({ group: '拼团中，还差 1 人，明天 10:00 结束', label: { word: '拼团中' } });
  });

  test('a tiered group lacks nobody once its first step is reached, however many seats it has', () => {
    const tiered = { status: 'paid', groupStatus: 'open', seatsLeft: 7 } as const;
    expect(facts({ ...tiered, missing: 1 }).group).toBe('拼团中，还差 1 人');
    expect(facts({ ...tiered, missing: 0 }).group).toBe('拼团中，已够成团');
  });

  test('seats that the merchant paid for are told, also once the group has formed', () => {
    const filled = { filledSeats: 1, groupStatus: 'formed' } as const;
    expect(facts(filled).group).toBe('已成团，商家补位 1 人');
    const open = { status: 'paid', groupStatus: 'open', seatsLeft: 2, filledSeats: 1, fillableSeats: 2 } as const;
    expect(facts(open)).toMatchObject({ group: '拼团中，还差 2 人，商家补位 1 人', fillableSeats: 2 });
  });

  test('says what is left of each voucher and in all', () => {
    const spent: OrderVoucher = { ...voucher, voucherId: 'OV02', status: 'used', usesLeft: 0, refundableFen: 0 };
    const shown = facts({ vouchers: [voucher, spent], refundableFen: 5980 });
    expect(shown.vouchers.map(({ left }) => left)).toEqual(['可退 ¥29.90', '']);
    expect(shown.left).toBe('一共可退 ¥59.80，其中 ¥29.90 是已用过的');
    expect(facts({}).left).toBe('一共可退 ¥29.90');
    expect(facts({ refundableFen: 0 }).left).toBe('');
  });

  test('a tiered order says the price that its group reached', () => {
    const names = facts({ tierPriceFen: 1990 }).facts.map(({ name, value }) => `${name} ${value}`);
    expect(names).toContain('成团价 每份 ¥19.90，差价自动退回');
  });

  test('a closed order says why', () => {
    expect(facts({ status: 'closed', closeReason: 'cancelled' }).closed).toBe('顾客取消了订单，没有扣款。');
    expect(facts({}).closed).toBe('');
  });

  test('a voucher shows both clocks: unused and not settled', () => {
    expect(clocks({})).toMatchObject({
      ...{ name: '券 1', label: { word: '可使用' }, use: '有效期至 2026年4月8日' },
      settlement: '未入账，最晚 3月15日 10:00 入账',
    });
  });

  test('settled and still unused', () => {
    expect(clocks({ settlement: { status: 'settled', dueAt: NOW, settledAt: NOW } })).toMatchObject({
      ...{ label: { word: '可使用' }, settlement: '已入账（10:00）' },
    });
  });

  test('a times card that was partly used is partly settled', () => {
    expect(clocks({ usesLeft: 3, redeemedAt: NOW }, 5)).toMatchObject({
      use: '剩 3/5 次，10:00 核销，有效期至 2026年4月8日',
      settlement: '核销过的已入账，其余未入账，最晚 3月15日 10:00 入账',
    });
  });

  test('a refunded voucher has been reversed', () => {
    const settlement = { status: 'reversed', dueAt: NOW } as const;
    expect(clocks({ status: 'refunded', settlement })).toMatchObject({ use: '', settlement: '已冲回' });
  });

  test.each([
    ['pending', '等待提交微信', /自动提交/],
    ['processing', '微信处理中', /3 个工作日/],
    ['waiting_for_funds', '商户号余额不足', /充值/],
    ['abnormal', '退款异常，需要处理', /在这里标记/],
  ] as const)('a refund that is %s says so, and what to do', (status, word, todo) => {
    const [line] = facts({ refunds: [refund(status)] }).refunds;
    expect(line).toMatchObject({ amount: '¥10', label: { word }, why: '商家退款：服务没有完成' });
    expect(line?.todo).toMatch(todo);
  });

  test('a refund that arrived says when', () => {
    expect(facts({ refunds: [{ ...refund('succeeded'), succeededAt: NOW }] }).refunds[0]?.todo).toBe('10:00 到账');
  });

  test('a refund that was paid by hand says how; only an abnormal one can be marked so', () => {
    const byHand = { ...refund('succeeded'), succeededAt: NOW, reference: '转账 881' };
    expect(facts({ refunds: [byHand] }).refunds[0]).toMatchObject({
      ...{ label: { word: '已线下退款' }, todo: '10:00 标记，凭据：转账 881', isForHand: false },
    });
    const all = facts({ refunds: [refund('abnormal'), refund('waiting_for_funds')] }).refunds;
    expect(all.map(({ isForHand }) => isForHand)).toEqual([true, false]);
  });

  test.each([
    ['tier_difference', '阶梯团差价，自动退款'],
    ['group_failed', '未成团，自动退款'],
    ['voucher_expired', '券过期，自动退款'],
    ['buyer_request', '顾客申请退款'],
  ])('a refund that nobody of the shop asked for says why: %s', (reason, why) => {
    expect(facts({ refunds: [refund('processing', reason)] }).refunds[0]?.why).toBe(why);
  });
});
