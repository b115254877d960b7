import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';

import { unheard, type Outcome, type Report } from '../../../simulation/outcome';
import transform from '../../support/transform.cjs';
import { Battery } from './battery';
import { namedMutants } from './named/all';
import type { NamedMutant } from './named/mutant';
import { cases, runCases } from './suite';

const root = join(__dirname, '../../..');

interface Loader {
  readonly _extensions: Record<string, (module: Compiled, path: string) => void>;
}

interface Compiled {
  readonly _compile: (code: string, path: string) => void;
}

/** Sources are read as they lie there, but for one, in which a defect is planted. */
function plantable(): (mutant: NamedMutant | undefined) => void {
  let planted: NamedMutant | undefined;
  (Module as unknown as Loader)._extensions['.ts'] = (module, path) => {
    const source = readFileSync(path, 'utf8');
    const isPlanted = planted !== undefined && path === join(root, planted.file);
    const text = isPlanted ? source.replace(planted?.find ?? '', () => planted?.replace ?? '') : source;
    module._compile(transform.process(text, path).code, path);
  };
  return (mutant) => {
    planted = mutant;
  };
}

/**
 * Plants one defect after the other, and asks the tests that must notice it. To be run in a process of its own, whose
 * modules it replaces. `wanted`: only these.
 */
export async function run(report: Report = unheard, wanted: readonly NamedMutant[] = namedMutants): Promise<Outcome> {
  const startedAt = performance.now();
  const plant = plantable();
  const battery = new Battery(root);
  battery.redirect();
  const violations: string[] = [];
  for (const [i, mutant] of wanted.entries()) {
    report(i, wanted.length, mutant.name);
    battery.unload();
    plant(mutant);
    const complaint = complaintOf(mutant, await failuresOf(battery, mutant));
    if (complaint !== undefined) violations.push(`${mutant.name} (${mutant.file}): ${complaint}`);
  }
  plant(undefined);
  battery.unload();
  const ms = performance.now() - startedAt;
  return { cases: wanted.length, passed: wanted.length - violations.length, ms, violations };
}

/** What the tests that must notice say; undefined where there is no such test. */
async function failuresOf(battery: Battery, { killedBy }: NamedMutant): Promise<string[] | undefined> {
  const [file, words] = killedBy;
  try {
    battery.load([file]);
  } catch (error) {
    return [String(error)];
  }
  const ids = cases().flatMap(({ id }) => (id.includes(words) ? [id] : []));
  if (ids.length === 0) return undefined;
  return (await runCases(ids, true)).flatMap(({ error }) => (error === undefined ? [] : [error]));
}

/** Why a defect does not count as noticed, by what its tests threw; undefined if it does. `failures`: none ran. */
export function complaintOf(
  { killedBy: [file, words], says = '' }: NamedMutant,
  failures: readonly string[] | undefined,
): string | undefined {
  if (!failures) return `${file} has no test "${words}"`;
  const [first] = failures;
  if (first === undefined) return `not noticed by "${words}" of ${file}`;
  return first.includes(says) ? undefined : `noticed, but not by ${says}: ${first.slice(0, 300)}`;
}
