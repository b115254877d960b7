import type { Output } from '../../../typings/api';
import type { Wording } from '../../text/errors';
import type { Refusal } from '../../services/cloud';
import { codes as text, importRefusals, lineProblems } from '../text/codes';

/** What an import came to, as the sheet shows it. */
export interface ImportResult {
  readonly title: string;
  readonly todo: string;
  readonly lines: readonly string[];
  /** How many more lines there are than shown; empty: none. */
  readonly more: string;
}

/** Lines that are shown; all of them are copied. */
const LINES_SHOWN = 50;
/** The server names so many lines at the most (cloudfunctions/operations/import-codes.ts). */
const PROBLEMS_MAX = 200;

/** What an import came to: how many codes were taken, and which lines were not. */
export function importResult({ imported, problems }: Output<'importCodes'>): ImportResult {
  const lines = problemLines(problems);
  return {
    title: text.imported(imported),
    todo: problems.length === 0 ? text.allTaken : text.taken(problems.length),
    lines: lines.slice(0, LINES_SHOWN),
    more: lines.length > LINES_SHOWN ? text.moreLines(lines.length - LINES_SHOWN) : '',
  };
}

/** The lines that were not taken and why, as they are copied. */
export function problemLines(problems: Output<'importCodes'>['problems']): string[] {
  const lines = problems.map(({ line, reason }) => text.line(line, lineProblems[reason]));
  return problems.length < PROBLEMS_MAX ? lines : [...lines, text.manyProblems];
}

/** Why nothing was imported where the refusal names a reason. */
export const importRefusal = ({ detail }: Pick<Refusal, 'detail'>): Wording | undefined =>
  typeof detail.reason === 'string' ? importRefusals[detail.reason] : undefined;

/** How many lines of what was pasted hold something. */
export const linesPasted = (pasted: string): number => pasted.split('\n').filter((line) => line.trim() !== '').length;
