import type { StatementLine } from '../../typings/report';
import { demand } from '../domain/failure';
import { endOfDay, startOfDay } from '../domain/time';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { transfersBefore } from '../trade/posted';
import { statementLine, statementOf } from '../views/statement';

/** Lines of one statement: what an answer of a cloud function (6 MB) carries with room to spare. */
const LINES_MAX = 10_000;

/**
 * A manager sees how the shop's earned money moved over some days, of a store or a clerk if asked. The opening balance
 * adds up everything before them, a call for each thousand transfers: as long as the shop's whole history.
 */
export const getStatement = operation('getStatement', {
  role: 'manager',
  input: input
    .object({
      fromDay: input.day,
      toDay: input.day,
      storeId: input.optional(input.id),
      clerkId: input.optional(input.id),
    })
    .check(input.constrained(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'] })),
  async run({ fromDay, toDay, storeId, clerkId }, { caller, database }) {
    const opensAt = startOfDay(fromDay);
    const lines: StatementLine[] = [];
    let openingFen = 0;
    for await (const transfer of transfersBefore(database, caller.merchantId, endOfDay(toDay))) {
      const line = statementLine(transfer);
      if (!line || (storeId ?? line.storeId) !== line.storeId || (clerkId ?? line.clerkId) !== line.clerkId) continue;
      if (line.at < opensAt) openingFen += line.fen;
      else lines.push(line);
      demand(lines.length <= LINES_MAX, 'INVALID_INPUT', { field: 'toDay' });
    }
    return statementOf(openingFen, lines);
  },
});
