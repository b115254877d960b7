import { Chance } from '../chance';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../scene';
import { acts } from './acts/acts';
import { races } from './races/races';
import { between, happens, oneOf, weighted } from './choices';

/** One moment of a month: when it is, what happens in it side by side, and what time does until then. */
export interface Moment {
  /** Its place in the whole plan: what it draws hangs on this alone, whatever else is left out. */
  readonly n: number;
  /** Since the beginning of the month. */
  readonly atMs: number;
  readonly acts: readonly string[];
  /** Timers that run beside the acts, out of turn. */
  readonly timers: readonly string[];
  /** The clock leaps to it: what fell due on the way runs late, all at once. */
  readonly leaps: boolean;
  /** Two sides that meet in it, by the race's id. */
  readonly race?: string;
}

export const TIMERS = ['expire', 'deliver', 'settle'] as const;

/** Moments of a day, and how much of it each gap takes: people come in waves. */
const WAVES_PER_DAY = 2;
/** Half past eleven at night is among the hours: waves run over midnight. */
const WAVE_HOURS = [0, 8, 11.5, 12, 13, 18, 19.5, 21, 23.4, 23.9] as const;

export interface Scale {
  readonly days: number;
  readonly momentsPerWave: number;
}

/** A month of about a thousand orders, and a small piece of one. */
export const MONTH: Scale = { days: 30, momentsPerWave: 64 };
export const SAMPLE: Scale = { days: 2, momentsPerWave: 16 };

/** What happens in a month, by its seed alone. */
export function planOf(seed: number, { days, momentsPerWave }: Scale): Moment[] {
  const chance = new Chance(seed, 'plan');
  const moments: Moment[] = [];
  for (let day = 0; day < days; day += 1) {
    const hours = Array.from({ length: WAVES_PER_DAY }, () => oneOf(chance, WAVE_HOURS) ?? 0).sort((a, b) => a - b);
    for (const hour of hours) {
      let atMs = Math.max(moments.at(-1)?.atMs ?? 0, day * DAY_MS + hour * HOUR_MS);
      for (let i = 0; i < momentsPerWave; i += 1) {
        atMs += gapMs(chance);
        moments.push(momentOf(chance, moments.length, atMs));
      }
    }
  }
  return moments;
}

function gapMs(chance: Chance): number {
  const habit = chance.below(20);
  if (habit < 14) return chance.below(2 * SECOND_MS);
  if (habit < 18) return chance.below(10 * SECOND_MS);
  return habit < 19 ? chance.below(MINUTE_MS) : chance.below(10 * MINUTE_MS);
}

function momentOf(chance: Chance, n: number, atMs: number): Moment {
  const count = happens(chance, 45) ? 1 : happens(chance, 60) ? 2 : between(chance, 3, 5);
  const timer = oneOf(chance, TIMERS);
  const race = happens(chance, 13) ? oneOf(chance, races) : undefined;
  return {
    ...{ n, atMs, leaps: happens(chance, 8) },
    acts: Array.from({ length: count }, () => weighted(chance, acts)?.name ?? ''),
    timers: happens(chance, 6) && timer ? [timer] : [],
    ...(race ? { race: race.id } : {}),
  };
}
