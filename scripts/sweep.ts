import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { flows } from '../simulation/flows/flows';
import { recordingOf } from '../simulation/recording';
import { caseName, casesOf, study, tryCase, type Case, type Studied } from '../simulation/sweep';

const RECORDINGS = join(__dirname, '../simulation/recordings.txt');

/** Lines of a difference that are shown; the case can be run alone for the others. */
const LINES_SHOWN_MAX = 12;

/**
 * Ends every call of every flow before it leaves, after it took effect, and with its answer lost. `--only WORDS`:
 * only cases whose line has them. `--record`: writes down the calls of all flows instead.
 */
async function sweep(words: readonly string[]): Promise<void> {
  const options = { only: { type: 'string', default: '' }, record: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...words], options });
  const [flowWords = ''] = values.only.split(' | ');
  const wanted = flows.filter(({ name }) => values.record || name.includes(flowWords));
  const studies: Studied[] = [];
  for (const flow of wanted) {
    tell(`Playing ${String(wanted.length)} flows undisturbed: ${flow.name}`);
    studies.push(await study(flow));
  }
  if (values.record) {
    writeFileSync(RECORDINGS, studies.map(recordingOf).join('\n'));
    tell('');
    return;
  }
  for (const { flow, wrong } of studies) if (wrong.length > 0) show(`${flow.name}, undisturbed`, wrong);
  const cases = studies
    .flatMap((studied) => casesOf(studied).map((one) => [studied, one] as const))
    .filter(([studied, one]) => caseName(studied, one).includes(values.only));
  const failed = await tryAll(cases);
  tell('');
  const count = `${String(cases.length)} cases of ${String(wanted.length)} flows`;
  console.log(
    `${count}: ${failed === 0 ? 'all ended as they should' : `${String(failed)} did not end as they should`}.`,
  );
}

async function tryAll(cases: readonly (readonly [Studied, Case])[]): Promise<number> {
  const startedAt = performance.now();
  let failed = 0;
  for (const [done, [studied, one]] of cases.entries()) {
    const leftS = ((performance.now() - startedAt) / Math.max(done, 1) / 1000) * (cases.length - done);
    const far = `${String(done)} of ${String(cases.length)} cases, ${String(failed)} failed`;
    tell(`${far}, ${leftS.toFixed(0)} s left: ${studied.flow.name}`);
    const wrong = await tryCase(studied, one);
    if (wrong.length === 0) continue;
    failed += 1;
    show(caseName(studied, one), wrong);
  }
  return failed;
}

function show(name: string, wrong: readonly string[]): void {
  tell('');
  console.log([name, ...wrong.slice(0, LINES_SHOWN_MAX)].join('\n    '));
  process.exitCode = 1;
}

/** The one line that tells how far it is; on a terminal only. */
function tell(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line.slice(0, process.stdout.columns - 1)}`);
}

sweep(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
