import type { Statement, StatementLine } from '../../../typings/report';
import { price } from '../../presenters/money';
import { moment } from '../../presenters/time';
import { report as text } from '../text/report';

/** A movement of money as a line. */
export interface LineShown {
  readonly id: string;
  readonly what: string;
  readonly when: string;
  readonly sum: string;
  readonly orderId: string;
  readonly about: string;
}

/** A statement: the equation, and how many lines it has. */
export interface StatementPage {
  readonly parts: readonly { readonly name: string; readonly sum: string; readonly isTotal: boolean }[];
  readonly lineCount: number;
}

const totals: readonly string[] = ['openingFen', 'closingFen'];

/** What a statement shows: opening + settled − refunded − commission − partner − fee = closing. */
export function statementPage(statement: Statement): StatementPage {
  const fields = Object.keys(text.parts) as (keyof typeof text.parts)[];
  return {
    parts: fields
      .filter((field) => totals.includes(field) || field === 'settledFen' || statement[field] !== 0)
      .map((field) => ({ name: text.parts[field], sum: price(statement[field]), isTotal: totals.includes(field) })),
    lineCount: statement.lines.length,
  };
}

/** Lines of a statement as they are read. */
export function linesShown(lines: readonly StatementLine[], now: number): LineShown[] {
  return lines.map(({ id, kind, at, fen, orderId }) => ({
    ...{ id, what: text.kinds[kind], when: moment(at, now), sum: price(fen), orderId, about: text.order(orderId) },
  }));
}
