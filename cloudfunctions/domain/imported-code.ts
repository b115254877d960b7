import type { CodeProblem } from '../../typings/deal';
import type { Stored } from './stored';

/** A code that a merchant brought along for one unit of a deal. It is issued once, or never. */
export interface ImportedCode {
  /** Follows from the merchant and the code: a shop has a code once. */
  readonly _id: string;
  readonly merchantId: string;
  readonly dealId: string;
  readonly code: string;
  /** The import that wrote it, see `batchOf`. */
  readonly batch: string;
  readonly at: number;
  /** The order that has taken it; null while it is unused. */
  readonly orderId: string | null;
  /**
   * Until when that order held its stock when it took the code: only who has seen it end, or a later one, may give it
   * back.
   */
  readonly until: number | null;
}

/** The name of an import: another file under the same request id is another import. */
export const batchOf = ({ key, input }: { readonly key: string; readonly input: string }): string => `${key}.${input}`;

/**
 * Whether stock counts the codes of an import: once the deal remembers its request. Imports of an earlier release are
 * named by their request alone.
 */
export function isCounted({ requests }: Pick<Stored, 'requests'>, batch: string): boolean {
  const [key = '', input] = batch.split('.');
  const remembered = requests[key];
  return remembered !== undefined && (input === undefined || remembered.input === input);
}

/** The largest file of codes that is read, and its most lines. */
export const CODE_FILE_BYTES_MAX = 2 * 1024 * 1024;
export const CODE_LINES_MAX = 20_000;

/** Few are left when not more than these are: a number, or a share of all that were imported. */
const FEW_CODES = 10;
const FEW_PERCENT = 10;

/** A code as a merchant writes it; it is stored and compared in capitals. */
const CODE = /^[0-9A-Za-z-]{6,32}$/;

/** A code of a file, and the line that it stands on, from 1. */
export interface CodeLine {
  readonly line: number;
  readonly code: string;
}

/** The lines of a file of codes: UTF-8, with or without a byte order mark; a final line break ends its last line. */
export function linesOf(bytes: Uint8Array): string[] {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** The codes of a file in capitals, each once, and what is wrong with its other lines. */
export function readCodes(lines: readonly string[]): {
  readonly codes: readonly CodeLine[];
  readonly problems: readonly CodeProblem[];
} {
  const codes = new Map<string, CodeLine>();
  const problems: CodeProblem[] = [];
  for (const [i, written] of lines.entries()) {
    const line = i + 1;
    const trimmed = written.replace(/^[ \t]+|[ \t]+$/g, '');
    const code = trimmed.toUpperCase();
    const reason = problemOf(trimmed, codes.has(code));
    if (reason) problems.push({ line, reason });
    else codes.set(code, { line, code });
  }
  return { codes: [...codes.values()], problems };
}

function problemOf(trimmed: string, isThereBefore: boolean): CodeProblem['reason'] | undefined {
  if (trimmed === '') return 'empty_line';
  if (!CODE.test(trimmed)) return 'wrong_characters';
  return isThereBefore ? 'duplicate_in_file' : undefined;
}

/** Whether so few codes are left of all that were imported that the owner wants to know. */
export const isRunningLow = (left: number, imported: number): boolean =>
  left <= Math.max(FEW_CODES, Math.floor((imported * FEW_PERCENT) / 100));
