import { flows } from './flows/flows';
import { recordingOf } from './recording';
import type { Outcome, Report } from './outcome';
import { caseName, casesOf, study, tryCase, type Studied } from './sweep';

/** Lines of a difference that are told; the case can be run alone for the others. */
const LINES_TOLD_MAX = 12;

/** Plays flows undisturbed: those whose names have some words. */
async function studied(report: Report, words: string): Promise<Studied[]> {
  const wanted = flows.filter(({ name }) => name.includes(words));
  const studies: Studied[] = [];
  for (const flow of wanted) {
    report(studies.length, wanted.length, `undisturbed, ${flow.name}`);
    studies.push(await study(flow));
  }
  return studies;
}

/** The calls of all flows, as they are written down. */
export const recordings = async (report: Report): Promise<string> =>
  (await studied(report, '')).map(recordingOf).join('\n');

/**
 * Ends every call of every flow before it leaves, after it took effect, and with its answer lost. `only`: only cases
 * whose line has these words.
 */
export async function run(report: Report, only = ''): Promise<Outcome> {
  const startedAt = performance.now();
  const studies = await studied(report, only.split(' | ')[0] ?? '');
  const told = (name: string, wrong: readonly string[]): string[] =>
    wrong.length === 0 ? [] : [[name, ...wrong.slice(0, LINES_TOLD_MAX)].join('\n    ')];
  const violations = studies.flatMap(({ flow, wrong }) => told(`${flow.name}, undisturbed`, wrong));
  const cases = studies
    .flatMap((one) => casesOf(one).map((its) => [one, its] as const))
    .filter(([one, its]) => caseName(one, its).includes(only));
  let passed = 0;
  for (const [done, [one, its]] of cases.entries()) {
    report(done, cases.length, one.flow.name);
    const wrong = await tryCase(one, its);
    if (wrong.length === 0) passed += 1;
    violations.push(...told(caseName(one, its), wrong));
  }
  return { cases: cases.length, passed, ms: performance.now() - startedAt, violations };
}
