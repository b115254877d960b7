import { describe, expect, test } from '@jest/globals';

import { managedDeal, managedDeals, shelfQuestion } from '../../../miniprogram/merchant/presenters/managed-deals';
import { deltaOf, newStockChange, stockChangeView } from '../../../miniprogram/merchant/presenters/stock-change';
import type { DealInput, MerchantDeal } from '../../../typings/deal';

const NOW = Date.UTC(2026, 2, 8, 2);
const HOUR = 3_600_000;

const input: DealInput = {
  ...{ title: '双人洗车', description: '', imageFileIds: [], mode: 'share', stock: 200, unitsPerOrderMax: 10 },
  ...{ usesPerVoucher: 1, validity: { days: 60 }, codeSource: 'generated' },
};
const deal: MerchantDeal = {
  ...{ dealId: 'D1', version: 1, status: 'published', title: '双人洗车', imageFileIds: ['cloud://a', 'cloud://b'] },
  ...{ mode: 'share', alonePriceFen: 6800, groupPriceFen: 2990, groupSize: 2, stock: 12 },
  ...{ unitsPerOrderMax: 10, usesPerVoucher: 1, deal: input, createdAt: 0 },
};
const row = (change: Partial<MerchantDeal>) => managedDeal({ ...deal, ...change }, NOW);
const { groupPriceFen: _group, alonePriceFen: _alone, ...unpriced } = deal;

describe('a deal in the merchant’s list', () => {
  test('shows what it is, costs and has left', () => {
    expect(row({})).toMatchObject({
      ...{ label: { word: '销售中' }, modeLabel: '2人团', price: '¥29.90', alonePrice: '单买 ¥68' },
      ...{ stock: '库存 12', soldOut: '', sale: '', adjustWord: '调库存', shelfWord: '下架', cover: 'cloud://a' },
    });
  });

  test('is marked when it is sold out, and asks to be stocked, also off the shelf', () => {
    expect(row({ stock: 0 })).toMatchObject({ soldOut: '已售罄', adjustWord: '补货' });
    expect(row({ stock: 0, status: 'unpublished' })).toMatchObject({ adjustWord: '补货', shelfWord: '上架' });
  });

  test('of a draft without a price says so', () => {
    expect(managedDeal({ ...unpriced, status: 'draft' }, NOW)).toMatchObject({
      ...{ price: '未定价', alonePrice: '', label: { word: '草稿' }, isOnShelf: false },
    });
  });

  test.each([
    [{ saleStartsAt: NOW + HOUR }, '11:00 开售'],
    [{ saleEndsAt: NOW + HOUR }, '11:00 停售'],
    [{ saleEndsAt: NOW }, '已过停售时间'],
  ])('says when its sale begins or ends: %j', (times, said) => {
    expect(row(times).sale).toBe(said);
  });

  test('is found under its status', () => {
    const draft: MerchantDeal = { ...deal, dealId: 'D2', status: 'draft' };
    const ids = (tab: 'all' | 'draft' | 'unpublished') =>
      managedDeals([deal, draft], tab, NOW).map(({ dealId }) => dealId);
    expect([ids('all'), ids('draft'), ids('unpublished')]).toEqual([['D1', 'D2'], ['D2'], []]);
  });

  test('says what putting it on the shelf and taking it off mean', () => {
    expect(shelfQuestion(row({})).content).toContain('正在拼的团仍可参团');
    expect(shelfQuestion(row({ status: 'unpublished' })).content).toContain('所有人都可以购买和开团');
  });
});

describe('a change of stock', () => {
  const change = { ...newStockChange(deal), units: '12' };

  test.each([
    [{}, 12],
    [{ direction: 'take' }, -12],
    [{ direction: 'take', units: '13' }, undefined],
    [{ units: '0' }, undefined],
    [{ units: '' }, undefined],
    [{ units: '1.5' }, undefined],
    [{ units: '1000000' }, 1_000_000],
    [{ units: '1000001' }, undefined],
  ] as const)('is read: %j', (typed, delta) => {
    expect(deltaOf({ ...change, ...typed })).toBe(delta);
  });

  test('says what will be', () => {
    expect(stockChangeView(change)).toMatchObject({ now: '现有 12 份可售', hint: '调整后 24 份', isPossible: true });
  });

  test('says why it cannot be', () => {
    const taken = stockChangeView({ ...change, direction: 'take', units: '13' });
    expect(taken).toMatchObject({ problem: '最多减少 12 份', isPossible: false, hint: '' });
    expect(stockChangeView({ ...change, units: 'x' }).problem).toBe('请填写大于 0 的整数');
    expect(stockChangeView({ ...change, units: '' })).toMatchObject({ problem: '', isPossible: false });
  });
});
