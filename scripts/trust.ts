import { parseArgs } from 'node:util';
import * as months from '../simulation/months/run';
import type { Outcome, Report } from '../simulation/outcome';
import * as sweep from '../simulation/sweep-run';
import * as guessing from '../tests/trust/codes/guessing';
import * as keys from '../tests/trust/codes/keys';
import * as fuzz from '../tests/trust/fuzz/fuzz';
import * as notices from '../tests/trust/fuzz/notices';
import * as kill from '../tests/trust/kill/kill';
import * as permissions from '../tests/trust/permissions';
import * as sources from '../tests/trust/sources';
import { runCommand, tell, teller } from './progress';

/** How much is tried: in some minutes, or in a night. */
const sizes = {
  minutes: { months: 2, inputs: 20_000, notices: 2000, guessStepMs: 600_000, kills: 10 },
  night: { months: 20, inputs: 1_000_000, notices: 100_000, guessStepMs: 10_000, kills: 100 },
} as const;

type Size = (typeof sizes)[keyof typeof sizes];

/** One way to try what the shop's trust rests on. */
interface Part {
  readonly name: string;
  readonly says: string;
  readonly run: (report: Report, size: Size, seed: number) => Promise<Outcome>;
}

const parts: readonly Part[] = [
  { name: 'crashes', says: 'each call of each flow ended or unanswered', run: (report) => sweep.run(report) },
  {
    name: 'months',
    says: 'months of trade by chance, with mishaps',
    run: (report, size, seed) => months.run(report, { seed, months: size.months, isWhole: size.months >= 20 }),
  },
  { name: 'permissions', says: 'each role, each action, each owner', run: (report) => permissions.run(report) },
  { name: 'sources', says: 'timers and notices called by others', run: (report) => sources.run(report) },
  {
    name: 'inputs',
    says: 'hostile inputs to each action',
    run: (report, { inputs }, seed) => fuzz.run(report, { seed, inputs }),
  },
  {
    name: 'notices',
    says: 'spoilt notices of WeChat Pay',
    run: (report, size, seed) => notices.run(report, { seed, inputs: size.notices }),
  },
  {
    name: 'guesses',
    says: 'codes and secrets guessed for a day',
    run: (report, { guessStepMs }, seed) => guessing.run(report, { stepMs: guessStepMs, seed }),
  },
  { name: 'keys', says: 'tampered tokens, rotated keys', run: (report) => keys.run(report) },
  {
    name: 'kills',
    says: 'kill -9 under load',
    run: (report, { kills }, seed) => kill.run(report, { kills, seed }),
  },
];

/** Violations of a part that are shown; a part can be run alone for the others. */
const SHOWN_MAX = 10;

const options = {
  night: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  seed: { type: 'string', default: '1' },
} as const;

/** Tries everything that trust rests on, and prints one table. `--night`: whole; `--only PART`; `--seed N`. */
async function trust(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options });
  const wanted = parts.filter(({ name }) => name.includes(values.only));
  if (wanted.length === 0) throw new Error(`no such part; there are ${parts.map(({ name }) => name).join(', ')}`);
  console.log(row('part', 'cases', 'passed', 'seconds', 'what'));
  for (const { name, says, run } of wanted) {
    const outcome = await run(teller(name), values.night ? sizes.night : sizes.minutes, Number(values.seed));
    tell('');
    const { cases, passed, ms, violations } = outcome;
    console.log(row(name, String(cases), String(passed), (ms / 1000).toFixed(0), says));
    for (const violation of violations.slice(0, SHOWN_MAX)) console.log(`    ${violation}`);
    if (violations.length > 0) process.exitCode = 1;
  }
}

const row = (name: string, cases: string, passed: string, seconds: string, what: string): string =>
  [name.padEnd(12), cases.padStart(9), passed.padStart(9), seconds.padStart(8), ` ${what}`].join('');

runCommand(trust);
