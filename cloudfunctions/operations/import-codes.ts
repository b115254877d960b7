import { demand } from '../domain/failure';
import { batchOf, CODE_FILE_BYTES_MAX, CODE_LINES_MAX, linesOf, readCodes } from '../domain/imported-code';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation, remember } from '../runtime/operation';
import { to } from '../runtime/terms';
import { importLines } from '../trade/import-lines';

/** Of the lines of a file that were not taken, the first so many are named: the deal remembers them with the answer. */
const PROBLEMS_MAX = 200;

/**
 * A manager brings along codes for a deal, from a text file in the cloud's storage, one a line. Good lines are taken,
 * the others named with their numbers, the first 200 of them. The codes are written first; the deal's update makes
 * them stock, so that there are never fewer unused codes than units to sell.
 */
export const importCodes = operation('importCodes', {
  role: 'manager',
  remembers: 'deals',
  input: input.object({ requestId: input.requestId, dealId: input.id, fileId: input.text(1000) }),
  gather: ({ dealId }) => ({ deal: byId('deals', dealId) }),
  async run({ dealId, fileId }, context) {
    const { caller, database, found, request, wechat } = context;
    const [deal] = found.deal;
    demand(deal?.merchantId === caller.merchantId, 'NOT_FOUND');
    demand(deal.rules.codeSource === 'imported', 'CODES_NOT_IMPORTED', { reason: 'not_imported_deal' });
    const bytes = await wechat.readFile(fileId);
    demand(bytes, 'CODES_NOT_IMPORTED', { reason: 'no_file' });
    demand(bytes.length <= CODE_FILE_BYTES_MAX, 'CODES_NOT_IMPORTED', { reason: 'too_large' });
    const lines = linesOf(bytes);
    demand(lines.length > 0, 'CODES_NOT_IMPORTED', { reason: 'empty' });
    demand(lines.length <= CODE_LINES_MAX, 'CODES_NOT_IMPORTED', { reason: 'too_many' });
    const { codes, problems } = readCodes(lines);
    const known = await importLines(context, deal, codes, batchOf(request));
    const imported = codes.length - known.length;
    const named = [...problems, ...known.map(({ line }) => ({ line, reason: 'duplicate_in_shop' as const }))];
    const answer = { imported, problems: named.sort((a, b) => a.line - b.line).slice(0, PROBLEMS_MAX) };
    const stocked = { free: to.add(imported), adjusted: to.add(imported), imported: to.add(imported) };
    const once = { _id: dealId, [`requests.${request.key}`]: null };
    current(await database.change('deals', once, { ...stocked, ...remember(request, answer) }));
    return answer;
  },
});
