import { relative } from 'node:path';

import type { MutantResult, PartialStrykerOptions } from '@stryker-mutator/api/core';

import { unheard, type Outcome, type Report } from '../../../simulation/outcome';
import { hearProgress } from './progress-reporter';

/** What is used of Stryker 9.6.1: its own types are in error under this repository's rules (2026-11-22). */
interface StrykerCore {
  readonly Stryker: new (options: PartialStrykerOptions) => { runMutationTest(): Promise<MutantResult[]> };
}

/** A name that the compiler does not follow. */
const STRYKER: string = '@stryker-mutator/core';

/** Of all mutants so many must die, or those that live are violations. */
const KILLED_MIN = 0.95;

/** What may be chosen of all mutants: the files, as Stryker takes them; absent: all of its configuration. */
export interface MutantsWanted {
  readonly mutate?: readonly string[];
}

/** What became of the mutants of one file. */
export interface FileScore {
  readonly file: string;
  readonly killed: number;
  readonly all: number;
}

/** Changes the sources in every way that Stryker knows, one at a time, and sees whether a test notices. */
export async function run(report: Report = unheard, { mutate }: MutantsWanted = {}): Promise<Outcome & Scored> {
  const startedAt = performance.now();
  const endProgress = hearProgress(report);
  try {
    const { Stryker } = (await import(STRYKER)) as StrykerCore;
    const results = await new Stryker(mutate ? { mutate: [...mutate] } : {}).runMutationTest();
    const counted = results.filter(({ status }) => status !== 'Ignored');
    const alive = counted.filter((mutant) => !isDead(mutant));
    const passed = counted.length - alive.length;
    const isEnough = passed >= counted.length * KILLED_MIN;
    const violations = isEnough ? [] : alive.map(told);
    const ms = performance.now() - startedAt;
    const measured = `${((100 * passed) / Math.max(counted.length, 1)).toFixed(1)} %`;
    const scored = { survivors: alive.map(told), files: scores(counted) };
    return { cases: counted.length, passed, ms, violations, measured, ...scored };
  } finally {
    endProgress();
  }
}

/** Beside the outcome: every mutant that lives, and how each file stands. */
interface Scored {
  readonly survivors: readonly string[];
  readonly files: readonly FileScore[];
}

const isDead = ({ status }: MutantResult): boolean => status === 'Killed' || status === 'Timeout';

const fileOf = ({ fileName }: MutantResult): string => relative(process.cwd(), fileName);

function told(mutant: MutantResult): string {
  const { location, mutatorName, replacement, status } = mutant;
  const place = `${fileOf(mutant)}:${String(location.start.line)}:${String(location.start.column)}`;
  return `${place} ${status}: ${mutatorName} → ${replacement.replace(/\s+/g, ' ')}`;
}

function scores(mutants: readonly MutantResult[]): FileScore[] {
  const files = [...new Set(mutants.map(fileOf))].sort();
  return files.map((file) => {
    const its = mutants.filter((mutant) => fileOf(mutant) === file);
    return { file, killed: its.filter(isDead).length, all: its.length };
  });
}
