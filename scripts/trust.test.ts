import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

/** Runs `npm run trust` with words behind it. */
function trust(...words: readonly string[]) {
  const run = join(__dirname, 'run.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [run, 'trust', ...words], { encoding: 'utf8' });
  return { status, rows: stdout.trim().split('\n'), stderr };
}

test('a part is tried in a process of its own, and is a row of the table above their sum', () => {
  const { status, rows } = trust('--only', 'sources');
  expect(rows.map((row) => row.split(/ +/)[0])).toEqual(['part', 'sources', 'all']);
  const [, cases, passed] = rows[1]?.split(/ +/) ?? [];
  expect(Number(cases)).toBeGreaterThan(100);
  expect(passed).toBe(cases);
  expect(rows[2]).toContain('violations: 0');
  expect(status).toBe(0);
});

test.each(['0', 'two'])('%s at a time is refused: nothing would be tried, and nothing found', (workers) => {
  const { status, stderr } = trust('--workers', workers);
  expect(stderr).toContain('--workers: a whole number from 1 on');
  expect(status).toBe(1);
});

test('a part that there is not is refused, and those that there are are named', () => {
  const { status, stderr } = trust('--only', 'luck');
  expect(stderr).toContain('no such part; there are crashes, pairs, months');
  expect(status).toBe(1);
});
