import { fork } from 'node:child_process';
import { join } from 'node:path';

import type { Outcome, Report } from '../../simulation/outcome';

/** What the process of a part tells the one that waits for it: how far it is, and in the end what came of it. */
type Told = { readonly far: Parameters<Report> } | { readonly outcome: Outcome };

const typescript = join(__dirname, '../../node_modules/tsx/dist/loader.mjs');

/**
 * Runs this very script with other words in a process of its own, which tries one part. That it ended without an
 * outcome is one: a violation.
 */
export function apart(words: readonly string[], report: Report): Promise<Outcome> {
  const execArgv = ['--enable-source-maps', '--import', typescript];
  const child = fork(process.argv[1] ?? '', words, { execArgv, stdio: ['ignore', 2, 2, 'ipc'] });
  const startedAt = performance.now();
  let outcome: Outcome | undefined;
  child.on('message', (told: Told) => {
    if ('outcome' in told) outcome = told.outcome;
    else report(...told.far);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      resolve(outcome ?? failed(`ended by ${String(signal ?? status)}, without an outcome`, startedAt));
    });
  });
}

/** The other end: does the work and tells it to the process that waits, without which it ends. */
export async function tellParent(work: (report: Report) => Promise<Outcome>): Promise<void> {
  process.on('disconnect', () => process.exit(1));
  const send = (told: Told): Promise<void> =>
    new Promise((resolve) => {
      process.send?.(told, undefined, undefined, () => {
        resolve();
      });
    });
  await send({ outcome: await outcomeOf(() => work((...far) => void send({ far }))) });
}

/** What came of the work; that it threw is a violation, and so is that it tried nothing. */
async function outcomeOf(work: () => Promise<Outcome>): Promise<Outcome> {
  const startedAt = performance.now();
  try {
    const outcome = await work();
    const isIdle = outcome.cases === 0 && outcome.violations.length === 0;
    return isIdle ? { ...outcome, violations: ['tried nothing'] } : outcome;
  } catch (error) {
    console.error(error);
    return failed(`threw ${String(error)}`, startedAt);
  }
}

const failed = (says: string, startedAt: number): Outcome => ({
  ...{ cases: 1, passed: 0, violations: [says] },
  ms: performance.now() - startedAt,
});
