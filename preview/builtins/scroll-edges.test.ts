import { expect, test } from '@jest/globals';

import { edgesReached, type ScrollPlace } from './scroll-edges';

const at = (top: number, left = 0): ScrollPlace => ({
  ...{ top, left, height: 1000, width: 600 },
  ...{ seenHeight: 400, seenWidth: 300 },
});
const thresholds = { upper: 50, lower: 100 };

test.each<[string, ScrollPlace, ScrollPlace, readonly string[]]>([
  ['in the middle reaches nothing', at(200), at(300), []],
  ['to the end reaches the bottom', at(499), at(500), ['lower bottom']],
  ['on at the end reaches nothing again', at(500), at(600), []],
  ['away from the end reaches nothing', at(600), at(499), []],
  ['to the start reaches the top', at(51), at(50), ['upper top']],
  ['sideways to the end reaches the right', at(0, 199), at(0, 200), ['lower right']],
  ['sideways to the start reaches the left', at(0, 80), at(0, 0), ['upper left']],
])('scrolling %s', (_, from, to, reached) => {
  expect(edgesReached(from, to, thresholds).map(({ edge, direction }) => `${edge} ${direction}`)).toEqual(reached);
});

test('growing content does not reach an edge by itself', () => {
  expect(edgesReached({ ...at(600), height: 2000 }, at(600), thresholds)).toEqual([]);
});
