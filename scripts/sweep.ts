import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CRASHES } from '../simulation/crashes';
import { textOf } from '../simulation/recording';
import { recordings, run } from '../simulation/sweep-run';
import { runCommand, tell, teller } from './progress';

const RECORDINGS = join(__dirname, '../simulation/recordings.txt');

/** Pairs that are tried where nobody says how many: each has to be found in a run of its own. */
const PAIRS = 2000;

const options = {
  flow: { type: 'string' },
  case: { type: 'string' },
  kind: { type: 'string' },
  sample: { type: 'string' },
  seed: { type: 'string', default: '1' },
  pairs: { type: 'boolean', default: false },
  night: { type: 'boolean', default: false },
  record: { type: 'boolean', default: false },
  because: { type: 'string', default: '' },
} as const;

/**
 * Ends every call of every flow before it leaves, on its way, after it took effect, with its answer lost, and with the
 * answer that the cloud or WeChat is busy, while notices and timers come and do not come. `--flow WORDS`: only flows
 * with them in their names; `--kind KIND`: only one way in which calls end; `--case LINE`: one case again;
 * `--sample N --seed S`: so many cases by chance; `--pairs`: two calls of each run, some by chance, or all of them with
 * `--night`. `--record`: writes down the calls of all flows instead; fewer than before only `--because REASON`.
 */
async function sweep(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options });
  if (values.record) return record(values.because);
  const { flow, case: only, pairs, night } = values;
  const kind = CRASHES.find((each) => each === values.kind);
  if (kind !== values.kind) throw new Error(`no such kind; there are ${CRASHES.join(', ')}`);
  const bounded = pairs && !night ? PAIRS : undefined;
  const sample = values.sample === undefined ? bounded : Number(values.sample);
  const hear = (violation: string): void => {
    tell('');
    console.log(violation);
  };
  const chosen = {
    ...(flow === undefined ? {} : { flow }),
    ...(only === undefined ? {} : { only }),
    ...(kind ? { kind } : {}),
  };
  const size = sample === undefined ? {} : { sample, seed: Number(values.seed) };
  const { cases, passed, ms } = await run(teller('cases'), { ...chosen, ...size, ...(pairs ? { pairs } : {}), hear });
  tell('');
  const end = passed === cases ? 'all ended as they should' : `${String(cases - passed)} did not`;
  if (cases === 0) throw new Error('there is no such case or flow');
  console.log(`${String(cases)} cases, ${((cases / ms) * 1000).toFixed(0)} a second: ${end}.`);
  if (passed < cases) process.exitCode = 1;
}

async function record(because: string): Promise<void> {
  const found = await recordings(teller('flows'));
  tell('');
  writeFileSync(RECORDINGS, textOf(found, readFileSync(RECORDINGS, 'utf8'), because));
}

runCommand(sweep);
