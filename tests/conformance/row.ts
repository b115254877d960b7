import { expect, test } from '@jest/globals';
import { rows } from './rows';

const statements = new Map(
  rows.map(([id, statement, unverified]) => [id, unverified ? `${statement} (${unverified})` : statement]),
);
const executed = new Set<string>();

/** A test of one or more rows of the wire facts; its title is the statement of the first. */
export function row(ids: string | readonly string[], check: () => void | Promise<void>): void {
  const all = typeof ids === 'string' ? [ids] : ids;
  const title = `${all.join(' ')}: ${statements.get(all[0] ?? '') ?? 'no such row'}`;
  test(title, async () => {
    for (const id of all) expect([...statements.keys()]).toContain(id);
    await check();
    for (const id of all) executed.add(id);
  });
}

/** The rows that no test of this run has checked to its end. */
export function uncoveredRows(): string[] {
  return [...statements.keys()].filter((id) => !executed.has(id));
}
