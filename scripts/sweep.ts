import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { recordings, run } from '../simulation/sweep-run';
import { runCommand, tell, teller } from './progress';

const RECORDINGS = join(__dirname, '../simulation/recordings.txt');

const options = { only: { type: 'string', default: '' }, record: { type: 'boolean', default: false } } as const;

/**
 * Ends every call of every flow before it leaves, after it took effect, and with its answer lost. `--only WORDS`:
 * only cases whose line has them. `--record`: writes down the calls of all flows instead.
 */
async function sweep(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options });
  if (values.record) {
    writeFileSync(RECORDINGS, await recordings(teller('flows')));
    tell('');
    return;
  }
  const { cases, passed, violations } = await run(teller('cases'), values.only);
  tell('');
  for (const violation of violations) console.log(violation);
  const end = violations.length === 0 ? 'all ended as they should' : `${String(cases - passed)} did not`;
  console.log(`${String(cases)} cases: ${end}.`);
  if (violations.length > 0) process.exitCode = 1;
}

runCommand(sweep);
