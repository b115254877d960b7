import type { Outcome, Report } from '../outcome';
import { HOUR_MS } from '../scene';
import { unreached, wantedLabels } from './coverage';
import { runMonth, type MonthOptions, type MonthResult } from './month';
import { shrink } from './shrink';

export interface Months extends Omit<MonthOptions, 'seed'> {
  /** The seed of the first month; each further one has the next. */
  readonly seed: number;
  readonly months: number;
  /** Whether what should be seen sometimes and was not is a violation. */
  readonly isWhole?: boolean;
  /** Months that are traded at the most to make a history shorter. */
  readonly triesMax?: number;
}

const A_FEW: Months = { seed: 1, months: 3 };

/** Trades months by chance, one after the other; one that breaks is made shorter, and told. */
export async function run(report: Report, wanted: Months = A_FEW): Promise<Outcome> {
  const startedAt = performance.now();
  const { seed: first, months, isWhole = false, triesMax, ...how } = wanted;
  const results: MonthResult[] = [];
  const violations: string[] = [];
  for (let i = 0; i < months; i += 1) {
    const options = { ...how, seed: first + i };
    report(i, months, `seed ${String(options.seed)}`);
    const result = await runMonth(options);
    results.push(result);
    if (result.wrong.length === 0) continue;
    report(i, months, `${sentence(result)}: made shorter`);
    violations.push(await told(options, result, triesMax));
  }
  const missing = isWhole ? unreached(seenIn(results)).map((label) => `never seen: ${label}`) : [];
  const passed = results.filter(({ wrong }) => wrong.length === 0).length;
  const ms = performance.now() - startedAt;
  const measured = `${pace(months, ms)} on one core, ${coverageLine(seenIn(results))}`;
  return { cases: months, passed, ms, violations: [...violations, ...missing], measured };
}

/** How fast months went by that took so long together. */
export const pace = (months: number, ms: number): string => `${((months * HOUR_MS) / ms).toFixed(0)} months per hour`;

/** How often each label was seen in all months together. */
export function seenIn(results: readonly Pick<MonthResult, 'seen'>[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { seen } of results) {
    for (const [label, times] of seen) all.set(label, (all.get(label) ?? 0) + times);
  }
  return all;
}

/** How much of what should be seen sometimes was seen, in one line. */
export const coverageLine = (seen: ReadonlyMap<string, number>): string =>
  `${String(wantedLabels().length - unreached(seen).length)} of ${String(wantedLabels().length)} things seen`;

/** A fingerprint as people compare it. */
export const shortly = (fingerprint: string): string => fingerprint.slice(0, 16);

/** What broke, under which seed. */
export const sentence = ({ seed, wrong }: Pick<MonthResult, 'seed' | 'wrong'>): string =>
  `seed ${String(seed)}: ${wrong.slice(0, 3).join('; ')}`;

/** What broke, under which seed, and the shortest history that breaks. */
export async function told(options: MonthOptions, failed: MonthResult, triesMax?: number): Promise<string> {
  const { moments, wrong } = await shrink(options, failed, triesMax);
  const lines: string[] = [];
  const isTold = (line: string): boolean => / (\{|pays)|die-|lose-|^moment /.test(line);
  await runMonth({ ...options, moments, untilMs: failed.endedAtMs, tell: (line) => isTold(line) && lines.push(line) });
  const history = lines.map((line) => `    ${line.slice(0, LINE_LENGTH)}`);
  return [
    sentence({ seed: options.seed, wrong }),
    `  the shortest history found, moments: ${String(moments.length)}`,
    ...history.slice(-LINES_MAX),
  ].join('\n');
}

const LINE_LENGTH = 200;
const LINES_MAX = 60;
