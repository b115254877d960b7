import { relative } from 'node:path';

import type { MutantResult } from '@stryker-mutator/api/core';

import type { Outcome } from '../../../simulation/outcome';

/** Of all mutants so many must die, or those that live are violations. */
const KILLED_MIN = 0.95;

/** What became of the mutants of one file. */
export interface FileScore {
  readonly file: string;
  readonly killed: number;
  readonly all: number;
}

/** Beside the outcome: every mutant that lives, and how each file stands. */
export interface Score {
  readonly survivors: readonly string[];
  readonly files: readonly FileScore[];
}

/** What the mutants have come to. Throws when there are none: nothing was tried, and nothing shown. */
export function scored(results: readonly MutantResult[]): Omit<Outcome, 'ms'> & Score {
  const counted = results.filter(({ status }) => status !== 'Ignored');
  if (counted.length === 0) throw new Error('there is no mutant: nothing was tried');
  const survivors = counted.filter((mutant) => !isDead(mutant)).map(told);
  const passed = counted.length - survivors.length;
  const violations = passed >= counted.length * KILLED_MIN ? [] : survivors;
  const measured = `${((100 * passed) / counted.length).toFixed(1)} %`;
  return { cases: counted.length, passed, violations, measured, survivors, files: scores(counted) };
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
