import { parseArgs } from 'node:util';
import * as everyMutant from '../tests/trust/mutants/every-mutant';
import { namedMutants } from '../tests/trust/mutants/named/all';
import * as named from '../tests/trust/mutants/named-mutants';
import { runCommand, tell, teller } from './progress';

const options = {
  mutate: { type: 'string', multiple: true },
  named: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
} as const;

/**
 * Changes the rules of the trade, and sees whether the tests notice. Without more: every change that Stryker can make,
 * whose results are kept; `--mutate GLOB`: in these files. `--named`: the defects that have a name; `--only WORDS`:
 * those whose names have these words.
 */
async function mutants(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options });
  const isAlive = values.named ? await tryNamed(values.only) : await tryEvery(values.mutate);
  if (isAlive) process.exitCode = 1;
  // Stories leave servers behind that nobody calls any more.
  process.exit();
}

async function tryNamed(only: string): Promise<boolean> {
  const wanted = namedMutants.filter(({ name }) => name.includes(only));
  const { cases, passed, violations } = await named.run(teller('mutants'), wanted);
  tell('');
  for (const violation of violations) console.log(violation);
  console.log(`${String(passed)} of ${String(cases)} named defects were noticed by the tests that should.`);
  return violations.length > 0;
}

async function tryEvery(mutate: readonly string[] | undefined): Promise<boolean> {
  tell('First every test runs once, unchanged: some minutes');
  const { cases, passed, survivors, files, violations } = await everyMutant.run(
    teller('mutants'),
    mutate ? { mutate } : {},
  );
  tell('');
  for (const survivor of survivors) console.log(survivor);
  for (const { file, killed, all } of files) console.log(`${percent(killed, all)} ${String(all).padStart(5)}  ${file}`);
  console.log(`${String(passed)} of ${String(cases)} mutants died: ${percent(passed, cases).trim()}.`);
  return violations.length > 0;
}

const percent = (part: number, whole: number): string =>
  `${(whole === 0 ? 100 : (100 * part) / whole).toFixed(1)} %`.padStart(8);

runCommand(mutants);
