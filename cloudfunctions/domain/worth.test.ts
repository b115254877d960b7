import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { refundAfterUses } from './deal';
import { sum, worthOfUses } from './worth';

test.each([
  ['one use is worth the price', 2990, 1, [2990]],
  ['an even price is split evenly', 3000, 3, [1000, 1000, 1000]],
  ['the first uses are worth the fen more', 2990, 4, [748, 748, 747, 747]],
  ['fewer fen than uses', 2, 3, [1, 1, 0]],
])('worthOfUses: %s', (_, price, uses, worths) => {
  expect(worthOfUses(price, uses)).toEqual(worths);
});

test('worthOfUses: the parts are whole fen, fall, and add up to the price, for every price and number of uses', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.integer({ min: 1, max: 100 }), (price, uses) => {
      const worths = worthOfUses(price, uses);
      expect(sum(worths)).toBe(price);
      expect(worths.every((worth, i) => Number.isInteger(worth) && worth <= (worths[i - 1] ?? worth))).toBe(true);
    }),
  );
});

test('refundAfterUses: everything before the first use, nothing after the last', () => {
  expect(refundAfterUses(2990, 4)).toEqual([2990, 2242, 1494, 747, 0]);
});
