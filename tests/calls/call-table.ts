import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cost } from './call-log';

/** One row of docs/CALLS.md. */
export interface CallRow {
  /** `operation · path` */
  readonly name: string;
  readonly operation: string;
  readonly cost: Cost;
  /** Database calls below which the argument of the row does not go. */
  readonly fewest: number;
  readonly why: string;
}

/** Reads the table of docs/CALLS.md: its lines of nine cells, without the two of its head. */
export function readCallTable(): CallRow[] {
  const text = readFileSync(join(__dirname, '../../docs/CALLS.md'), 'utf8');
  const lines = text.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) => {
    const cells = line.slice(1, -1).split('|');
    const [operation = '', path = '', ...rest] = cells.map((cell) => cell.trim().replaceAll('`', ''));
    const [database = NaN, fewest = NaN, pay = NaN, openapi = NaN, storage = NaN, depth = NaN] = rest.map(Number);
    if (rest.length !== 7) throw new Error(`not a row of nine cells: ${line}`);
    const cost = { database, pay, openapi, storage, depth };
    return { name: `${operation} · ${path}`, operation, cost, fewest, why: rest.at(-1) ?? '' };
  });
}
