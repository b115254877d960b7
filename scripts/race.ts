import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');

/** The tests of tests/load with their full numbers, one file after the other: what they measure is printed. */
function race(patterns: readonly string[]): void {
  console.log('Races with full numbers; about five minutes on two cores.');
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const chosen = patterns.length > 0 ? patterns.map((pattern) => `tests/load/.*${pattern}`) : ['tests/load/'];
  const env = { ...process.env, TUANQUAN_RACE: 'full' };
  const child = spawn(process.execPath, [jest, '--runInBand', '--verbose', ...chosen], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('close', (status) => process.exit(status ?? 1));
}

race(process.argv.slice(2));
