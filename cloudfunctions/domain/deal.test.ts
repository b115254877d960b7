import { describe, expect, test } from '@jest/globals';

import type { DealInput } from '../../typings/deal';
import { aDeal, NOON } from '../views/documents-for-tests';
import { groupSizeOf, isOnSale, priceOf, rulesOf, vouchersEndAt, type Deal } from './deal';
import { endOfDay } from './time';

const given: Omit<DealInput, 'stock' | 'mode'> = {
  ...{ title: '洗车', description: '', imageFileIds: [], unitsPerOrderMax: 5, usesPerVoucher: 1 },
  ...{ validity: { days: 30 }, codeSource: 'generated', alonePriceFen: 5000 },
};
const defaults = {
  ...{ windowMinutes: 1440, refund: { anytime: true, onExpiry: true, restock: false } },
  ...{ excludedDays: [], excludedWeekdays: [] },
};
const fixed = { groupPriceFen: 4000, groupSize: 2 };
const tiers = [
  { size: 2, priceFen: 3000 },
  { size: 5, priceFen: 2000 },
];
const commission = { kind: 'percent', value: 10 } as const;
const everything: Omit<DealInput, 'mode'> = { ...given, ...fixed, tiers, commission, stock: 10 };
const rules = (mode: DealInput['mode'], changes: Partial<DealInput> = {}) =>
  rulesOf({ ...everything, mode, ...changes });

describe('rulesOf: a deal keeps what its mode has', () => {
  test.each<[DealInput['mode'], object]>([
    ['alone', {}],
    ['share', fixed],
    ['commission', { ...fixed, commission }],
    ['tiered', { tiers }],
  ])('%s', (mode, kept) => {
    expect(rules(mode)).toStrictEqual({ ...given, ...defaults, mode, ...kept });
  });

  test('and nothing that was not given', () => {
    for (const mode of ['share', 'commission', 'tiered'] as const) {
      expect(rulesOf({ ...given, stock: 1, mode })).toStrictEqual({ ...given, ...defaults, mode });
    }
  });

  test('with what was given in place of the defaults', () => {
    const own = {
      ...{ windowMinutes: 10, refund: { anytime: false, onExpiry: false, restock: true } },
      ...{ excludedDays: ['2026-12-25'], excludedWeekdays: [7] },
    };
    expect(rules('share', own)).toStrictEqual({ ...given, ...fixed, ...own, mode: 'share' });
  });
});

test.each<[string, string, Partial<DealInput>, string]>([
  ['the last day', '2026-11-29', {}, '2026-11-29'],
  ['the Friday before a closed weekend', '2026-11-29', { excludedWeekdays: [6, 7] }, '2026-11-27'],
  ['the day before a closed day', '2026-11-30', { excludedDays: ['2026-11-30'] }, '2026-11-29'],
  ['before both', '2026-11-30', { excludedDays: ['2026-11-30'], excludedWeekdays: [6, 7] }, '2026-11-27'],
  ['the one weekday that is left', '2026-11-30', { excludedWeekdays: [1, 3, 4, 5, 6, 7] }, '2026-11-24'],
  ['as given, where no day is left', '2026-11-30', { excludedWeekdays: [1, 2, 3, 4, 5, 6, 7] }, '2026-11-30'],
  ['as given, where it is no day', '2026-11-31', { excludedWeekdays: [7] }, '2026-11-31'],
])('rulesOf: vouchers end on their last day of use: %s', (_, untilDay, days, ends) => {
  expect(rules('share', { ...days, validity: { untilDay } }).validity).toEqual({ untilDay: ends });
});

test('vouchersEndAt: at the midnight after the last day; days from the issue have no such end', () => {
  expect(vouchersEndAt(rules('alone', { validity: { untilDay: '2026-11-30' } }))).toBe(endOfDay('2026-11-30'));
  expect(vouchersEndAt(rules('alone'))).toBe(Number.MAX_SAFE_INTEGER);
});

test.each<[string, Partial<Deal['rules']>, Partial<Deal>, number, boolean]>([
  ['published', {}, {}, NOON, true],
  ['a draft', {}, { status: 'draft' }, NOON, false],
  ['taken off the shelf', {}, { status: 'unpublished' }, NOON, false],
  ['at the first moment of its sale', { saleStartsAt: NOON }, {}, NOON, true],
  ['before it', { saleStartsAt: NOON + 1 }, {}, NOON, false],
  ['at the last moment of its sale', { saleEndsAt: NOON + 1 }, {}, NOON, true],
  ['after it', { saleEndsAt: NOON }, {}, NOON, false],
  ['before the last minute of its vouchers', untilToday(), {}, endOfDay('2026-11-22') - 60_001, true],
  ['in the last minute of its vouchers', untilToday(), {}, endOfDay('2026-11-22') - 60_000, false],
])('isOnSale: %s', (_, changes, deal, now, isSold) => {
  expect(isOnSale(aDeal(changes, deal), now)).toBe(isSold);
});

function untilToday(): Partial<Deal['rules']> {
  return { validity: { untilDay: '2026-11-22' } };
}

test('priceOf: alone its own price; in a group that of the group, or of the first tier; or none', () => {
  for (const mode of ['alone', 'share', 'tiered'] as const) expect(priceOf(rules(mode), 'alone')).toBe(5000);
  for (const buy of ['open', 'join'] as const) {
    expect(priceOf({ ...rules('alone'), groupPriceFen: 1 }, buy)).toBeUndefined();
    expect(priceOf(rules('share'), buy)).toBe(4000);
    expect(priceOf(rules('tiered'), buy)).toBe(3000);
    expect(priceOf(rules('tiered', { tiers: [] }), buy)).toBeUndefined();
    expect(priceOf(rules('tiered', { tiers: undefined }), buy)).toBeUndefined();
  }
});

test('groupSizeOf: that of the group, or of the last tier; nobody where there is none', () => {
  expect(groupSizeOf(rules('share'))).toBe(2);
  expect(groupSizeOf(rules('tiered'))).toBe(5);
  for (const none of [[], undefined]) expect(groupSizeOf(rules('tiered', { tiers: none }))).toBe(0);
  expect(groupSizeOf(rules('alone'))).toBe(0);
});
