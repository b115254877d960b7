import { expect, test } from '@jest/globals';

import type { DealInput } from '../../typings/deal';
import { NOON } from '../views/documents-for-tests';
import { dealProblems } from './deal-problems';
import { DAY_MS } from './time';

const fine: DealInput = {
  ...{ title: '精洗', description: '', imageFileIds: [], mode: 'share', alonePriceFen: 5000, groupPriceFen: 2990 },
  ...{
    groupSize: 2,
    stock: 10,
    unitsPerOrderMax: 10,
    usesPerVoucher: 1,
    validity: { days: 60 },
    codeSource: 'generated',
  },
};

const rows: readonly (readonly [says: string, changes: Partial<DealInput>])[] = [
  ['alonePriceFen price_missing', { mode: 'alone', alonePriceFen: undefined }],
  ['groupPriceFen price_missing', { groupPriceFen: undefined }],
  ['groupPriceFen group_price_not_below_alone_price', { groupPriceFen: 5000 }],
  ['groupSize size_missing', { groupSize: 1 }],
  ['tiers tiers_missing', { mode: 'tiered', tiers: [] }],
  ['tiers tier_does_not_fall', { mode: 'tiered', tiers: [2, 3].map((size) => ({ size, priceFen: 100 })) }],
  ['tiers size_missing', { mode: 'tiered', tiers: [{ size: 1, priceFen: 100 }] }],
  ['tiers group_price_not_below_alone_price', { mode: 'tiered', tiers: [{ size: 2, priceFen: 5000 }] }],
  ['commission commission_missing', { mode: 'commission' }],
  ['commission commission_too_large', { mode: 'commission', commission: { kind: 'percent', value: 31 } }],
  ['commission commission_too_large', { mode: 'commission', commission: { kind: 'fixed', value: 898 } }],
  ['unitsPerOrderMax more_units_than_partial_refunds', { mode: 'tiered', unitsPerOrderMax: 50 }],
  ['unitsPerOrderMax more_units_than_partial_refunds', { unitsPerOrderMax: 51 }],
  ['windowMinutes window_out_of_range', { windowMinutes: 1441 }],
  ['windowMinutes window_out_of_range', { windowMinutes: 9 }],
  ['validity already_over', { validity: { untilDay: '2026-11-21' } }],
  ['validity already_over', { validity: { untilDay: '2026-02-30' } }],
  ['validity beyond_refund_limit', { validity: { days: 360 } }],
  ['saleEndsAt sale_outlives_vouchers', { validity: { untilDay: '2026-11-30' }, saleEndsAt: NOON + 30 * DAY_MS }],
  ['saleEndsAt already_over', { saleEndsAt: NOON }],
  ['saleEndsAt ends_before_it_starts', { saleStartsAt: NOON + 2, saleEndsAt: NOON + 1 }],
  ['excludedDays not_a_day', { excludedDays: ['2026-02-30'] }],
  ['excludedWeekdays no_day_left', { excludedWeekdays: [1, 2, 3, 4, 5, 6, 7] }],
  ['storeIds no_store', { storeIds: [] }],
  ['storeIds unknown_store', { storeIds: ['S9'] }],
  [
    'refund imported_codes_never_return',
    { codeSource: 'imported', refund: { anytime: true, onExpiry: true, restock: true } },
  ],
];

const said = (changes: Partial<DealInput>, storeIds = ['S1']): string[] =>
  dealProblems({ ...fine, ...changes }, { now: NOON, storeIds }).map(({ field, reason }) => `${field} ${reason}`);

test('dealProblems: a sound deal has none', () => {
  expect(said({})).toEqual([]);
  expect(said({ mode: 'alone', groupPriceFen: undefined, groupSize: undefined })).toEqual([]);
  const tiers = [4999, 4998].map((priceFen, i) => ({ size: i + 2, priceFen }));
  expect(said({ mode: 'tiered', groupPriceFen: undefined, groupSize: undefined, tiers })).toEqual([]);
  expect(said({ mode: 'commission', commission: { kind: 'percent', value: 30 } })).toEqual([]);
  expect(said({ mode: 'commission', commission: { kind: 'fixed', value: 897 } })).toEqual([]);
  expect(said({ codeSource: 'imported' })).toEqual([]);
});

test.each(rows)('dealProblems: %s', (says, changes) => {
  expect(said(changes)).toContain(says);
});

test('dealProblems: a merchant without a store sells nothing', () => {
  expect(said({}, [])).toEqual(['storeIds no_store']);
});
