import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { coverageTable, unreached } from '../simulation/months/coverage';
import { runMonth, type MonthResult } from '../simulation/months/month';
import type { Scale } from '../simulation/months/plan';
import { coverageLine, pace, seenIn, sentence, shortly, told } from '../simulation/months/run';
import { tradeTwice } from '../simulation/months/twice';
import { runCommand, tell } from './progress';

/** So many months have seen everything that happens at all. */
const NIGHT_MONTHS = 20;

/** Room for what lives shortly: a worker makes much of it, and collects it less often so. */
const YOUNG_MB = 32;

/** A month as one process tells it to another: its result in one line. */
interface Line extends Omit<MonthResult, 'seen'> {
  readonly seen: readonly (readonly [string, number])[];
}

/** What is traded: seeds from a first one on, whole months once or small ones twice. */
interface Wanted {
  readonly seed: number;
  readonly months: number;
  readonly isTwice: boolean;
}

const options = {
  seed: { type: 'string', default: '1' },
  months: { type: 'string', default: '20' },
  twice: { type: 'string' },
  workers: { type: 'string', default: String(availableParallelism()) },
  /** Every how-manieth month a worker trades, one line of JSON for each: set by this script alone. */
  step: { type: 'string' },
  /** How large a month is that a worker trades, as `2x16`: days, and moments of each wave of people. */
  scale: { type: 'string' },
} as const;

/**
 * Trades months of a thousand orders by chance, each from a seed: `--seed N` the first, `--months M` how many. Each
 * month is told with its hash, and at once what breaks in it; then it is made shorter when all are traded. What should
 * be seen sometimes and never was fails a night of twenty or more.
 * `--twice M`: as many small months, each traded two times, in two processes, which must come to the same.
 */
async function simulate(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options });
  const wanted: Wanted = {
    seed: Number(values.seed),
    months: Number(values.twice ?? values.months),
    isTwice: values.twice !== undefined,
  };
  if (values.step !== undefined) return work(wanted, Number(values.step), scaleOf(values.scale));
  const startedAt = performance.now();
  const results: MonthResult[] = [];
  const hear = (result: MonthResult): void => {
    results.push(result);
    tell('');
    console.log(lineOf(result));
    const failed = results.filter(({ wrong }) => wrong.length > 0).length;
    const far = `${String(results.length)} of ${String(wanted.months)} months, ${String(failed)} failed`;
    tell(`${far}, ${pace(results.length, performance.now() - startedAt)}, ${coverageLine(seenIn(results))}`);
  };
  const count = Math.min(Number(values.workers), wanted.months);
  await Promise.all(Array.from({ length: count }, (_, i) => employ(wanted, i, count, hear)));
  tell('');
  await conclude(wanted, results, performance.now() - startedAt);
}

async function conclude({ isTwice }: Wanted, results: readonly MonthResult[], ms: number): Promise<void> {
  const failed = results.filter(({ wrong }) => wrong.length > 0);
  if (!isTwice) for (const result of failed) console.log(await story(result));
  const sum = (of: (result: MonthResult) => number): number => results.reduce((all, result) => all + of(result), 0);
  const [orders, calls] = [sum((result) => result.orders), sum((result) => result.calls)];
  const seen = seenIn(results);
  const missing = results.length >= NIGHT_MONTHS && !isTwice ? unreached(seen) : [];
  if (!isTwice) for (const line of coverageTable(seen)) console.log(line);
  console.log(
    `${String(results.length)} months${isTwice ? ', each twice' : ''}, ${String(orders)} orders, ` +
      `${(calls / orders).toFixed(1)} calls an order, ${pace(results.length, ms)} on ` +
      `${String(availableParallelism())} processors; ${coverageLine(seen)}; ` +
      `${String(failed.length)} months failed.`,
  );
  for (const label of missing) console.log(`  never seen: ${label}`);
  if (failed.length > 0 || missing.length > 0) process.exitCode = 1;
}

/** How a month went, in one line; its hash is the same wherever the same seed is traded by the same code. */
const lineOf = (result: MonthResult): string =>
  result.wrong.length > 0
    ? `${shortly(result.fingerprint)} ${sentence(result)}`
    : `${shortly(result.fingerprint)} seed ${String(result.seed)}: ${String(result.orders)} orders`;

/** The scale that words like `2x16` mean; none for none. */
function scaleOf(words: string | undefined): Scale | undefined {
  const [days, momentsPerWave] = words?.split('x').map(Number) ?? [];
  return days === undefined || momentsPerWave === undefined ? undefined : { days, momentsPerWave };
}

function story(result: MonthResult): Promise<string> {
  tell(`Making the history of seed ${String(result.seed)} shorter`);
  return told({ seed: result.seed }, result).finally(() => {
    tell('');
  });
}

/** A process of its own trades every so-manieth month. */
function employ(
  { seed, months, isTwice }: Wanted,
  place: number,
  step: number,
  hear: (result: MonthResult) => void,
): Promise<void> {
  const share = { seed: seed + place, [isTwice ? 'twice' : 'months']: months - place, step };
  const words = Object.entries(share).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const args = [`--max-semi-space-size=${String(YOUNG_MB)}`, join(__dirname, 'run.mjs'), 'simulate', ...words];
  const worker = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface(worker.stdout).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    hear({ ...line, seen: new Map(line.seen) });
  });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`the months from seed ${String(share.seed)} on ended with ${String(status)}`));
    });
  });
}

async function work({ seed: first, months, isTwice }: Wanted, step: number, scale?: Scale): Promise<void> {
  for (let seed = first; seed < first + months; seed += step) {
    const result = await (isTwice ? tradeTwice(seed, scale) : runMonth({ seed, ...(scale ? { scale } : {}) }));
    console.log(JSON.stringify({ ...result, seen: [...result.seen] } satisfies Line));
  }
}

runCommand(simulate);
