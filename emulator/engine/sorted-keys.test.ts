import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SortedKeys } from './sorted-keys';

test('sorted keys: any insertions and removals, any range, forwards and backwards, as a sorted list would', () => {
  const key = fc.integer({ min: 0, max: 3000 });
  const range = fc.tuple(key, key).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { minLength: 600, maxLength: 2500 }),
      fc.array(key),
      range,
      (added, gone, [low, high]) => {
        const keys = new SortedKeys<number>((a, b) => a - b);
        for (const each of added) keys.add(each);
        for (const each of gone) keys.remove(each);
        const left = added.filter((each) => !gone.includes(each)).sort((a, b) => a - b);
        const inRange = left.filter((each) => each >= low && each <= high);
        const locate = (each: number) => (each < low ? -1 : each > high ? 1 : 0);
        expect([...keys.rising(locate)]).toEqual(inRange);
        expect([...keys.falling(locate)]).toEqual([...inRange].reverse());
        expect(keys.firstFrom(locate)).toBe(left.find((each) => each >= low));
      },
    ),
    { numRuns: 30 },
  );
});
