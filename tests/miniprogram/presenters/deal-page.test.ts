import { describe, expect, test } from '@jest/globals';

import { dealPage } from '../../../miniprogram/presenters/deal-page';
import { unusableDays } from '../../../miniprogram/presenters/usable-days';
import type { DealDetail } from '../../../typings/deal';

const NOW = Date.UTC(2026, 2, 8, 2);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const deal: DealDetail = {
  ...{ dealId: 'D1', version: 1, status: 'published', title: '双人洗车', imageFileIds: ['cloud://a'], mode: 'share' },
  ...{ alonePriceFen: 6800, groupPriceFen: 2990, groupSize: 2, stock: 100, unitsPerOrderMax: 5, usesPerVoucher: 1 },
  ...{ description: '外观精洗', stores: [], refund: { anytime: true, onExpiry: true, restock: false } },
  ...{ refundAfterUses: [2990, 0], validity: { days: 30 }, excludedDays: [], excludedWeekdays: [] },
  ...{ windowMinutes: 1440, service: { hours: '9:00–21:00' }, openGroups: [] },
};

const pageOf = (changes: Partial<DealDetail> = {}) => dealPage({ ...deal, ...changes }, NOW);
const { alonePriceFen: _alone, ...groupOnly } = deal;

describe('the page of a deal', () => {
  test('offers a group deal alone and as a group, the group last', () => {
    expect(pageOf().offer).toEqual({
      kind: 'buttons',
      buttons: [
        { buy: 'alone', label: '单独购买', price: '¥68' },
        { buy: 'open', label: '开 2 人团', price: '¥29.90' },
      ],
    });
  });

  test('has one button where there is one way to buy', () => {
    const group = dealPage(groupOnly, NOW).offer;
    const alone = pageOf({ mode: 'alone' }).offer;
    expect(group).toMatchObject({ buttons: [{ buy: 'open' }] });
    expect(alone).toMatchObject({ buttons: [{ buy: 'alone' }] });
  });

  test.each<[string, Partial<DealDetail>, string]>([
    ['taken off the shelf', { status: 'unpublished' }, '这个优惠已停止购买'],
    ['not yet on sale', { saleStartsAt: NOW + HOUR }, '11:00 开售'],
    ['sold no longer', { saleEndsAt: NOW }, '销售时间已结束'],
    ['of vouchers whose last day is over', { validity: { untilDay: '2026-03-07' } }, '销售时间已结束'],
    ['bought up by the buyer', { limitPerBuyer: 2, limitLeft: 0 }, '每人限购 2 份，你已买满'],
    ['sold out', { stock: 0 }, '已售罄'],
  ])('a deal that is %s says so instead of a button', (_, changes, reason) => {
    expect(pageOf(changes).offer).toMatchObject({ kind: 'none', reason });
  });

  test('shows the lowest price of a tiered deal and all its steps', () => {
    const tiers = [
      { size: 2, priceFen: 3000 },
      { size: 5, priceFen: 2000 },
    ];
    const page = pageOf({ mode: 'tiered', tiers });
    expect(page).toMatchObject({ price: '¥20', priceNote: '最低', shareTitle: '最低¥20 双人洗车' });
    expect(page.tiers.map(({ people, price, back }) => [people, price, back])).toEqual([
      ['满 2 人', '¥30', '参团时先付这个价'],
      ['满 5 人', '¥20', '结束后每份退 ¥10'],
    ]);
    expect(page.offer).toMatchObject({ buttons: [{ buy: 'alone' }, { buy: 'open', price: '¥30' }] });
  });

  test('lists its rules, each only where there is one', () => {
    const names = (changes: Partial<DealDetail>) => pageOf(changes).rules.map(({ name }) => name);
    expect(names({})).toEqual(['有效期', '可用日期', '拼团时间', '购买数量']);
    expect(names({ mode: 'alone', usesPerVoucher: 3, limitPerBuyer: 2, limitLeft: 1, saleEndsAt: NOW + HOUR })).toEqual(
      ['有效期', '可用日期', '使用次数', '销售时间', '购买数量', '每人限购'],
    );
  });

  test('says how a tiered group ends: it needs its first step, and no more', () => {
    const tiered: Partial<DealDetail> = { mode: 'tiered', tiers: [{ size: 2, priceFen: 3000 }] };
    const windowOf = (changes: Partial<DealDetail>) =>
      pageOf({ ...tiered, ...changes }).rules.find(({ name }) => name === '拼团时间')?.value;
    expect(windowOf({ windowMinutes: 60 })).toBe('开团后1小时结束；满 2 人即成团，不满则自动全额退款');
    expect(windowOf({ saleEndsAt: NOW + HOUR })).toBe('11:00 结束；满 2 人即成团，不满则自动全额退款');
  });

  test('says of a tiered group that ends with its vouchers that it needs everybody', () => {
    const tiers = [2, 5].map((size) => ({ size, priceFen: 10_000 / size }));
    const tiered: Partial<DealDetail> = { mode: 'tiered', tiers, validity: { untilDay: '2026-03-08' } };
    const page = pageOf(tiered);
    expect(page.modeLine).toBe('至少5人付款即成团，人越多价格越低。');
    const value = '明天 00:00 结束；满 5 人即成团，不满则自动全额退款';
    expect(page.rules).toContainEqual({ name: '拼团时间', value });
    expect(pageOf({ ...tiered, windowMinutes: 60 }).modeLine).toBe('至少2人付款即成团，人越多价格越低。');
  });

  test.each([
    ['percent', 10, '10%'],
    ['fixed', 350, '¥3.50'],
  ] as const)(
    'tells what a leader earns (%s) as a fact among the rules, and names the mode as a group',
    (kind, value, said) => {
      const page = pageOf({ mode: 'commission', commission: { kind, value } });
      expect(page.rules).toContainEqual({
        name: '团长佣金',
        value: `其他成员每笔订单的 ${said}，由商家支付，退款部分不计；不影响你的价格`,
      });
      expect(page.tags[0]).toEqual({ word: '2人团', tone: 'brand' });
    },
  );

  test('says the last day of a validity that ends on a day', () => {
    const [validity] = pageOf({ validity: { untilDay: '2026-12-31' } }).rules;
    expect(validity?.value).toBe('到 2026年12月31日 为止（含当天）');
  });

  test('a group opened on the last day of its vouchers ends with them, and the last minute sells nothing', () => {
    const validity = { untilDay: '2026-03-08' };
    const page = pageOf({ validity });
    expect(page.rules).toContainEqual({ name: '拼团时间', value: '明天 00:00 前凑满，否则自动全额退款' });
    expect(page.changesAt).toBe(NOW + 14 * HOUR - MINUTE);
    expect(dealPage({ ...deal, validity }, NOW + 14 * HOUR - MINUTE).offer.kind).toBe('none');
  });

  test('names what is promised about money, and what is not', () => {
    const refund = { anytime: false, onExpiry: true, restock: false };
    expect(pageOf({ refund }).terms.map(({ label, isGiven }) => [label, isGiven])).toEqual([
      ['未成团自动全额退款', true],
      ['不支持随时退', false],
      ['过期自动退', true],
    ]);
    expect(pageOf({ mode: 'alone' }).terms).toHaveLength(2);
    expect(pageOf({ mode: 'tiered', refund }).terms[1]).toMatchObject({ label: '差价自动退', isGiven: true });
  });

  test('has the table of a times card, and none for a single use', () => {
    expect(pageOf().afterUses).toEqual([]);
    expect(pageOf({ usesPerVoucher: 2, refundAfterUses: [2990, 1495, 0] }).afterUses).toEqual([
      { uses: '没用过', back: '¥29.90' },
      { uses: '用过 1 次', back: '¥14.95' },
      { uses: '用过 2 次', back: '不退' },
    ]);
  });

  test('offers open groups to join while there is a unit to take', () => {
    const openGroups = [{ groupId: 'G1', seatsLeft: 1, expiresAt: NOW + HOUR }];
    expect(pageOf({ openGroups }).groups).toEqual([{ groupId: 'G1', seats: '还差 1 人', expiresAt: NOW + HOUR }]);
    expect(pageOf({ openGroups, mode: 'tiered' }).groups).toMatchObject([{ seats: '还有 1 席' }]);
    expect(pageOf({ openGroups, stock: 0 }).groups).toEqual([]);
    expect(pageOf({ openGroups, limitPerBuyer: 1, limitLeft: 0 }).groups).toEqual([]);
  });

  test('changes by itself when a sale starts or ends, or a group can no longer be joined', () => {
    const openGroups = [{ groupId: 'G1', seatsLeft: 1, expiresAt: NOW + HOUR }];
    expect(pageOf().changesAt).toBe(0);
    expect(pageOf({ saleStartsAt: NOW + 7, saleEndsAt: NOW + HOUR }).changesAt).toBe(NOW + 7);
    expect(pageOf({ saleEndsAt: NOW + 2 * HOUR, openGroups }).changesAt).toBe(NOW + HOUR - MINUTE);
  });

  test('is shared with its price', () => {
    expect(pageOf().shareTitle).toBe('¥29.90 双人洗车');
  });
});

describe('days on which a voucher cannot be used', () => {
  test.each<[readonly number[], readonly string[], string]>([
    [[], [], ''],
    [[7, 6], [], '周六、周日'],
    [[1, 2, 3, 4, 5], [], '周一至周五'],
    [[], ['2026-10-01'], '10月1日 周四'],
    [[6], ['2026-10-03', '2026-10-01', '2026-10-02', '2026-10-07'], '周六、10月1日 周四 至 10月3日 周六、10月7日 周三'],
    [[], ['2026-12-31', '2027-01-01'], '12月31日 周四 至 1月1日 周五'],
  ])('weekdays %j and days %j are said as "%s"', (weekdays, days, words) => {
    expect(unusableDays(weekdays, days)).toBe(words);
  });
});
