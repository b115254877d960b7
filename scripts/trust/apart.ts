import { fork } from 'node:child_process';
import { join } from 'node:path';

import type { Outcome, Report } from '../../simulation/outcome';

/** What the process of a part tells the one that waits for it: how far it is, and in the end what came of it. */
type Told = { readonly far: Parameters<Report> } | { readonly outcome: Outcome };

/**
 * Runs `npm run trust` with these words in a process of its own, which tries one part. That it ended without an outcome
 * is one: a violation.
 */
export function apart(words: readonly string[], report: Report): Promise<Outcome> {
  const child = fork(join(__dirname, '../run.mjs'), ['trust', ...words], { stdio: ['ignore', 2, 2, 'ipc'] });
  const startedAt = performance.now();
  let outcome: Outcome | undefined;
  child.on('message', (told: Told) => {
    if ('outcome' in told) outcome = told.outcome;
    else report(...told.far);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      const violations = [`ended by ${String(signal ?? status)}, without an outcome`];
      resolve(outcome ?? { cases: 1, passed: 0, ms: performance.now() - startedAt, violations });
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
  const outcome = await work((...far) => void send({ far }));
  await send({ outcome });
}
