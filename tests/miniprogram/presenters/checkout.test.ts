import { describe, expect, test } from '@jest/globals';

import {
  changesBetween,
  checkoutPage,
  possible,
  totalOf,
  type CheckoutPage,
} from '../../../miniprogram/presenters/checkout-page';
import { isOutdatedBy, refusedOrder, type NextStep } from '../../../miniprogram/presenters/checkout-refusal';
import { atFirst, orderAsked } from '../../../miniprogram/presenters/checkout-step';
import { Refusal, Unreachable } from '../../../miniprogram/services/cloud';
import type { DealDetail } from '../../../typings/deal';
import type { ErrorCode } from '../../../typings/error';
import type { GroupView } from '../../../typings/group';
import type { Buy } from '../../../typings/order';

const NOW = Date.UTC(2026, 2, 8, 2);
const HOUR = 3_600_000;
const refund = { anytime: true, onExpiry: true, restock: false };

const deal: DealDetail = {
  ...{ dealId: 'D1', version: 2, status: 'published', title: '双人洗车', imageFileIds: [], mode: 'share' },
  ...{ alonePriceFen: 6800, groupPriceFen: 2990, groupSize: 2, stock: 100, unitsPerOrderMax: 5, usesPerVoucher: 1 },
  ...{ description: '', stores: [], refund, refundAfterUses: [2990, 0], validity: { days: 30 }, excludedDays: [] },
  ...{ excludedWeekdays: [], windowMinutes: 1440, service: { hours: '9:00–21:00' }, openGroups: [] },
};

const group: GroupView = {
  ...{ groupId: 'G1', dealId: 'D1', version: 1, dealTitle: '双人洗车（旧）', description: '', imageFileIds: [] },
  ...{ mode: 'share', groupPriceFen: 2500, unitsPerOrderMax: 3, usesPerVoucher: 1, refund, stores: [] },
  ...{ status: 'open', size: 2, members: [], filledSeats: 0, seatsLeft: 1, seatsHeld: 0, expiresAt: NOW + HOUR },
  ...{ joinableUntil: NOW + HOUR - 60_000, dealStatus: 'published', stock: 100, canOpenAnother: true },
  ...{ validity: { days: 7 }, excludedDays: [], excludedWeekdays: [6, 7], refundAfterUses: [2500, 0] },
};

function pageOf(buy: Buy, changes: Partial<DealDetail> = {}, groupChanges: Partial<GroupView> = {}): CheckoutPage {
  const itsGroup = buy === 'join' ? { ...group, ...groupChanges } : undefined;
  const page = checkoutPage(buy, { ...deal, ...changes }, itsGroup, NOW);
  if (!page) throw new Error('cannot be bought this way');
  return page;
}

describe('what is about to be bought', () => {
  test.each<[Buy, number, number, string]>([
    ['alone', 6800, 2, '单独购买'],
    ['open', 2990, 2, '开 2 人团，你是团长'],
    ['join', 2500, 1, '参加 2 人团'],
  ])('buying %s has its own price and version', (buy, unitFen, version, buying) => {
    expect(pageOf(buy)).toMatchObject({ unitFen, version, buying });
  });

  test('a deal that has no group cannot be opened, and one without an alone price not be bought alone', () => {
    const { alonePriceFen: _price, ...groupOnly } = deal;
    expect(checkoutPage('open', { ...deal, mode: 'alone' }, undefined, NOW)).toBeUndefined();
    expect(checkoutPage('alone', groupOnly, undefined, NOW)).toBeUndefined();
    expect(checkoutPage('join', deal, undefined, NOW)).toBeUndefined();
  });

  test.each<[string, Partial<DealDetail>, number, string]>([
    ['the order', {}, 5, '一次最多 5 份'],
    ['the stock', { stock: 3 }, 3, '仅剩 3 份'],
    ['the limit', { limitPerBuyer: 2, limitLeft: 2 }, 2, '你还可以买 2 份'],
  ])('the quantity is limited by %s', (_, changes, unitsLeft, unitsNote) => {
    expect(pageOf('open', changes)).toMatchObject({ unitsLeft, unitsNote });
  });

  test('who joins has the units of the group he joins', () => {
    expect(pageOf('join').unitsLeft).toBe(3);
  });

  test('the quantity stays within what can be had, and is at least one', () => {
    const page = pageOf('open', { stock: 3 });
    expect([0, 1, 3, 9].map((quantity) => possible(page, quantity))).toEqual([1, 1, 3, 3]);
    expect(possible(pageOf('open', { stock: 0 }), 4)).toBe(1);
    expect(totalOf(page, 3)).toBe('¥89.70');
  });

  test('only who joins chooses what happens if the seat is gone', () => {
    expect(pageOf('join').ifFullChoices.map(({ value }) => value)).toEqual(['refund', 'newGroup']);
    expect(pageOf('open').ifFullChoices).toEqual([]);
  });

  test('shows the table of a times card only for the price that it was made for', () => {
    const timesCard = { usesPerVoucher: 2, refundAfterUses: [2990, 1495, 0] };
    expect(pageOf('open', timesCard)).toMatchObject({ isTimesCard: true, afterUses: { length: 3 } });
    expect(pageOf('alone', timesCard)).toMatchObject({ isTimesCard: true, afterUses: [] });
    const alone = { ...timesCard, refundAfterUsesAlone: [6800, 3400, 0] };
    expect(pageOf('alone', alone).afterUses.map(({ back }) => back)).toEqual(['¥68', '¥34', '不退']);
  });

  test('who joins is shown the rules of the group, whatever the deal says by now', () => {
    const store = { storeId: 'S1', name: '江边店', address: '江边路 1 号' };
    const timesCard = { usesPerVoucher: 2, refundAfterUses: [2500, 1250, 0], stores: [store] };
    const page = pageOf('join', {}, timesCard);
    expect(page.facts).toEqual([
      { name: '有效期', value: '得到券后 7 天内' },
      { name: '可用日期', value: '周六、周日 不可用' },
      { name: '使用次数', value: '每张可用 2 次' },
      { name: '拼团时间', value: '11:00 前凑满，否则自动全额退款' },
      { name: '可用门店', value: '江边店' },
    ]);
    expect(page.afterUses.map(({ back }) => back)).toEqual(['¥25', '¥12.50', '不退']);
  });

  test('names three stores, and of more how many they are', () => {
    const stores = ['东', '南', '西', '北'].map((name) => ({ storeId: name, name: `${name}店`, address: '' }));
    const named = (count: number) => pageOf('open', { stores: stores.slice(0, count) }).facts.slice(-1)[0]?.value;
    expect(named(3)).toBe('东店、南店、西店');
    expect(named(4)).toBe('东店、南店、西店 等 4 家');
  });

  const tiers = [
    { size: 2, priceFen: 3000 },
    { size: 5, priceFen: 2000 },
  ];

  test('of a tiered deal the first price is paid, and the ladder says what comes back', () => {
    const page = pageOf('open', { mode: 'tiered', tiers });
    expect(page).toMatchObject({ unitFen: 3000, buying: '开阶梯团，你是团长' });
    expect(page.line).toContain('1天后按最终人数定价');
    expect(page.tiers.map(({ back, mark }) => [back, mark])).toEqual([
      ['参团时先付这个价', ''],
      ['结束后每份退 ¥10', ''],
    ]);
    expect(pageOf('alone', { mode: 'tiered', tiers })).toMatchObject({ unitFen: 6800, tiers: [] });
  });

  test('who joins a tiered group pays the first price whatever it has reached', () => {
    const members = ['阿', '大'].map((nickname, i) => ({ nickname, isLeader: i === 0, isYou: false }));
    const page = pageOf('join', {}, { mode: 'tiered', tiers, size: 5, members, tierPriceFen: 3000, seatsLeft: 3 });
    expect(page).toMatchObject({
      unitFen: 3000,
      buying: '参加阶梯团',
      line: expect.stringContaining('11:00 按最终人数定价'),
    });
    expect(page.tiers.map(({ mark }) => mark)).toEqual(['现价', '还差 3 人']);
    expect(page.facts).toContainEqual({ name: '拼团时间', value: '11:00 结束；满 2 人即成团，不满则自动全额退款' });
  });

  test('of a tiered group that ends with its vouchers nothing is priced at the end: it fills, or it fails', () => {
    const lastDay = { mode: 'tiered', tiers, validity: { untilDay: '2026-03-08' } } as const;
    expect(pageOf('open', lastDay).line).toBe('付款后开团，明天 00:00 前凑满即成团。');
    const page = pageOf('join', {}, { ...lastDay, size: 5, expiresAt: NOW + 14 * HOUR });
    expect(page.line).toBe('付款后占住名额，凑满即成团。');
    expect(page.facts).toContainEqual({
      name: '拼团时间',
      value: '明天 00:00 结束；满 5 人即成团，不满则自动全额退款',
    });
  });

  test('a step that has another price is a change', () => {
    const of = (priceFen: number) =>
      pageOf('open', {
        mode: 'tiered',
        tiers: [
          { size: 2, priceFen: 3000 },
          { size: 5, priceFen },
        ],
      });
    expect(changesBetween(of(2000), of(2500))).toEqual(['阶梯价：满 2 人 ¥30、满 5 人 ¥20 → 满 2 人 ¥30、满 5 人 ¥25']);
  });

  test('who buys alone earns nobody a commission', () => {
    const names = (buy: Buy) =>
      pageOf(buy, { commission: { kind: 'fixed', value: 300 } }).facts.map(({ name }) => name);
    expect(names('open')).toContain('团长佣金');
    expect(names('alone')).not.toContain('团长佣金');
  });

  test('buying alone promises nothing about groups', () => {
    expect(pageOf('alone').terms.map(({ label }) => label)).toEqual(['随时退', '过期自动退']);
    expect(pageOf('alone').facts.map(({ name }) => name)).toEqual(['有效期', '可用日期']);
  });

  test('a group that the end of the sale cuts short says when', () => {
    const saleEndsAt = NOW + HOUR;
    const page = pageOf('open', { saleEndsAt });
    expect(page.line).toBe('付款后开团，11:00 前凑满即成团。');
    expect(page.facts).toContainEqual({ name: '拼团时间', value: '11:00 前凑满，否则自动全额退款' });
    expect(pageOf('open', { saleEndsAt: NOW + 24 * HOUR }).line).toContain('1天内');
  });

  test('says what changed', () => {
    const after = pageOf('open', {
      groupPriceFen: 3200,
      refund: { ...refund, onExpiry: false },
      limitPerBuyer: 2,
      limitLeft: 1,
    });
    expect(changesBetween(pageOf('open'), after)).toEqual([
      '单价：¥29.90 → ¥32',
      '数量：一次最多 5 份 → 你还可以买 1 份',
      '退款保障：未成团自动全额退款、随时退、过期自动退 → 未成团自动全额退款、随时退、过期不退',
    ]);
    expect(changesBetween(after, after)).toEqual([]);
  });
});

describe('the order that is asked for', () => {
  test('names a group, and what if it is full, only where one is joined', () => {
    const chosen = { ...atFirst, quantity: 2, ifFull: 'newGroup' } as const;
    const same = { requestId: 'R1', dealId: 'D1', quantity: 2 };
    expect(orderAsked(pageOf('open'), chosen, undefined, () => 'R1')).toEqual({ ...same, version: 2, buy: 'open' });
    expect(orderAsked(pageOf('join'), chosen, undefined, () => 'R1')).toEqual({
      ...{ ...same, version: 1, buy: 'join', groupId: 'G1', ifFull: 'newGroup' },
    });
  });

  test('is the same request while its answer is missing, until something else is wanted', () => {
    const first = orderAsked(pageOf('join'), atFirst, undefined, () => 'R1');
    expect(orderAsked(pageOf('join'), { ...atFirst }, first, () => 'R2')).toEqual(first);
    expect(orderAsked(pageOf('join'), { ...atFirst, quantity: 2 }, first, () => 'R2').requestId).toBe('R2');
    expect(orderAsked(pageOf('join'), { ...atFirst, ifFull: 'newGroup' }, first, () => 'R2').requestId).toBe('R2');
    const dearer = { ...pageOf('join'), version: 7 };
    expect(orderAsked(dearer, atFirst, first, () => 'R2')).toMatchObject({ requestId: 'R2', version: 7 });
  });
});

describe('a refused order', () => {
  const reloaded = { unitsLeft: 2, changes: ['单价：¥1 → ¥2'], canOpen: true };

  test.each<[ErrorCode, Record<string, unknown>, string, NextStep | undefined]>([
    ['DEAL_NOT_ON_SALE', {}, '看看优惠', { kind: 'deals' }],
    ['GROUP_NOT_OPEN', {}, '自己开团', { kind: 'open' }],
    ['GROUP_FULL', {}, '自己开团', { kind: 'open' }],
    ['ALREADY_IN_GROUP', {}, '查看拼团', { kind: 'group' }],
    ['ORDER_PENDING', { orderId: 'O1' }, '去看订单', { kind: 'order', orderId: 'O1' }],
    ['LIMIT_REACHED', { left: 2 }, '改数量', { kind: 'reduce', quantity: 2 }],
    ['SOLD_OUT', {}, '改数量', { kind: 'reduce', quantity: 2 }],
    ['QUOTA_EXHAUSTED', {}, '看看优惠', { kind: 'deals' }],
    ['PAYMENT_UNAVAILABLE', {}, '知道了', undefined],
    ['INTERNAL', {}, '知道了', undefined],
  ])('%s leads on', (code, detail, nextLabel, next) => {
    const refused = refusedOrder(new Refusal(code, detail), reloaded, NOW);
    expect(refused.nextLabel).toBe(nextLabel);
    expect(refused.next).toEqual(next);
  });

  test('leads to other deals where nothing is left or no group can be opened', () => {
    const nothing = { ...reloaded, unitsLeft: 0, canOpen: false };
    expect(refusedOrder(new Refusal('SOLD_OUT', {}), nothing, NOW).next).toEqual({ kind: 'deals' });
    expect(refusedOrder(new Refusal('GROUP_FULL', {}), nothing, NOW).next).toEqual({ kind: 'deals' });
  });

  test('of a changed deal says what changed', () => {
    expect(refusedOrder(new Refusal('DEAL_CHANGED', {}), reloaded, NOW).content).toBe('单价：¥1 → ¥2\n请确认后再付款');
  });

  test('without an answer is no refusal: the same request may be made again', () => {
    const told = refusedOrder(new Unreachable('offline'), reloaded, NOW);
    expect(told).toMatchObject({ title: '网络不通', content: expect.stringContaining('不会重复下单') });
    expect(told.next).toBeUndefined();
  });

  test('has labels that WeChat shows: four characters at the most', () => {
    const codes: readonly ErrorCode[] = ['SOLD_OUT', 'GROUP_FULL', 'ALREADY_IN_GROUP', 'NOT_FOUND', 'INTERNAL'];
    const labels = codes.map((code) => refusedOrder(new Refusal(code, {}), reloaded, NOW).nextLabel);
    expect(labels.filter((label) => label.length > 4)).toEqual([]);
  });

  test('makes the page load again where what it shows is no longer true', () => {
    expect(isOutdatedBy(new Refusal('DEAL_CHANGED', {}))).toBe(true);
    expect(isOutdatedBy(new Refusal('GROUP_FULL', {}))).toBe(false);
    expect(isOutdatedBy(new Unreachable('offline'))).toBe(false);
  });
});
