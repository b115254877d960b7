import { Chance } from './chance';
import { circumstancesName } from './circumstances';
import { CRASHES, type Crash } from './crashes';
import type { Flow } from './flow';
import { flows } from './flows/flows';
import type { Outcome, Report } from './outcome';
import { recordingOf, type Recording } from './recording';
import { sampled, type Picked } from './sample';
import { openStudies, type Studied, type Studies } from './study';
import { caseName, casesOf, pairsFrom, tryCase, type Case } from './sweep';

/** What is disturbed, and how much of it. Nothing said: every flow, each of its calls, under all circumstances. */
export interface Sweep {
  /** Only flows whose names have these words. */
  readonly flow?: string;
  /** Only the case of this name. */
  readonly only?: string;
  /** Only calls that end so. */
  readonly kind?: Crash;
  /** So many cases, which a seed picks. */
  readonly sample?: number;
  readonly seed?: number;
  /** A second call is struck in each run. Without a sample: under usual circumstances only. */
  readonly pairs?: boolean;
  /** Hears of each violation when it is found. */
  readonly hear?: (violation: string) => void;
}

/** Lines of a difference that are told; the case can be run alone for the others. */
const LINES_TOLD_MAX = 12;

/** Ends calls of flows before they leave, on their way, after they took effect, and with their answer lost. */
export async function run(report: Report, wanted: Sweep = {}, studies = openStudies()): Promise<Outcome> {
  const startedAt = performance.now();
  const tally = { cases: 0, passed: 0, violations: [] as string[] };
  const judge = (name: string, wrong: readonly string[]): void => {
    tally.cases += 1;
    if (wrong.length === 0) {
      tally.passed += 1;
      return;
    }
    const violation = [name, ...wrong.slice(0, LINES_TOLD_MAX)].join('\n    ');
    tally.violations.push(violation);
    wanted.hear?.(violation);
  };
  const chosen = flows.filter(({ name }) => name.includes(wanted.only?.split(' | ')[0] ?? wanted.flow ?? ''));
  const { sample: count, seed = 1 } = wanted;
  const picked =
    count === undefined
      ? await all(studies, chosen, wanted, { report, judge })
      : await sampled(studies, chosen, { count, seed, kinds: kindsOf(wanted) }, report);
  if (count !== undefined) await judgeUndisturbed(studies, new Set(picked.map(([studied]) => studied)), judge);
  const chance = new Chance('second', seed);
  for (const [done, [studied, its]] of picked.entries()) {
    report(done, picked.length, studied.start.flow.name);
    for (const each of await struck(studied, its, wanted, chance)) {
      judge(caseName(studied, each), await tryCase(studied, each));
    }
  }
  return { ...tally, ms: performance.now() - startedAt };
}

const kindsOf = ({ kind }: Sweep): readonly Crash[] => (kind ? [kind] : CRASHES);

const SECOND = / \+ [^|]*(?= \|)/;

/** The case itself, or all pairs that begin with it; of a sample one of them. */
async function struck(studied: Studied, its: Case, wanted: Sweep, chance: Chance): Promise<Case[]> {
  const { only, sample: count, pairs = only !== undefined && SECOND.test(only) } = wanted;
  if (!pairs) return [its];
  const found = await pairsFrom(studied, its);
  if (only !== undefined) return found.filter((pair) => caseName(studied, pair) === only);
  return count === undefined ? found : found.splice(chance.below(found.length), 1);
}

interface Watch {
  readonly report: Report;
  readonly judge: (name: string, wrong: readonly string[]) => void;
}

/** Every case; what nothing disturbs is judged on the way. */
async function all(studies: Studies, chosen: readonly Flow[], wanted: Sweep, watch: Watch): Promise<Picked[]> {
  const { only, pairs } = wanted;
  const kinds = kindsOf(wanted);
  const found: Picked[] = [];
  for (const [done, flow] of chosen.entries()) {
    watch.report(done, chosen.length, `undisturbed, ${flow.name}`);
    for (const under of await studies.circumstancesOf(flow)) {
      if (only && !only.includes(circumstancesName(under))) continue;
      const studied = await studies.study(flow, under);
      if (!only) await judgeUndisturbed(studies, [studied], watch.judge);
      if (only || !pairs || isUsual(studied))
        found.push(...casesOf(studied, kinds).map((its) => [studied, its] as const));
    }
  }
  const first = only?.replace(SECOND, '');
  return found.filter(([studied, its]) => !first || caseName(studied, its) === first);
}

/** What nothing disturbs is the yardstick of what something does: it is judged first. */
async function judgeUndisturbed(studies: Studies, among: Iterable<Studied>, judge: Watch['judge']): Promise<void> {
  for (const studied of among) {
    const name = `${studied.start.flow.name} | ${circumstancesName(studied.under)} | undisturbed`;
    judge(name, await studies.wrongUndisturbed(studied));
  }
}

const isUsual = ({ under }: Studied): boolean => under.notices === 'once' && under.timers === 'as ever';

/** The calls of all flows under usual circumstances. */
export async function recordings(report: Report): Promise<Recording[]> {
  const studies = openStudies();
  const found: Recording[] = [];
  for (const flow of flows) {
    report(found.length, flows.length, flow.name);
    found.push(recordingOf(await studies.study(flow)));
  }
  return found;
}
