import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Outcome, Report } from '../outcome';
import { runMonth, type MonthResult } from './month';
import { SAMPLE, type Scale } from './plan';
import { shortly } from './run';

export interface Twice {
  /** The seed of the first pair; each further one has the next. */
  readonly seed: number;
  readonly months: number;
  readonly scale?: Scale;
}

const runner = join(__dirname, '../../scripts/run.mjs');

/** Trades a month in a process of its own; gives its fingerprint. */
async function tradeElsewhere(seed: number, { days, momentsPerWave }: Scale): Promise<string> {
  const scale = `${String(days)}x${String(momentsPerWave)}`;
  const words = ['simulate', '--seed', String(seed), '--months', '1', '--step', '1', '--scale', scale];
  const { stdout } = await promisify(execFile)(process.execPath, [runner, ...words], { maxBuffer: Infinity });
  return (JSON.parse(stdout) as MonthResult).fingerprint;
}

/**
 * Trades the same small month here and, beside it, in another process, so that nothing of this one can make them
 * alike; that they ended differently is wrong with the first.
 */
export async function tradeTwice(seed: number, scale: Scale = SAMPLE): Promise<MonthResult> {
  const [once, fingerprint] = await Promise.all([runMonth({ seed, scale }), tradeElsewhere(seed, scale)]);
  if (fingerprint === once.fingerprint) return once;
  const says = `the same seed came to ${shortly(once.fingerprint)} here, and elsewhere to ${shortly(fingerprint)}`;
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
