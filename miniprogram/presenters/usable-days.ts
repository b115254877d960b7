import { dayAfter, dayInWords } from './time';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;
const WORKDAYS = '1,2,3,4,5';

/** On which days a voucher cannot be used, in words; empty: on every day it can. Weekday 1 is Monday. */
export function unusableDays(excludedWeekdays: readonly number[], excludedDays: readonly string[]): string {
  return [weekdaysInWords(excludedWeekdays), ...spansOf(excludedDays)].filter((part) => part !== '').join('、');
}

function weekdaysInWords(weekdays: readonly number[]): string {
  const sorted = [...new Set(weekdays)].sort((a, b) => a - b);
  if (sorted.join() === WORKDAYS) return '周一至周五';
  return sorted.map((weekday) => `周${WEEKDAYS[weekday - 1] ?? ''}`).join('、');
}

/** Days that follow each other are one span: a week of holidays is not seven entries. */
function spansOf(days: readonly string[]): string[] {
  const spans: { first: string; last: string }[] = [];
  for (const day of [...new Set(days)].sort()) {
    const span = spans[spans.length - 1];
    if (span && dayAfter(span.last, 1) === day) span.last = day;
    else spans.push({ first: day, last: day });
  }
  return spans.map(({ first, last }) =>
    first === last ? dayInWords(first) : `${dayInWords(first)} 至 ${dayInWords(last)}`,
  );
}
