import { describe, expect, test } from '@jest/globals';

import { changedParts, editorPage, formView } from '../../../miniprogram/merchant/presenters/deal-editor';
import { newForm, type DealForm } from '../../../miniprogram/merchant/presenters/deal-form';
import { refundAfterUses } from '../../../cloudfunctions/domain/deal';
import type { DealInput, DealStatus, MerchantDeal } from '../../../typings/deal';

const input: DealInput = {
  ...{ title: '洗车', description: '', imageFileIds: [], mode: 'alone', alonePriceFen: 6800, stock: 200 },
  ...{ unitsPerOrderMax: 10, usesPerVoucher: 1, validity: { days: 60 }, codeSource: 'generated' },
};
const dealOf = (status: DealStatus): MerchantDeal => ({
  ...{ dealId: 'D1', version: 1, status, title: '洗车', imageFileIds: [], mode: 'alone', alonePriceFen: 6800 },
  ...{ stock: 12, unitsPerOrderMax: 10, usesPerVoucher: 1, deal: input, createdAt: 0 },
});
const stores = [
  { storeId: 'S1', name: '江边店', address: '江边路 1 号' },
  { storeId: 'S2', name: '车站店', address: '站前街 8 号' },
];
const view = (change: Partial<DealForm>) => formView({ ...newForm(), ...change }, stores);
const on = (choices: readonly { readonly isOn: boolean; readonly label: string }[]) =>
  choices.filter(({ isOn }) => isOn).map(({ label }) => label);

describe('the editor of a deal', () => {
  test('a new deal can be kept as a draft or published', () => {
    expect(editorPage(undefined, stores)).toMatchObject({
      isNew: true,
      saveWord: '存为草稿',
      publishWord: '保存并上架',
    });
  });

  test('a published deal says that open groups keep their rules, and is saved only', () => {
    const page = editorPage(dealOf('published'), stores);
    expect(page.note).toContain('正在拼的团和已有订单仍按原来的规则');
    expect(page).toMatchObject({
      isNew: false,
      saveWord: '保存',
      publishWord: '',
      stockHint: expect.stringContaining('12'),
    });
  });

  test('an unpublished deal can be published again', () => {
    expect(editorPage(dealOf('unpublished'), stores)).toMatchObject({ saveWord: '保存', publishWord: '保存并上架' });
  });

  test('a deal that exists shows its codes, and that few are left', () => {
    const deal = { ...dealOf('published'), stock: 3, deal: { ...input, codeSource: 'imported' } } as const;
    expect(editorPage(deal, stores).codes).toMatchObject({ dealId: 'D1', left: '还有 3 个没发出的券码' });
    expect(editorPage(deal, stores).codes?.few).toMatch(/只剩 3 个/);
    expect(editorPage(undefined, stores)).not.toHaveProperty('codes');
  });

  test.each([
    ['alone', { hasGroup: false, hasSize: false, hasTiers: false, hasCommission: false }],
    ['share', { hasGroup: true, hasSize: true, hasTiers: false, hasCommission: false }],
    ['tiered', { hasGroup: true, hasSize: false, hasTiers: true, hasCommission: false }],
    ['commission', { hasGroup: true, hasSize: true, hasTiers: false, hasCommission: true }],
  ] as const)('of the four modes %s has its own fields, and says what it means', (mode, fields) => {
    const shown = view({ mode });
    expect(shown).toMatchObject(fields);
    expect(shown.modes).toHaveLength(4);
    expect(shown.modeHint).not.toBe('');
  });

  test('a commission says what it comes to, and how much it may be', () => {
    const shown = (change: Partial<DealForm>) => view({ mode: 'commission', ...change }).commissionHint;
    expect(shown({ groupPrice: '29.9', commissionPercent: '15' })).toMatch(/付 ¥29.90，团长得 ¥4.48/);
    expect(shown({ groupPrice: '29.9', commissionPercent: '31' })).toMatch(/1 到 30/);
    expect(shown({ groupPrice: '29.9', commissionKind: 'fixed' })).toMatch(/最高 ¥8.97/);
    expect(shown({ commissionKind: 'fixed' })).toMatch(/30%/);
  });

  test('with imported codes nothing is said of putting refunded units back on sale', () => {
    const names = (change: Partial<DealForm>) => view(change).switches.map(({ name }) => name);
    expect(names({})).toContain('restock');
    expect(names({ codeSource: 'imported' })).toEqual(['anytime', 'onExpiry']);
  });

  test('says in words what was typed as numbers', () => {
    expect(view({ windowMinutes: '90' }).windowHint).toBe('即 1小时30分，从团长付款起算');
    expect(view({ windowMinutes: 'x' }).windowHint).toBe('');
    expect(view({ days: '30' }).validityHint).toContain('第 30 天');
    expect(view({ validity: 'untilDay', untilDay: '2026-12-31' }).validityHint).toBe('2026-12-31 24 点到期');
  });

  test('shows what is chosen: weekdays, days, stores', () => {
    const shown = view({ excludedWeekdays: [6, 7], excludedDays: ['2026-10-01'], stores: 'some', storeIds: ['S2'] });
    expect(on(shown.weekdays)).toEqual(['周六', '周日']);
    expect(on(shown.excludedDays)).toEqual(['10月1日 周四']);
    expect(shown.hasChosenStores).toBe(true);
    expect(on(shown.stores)).toEqual(['车站店']);
  });

  test.each([
    [10000, 3],
    [29900, 5],
    [7, 10],
  ])('shows of %i fen over %i uses what the server will give back', (fen, uses) => {
    const { worth } = view({ mode: 'alone', alonePrice: (fen / 100).toFixed(2), usesPerVoucher: String(uses) });
    const back = worth.map(({ back: sum }) => Math.round(Number(sum.replace('退 ¥', '')) * 100));
    expect(back).toEqual(refundAfterUses(fen, uses));
  });

  test('says what each use is worth', () => {
    expect(view({ groupPrice: '100', usesPerVoucher: '3' }).worthEach).toBe(
      '每次价值：前 1 次 ¥33.34，其余 2 次 ¥33.33',
    );
    expect(view({ groupPrice: '100', usesPerVoucher: '4' }).worthEach).toBe('每次价值 ¥25');
    const tiers = [{ size: '2', price: '100' }];
    expect(view({ mode: 'tiered', tiers, usesPerVoucher: '4' })).toMatchObject({
      worthHead: expect.stringMatching(/第一档 ¥100/),
    });
  });

  test('has no such table for one use, for too many, or without a price', () => {
    expect(view({ groupPrice: '30' }).worth).toEqual([]);
    expect(view({ groupPrice: '30', usesPerVoucher: '101' }).worth).toEqual([]);
    expect(view({ usesPerVoucher: '3' }).worth).toEqual([]);
  });

  test('changes only the parts that changed', () => {
    expect(changedParts('shown', { a: 1, b: [1], c: 'x' }, { a: 1, b: [2], c: 'y' })).toEqual({
      ...{ 'shown.b': [2], 'shown.c': 'y' },
    });
  });
});
