import { describe, expect, test } from '@jest/globals';

import * as time from '../../../miniprogram/presenters/time';

const HOUR = 3_600_000;
/** 2026-03-08 00:30 in Shanghai: the day before everywhere west of it. */
const NIGHT = Date.UTC(2026, 2, 7, 16, 30);

describe('time in Shanghai', () => {
  test('a day begins at its midnight there, wherever the phone is', () => {
    expect(time.dayOf(NIGHT)).toBe('2026-03-08');
    expect(time.dayOf(NIGHT - HOUR)).toBe('2026-03-07');
    expect(time.startOf('2026-03-08')).toBe(NIGHT - HOUR / 2);
    expect(time.dayAfter('2026-02-27', 2)).toBe('2026-03-01');
  });

  test.each([
    [0, '00:30'],
    [-HOUR, '昨天 23:30'],
    [24 * HOUR, '明天 00:30'],
    [72 * HOUR, '3月11日 00:30'],
    [365 * 24 * HOUR, '2027年3月8日 00:30'],
  ])('an instant %i ms from now reads %s', (afterMs, words) => {
    expect(time.moment(NIGHT + afterMs, NIGHT)).toBe(words);
  });

  test('what ends at midnight is good through the day before', () => {
    expect(time.lastDayBefore(time.startOf('2026-03-08'))).toBe('2026年3月7日');
  });

  test('a day is told with its weekday', () => {
    expect(time.dayInWords('2026-03-08')).toBe('3月8日 周日');
  });

  test.each([
    [59_999, '不到1分钟'],
    [60_000, '1分'],
    [HOUR, '1小时'],
    [24 * HOUR - 1, '23小时59分'],
    [49 * HOUR, '2天1小时'],
  ])('%i ms last %s', (ms, words) => {
    expect(time.duration(ms)).toBe(words);
  });
});
