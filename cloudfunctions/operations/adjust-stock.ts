import { demand } from '../domain/failure';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation, remember } from '../runtime/operation';
import { is, to } from '../runtime/terms';

/** The most units that one adjustment adds or takes. */
const DELTA_MAX = 1_000_000;

/**
 * A manager raises or lowers the free stock of a deal, at any time. It is added, not set, so that sales in the same
 * moment do not get in the way: `stock` is what was free when this was judged, with the change. Of a deal with imported
 * codes stock may be taken off sale and put back; more of it comes with more codes.
 */
export const adjustStock = operation('adjustStock', {
  role: 'manager',
  remembers: 'deals',
  input: input.object({
    requestId: input.requestId,
    dealId: input.id,
    delta: input.whole(-DELTA_MAX, DELTA_MAX),
  }),
  gather: ({ dealId }) => ({ deal: byId('deals', dealId) }),
  async run({ dealId, delta }, { caller, database, found, request }) {
    const [deal] = found.deal;
    demand(deal?.merchantId === caller.merchantId, 'NOT_FOUND');
    const { free, imported = 0, adjusted, rules } = deal;
    const isImported = rules.codeSource === 'imported';
    demand(!isImported || adjusted + delta <= imported, 'INVALID_INPUT', { field: 'delta' });
    demand(free >= -delta, 'STOCK_TOO_LOW');
    const answer = { stock: free + delta };
    const enough = { _id: dealId, free: is.atLeast(-delta), [`requests.${request.key}`]: null };
    const adjustable = isImported ? { ...enough, adjusted } : enough;
    const changes = { free: to.add(delta), adjusted: to.add(delta), ...remember(request, answer) };
    current(await database.change('deals', adjustable, changes));
    return answer;
  },
});
