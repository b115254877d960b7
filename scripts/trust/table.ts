import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import type { Outcome } from '../../simulation/outcome';
import { paceOf, tell } from '../progress';
import { apart, tellParent } from './apart';
import { night, some, type Part } from './part';

/** Violations of a part that are shown; a part can be run alone for the others. */
const SHOWN_MAX = 10;

const options = {
  night: { type: 'boolean', default: false },
  only: { type: 'string' },
  seed: { type: 'string', default: '1' },
  workers: { type: 'string', default: String(availableParallelism()) },
  /** The part that this process tries for another one: set by `apart` alone. */
  part: { type: 'string' },
} as const;

/**
 * Tries everything that trust rests on, each part in a process of its own, and prints one table. `--night`: whole;
 * `--only PART`; `--seed N`; `--workers N` so many parts at a time.
 */
export async function trust(words: readonly string[], parts: readonly Part[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options });
  const { only, part, night: isNight, seed } = values;
  const workers = Number(values.workers);
  if (!Number.isInteger(workers) || workers < 1) throw new Error('--workers: a whole number from 1 on');
  if (!Number.isSafeInteger(Number(seed))) throw new Error('--seed: a whole number');
  const size = ['--seed', seed, ...(isNight ? ['--night'] : [])];
  if (part !== undefined) return tryPart(partNamed(part, parts), isNight, Number(seed));
  const wanted = only === undefined ? parts.filter(({ isNightly }) => isNight || !isNightly) : [partNamed(only, parts)];
  const startedAt = performance.now();
  console.log(row('part', 'cases', 'passed', 'seconds', 'what'));
  const outcomes = await inTurns(wanted, workers, size);
  const sum = (of: (outcome: Outcome) => number): string => String(outcomes.reduce((all, each) => all + of(each), 0));
  const [cases, passed, violations] = [sum((each) => each.cases), sum((each) => each.passed), sum(violationsOf)];
  console.log(row('all', cases, passed, secondsOf(performance.now() - startedAt), `violations: ${violations}`));
  if (violations !== '0') process.exitCode = 1;
}

function partNamed(name: string, parts: readonly Part[]): Part {
  const found = parts.find((part) => part.name === name);
  if (!found) throw new Error(`no such part; there are ${parts.map((part) => part.name).join(', ')}`);
  return found;
}

/** Tries one part here, for the process that waits for it. */
async function tryPart(part: Part, isNight: boolean, seed: number): Promise<void> {
  await tellParent((report) => part.run(report, isNight ? night : some, seed));
  // Stories among the tests of mutants leave servers behind that nobody calls any more.
  process.exit();
}

/** Tries parts, so many at a time; each is a row of the table as soon as all before it are. */
async function inTurns(wanted: readonly Part[], workers: number, size: readonly string[]): Promise<Outcome[]> {
  const far = new Map<string, string>();
  const outcomes = new Map<string, Outcome>();
  let shown = 0;
  const work = async (waiting: Part[]): Promise<void> => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const { name } = part;
      const pace = paceOf(name);
      const outcome = await apart(['--part', name, ...size], (...now) => {
        far.set(name, pace(...now));
        tell([...far.values()].join(' · '));
      });
      far.delete(name);
      outcomes.set(name, outcome);
      shown = show(wanted, outcomes, shown);
    }
  };
  const together = wanted.filter(({ isNightly }) => !isNightly);
  await Promise.all(Array.from({ length: workers }, () => work(together)));
  await work(wanted.filter(({ isNightly }) => isNightly));
  return [...outcomes.values()];
}

/** Prints the rows that are due, from a place on; gives the place of the next. */
function show(wanted: readonly Part[], outcomes: ReadonlyMap<string, Outcome>, from: number): number {
  const part = wanted[from];
  const outcome = part && outcomes.get(part.name);
  if (!outcome) return from;
  const { cases, passed, ms, violations, measured } = outcome;
  const what = measured === undefined ? part.says : `${part.says}: ${measured}`;
  tell('');
  console.log(row(part.name, String(cases), String(passed), secondsOf(ms), what));
  for (const violation of violations.slice(0, SHOWN_MAX)) console.log(`    ${violation}`);
  return show(wanted, outcomes, from + 1);
}

const violationsOf = ({ violations }: Outcome): number => violations.length;

const secondsOf = (ms: number): string => (ms / 1000).toFixed(0);

const row = (name: string, cases: string, passed: string, seconds: string, what: string): string =>
  [name.padEnd(12), cases.padStart(9), passed.padStart(9), seconds.padStart(8), ` ${what}`].join('');
