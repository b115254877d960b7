import { expect, test } from '@jest/globals';

import type { DealInput } from '../../typings/deal';
import { NOON } from '../views/documents-for-tests';
import { dealProblems } from './deal-problems';
import { DAY_MS, endOfDay } from './time';

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

const tier = (size: number, priceFen: number) => ({ size, priceFen });
const commission = (value: number): Partial<DealInput> => ({
  mode: 'commission',
  commission: { kind: 'percent', value },
});
const dropped = { anytime: true, onExpiry: true, restock: true };

const rows: readonly (readonly [says: string, changes: Partial<DealInput>])[] = [
  ['alonePriceFen price_missing', { mode: 'alone', alonePriceFen: undefined }],
  ['groupPriceFen price_missing', { groupPriceFen: undefined }],
  ['groupPriceFen group_price_not_below_alone_price', { groupPriceFen: 5000 }],
  ['groupPriceFen price_missing', { ...commission(1), groupPriceFen: undefined }],
  ['groupSize size_missing', { groupSize: 1 }],
  ['groupSize size_missing', { groupSize: undefined }],
  ['tiers tiers_missing', { mode: 'tiered', tiers: [] }],
  ['tiers tiers_missing', { mode: 'tiered', tiers: undefined }],
  ['tiers tier_does_not_fall', { mode: 'tiered', tiers: [2, 3].map((size) => ({ size, priceFen: 100 })) }],
  ['tiers tier_does_not_fall', { mode: 'tiered', tiers: [100, 90].map((priceFen) => ({ size: 2, priceFen })) }],
  ['tiers group_price_not_below_alone_price', { mode: 'tiered', tiers: [tier(2, 5000), tier(3, 100)] }],
  ['tiers size_missing', { mode: 'tiered', tiers: [{ size: 1, priceFen: 100 }] }],
  ['tiers group_price_not_below_alone_price', { mode: 'tiered', tiers: [{ size: 2, priceFen: 5000 }] }],
  ['commission commission_missing', { mode: 'commission' }],
  ['commission commission_too_large', { mode: 'commission', commission: { kind: 'percent', value: 31 } }],
  ['commission commission_too_large', { mode: 'commission', commission: { kind: 'fixed', value: 898 } }],
  ['unitsPerOrderMax more_units_than_partial_refunds', { mode: 'tiered', tiers: [tier(2, 100)], unitsPerOrderMax: 50 }],
  ['unitsPerOrderMax more_units_than_partial_refunds', { unitsPerOrderMax: 51 }],
  ['windowMinutes window_out_of_range', { windowMinutes: 1441 }],
  ['windowMinutes window_out_of_range', { windowMinutes: 9 }],
  ['validity already_over', { validity: { untilDay: '2026-11-21' } }],
  ['validity already_over', { validity: { untilDay: '2026-02-30' } }],
  ['validity already_over', { validity: { untilDay: '2027-02-30' } }],
  ['validity beyond_refund_limit', { validity: { days: 360 } }],
  ['saleEndsAt sale_outlives_vouchers', { validity: { untilDay: '2026-11-30' }, saleEndsAt: NOON + 30 * DAY_MS }],
  ['saleEndsAt already_over', { saleEndsAt: NOON }],
  ['saleEndsAt ends_before_it_starts', { saleStartsAt: NOON + 2, saleEndsAt: NOON + 2 }],
  ['saleEndsAt ends_before_it_starts', { saleStartsAt: NOON + 2, saleEndsAt: NOON + 1 }],
  ['excludedDays not_a_day', { excludedDays: ['2026-02-30'] }],
  ['excludedWeekdays no_day_left', { excludedWeekdays: [1, 2, 3, 4, 5, 6, 7] }],
  ['validity no_day_left', { validity: { untilDay: '2026-11-22' }, excludedDays: ['2026-11-22'] }],
  ['validity no_day_left', { validity: { untilDay: '2026-11-22' }, excludedWeekdays: [7] }],
  ['validity no_day_left', { validity: { days: 0 }, excludedDays: ['2026-11-22'] }],
  ['validity no_day_left', { validity: { days: 1 }, excludedDays: ['2026-11-22'], excludedWeekdays: [1] }],
  ['validity no_day_left', { validity: { days: 0 }, excludedWeekdays: [6] }],
  // Who orders in the last minutes of the sale pays after midnight.
  ['validity no_day_left', { validity: { days: 0 }, excludedWeekdays: [1], saleEndsAt: endOfDay('2026-11-22') }],
  [
    'saleEndsAt sale_outlives_vouchers',
    { validity: { untilDay: '2026-11-29' }, excludedWeekdays: [6, 7], saleEndsAt: endOfDay('2026-11-28') },
  ],
  ['validity no_day_left', { validity: { days: 1 }, excludedWeekdays: [6, 7] }],
  ['validity no_day_left', { validity: { days: 2 }, excludedDays: ['2026-11-30'], excludedWeekdays: [6, 7] }],
  ['validity no_day_left', { validity: { days: 0 }, excludedDays: ['2026-11-23'], saleEndsAt: endOfDay('2026-11-23') }],
  ['validity no_day_left', { validity: { untilDay: '2026-11-30' }, saleStartsAt: endOfDay('2026-11-30') }],
  [
    'validity no_day_left',
    { validity: { untilDay: '2026-11-24' }, excludedDays: ['2026-11-24'], saleStartsAt: endOfDay('2026-11-23') },
  ],
  ['storeIds no_store', { storeIds: [] }],
  ['storeIds unknown_store', { storeIds: ['S9'] }],
  [
    'refund imported_codes_never_return',
    { codeSource: 'imported', refund: { anytime: true, onExpiry: true, restock: true } },
  ],
];

const said = (changes: Partial<DealInput>, storeIds = ['S1'], now = NOON): string[] =>
  dealProblems({ ...fine, ...changes }, { now, storeIds }).map(({ field, reason }) => `${field} ${reason}`);

test.each<[string, Partial<DealInput>]>([
  ['in a group', {}],
  ['in a group only', { alonePriceFen: undefined }],
  ['alone', { mode: 'alone', groupPriceFen: undefined, groupSize: undefined }],
  ['tiered', { mode: 'tiered', tiers: [tier(2, 4999), tier(3, 4998)] }],
  ['in one tier only', { mode: 'tiered', tiers: [tier(2, 4999)] }],
  ['with thirty percent for the leader', commission(30)],
  ['with a fixed sum for the leader', { mode: 'commission', commission: { kind: 'fixed', value: 897 } }],
  ['by imported codes', { codeSource: 'imported' }],
  ['by drawn codes that go back on sale', { refund: dropped }],
  ['fifty at a time', { unitsPerOrderMax: 50 }],
  ['forty-nine at a time in tiers', { mode: 'tiered', tiers: [tier(2, 4999)], unitsPerOrderMax: 49 }],
  ['for ten minutes', { windowMinutes: 10 }],
  ['for a day', { windowMinutes: 1440 }],
  ['until tonight', { validity: { untilDay: '2026-11-22' } }],
  ['as long as it is valid', { validity: { untilDay: '2026-11-30' }, saleEndsAt: endOfDay('2026-11-30') }],
  ['for a moment', { saleEndsAt: NOON + 1 }],
  ['from a day to a later one', { saleStartsAt: NOON + 1, saleEndsAt: NOON + 2 }],
  ['on one weekday', { excludedWeekdays: [1, 2, 3, 4, 5, 6] }],
  ['not on a day', { excludedDays: ['2026-11-30'] }],
  ['with one day left', { validity: { untilDay: '2026-11-23' }, excludedDays: ['2026-11-22'] }],
  ['with the day after left', { validity: { days: 1 }, excludedWeekdays: [7] }],
  ['on days on which it can be used at once', { validity: { days: 0 }, excludedWeekdays: [1], saleEndsAt: NOON + 1 }],
  ['from a day on that is left', { validity: { days: 0 }, excludedDays: ['2026-11-22'], saleStartsAt: NOON + DAY_MS }],
  ['over a weekend', { validity: { days: 2 }, excludedWeekdays: [6, 7] }],
  ['until a day that is left, and longer', { validity: { untilDay: '2026-11-29' }, excludedWeekdays: [6, 7] }],
  ['from the last instant on that there is', { saleStartsAt: 8_640_000_000_000_000 }],
  ['in a store', { storeIds: ['S1'] }],
])('dealProblems: sold %s, a deal has none', (_, changes) => {
  expect(said(changes)).toEqual([]);
});

test('dealProblems: vouchers of many centuries are refused, not counted day by day', () => {
  const forEver = { validity: { untilDay: '9999-12-31' }, excludedWeekdays: [1, 2, 3, 4, 5, 6] };
  expect(said(forEver)).toEqual(['validity beyond_refund_limit']);
});

test('dealProblems: what another mode has is not looked at', () => {
  const others = { groupPriceFen: 9999, groupSize: 1, tiers: [tier(1, 9999), tier(1, 9999)], windowMinutes: 1 };
  expect(said({ ...others, ...commission(99), mode: 'alone' })).toEqual([]);
  expect(said({ ...commission(99), tiers: [tier(1, 9999), tier(1, 9999)], mode: 'share' })).toEqual([]);
});

test.each(rows)('dealProblems: %s', (says, changes) => {
  expect(said(changes)).toEqual([says]);
});

test('dealProblems: a merchant without a store sells nothing', () => {
  expect(said({}, [])).toEqual(['storeIds no_store']);
});

test('dealProblems: a day is over at its midnight, and a year of refunds is a year less a fortnight', () => {
  const midnight = endOfDay('2026-11-22');
  expect(said({ validity: { untilDay: '2026-11-22' } }, ['S1'], midnight - 1)).toEqual([]);
  expect(said({ validity: { untilDay: '2026-11-22' } }, ['S1'], midnight)).toEqual(['validity already_over']);
  expect(said({ validity: { days: 350 } }, ['S1'], midnight)).toEqual([]);
  expect(said({ validity: { days: 351 } }, ['S1'], midnight)).toEqual(['validity beyond_refund_limit']);
});
