import { demand } from '../domain/failure';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation } from '../runtime/operation';

/**
 * A manager takes a deal off the shelf: nobody buys alone or opens a group any more; open groups may still be joined.
 */
export const unpublishDeal = operation('unpublishDeal', {
  role: 'manager',
  input: input.object({ dealId: input.id }),
  gather: ({ dealId }) => ({ deal: byId('deals', dealId) }),
  async run({ dealId }, { caller, database, found }) {
    const [deal] = found.deal;
    demand(deal?.merchantId === caller.merchantId, 'NOT_FOUND');
    if (deal.status !== 'published') return { status: deal.status };
    current(await database.change('deals', { _id: dealId, status: 'published' }, { status: 'unpublished' }));
    return { status: 'unpublished' };
  },
});
