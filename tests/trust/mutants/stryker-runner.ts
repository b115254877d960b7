import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  type CompleteDryRunResult,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';

import { AFTER_OTHERS, Asked } from './asked';
import { Battery } from './battery';
import { ignorerPlugin } from './ignorer';
import { instrumented, type Hits } from './instrumented';
import { progressPlugin } from './progress-reporter';
import { cases, runCases, type CaseResult } from './suite';

const nothing = (): void => undefined;

/** Runs the battery for Stryker in one process that stays: a mutant is switched on, and off again, while it runs. */
class BatteryRunner implements TestRunner {
  readonly #battery = new Battery(process.cwd());
  /** Mutants that run while files are loaded: for these everything is loaded anew. */
  #static: ReadonlySet<string> = new Set();
  readonly #asked = new Asked();
  #putBack: () => void = nothing;

  capabilities() {
    return { reloadEnvironment: true };
  }

  init(): Promise<void> {
    this.#battery.redirect();
    this.#battery.load(this.#battery.files());
    this.#static = new Set(Object.keys(instrumented.mutantCoverage?.static ?? {}));
    return Promise.resolve();
  }

  /** Runs each test alone, and one that fails so with those before it. */
  async dryRun(): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    for (const { id } of cases()) {
      const alone = await this.#observed(id);
      if (!isRight(alone)) Reflect.deleteProperty(instrumented.mutantCoverage?.perTest ?? {}, id);
      const result = isRight(alone) ? alone : await this.#observed(id + AFTER_OTHERS);
      if (!isRight(result)) return { status: DryRunStatus.Error, errorMessage: `${id}: ${errorOf(result)}` };
      const timed = testResult(result);
      this.#asked.timed(timed.id, timed.timeSpentMs);
      tests.push(timed);
    }
    const mutantCoverage = this.#coverage();
    return { status: DryRunStatus.Complete, tests, mutantCoverage } satisfies CompleteDryRunResult;
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, hitLimit, sandboxFileName } = options;
    const wanted = this.#asked.of(testFilter ?? cases().map(({ id }) => id), activeMutant.fileName);
    Object.assign(instrumented, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit ? 0 : undefined });
    try {
      const broken = this.#static.has(activeMutant.id) ? this.#renew(sandboxFileName) : undefined;
      if (broken === undefined) return await this.#judge(wanted);
      return { status: MutantRunStatus.Killed, killedBy: wanted.slice(0, 1), failureMessage: broken, nrOfTests: 0 };
    } finally {
      Object.assign(instrumented, { activeMutant: undefined, hitLimit: undefined, hitCount: undefined });
      this.#putBack();
      this.#putBack = nothing;
    }
  }

  /** Has a file loaded anew, with what is changed in it while it is loaded. What it throws, if it does. */
  #renew(path: string): string | undefined {
    try {
      const putBack = this.#battery.renewOperation(path);
      if (!putBack) this.#battery.unload();
      this.#putBack = putBack ?? this.#loadAll;
      return undefined;
    } catch (error) {
      return String(error);
    }
  }

  readonly #loadAll = (): void => {
    this.#battery.unload();
    this.#battery.load(this.#battery.files());
  };

  async #judge(wanted: readonly string[]): Promise<MutantRunResult> {
    for (const id of wanted) {
      const startedAt = performance.now();
      const failure = await this.#failureOf(id);
      const timeout = determineHitLimitReached(instrumented.hitCount, instrumented.hitLimit);
      if (timeout) return { status: MutantRunStatus.Timeout, reason: timeout.reason ?? '' };
      if (failure === undefined) {
        this.#asked.timed(id, performance.now() - startedAt);
        continue;
      }
      this.#asked.noticed(id);
      return { status: MutantRunStatus.Killed, killedBy: [id], failureMessage: failure, nrOfTests: wanted.length };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: wanted.length };
  }

  /** Loading fails, too, where a mutant breaks what runs while a file is loaded. */
  async #failureOf(id: string): Promise<string | undefined> {
    try {
      this.#battery.load([fileOf(id)]);
      const result = await run(id);
      return isRight(result) ? undefined : errorOf(result);
    } catch (error) {
      return String(error);
    }
  }

  async #observed(id: string): Promise<Ran> {
    return run(id, () => (instrumented.currentTestId = id)).finally(() => (instrumented.currentTestId = undefined));
  }

  /**
   * What each test reaches. A mutant that runs at loading counts as reached by whoever reaches its file, and by the
   * tests beside it.
   */
  #coverage() {
    const { perTest = {}, static: loading = {} } = instrumented.mutantCoverage ?? {};
    const mates = new Map<string, string[]>();
    for (const path of this.#sources()) {
      const ids = this.#mutantsIn(path);
      const atLoading = ids.filter((id) => id in loading);
      for (const id of ids) mates.set(id, atLoading);
      const beside = cases().filter(({ file }) => file === path.replace(/\.ts$/, '.test.ts'));
      for (const { id } of beside) Object.assign((perTest[id] ??= {}), onceEach(atLoading));
    }
    const reached = new Set<string>();
    for (const hits of Object.values(perTest)) {
      for (const mate of new Set(Object.keys(hits).flatMap((id) => mates.get(id) ?? []))) hits[mate] ??= 1;
      for (const id of Object.keys(hits)) reached.add(id);
    }
    const unreached = Object.fromEntries(Object.entries(loading).filter(([id]) => !reached.has(id)));
    return { perTest, static: unreached };
  }

  #sources(): string[] {
    return this.#battery.filesIn('cloudfunctions').filter((path) => path.endsWith('.ts'));
  }

  #mutantsIn(path: string): string[] {
    const source = readFileSync(join(process.cwd(), path), 'utf8');
    return [...source.matchAll(/stryMutAct_\w+\("(\d+)"\)/g)].map(([, id = '']) => id);
  }
}

interface Ran {
  readonly id: string;
  readonly results: readonly CaseResult[];
}

const onceEach = (ids: readonly string[]): Hits => Object.fromEntries(ids.map((id) => [id, 1]));

const fileOf = (id: string): string => id.split(' › ')[0] ?? '';

/** Whether a test ran, and found nothing wrong. */
const isRight = ({ results }: Ran): boolean => results.length > 0 && results.every(({ error }) => error === undefined);

const errorOf = ({ results }: Ran): string =>
  results.length === 0 ? 'there is no such test' : (results.find(({ error }) => error !== undefined)?.error ?? '');

async function run(id: string, enter: () => unknown = () => undefined): Promise<Ran> {
  const name = id.replace(AFTER_OTHERS, '');
  const mates = cases().filter(({ file }) => file === fileOf(id));
  const upTo = mates.slice(0, mates.findIndex((each) => each.id === name) + 1).map((each) => each.id);
  enter();
  return { id, results: await runCases(name === id ? [name] : upTo, true) };
}

const testResult = ({ id, results }: Ran): TestResult => ({
  ...{ id, name: id, fileName: fileOf(id), status: TestStatus.Success },
  timeSpentMs: results.reduce((sum, { ms }) => sum + ms, 0),
});

/** Everything that Stryker finds here. */
export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'battery', BatteryRunner),
  progressPlugin,
  ignorerPlugin,
];
