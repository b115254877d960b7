import type { MutantResult, PartialStrykerOptions } from '@stryker-mutator/api/core';

import { unheard, type Outcome, type Report } from '../../../simulation/outcome';
import { hearProgress } from './progress-reporter';
import { scored, type Score } from './scored';

/** What is used of Stryker 9.6.1: its own types are in error under this repository's rules (2026-11-22). */
interface StrykerCore {
  readonly Stryker: new (options: PartialStrykerOptions) => { runMutationTest(): Promise<MutantResult[]> };
}

/** A name that the compiler does not follow. */
const STRYKER: string = '@stryker-mutator/core';

/** Which mutants are tried. */
export interface MutantsWanted {
  /** The files, as Stryker takes them; absent: all of its configuration. */
  readonly mutate?: readonly string[];
  /**
   * Each is tried now. Else what an earlier run has found is taken where neither the mutant's file nor its tests
   * changed; that a file changed which they use is not noticed.
   */
  readonly isFresh?: boolean;
}

/** Changes the sources in every way that Stryker knows, one at a time, and sees whether a test notices. */
export async function run(
  report: Report = unheard,
  { mutate, isFresh = false }: MutantsWanted = {},
): Promise<Outcome & Score> {
  const startedAt = performance.now();
  const endProgress = hearProgress(report);
  try {
    const { Stryker } = (await import(STRYKER)) as StrykerCore;
    const chosen = mutate ? { mutate: [...mutate] } : {};
    const results = await new Stryker({ ...chosen, force: isFresh }).runMutationTest();
    return { ...scored(results), ms: performance.now() - startedAt };
  } finally {
    endProgress();
  }
}
