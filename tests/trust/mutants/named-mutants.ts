import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';

import { unheard, type Outcome, type Report } from '../../../simulation/outcome';
import transform from '../../support/transform.cjs';
import { Battery } from './battery';
import { namedMutants } from './named/all';
import type { NamedMutant, Replacement, Tests } from './named/mutant';
import { cases, runCases } from './suite';

const root = join(__dirname, '../../..');

interface Loader {
  readonly _extensions: Record<string, (module: Compiled, path: string) => void>;
}

interface Compiled {
  readonly _compile: (code: string, path: string) => void;
}

/** Sources are read as they lie there, but for those in which a defect is planted. */
function plantable(): (replacements: readonly Replacement[]) => void {
  let planted: readonly Replacement[] = [];
  (Module as unknown as Loader)._extensions['.ts'] = (module, path) => {
    const mine = planted.filter(({ file }) => path === join(root, file));
    const source = readFileSync(path, 'utf8');
    const text = mine.reduce((before, { find, replace }) => before.replace(find, () => replace), source);
    module._compile(transform.process(text, path).code, path);
  };
  return (replacements) => {
    planted = replacements;
  };
}

/** All that is replaced for a defect. */
export const replacementsOf = (mutant: NamedMutant): readonly Replacement[] => [mutant, ...(mutant.also ?? [])];

/**
 * Asks the tests that must notice while nothing is planted, then plants one defect after the other and asks again. To
 * be run in a process of its own, whose modules it replaces. `wanted`: only these.
 */
export async function run(report: Report = unheard, wanted: readonly NamedMutant[] = namedMutants): Promise<Outcome> {
  const startedAt = performance.now();
  const plant = plantable();
  const battery = new Battery(root);
  battery.redirect();
  battery.unload();
  const witnesses = new Map(wanted.map(({ killedBy }) => [killedBy.join(), killedBy]));
  const steps = witnesses.size + wanted.length;
  let done = 0;
  const falseAlarms = new Map<string, string | undefined>();
  for (const [key, witness] of witnesses) {
    report(done++, steps, witness.join(': '));
    falseAlarms.set(key, falseAlarmOf(witness, await ask(battery, witness)));
  }
  const violations: string[] = [];
  for (const mutant of wanted) {
    report(done++, steps, mutant.name);
    battery.unload();
    plant(replacementsOf(mutant));
    const { name, file, killedBy } = mutant;
    const complaint = falseAlarms.get(killedBy.join()) ?? complaintOf(mutant, await ask(battery, killedBy));
    if (complaint !== undefined) violations.push(`${name} (${file}): ${complaint}`);
  }
  plant([]);
  battery.unload();
  const ms = performance.now() - startedAt;
  return { cases: wanted.length, passed: wanted.length - violations.length, ms, violations };
}

/** What became of tests: what those threw that failed; or why none was asked. */
type Heard = { readonly failures: readonly string[] } | { readonly unasked: string };

async function ask(battery: Battery, [file, words]: Tests): Promise<Heard> {
  try {
    battery.load([file]);
  } catch (error) {
    return { unasked: `${file} cannot be loaded: ${String(error)}` };
  }
  const ids = cases().flatMap(({ id }) => (id.startsWith(`${file} `) && id.includes(words) ? [id] : []));
  if (ids.length === 0) return { unasked: `${file} has no test "${words}"` };
  return { failures: (await runCases(ids, true)).flatMap(({ error }) => (error === undefined ? [] : [error])) };
}

/** Why tests prove nothing by their failure: they fail although nothing is planted; undefined if they pass. */
export function falseAlarmOf([file, words]: Tests, heard: Heard): string | undefined {
  if ('unasked' in heard) return heard.unasked;
  const [first] = heard.failures;
  return first === undefined ? undefined : `"${words}" of ${file} fails with nothing planted: ${first.slice(0, 300)}`;
}

/** Why a defect does not count as noticed, by what became of its tests; undefined if it does. */
export function complaintOf({ killedBy: [file, words], says = '' }: NamedMutant, heard: Heard): string | undefined {
  if ('unasked' in heard) return heard.unasked;
  const [first] = heard.failures;
  if (first === undefined) return `not noticed by "${words}" of ${file}`;
  // No shop has shipped a source that does not run; and where a second guard prevents the defect, it is none.
  const bug = /.*(ReferenceError|SyntaxError|INTERNAL).*/.exec(first);
  if (bug) return `noticed as a bug only: ${bug[0].trim().slice(0, 300)}`;
  return first.includes(says) ? undefined : `noticed, but not by ${says}: ${first.slice(0, 300)}`;
}
