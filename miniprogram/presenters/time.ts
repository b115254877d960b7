import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

/** Asia/Shanghai; it has had no summer time since 1991 (tzdata 2026). The phone's own zone never counts. */
const SHANGHAI_OFFSET_MINUTES = 480;
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

const inShanghai = (at: number): dayjs.Dayjs => dayjs.utc(at).utcOffset(SHANGHAI_OFFSET_MINUTES);

/** The day of an instant, 'YYYY-MM-DD'. */
export const dayOf = (at: number): string => inShanghai(at).format('YYYY-MM-DD');

/** A day some days later (or earlier), 'YYYY-MM-DD'. */
export const dayAfter = (day: string, days: number): string => dayjs.utc(day).add(days, 'day').format('YYYY-MM-DD');

/** The first millisecond of a day. */
export const startOf = (day: string): number => dayjs.utc(day).valueOf() - SHANGHAI_OFFSET_MINUTES * 60_000;

/** '14:05', today; '昨天 14:05'; '明天 14:05'; '3月8日 14:05' in the same year; else with the year. */
export function moment(at: number, now: number): string {
  const when = inShanghai(at);
  const days = dayjs.utc(dayOf(at)).diff(dayjs.utc(dayOf(now)), 'day');
  const clock = when.format('HH:mm');
  if (days === 0) return clock;
  if (days === -1) return `昨天 ${clock}`;
  if (days === 1) return `明天 ${clock}`;
  return when.format(when.year() === inShanghai(now).year() ? 'M月D日 HH:mm' : 'YYYY年M月D日 HH:mm');
}

/** An instant in full: '2026-03-08 14:05'. */
export const fullMoment = (at: number): string => inShanghai(at).format('YYYY-MM-DD HH:mm');

/** The last day that lies before an instant, as people say it: '2026年3月8日'. */
export const lastDayBefore = (end: number): string => inShanghai(end - 1).format('YYYY年M月D日');

/** '3月8日 周日' of a day 'YYYY-MM-DD'. */
export function dayInWords(day: string): string {
  const when = dayjs.utc(day);
  return `${when.format('M月D日')} 周${WEEKDAYS[when.day()]}`;
}

/** How long in words: '23小时59分', '59分', '不到1分钟'. */
export function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return '不到1分钟';
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return hours > 0 ? `${String(days)}天${String(hours)}小时` : `${String(days)}天`;
  return `${hours > 0 ? `${String(hours)}小时` : ''}${rest > 0 || hours === 0 ? `${String(rest)}分` : ''}`;
}
