import { parseArgs } from 'node:util';
import { BATCH, run } from '../tests/trust/fuzz/fuzz';
import * as notices from '../tests/trust/fuzz/notices';
import { runCommand, tell, teller } from './progress';

/** Violations that are shown; a batch can be tried again alone for the others. */
const SHOWN_MAX = 20;

/**
 * Sends inputs of all kinds to every function. `--inputs N`: a million if not said. `--seed N`: what they are.
 * `--batch N`: only one batch of that seed, as a violation names it.
 */
async function fuzz(words: readonly string[]): Promise<void> {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
  const options = { inputs: text('1000000'), seed: text('1'), batch: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...words], options });
  const seed = Number(values.seed);
  const isOne = values.batch !== undefined;
  const wanted = { seed, inputs: isOne ? BATCH : Number(values.inputs), firstBatch: Number(values.batch ?? 0) };
  const tried = await run(teller('inputs'), wanted);
  const told = isOne ? undefined : await notices.run(undefined, { seed, inputs: Math.ceil(wanted.inputs / 10) });
  tell('');
  const violations = [...tried.violations, ...(told?.violations ?? [])];
  for (const violation of violations.slice(0, SHOWN_MAX)) console.log(violation);
  const perS = (tried.cases / (tried.ms / 1000)).toFixed(0);
  const counts = `${String(tried.cases)} inputs (${perS} a second) and ${String(told?.cases ?? 0)} notices`;
  const end = violations.length === 0 ? 'all as they should' : `${String(violations.length)} violations`;
  console.log(`${counts} of seed ${values.seed}: ${end}.`);
  if (violations.length > 0) process.exitCode = 1;
}

runCommand(fuzz);
