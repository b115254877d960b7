import { runMonth, type MonthOptions, type MonthResult } from './month';
import { planOf, MONTH, type Moment } from './plan';

/** Months that are traded to make a history shorter. */
const TRIES_MAX = 80;

/** A history that breaks, as short as it was made, and what it breaks. */
export interface Shrunk {
  readonly moments: readonly Moment[];
  readonly wrong: readonly string[];
}

/** What is wrong, without the numbers of this very month. */
const kindOf = ({ wrong }: Pick<MonthResult, 'wrong'>): string =>
  (wrong[0] ?? '').replaceAll(/[0-9A-Z]{20,}|\d+/g, '#');

/**
 * Leaves out moments, then single acts, for as long as the same still breaks. What a moment draws hangs on its own
 * number, so that those that stay do what they did as far as they can.
 */
export async function shrink(options: MonthOptions, failed: MonthResult, triesMax = TRIES_MAX): Promise<Shrunk> {
  const kind = kindOf(failed);
  const isWhole = failed.endedAtMs > lastOf(options);
  const untilMs = isWhole ? {} : { untilMs: failed.endedAtMs };
  let best: Shrunk = { moments: planned(options).filter(({ atMs }) => atMs <= failed.endedAtMs), wrong: failed.wrong };
  let tries = 0;
  const stillBreaks = async (moments: readonly Moment[]): Promise<boolean> => {
    if ((tries += 1) > triesMax) return false;
    const result = await runMonth({ ...options, ...untilMs, moments });
    if (kindOf(result) !== kind) return false;
    best = { moments, wrong: result.wrong };
    return true;
  };
  for (let size = Math.ceil(best.moments.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.moments.length;) {
      const rest = best.moments.filter((_, i) => i < from || i >= from + size);
      if (!(await stillBreaks(rest))) from += size;
    }
  }
  for (const moment of best.moments) {
    for (const lighter of withLess(moment)) {
      if (await stillBreaks(best.moments.map((its) => (its.n === moment.n ? lighter : its)))) break;
    }
  }
  return best;
}

const planned = ({ seed, scale = MONTH, moments = planOf(seed, scale) }: MonthOptions): readonly Moment[] => moments;

/** When the last moment of a month is. */
const lastOf = (options: MonthOptions): number => (planned(options).at(-1)?.atMs ?? 0) + 86_400_000;

/** The same moment with one thing only, and at last with time only. */
function withLess(moment: Moment): Moment[] {
  const bare: Moment = { n: moment.n, atMs: moment.atMs, leaps: moment.leaps, acts: [], timers: [] };
  const { race, timers } = moment;
  return [
    ...(race === undefined ? [] : [{ ...bare, race }]),
    ...moment.acts.map((_, i) => ({ ...bare, acts: moment.acts.map((name, at) => (at === i ? name : 'nothing')) })),
    ...(timers.length > 0 ? [{ ...bare, timers }] : []),
  ];
}
