import { fullMoment, startOf } from '../../presenters/time';

const MINUTE_MS = 60_000;

/** The time of day of an instant, 'HH:mm'. */
export const timeOf = (at: number): string => fullMoment(at).slice(-5);

/** The instant of a day and a time 'HH:mm' in Asia/Shanghai. */
export function instantOf(day: string, time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return startOf(day) + ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE_MS;
}
