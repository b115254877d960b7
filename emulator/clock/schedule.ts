import { Cron } from 'croner';

/** The times at which a timer is due. */
export interface Schedule {
  /** The first time after this one. */
  next(after: number): number | undefined;
  /** How many times lie after the one and before the other. */
  count(after: number, before: number): number;
}

const DAY_MS = 86_400_000;
/** WeChat reads timers in UTC+8 (its page on triggers); there is no summer time there. */
const ZONE_MS = 8 * 3_600_000;
/** Day of month and weekday given together mean "either", as on WeChat's page on triggers. */
const CRON_RULES = { mode: '7-part', utcOffset: 480, domAndDow: false, paused: true } as const;

/**
 * Reads a cron text of seven fields (second, minute, hour, day, month, weekday, year), in UTC+8. Throws if it is
 * none.
 */
export function readSchedule(text: string): Schedule {
  const known = schedules.get(text);
  if (known) return known;
  const schedule = newSchedule(text);
  schedules.set(text, schedule);
  return schedule;
}

/** A text always means the same times, and reading a day of minutes takes milliseconds: each is read once. */
const schedules = new Map<string, Schedule>();

function newSchedule(text: string): Schedule {
  const cron = new Cron(text, CRON_RULES);
  const isDaily = text
    .trim()
    .split(/\s+/)
    .slice(3)
    .every((field) => field === '*');
  return isDaily ? dailySchedule(cron) : anySchedule(cron);
}

function anySchedule(cron: Cron): Schedule {
  const next = (after: number): number | undefined => cron.nextRun(new Date(after))?.getTime();
  return {
    next,
    count(after, before) {
      let count = 0;
      for (let at = next(after); at !== undefined && at < before; at = next(at)) count += 1;
      return count;
    },
  };
}

/** The same times every day: years of them are counted by arithmetic, which makes long jumps of the clock cheap. */
function dailySchedule(cron: Cron): Schedule {
  const times = timesOfOneDay(cron);
  const first = times[0] ?? 0;
  /** How many times of its day are at or before this one; and when that day began. */
  const locate = (at: number): { rank: number; dayAt: number } => {
    const dayAt = Math.floor((at + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
    return { rank: countUpTo(times, at - dayAt), dayAt };
  };
  return {
    next(after) {
      const { rank, dayAt } = locate(after);
      const time = times[rank];
      return time === undefined ? dayAt + DAY_MS + first : dayAt + time;
    },
    count(after, before) {
      const from = locate(after);
      const to = locate(before - 1);
      const days = (to.dayAt - from.dayAt) / DAY_MS;
      return Math.max(0, days * times.length + to.rank - from.rank);
    },
  };
}

/** Milliseconds after midnight, rising. */
function timesOfOneDay(cron: Cron): number[] {
  const midnight = Date.UTC(2030, 0, 1) - ZONE_MS;
  const times: number[] = [];
  for (let at = cron.nextRun(new Date(midnight - 1)); at; at = cron.nextRun(at)) {
    if (at.getTime() >= midnight + DAY_MS) break;
    times.push(at.getTime() - midnight);
  }
  return times;
}

function countUpTo(times: readonly number[], limit: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
