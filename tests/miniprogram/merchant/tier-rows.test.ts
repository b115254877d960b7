import { describe, expect, test } from '@jest/globals';

import {
  changedTier,
  newTiers,
  readTiers,
  tierLines,
  tiersFall,
  withoutTier,
  withTier,
  type TierRow,
} from '../../../miniprogram/merchant/presenters/tier-rows';

const rows = (...typed: readonly (readonly [size: string, price: string])[]): readonly TierRow[] =>
  typed.map(([size, price]) => ({ size, price }));
const faults = (tiers: readonly TierRow[], problem = '有问题') => tierLines(tiers, problem).lines.map((l) => l.problem);

describe('the steps of a tiered deal', () => {
  test('are read as people and fen', () => {
    expect(readTiers(rows(['2', '99'], ['5', '79.5']))).toEqual({
      value: [
        { size: 2, priceFen: 9900 },
        { size: 5, priceFen: 7950 },
      ],
    });
    expect(readTiers(rows(['2', '99'], ['x', '79']))).toEqual({ reason: 'not_a_number' });
    expect(readTiers(newTiers())).toEqual({ reason: 'not_a_sum' });
  });

  test.each<readonly [why: string, tiers: readonly TierRow[], said: readonly RegExp[]]>([
    ['nothing is typed', rows(['2', '99'], ['', '']), [/^$/, /请填写人数和价格/]],
    ['a price cannot be read', rows(['2', '9,9'], ['5', '7']), [/请填写金额/, /^$/]],
    ['the first is for one person', rows(['1', '99']), [/至少 2 人/]],
    ['people do not grow', rows(['5', '99'], ['5', '79']), [/^$/, /人数要比上一档多/]],
    ['the price does not fall', rows(['2', '99'], ['5', '99']), [/^$/, /价格要比上一档低/]],
    ['all is well', rows(['2', '99'], ['5', '79']), [/^$/, /^$/]],
  ])('say at the step what is wrong: %s', (_, tiers, said) => {
    expect(faults(tiers)).toEqual(said.map((each) => expect.stringMatching(each)));
  });

  test('are known not to fall before the others can be read', () => {
    expect(tiersFall(rows(['2', '99'], ['5', '120'], ['', '']))).toBe(false);
    expect(tiersFall(rows(['2', '99'], ['', ''], ['x', '1']))).toBe(true);
  });

  test('say nothing before something is to be said', () => {
    expect(faults(newTiers(), '')).toEqual(['', '']);
  });

  test('what is wrong with none in particular is said below all', () => {
    const below = '拼团价要低于单独购买价';
    expect(tierLines(rows(['2', '99'], ['5', '79']), below).problem).toBe(below);
    expect(tierLines(rows(['2', '99'], ['5', '100']), below).problem).toBe('');
  });

  test('can be added up to ten, changed, and taken away but the last', () => {
    expect(withTier(rows(['2', '9']))).toEqual(rows(['2', '9'], ['', '']));
    expect(withoutTier(rows(['2', '9'], ['3', '8']), 0)).toEqual(rows(['3', '8']));
    expect(changedTier(rows(['2', '9'], ['3', '8']), 1, 'price', '7')).toEqual(rows(['2', '9'], ['3', '7']));
    expect(tierLines(rows(['2', '9']), '').lines[0]?.removeLabel).toBe('');
    const ten = Array.from({ length: 10 }, (): TierRow => ({ size: '', price: '' }));
    expect([tierLines(ten.slice(1), '').canAdd, tierLines(ten, '').canAdd]).toEqual([true, false]);
  });
});
