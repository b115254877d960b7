import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from '@jest/globals';

import { namedMutants } from './named/all';
import type { NamedMutant } from './named/mutant';
import { complaintOf } from './named-mutants';

const root = join(__dirname, '../../..');

test('named mutants: each is planted in one place of today’s source, and has a name of its own', () => {
  const places = namedMutants.map(({ name, file, find }) => {
    const source = readFileSync(join(root, file), 'utf8');
    return { name, count: source.split(find).length - 1 };
  });
  expect(places.filter(({ count }) => count !== 1)).toEqual([]);
  expect(new Set(namedMutants.map(({ name }) => name)).size).toBe(namedMutants.length);
  expect(namedMutants.length).toBeGreaterThanOrEqual(50);
});

test('named mutants: some of them, planted and noticed', async () => {
  for (const only of ['a forged token is believed', 'shares are broken fen']) {
    const args = [join(root, 'scripts/run.mjs'), 'mutants', '--named', '--only', only];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    expect(stdout.trim()).toBe('1 of 1 named defects were noticed by the tests that should.');
  }
}, 60_000);

test('named mutants: one that nobody notices, or that another test notices, is told', () => {
  const [any] = namedMutants;
  const mutant: NamedMutant = { ...(any as NamedMutant), killedBy: ['a.test.ts', 'of b'], says: 'I6' };
  expect(complaintOf(mutant, undefined)).toBe('a.test.ts has no test "of b"');
  expect(complaintOf(mutant, [])).toBe('not noticed by "of b" of a.test.ts');
  expect(complaintOf(mutant, ['I5: too many seats'])).toBe('noticed, but not by I6: I5: too many seats');
  expect(complaintOf(mutant, ['I6: used twice'])).toBeUndefined();
});
