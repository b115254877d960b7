import { describe, expect, test } from '@jest/globals';

import { dayColumns, optionTexts, timeColumns } from './picker-columns';

const shape = ({ columns }: ReturnType<typeof timeColumns>) =>
  columns.map(({ options, index }) => `${options[0]}..${options.at(-1)} at ${options[index]}`);

describe('a time', () => {
  test('has all hours and minutes', () => {
    expect(shape(timeColumns('09:30', '', ''))).toEqual(['00..23 at 09', '00..59 at 30']);
  });

  test('is held between its limits', () => {
    expect(shape(timeColumns('09:30', '10:15', '10:45'))).toEqual(['10..10 at 10', '15..45 at 30']);
  });

  test('keeps its minutes when the hour is turned, as far as they are allowed', () => {
    const calendar = timeColumns('10:10', '09:30', '18:00');
    expect(calendar.turn(0, 0).text).toBe('09:30');
    expect(calendar.turn(0, 2).text).toBe('11:10');
    expect(calendar.turn(0, 9).text).toBe('18:00');
  });

  test('that cannot be read is midnight', () => {
    expect(timeColumns('soon', '', '').text).toBe('00:00');
  });
});

describe('a day', () => {
  test.each([
    ['2026-02-01', '01..28 at 01'],
    ['2028-02-30', '01..29 at 29'],
    ['2026-11-22', '01..30 at 22'],
  ])('%s knows how long its month is', (value, days) => {
    expect(shape(dayColumns(value, '', '', 'day', '2026-11-22'))[2]).toBe(days);
  });

  test('is today when nothing is chosen', () => {
    expect(dayColumns('', '', '', 'day', '2026-11-22').text).toBe('2026-11-22');
  });

  test('is not before its start', () => {
    expect(shape(dayColumns('2026-01-01', '2026-11-22', '2027-01-31', 'day', '2026-11-22'))).toEqual([
      '2026..2027 at 2026',
      '11..12 at 11',
      '22..30 at 22',
    ]);
  });

  test('may be a month or a year only', () => {
    expect(dayColumns('2026-05', '', '', 'month', '2026-11-22').text).toBe('2026-05');
    expect(dayColumns('2026', '', '', 'year', '2026-11-22').columns).toHaveLength(1);
  });

  test('turns its month and shortens its day', () => {
    expect(dayColumns('2026-01-31', '', '', 'day', '2026-11-22').turn(1, 1).text).toBe('2026-02-28');
  });
});

test('a range gives its texts', () => {
  expect(optionTexts(['a', 2], '')).toEqual(['a', '2']);
  expect(optionTexts([{ name: 'a' }, { name: 'b' }], 'name')).toEqual(['a', 'b']);
  expect(optionTexts(null, '')).toEqual([]);
});
