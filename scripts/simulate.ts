import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { unreached } from '../simulation/months/coverage';
import { runMonth, type MonthResult } from '../simulation/months/month';
import { coverageLine, seenIn, told } from '../simulation/months/run';
import { runCommand, tell } from './progress';

const HOUR_MS = 3_600_000;

/** A month as one process tells it to another: its result in one line. */
interface Line extends Omit<MonthResult, 'seen'> {
  readonly seen: readonly (readonly [string, number])[];
}

const options = {
  seed: { type: 'string', default: '1' },
  months: { type: 'string', default: '20' },
  workers: { type: 'string', default: String(availableParallelism()) },
  /** Every how-manieth month a worker trades, one line of JSON for each: set by this script alone. */
  step: { type: 'string' },
} as const;

/**
 * Trades months of a thousand orders by chance, each from a seed: `--seed N` the first, `--months M` how many. A month
 * that breaks is made shorter and printed. What should be seen sometimes and never was fails a night of twenty or more.
 */
async function simulate(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options });
  const [first, months, workers] = [Number(values.seed), Number(values.months), Number(values.workers)];
  if (values.step !== undefined) return work(first, months, Number(values.step));
  const startedAt = performance.now();
  const results: MonthResult[] = [];
  const hear = (result: MonthResult): void => {
    results.push(result);
    const perHour = (results.length * HOUR_MS) / (performance.now() - startedAt);
    const failed = results.filter(({ wrong }) => wrong.length > 0).length;
    const far = `${String(results.length)} of ${String(months)} months, ${String(failed)} failed`;
    tell(`${far}, ${perHour.toFixed(0)} months per hour, ${coverageLine(seenIn(results))}`);
  };
  const count = Math.min(workers, months);
  await Promise.all(Array.from({ length: count }, (_, i) => employ(first + i, months - i, count, hear)));
  tell('');
  await conclude(results, performance.now() - startedAt);
}

async function conclude(results: readonly MonthResult[], ms: number): Promise<void> {
  const failed = results.filter(({ wrong }) => wrong.length > 0);
  for (const result of failed) {
    tell(`Making the history of seed ${String(result.seed)} shorter`);
    const story = await told({ seed: result.seed }, result);
    tell('');
    console.log(story);
  }
  const sum = (of: (result: MonthResult) => number): number => results.reduce((all, result) => all + of(result), 0);
  const [orders, calls] = [sum((result) => result.orders), sum((result) => result.calls)];
  const perHour = (results.length * HOUR_MS) / ms;
  const seen = seenIn(results);
  console.log(
    `${String(results.length)} months, ${String(orders)} orders, ${(calls / orders).toFixed(1)} calls an order, ` +
      `${perHour.toFixed(0)} months per hour; ${coverageLine(seen)}; ${String(failed.length)} months failed.`,
  );
  const missing = results.length >= NIGHT_MONTHS ? unreached(seen) : [];
  for (const label of missing) console.log(`  never seen: ${label}`);
  if (failed.length > 0 || missing.length > 0) process.exitCode = 1;
}

/** So many months have seen everything that happens at all. */
const NIGHT_MONTHS = 20;

/** A process of its own trades every so-manieth month from a seed on. */
function employ(seed: number, months: number, step: number, hear: (result: MonthResult) => void): Promise<void> {
  const args = ['simulate', '--seed', String(seed), '--months', String(months), '--step', String(step)];
  const worker = spawn(process.execPath, [join(__dirname, 'run.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(worker.stdout).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    hear({ ...line, seen: new Map(line.seen) });
  });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`the months from seed ${String(seed)} on ended with ${String(status)}`));
    });
  });
}

async function work(first: number, months: number, step: number): Promise<void> {
  for (let seed = first; seed < first + months; seed += step) {
    const result = await runMonth({ seed });
    console.log(JSON.stringify({ ...result, seen: [...result.seen] } satisfies Line));
  }
}

runCommand(simulate);
