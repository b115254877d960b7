import { describe, expect, test } from '@jest/globals';

import { indexAt, nearestTurn, placeOf, pulledTo, releasedTo, type Track } from './swiper-track';

const ended: Track = { count: 4, shown: 1, isCircular: false };
const endless: Track = { count: 4, shown: 1, isCircular: true };
const places = (position: number, track: Track) =>
  Array.from({ length: track.count }, (_, index) => placeOf(index, position, track));

describe('a track', () => {
  test('that ends stands in a row', () => {
    expect(places(1, ended)).toEqual([-1, 0, 1, 2]);
  });

  test('that is endless has a neighbour on both sides', () => {
    expect(places(0, endless)).toEqual([0, 1, 2, -1]);
    expect(places(3, endless)).toEqual([1, 2, -1, 0]);
    expect(places(4.5, endless)).toEqual([-0.5, 0.5, 1.5, -1.5]);
  });

  test('that is seen as a whole is not endless', () => {
    expect(places(0, { count: 2, shown: 2, isCircular: true })).toEqual([0, 1]);
  });

  test('gives way beyond its ends', () => {
    expect(pulledTo(-1, ended)).toBeCloseTo(-0.3);
    expect(pulledTo(4, ended)).toBeCloseTo(3.3);
    expect(pulledTo(-1, endless)).toBe(-1);
  });

  test.each<[string, number, number, number, Track, number]>([
    ['back when it was pulled little', 1, 1.4, 0, ended, 1],
    ['on when it was pulled far', 1, 1.6, 0, ended, 2],
    ['on by a flick', 1, 1.1, 3, ended, 2],
    ['not beyond the end', 3, 3.2, 3, ended, 3],
    ['from the last to the first when it is endless', 3, 3.6, 0, endless, 4],
    ['by one item only', 0, 2.7, 0, endless, 1],
  ])('moves %s', (_, start, position, speed, track, target) => {
    expect(releasedTo(start, position, speed, track)).toBe(target);
  });

  test('goes the shorter way round', () => {
    expect(nearestTurn(3, 0, endless)).toBe(4);
    expect(nearestTurn(0, 3, endless)).toBe(-1);
    expect(nearestTurn(3, 0, ended)).toBe(0);
    expect(nearestTurn(0, 9, ended)).toBe(3);
  });

  test('names the item at a position', () => {
    expect([indexAt(-1, endless), indexAt(4, endless), indexAt(0, { ...ended, count: 0 })]).toEqual([3, 0, 0]);
  });
});
