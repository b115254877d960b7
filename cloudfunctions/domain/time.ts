/** Lengths of time, in milliseconds. */
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Asia/Shanghai is UTC+8 all year, without summer time, since 1991. */
export const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

/** The day in Asia/Shanghai that an instant falls on, 'YYYY-MM-DD'. */
export function dayOf(at: number): string {
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The first instant of a day in Asia/Shanghai. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

/** The first instant after a day in Asia/Shanghai: the midnight that ends it. */
export function endOfDay(day: string): number {
  return startOfDay(day) + DAY_MS;
}

/** Every day from one to another, both of them included. */
export function daysBetween(fromDay: string, toDay: string): string[] {
  const from = startOfDay(fromDay);
  const length = Math.max(0, (startOfDay(toDay) - from) / DAY_MS + 1);
  return Array.from({ length }, (_, i) => dayOf(from + i * DAY_MS));
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(at: number): number {
  const day = new Date(at + SHANGHAI_OFFSET_MS).getUTCDay();
  return day === 0 ? 7 : day;
}

/** Whether a text is a day of the calendar, 'YYYY-MM-DD'. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = startOfDay(text);
  return !Number.isNaN(at) && dayOf(at) === text;
}

/** WeChat's times are whole seconds: what is promised to it is rounded down. */
export function wholeSecond(at: number): number {
  return at - (at % SECOND_MS);
}
