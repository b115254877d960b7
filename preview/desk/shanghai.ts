const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hourCycle: 'h23', ...options });

const day = format({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });
const shortDay = format({ month: 'numeric', day: 'numeric' });
const time = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** '2026年11月22日周日' of an instant in Shanghai. */
export const dayText = (at: number): string => day.format(at);

/** '11/22' of an instant in Shanghai. */
export const shortDayText = (at: number): string => shortDay.format(at);

/** '14:05:09' of an instant in Shanghai. */
export const timeText = (at: number): string => time.format(at);
