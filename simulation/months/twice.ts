import type { Outcome, Report } from '../outcome';
import { runMonth, type MonthResult } from './month';
import { SAMPLE, type Scale } from './plan';

export interface Twice {
  /** The seed of the first pair; each further one has the next. */
  readonly seed: number;
  readonly months: number;
  readonly scale?: Scale;
}

/** Trades the same small month two times; that they ended differently is wrong with the first. */
export async function tradeTwice(seed: number, scale: Scale = SAMPLE): Promise<MonthResult> {
  const once = await runMonth({ seed, scale });
  const { fingerprint } = await runMonth({ seed, scale });
  if (fingerprint === once.fingerprint) return once;
  const says = `the same seed came to ${once.fingerprint.slice(0, 12)}, then to ${fingerprint.slice(0, 12)}`;
  return { ...once, wrong: [...once.wrong, says] };
}

/** Trades small months twice each: the same seed has the same documents, answers, calls and mishaps. */
export async function run(report: Report, { seed: first, months, scale }: Twice): Promise<Outcome> {
  const startedAt = performance.now();
  const violations: string[] = [];
  for (let seed = first; seed < first + months; seed += 1) {
    report(seed - first, months, `seed ${String(seed)}`);
    const { wrong } = await tradeTwice(seed, scale);
    if (wrong.length > 0) violations.push(`seed ${String(seed)}: ${wrong.slice(0, 3).join('; ')}`);
  }
  return { cases: months, passed: months - violations.length, ms: performance.now() - startedAt, violations };
}
