import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from '@jest/globals';

import type { Outcome } from '../../../simulation/outcome';
import { namedMutants } from './named/all';
import type { NamedMutant } from './named/mutant';
import { complaintOf, falseAlarmOf, replacementsOf } from './named-mutants';
import { scored } from './scored';

const root = join(__dirname, '../../..');

const mutant: NamedMutant = {
  ...{ name: 'money is lost', file: 'a.ts', find: '+', replace: '-' },
  ...{ killedBy: ['a.test.ts', 'of b'], says: 'I6' },
};

test('every mutant: 95 of 100 must be noticed, and none at all are not enough', () => {
  const place = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
  const mutants = (killed: number, of: number): Parameters<typeof scored>[0] =>
    Array.from({ length: of }, (_, n) => ({
      ...{ id: String(n), fileName: join(process.cwd(), 'a.ts'), location: place, mutatorName: 'M', replacement: 'b' },
      status: n < killed ? 'Killed' : 'Survived',
    }));
  expect(scored(mutants(95, 100))).toMatchObject({ cases: 100, passed: 95, violations: [], measured: '95.0 %' });
  const { violations } = scored(mutants(94, 100));
  expect(violations).toEqual(Array.from({ length: 6 }, () => 'a.ts:1:1 Survived: M → b'));
  expect(() => scored([])).toThrow('there is no mutant');
});

test('named mutants: each is planted in single places of today’s sources, and has a name of its own', () => {
  const places = namedMutants.flatMap(replacementsOf).map(({ file, find }) => {
    const source = readFileSync(join(root, file), 'utf8');
    return { file, find, count: source.split(find).length - 1 };
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
});

test('named mutants: one that nobody notices, or that another test notices, is told', () => {
  expect(complaintOf(mutant, { unasked: 'a.test.ts has no test "of b"' })).toBe('a.test.ts has no test "of b"');
  expect(complaintOf(mutant, { failures: [] })).toBe('not noticed by "of b" of a.test.ts');
  const failures = ['I5: too many seats'];
  expect(complaintOf(mutant, { failures })).toBe('noticed, but not by I6: I5: too many seats');
  expect(complaintOf(mutant, { failures: ['I6: used twice'] })).toBeUndefined();
  const internal = 'Error: createOrder: {"error":"INTERNAL"}';
  expect(complaintOf(mutant, { failures: [`${internal}\n    at a.ts:1`] })).toBe(`noticed as a bug only: ${internal}`);
});

test('named mutants: tests that fail with nothing planted are told', () => {
  const failures = ['I6: used twice'];
  const told = '"of b" of a.test.ts fails with nothing planted: I6: used twice';
  expect(falseAlarmOf(mutant.killedBy, { failures })).toBe(told);
  expect(falseAlarmOf(mutant.killedBy, { failures: [] })).toBeUndefined();
});

test('named mutants: one that breaks its source does not count as noticed, nor one without a test', async () => {
  const WORTH = 'cloudfunctions/domain/worth.ts';
  const WORTH_TEST = 'cloudfunctions/domain/worth.test.ts';
  const broken = { file: WORTH, find: '(product - (product % whole)) / whole' };
  const wholeFen: NamedMutant['killedBy'] = [WORTH_TEST, 'whole fen'];
  const { passed, violations } = await planted([
    { ...broken, name: 'no syntax', replace: '((', killedBy: wholeFen },
    { ...broken, name: 'no such name', replace: 'product / nobody', killedBy: wholeFen },
    { ...broken, name: 'no test', replace: 'product / whole', killedBy: [WORTH_TEST, 'nothing of the kind'] },
    {
      ...{ name: 'no syntax elsewhere', file: 'cloudfunctions/domain/time.ts', find: 'export', replace: 'export' },
      also: [{ ...broken, replace: '((' }],
      killedBy: wholeFen,
    },
  ]);
  expect({ passed, violations }).toEqual({
    passed: 0,
    violations: [
      expect.stringMatching(/^no syntax .*cannot be loaded: Error: Transform failed/),
      expect.stringMatching(/^no such name .*noticed as a bug only: Caused by ReferenceError: nobody/),
      `no test (${WORTH}): ${WORTH_TEST} has no test "nothing of the kind"`,
      expect.stringMatching(/^no syntax elsewhere .*cannot be loaded: Error: Transform failed/),
    ],
  });
});

/** Plants defects in a process of its own. */
async function planted(wanted: readonly NamedMutant[]): Promise<Outcome> {
  const script = `
    const { run } = require(process.argv[1]);
    run(undefined, JSON.parse(process.argv[2])).then((outcome) => console.log(JSON.stringify(outcome)));
  `;
  const loader = join(root, 'node_modules/tsx/dist/loader.mjs');
  const args = ['--import', loader, '-e', script];
  const words = [join(__dirname, 'named-mutants.ts'), JSON.stringify(wanted)];
  const { stdout } = await promisify(execFile)(process.execPath, [...args, ...words], { cwd: root });
  return JSON.parse(stdout) as Outcome;
}
