import { expect, test } from '@jest/globals';

import { turned } from './values';

test.each<[unknown, string | number | boolean | null, unknown]>([
  ['false', false, true],
  ['', true, false],
  [undefined, true, false],
  ['11', 140, 11],
  ['50rpx', 0, 50],
  ['wide', 140, 140],
  [null, 140, 140],
  [7, '', '7'],
  [null, 'text', ''],
  [{ a: 1 }, '', ''],
  [[1], null, [1]],
])('%j given for a property with the default %j is %j', (given, fallback, value) => {
  expect(turned(given, fallback)).toEqual(value);
});
