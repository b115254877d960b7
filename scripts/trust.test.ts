import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

/** A table that hangs has failed; no other one takes this long. */
const HANGS_MS = 300_000;

function said(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: HANGS_MS });
  return { status, rows: stdout.trim().split('\n'), stderr };
}

/** Runs `npm run trust` with words behind it. */
const trust = (...words: readonly string[]) => said(join(__dirname, 'run.mjs'), 'trust', ...words);

/** The same table of parts that go wrong. */
const oddTrust = (...words: readonly string[]) =>
  said(
    '--import',
    join(__dirname, '../node_modules/tsx/dist/loader.mjs'),
    join(__dirname, 'trust/odd-parts.ts'),
    ...words,
  );

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

test.each(['0.5', 'luck'])('the seed %s is refused: nobody could repeat what it found', (seed) => {
  const { status, stderr } = trust('--seed', seed);
  expect(stderr).toContain('--seed: a whole number');
  expect(status).toBe(1);
});

test.each([
  ['throws', 'threw Error: no disk'],
  ['idle', 'tried nothing'],
  ['dies', 'ended by 3, without an outcome'],
  ['violated', 'I5: too many seats'],
])('a part that goes wrong, %s, is a row with one violation and a sum with it: %s', (part, violation) => {
  const { status, rows } = oddTrust('--only', part);
  expect(rows).toEqual([
    expect.stringMatching(/^part/),
    expect.stringMatching(`^${part} `),
    `    ${violation}`,
    expect.stringMatching(/^all .* violations: 1$/),
  ]);
  expect(status).toBe(1);
});

test('parts that go wrong keep none of the others from being tried', () => {
  const { status, rows } = oddTrust();
  const names = rows.filter((row) => !row.startsWith(' ')).map((row) => row.split(/ +/)[0]);
  expect(names).toEqual(['part', 'sound', 'throws', 'idle', 'dies', 'violated', 'all']);
  expect(rows.at(-1)).toContain('violations: 4');
  expect(status).toBe(1);
});
