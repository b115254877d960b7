import { expect, test } from '@jest/globals';
import { STORE_UNKNOWN_CODES_MAX } from '../../../cloudfunctions/domain/merchant';
import { readCodes } from '../../../cloudfunctions/domain/imported-code';
import { BUSIEST, GENERATED, HIT_CHANCE_MAX, hitChance, STORE_WRONG_MAX, worstOfGenerated } from './chances';

/** The shortest codes that a merchant may bring along: six digits, six capitals and digits, six of all symbols. */
const SIX = { digits: 10 ** 6, capitals: 36 ** 6, all: 37 ** 6 } as const;

test('chances: a store judges as many unknown codes a day as the domain says', () => {
  expect(STORE_WRONG_MAX).toBe(STORE_UNKNOWN_CODES_MAX);
  expect(readCodes(['00000', '000000', 'A-0-Z9']).codes.map(({ code }) => code)).toEqual(['000000', 'A-0-Z9']);
});

test.each([
  ['one generated code in one store', { live: 1, space: GENERATED, stores: 1 }, 5e-11],
  ['20,000 generated codes in one store', { live: 20_000, space: GENERATED, stores: 1 }, 1e-6],
  ['2,000 generated codes in ten stores', { live: 2000, space: GENERATED, stores: 10 }, 1e-6],
  ['100,000 generated codes in ten stores', { ...BUSIEST, space: GENERATED }, 5e-5],
  ['one imported code of six digits in one store', { live: 1, space: SIX.digits, stores: 1 }, 5e-5],
  ['1,000 imported codes of six digits in one store', { live: 1000, space: SIX.digits, stores: 1 }, 0.0488],
  ['100,000 imported codes of six digits in ten stores', { ...BUSIEST, space: SIX.digits }, 1],
  [
    '1,000 imported codes of six capitals and digits in one store',
    { live: 1000, space: SIX.capitals, stores: 1 },
    2.3e-5,
  ],
  ['100,000 imported codes of six symbols in ten stores', { ...BUSIEST, space: SIX.all }, 0.0193],
  ['100,000 imported codes of thirteen digits in ten stores', { ...BUSIEST, space: 10 ** 13 }, 5e-6],
  ['100,000 imported codes of fourteen digits in ten stores', { ...BUSIEST, space: 10 ** 14 }, 5e-7],
  ['100,000 imported codes of nine capitals and digits in ten stores', { ...BUSIEST, space: 36 ** 9 }, 4.9e-7],
  ['codes of which every one is live', { live: 10, space: 10, stores: 1 }, 1],
])('chances: of %s one is hit within a day with the chance that is computed', (_, codes, chance) => {
  expect(hitChance(codes) / chance).toBeCloseTo(1, 1);
});

test('chances: one in a million is kept by 1,999 generated codes in ten stores, and by no code of six symbols', () => {
  expect(hitChance({ live: 1999, space: GENERATED, stores: 10 })).toBeLessThan(HIT_CHANCE_MAX);
  expect(hitChance({ live: 2001, space: GENERATED, stores: 10 })).toBeGreaterThan(HIT_CHANCE_MAX);
  expect(hitChance({ live: 1, space: SIX.digits, stores: 1 })).toBeGreaterThan(HIT_CHANCE_MAX);
  expect(hitChance({ live: 52, space: SIX.all, stores: 1 })).toBeGreaterThan(HIT_CHANCE_MAX);
  expect(worstOfGenerated()).toBe('of 100,000 live codes in 10 stores one is hit on one day in 20,000');
});
