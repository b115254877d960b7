import type { Report } from '../simulation/outcome';

/** How often a log that nobody watches is told how far a long run is. */
const LOGGED_EVERY_MS = 60_000;

let loggedAt = performance.now();

/**
 * The one line that tells how far a long run is, beside its output; in a log, a line of its own every minute. An empty
 * one takes it away.
 */
export function tell(line: string): void {
  const { stderr } = process;
  if (stderr.isTTY) stderr.write(`\r\u001b[K${line.slice(0, stderr.columns - 1)}`);
  else if (line !== '' && performance.now() - loggedAt >= LOGGED_EVERY_MS) {
    loggedAt = performance.now();
    stderr.write(`${line}\n`);
  }
}

/** Says how far a run is, and how long the rest takes at the pace so far. `unit`: what is counted. */
export function paceOf(unit: string): (...far: Parameters<Report>) => string {
  const startedAt = performance.now();
  return (done, of, what) => {
    const leftS = ((performance.now() - startedAt) / Math.max(done, 1) / 1000) * (of - done);
    return `${String(done)} of ${String(of)} ${unit}, ${leftS.toFixed(0)} s left: ${what}`;
  };
}

/** Tells how far a run is while it runs. `unit`: what is counted. */
export function teller(unit: string): Report {
  const pace = paceOf(unit);
  return (...far) => {
    tell(pace(...far));
  };
}

/** Runs a command with the words behind it; what it throws is printed, and the command has failed. */
export function runCommand(command: (words: readonly string[]) => Promise<void>): void {
  command(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
