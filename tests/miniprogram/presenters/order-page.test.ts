import { describe, expect, test } from '@jest/globals';

import { orderPage } from '../../../miniprogram/presenters/order-page';
import { refundAsked } from '../../../miniprogram/presenters/order-refund';
import { asUnconfirmed } from '../../../miniprogram/presenters/order-situation';
import { sumOf } from '../../../miniprogram/presenters/order-vouchers';
import type { OrderDetail, OrderVoucher } from '../../../typings/order';

const NOW = Date.UTC(2026, 2, 8, 2);
const HOUR = 3_600_000;

const voucher: OrderVoucher = {
  ...{ voucherId: 'O1V01', status: 'valid', usesLeft: 1, validUntil: NOW + 60 * 24 * HOUR },
  ...{ settlement: { status: 'pending', dueAt: NOW + 24 * HOUR }, refundableFen: 2990 },
};

const order: OrderDetail = {
  ...{ orderId: 'O1', dealId: 'D1', dealTitle: '洗车', imageFileIds: [], status: 'issued', useStatus: 'unused' },
  ...{ quantity: 1, amountFen: 2990, refundedFen: 0, orderedAt: NOW, vouchers: [voucher], refunds: [] },
  ...{ canRefund: { allowed: true }, refund: { anytime: true, onExpiry: true, restock: false }, usesPerVoucher: 1 },
  ...{ refundAfterUses: [2990, 0], stores: [], service: { hours: '9:00–21:00' } },
};

const unpaid: Partial<OrderDetail> = { status: 'pending_payment', vouchers: [], payBy: NOW + HOUR };
const inGroup: Partial<OrderDetail> = {
  ...{ status: 'paid', groupStatus: 'open', groupId: 'G1', paidAt: NOW, expiresAt: NOW + HOUR, vouchers: [] },
};

describe('the page of an order', () => {
  test.each<[string, Partial<OrderDetail>, string, string]>([
    ['unpaid', unpaid, 'pay', '等待付款'],
    ['unpaid too long', { ...unpaid, payBy: NOW }, 'wait', '正在确认付款'],
    ['cancelled, not yet closed', { ...unpaid, closesBy: NOW + HOUR }, 'wait', '正在取消订单'],
    ['cancelled long ago', { ...unpaid, closesBy: NOW }, 'wait', '正在确认付款'],
    ['in an open group', inGroup, 'share', '付款成功，等待成团'],
    ['in a group past its end', { ...inGroup, expiresAt: NOW }, 'wait', '正在确认付款'],
    ['in a failed group', { ...inGroup, groupStatus: 'failed' }, 'wait', '未成团，正在退款'],
    ['in a group that has just formed', { ...inGroup, groupStatus: 'formed' }, 'wait', '付款成功，正在发券'],
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
    expect(page).toMatchObject({ vouchers: [{ canRefund: false }], backs: [0] });
  });

  test('tells each refund with its state and reason', () => {
    const refund = { refundId: 'R1', amountFen: 100, status: 'waiting_for_funds', reason: '服务缩水' } as const;
    expect(orderPage({ ...order, refunds: [refund] }, NOW).refunds).toEqual([
      {
        refundId: 'R1',
        amount: '¥1',
        label: { word: '等待商家账户余额', tone: 'warn' },
        why: '商家退款：服务缩水',
        reference: '',
      },
    ]);
  });

  test.each([
    ['tier_difference', '阶梯差额退款'],
    ['group_failed', '未成团，自动退款'],
    ['voucher_expired', '券过期，自动退款'],
    ['seat_lost', '名额已满，自动退款'],
    ['buyer_request', '你申请的退款'],
  ])('says why %s gave money back', (reason, why) => {
    const refund = { refundId: 'R1', amountFen: 100, status: 'processing', reason } as const;
    expect(orderPage({ ...order, refunds: [refund] }, NOW).refunds).toMatchObject([{ why }]);
  });

  test('tells a refund that was paid by hand, and how', () => {
    const refund = {
      refundId: 'R1',
      amountFen: 100,
      status: 'succeeded',
      reason: '补偿',
      reference: '转账 88',
    } as const;
    expect(orderPage({ ...order, refunds: [refund] }, NOW).refunds).toMatchObject([
      { label: { word: '商家已人工退款' }, reference: '退款凭证：转账 88' },
    ]);
    const over = { ...order, status: 'refunded' } as const;
    expect(orderPage(over, NOW).hint).toBe('款项已原路退回微信支付。');
    expect(orderPage({ ...over, refunds: [refund] }, NOW).hint).toBe('款项已退回，商家人工退款的凭证见下方。');
  });

  test('names what is left of each voucher, and what several give back together', () => {
    const second = { ...voucher, voucherId: 'O1V02', refundableFen: 1500 };
    const spent = { ...voucher, voucherId: 'O1V03', status: 'used', usesLeft: 0, refundableFen: 0 } as const;
    const page = orderPage({ ...order, vouchers: [voucher, second, spent] }, NOW);
    expect(page.vouchers.map(({ left, canRefund }) => [left, canRefund])).toEqual([
      ['可退 ¥29.90', true],
      ['可退 ¥15', true],
      ['', false],
    ]);
    expect(sumOf(page, ['O1V01', 'O1V02', 'O1V03'])).toBe('¥44.90');
    expect(sumOf(page, [])).toBe('¥0');
  });

  test('fits into one message to the page with as many vouchers as an order may have', () => {
    const long = Array.from({ length: 50 }, (_, i) => ({ ...voucher, voucherId: `${'O'.repeat(20)}V${String(i)}` }));
    const page = orderPage({ ...order, quantity: 50, usesPerVoucher: 5, vouchers: long }, NOW);
    expect(page.validity).toBe('有效期至 2026年5月7日');
    expect(page.vouchers[0]).toMatchObject({ use: '剩 1/5 次 · 未入账', left: '可退 ¥29.90' });
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(10_240);
  });

  test('promises no refund of what the buyer cannot give back: it names what is unused', () => {
    const [row] = orderPage({ ...order, canRefund: { allowed: false, why: 'not_offered' } }, NOW).vouchers;
    expect(row).toMatchObject({ left: '未用 ¥29.90', canRefund: false });
  });

  test('of a tiered group names the price reached, and waits for the end once there are enough', () => {
    expect(orderPage({ ...order, tierPriceFen: 2000 }, NOW).facts).toContainEqual({
      ...{ name: '成团价', value: '每份 ¥20，差价自动退回' },
    });
    expect(orderPage({ ...order, ...inGroup, missing: 0 }, NOW)).toMatchObject({
      step: 'share',
      headline: '已够成团，等待结束',
    });
    expect(orderPage({ ...order, ...inGroup, missing: 1 }, NOW).headline).toBe('付款成功，等待成团');
  });

  test('names the seats that the merchant filled, and what a leader earns', () => {
    const page = orderPage({ ...order, filledSeats: 2, commission: { kind: 'percent', value: 5 } }, NOW);
    expect(page.facts).toContainEqual({ name: '商家补位', value: '2 席，由商家付款' });
    expect(page.rules).toMatchObject([{ name: '团长佣金' }]);
    expect(orderPage({ ...order, filledSeats: 0 }, NOW).facts.map(({ name }) => name)).not.toContain('商家补位');
  });

  test('counts down to the end of payment, then to that of the group', () => {
    expect(orderPage({ ...order, ...unpaid, payBy: NOW + 7 }, NOW).endsAt).toBe(NOW + 7);
    expect(orderPage({ ...order, ...inGroup, expiresAt: NOW + 9 }, NOW).endsAt).toBe(NOW + 9);
    expect(orderPage(order, NOW).endsAt).toBe(0);
  });

  test('that waits for WeChat can be neither paid nor cancelled, and is asked for again until it is known', () => {
    expect(orderPage({ ...order, ...unpaid }, NOW)).toMatchObject({ mayCancel: true, isChanging: false });
    for (const changes of [{ payBy: NOW }, { closesBy: NOW + HOUR }])
      expect(orderPage({ ...order, ...unpaid, ...changes }, NOW)).toMatchObject({
        ...{ mayCancel: false, isChanging: true, endsAt: 0, label: { word: '确认付款中' } },
      });
  });

  test('whose payment WeChat may have taken is not offered for payment again', () => {
    expect(asUnconfirmed(orderPage({ ...order, ...unpaid }, NOW))).toMatchObject({
      ...{ step: 'confirm', headline: '正在确认付款', mayCancel: false, isChanging: true, endsAt: 0 },
      hint: expect.stringContaining('已付的钱不会丢'),
    });
    expect(asUnconfirmed(orderPage(order, NOW))).toEqual(orderPage(order, NOW));
  });

  test.each<[string, Partial<OrderDetail>, string, string]>([
    ['expired', { vouchers: [{ ...voucher, status: 'expired' }] }, '已过期', '自动退款'],
    ['past its days, not yet marked', { vouchers: [{ ...voucher, validUntil: NOW }] }, '已过期', '自动退款'],
    [
      'expired for good',
      { vouchers: [{ ...voucher, status: 'expired' }], refund: { ...order.refund, onExpiry: false } },
      ...(['已过期', '过期不退'] as const),
    ],
    ['being refunded', { vouchers: [{ ...voucher, status: 'refunding' }] }, '没有可用的券', '下方'],
  ])('whose only voucher is %s sends nobody to the shop', (_, changes, headline, hint) => {
    const page = orderPage({ ...order, ...changes }, NOW);
    expect(page).toMatchObject({ step: 'again', headline, label: { word: headline, tone: 'quiet' } });
    expect(page.hint).toContain(hint);
  });

  test('promises use after settlement only of a voucher that then still lives', () => {
    const settlementOf = (validUntil: number) =>
      orderPage({ ...order, vouchers: [{ ...voucher, validUntil }] }, NOW).vouchers[0]?.settlement;
    expect(settlementOf(voucher.settlement.dueAt + 1)).toContain('仍可使用');
    expect(settlementOf(voucher.settlement.dueAt)).toBe('商家未入账，明天 10:00入账');
  });

  test('leads others to its group once it is paid for, before to the deal', () => {
    expect(orderPage({ ...order, ...inGroup }, NOW).sharedGroupId).toBe('G1');
    expect(orderPage({ ...order, ...unpaid, groupId: 'G1' }, NOW).sharedGroupId).toBe('');
  });
});

describe('a refund that is asked for', () => {
  const unanswered = { requestId: 'R1', orderId: 'O1', voucherIds: ['V1', 'V2'] };
  const asked = (...voucherIds: string[]) => refundAsked('O1', voucherIds, unanswered, () => 'R2');

  test('again while its answer is missing is the same request', () => {
    expect(asked('V2', 'V1')).toBe(unanswered);
  });

  test('of other vouchers is another request', () => {
    expect(asked('V1')).toEqual({ requestId: 'R2', orderId: 'O1', voucherIds: ['V1'] });
  });
});
