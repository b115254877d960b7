import { expect, test } from '@jest/globals';

import { nearestStep } from './steps';

test.each([
  [42.4, 0, 100, 1, 42],
  [42.6, 0, 100, 1, 43],
  [-5, 0, 100, 1, 0],
  [500, 0, 100, 1, 100],
  [7, 1, 10, 4, 9],
  [10, 1, 10, 4, 9],
  [0.31, 0, 1, 0.1, 0.3],
  [3.4, 0, 10, 0, 3],
])('of %d between %d and %d in steps of %d, the nearest is %d', (wanted, min, max, step, nearest) => {
  expect(nearestStep(wanted, min, max, step)).toBe(nearest);
});
