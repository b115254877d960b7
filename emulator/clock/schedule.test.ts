import { describe, expect, test } from '@jest/globals';

import { readSchedule } from './schedule';

const MINUTE = 60_000;
const at = (text: string): number => Date.parse(`${text}+08:00`);

/** The first times after one, as Shanghai reads them. */
function times(cron: string, after: string, count: number): string[] {
  const schedule = readSchedule(cron);
  const found: number[] = [];
  for (let time = schedule.next(at(after)); time !== undefined && found.length < count; time = schedule.next(time)) {
    found.push(time);
  }
  return found.map((time) => new Date(time + 8 * 60 * MINUTE).toISOString().slice(0, 19));
}

describe('readSchedule', () => {
  test.each([
    ['every minute', '0 * * * * * *', ['2026-11-30T23:59:00', '2026-12-01T00:00:00', '2026-12-01T00:01:00']],
    ['every ten minutes', '0 */10 * * * * *', ['2026-12-01T00:00:00', '2026-12-01T00:10:00', '2026-12-01T00:20:00']],
    ['half past ten', '0 30 10 * * * *', ['2026-12-01T10:30:00', '2026-12-02T10:30:00', '2026-12-03T10:30:00']],
    ['each fifth second', '*/5 * * * * * *', ['2026-11-30T23:58:35', '2026-11-30T23:58:40', '2026-11-30T23:58:45']],
    ['the 1st, or a Monday', '0 0 2 1 * MON *', ['2026-12-01T02:00:00', '2026-12-07T02:00:00', '2026-12-14T02:00:00']],
    ['a month', '0 15 10 4,5 12 * *', ['2026-12-04T10:15:00', '2026-12-05T10:15:00', '2027-12-04T10:15:00']],
  ])('readSchedule: %s', (_, cron, expected) => {
    expect(times(cron, '2026-11-30T23:58:30', 3)).toEqual(expected);
  });

  test.each(['0 * * * * * *', '0 */10 * * * * *', '30 5,35 8-20 * * * *', '0 0 2 1 * MON *'])(
    'readSchedule: counts what it would name one by one: %s',
    (cron) => {
      const schedule = readSchedule(cron);
      const from = at('2026-11-29T07:03:00');
      for (const minutes of [0, 1, 7, 60, 1_440, 20_000]) {
        let count = 0;
        const before = from + minutes * MINUTE;
        for (let time = schedule.next(from); time !== undefined && time < before; time = schedule.next(time))
          count += 1;
        expect([minutes, schedule.count(from, before)]).toEqual([minutes, count]);
      }
    },
  );

  test.each(['* * * * *', '0 * * * * *', 'every minute', '0 61 * * * * *'])('readSchedule: refuses %s', (text) => {
    expect(() => readSchedule(text)).toThrow();
  });
});
