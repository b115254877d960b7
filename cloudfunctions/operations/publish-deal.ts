import { dealProblems } from '../domain/deal-problems';
import { demand } from '../domain/failure';
import { by, byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation } from '../runtime/operation';
import { dealInputOf } from '../views/deal';

/** A manager puts a deal on the shelf, where it can be bought. Only a deal without problems goes there. */
export const publishDeal = operation('publishDeal', {
  role: 'manager',
  input: input.object({ dealId: input.id }),
  gather: ({ dealId }, { merchantId }) => ({
    deal: byId('deals', dealId),
    stores: by('stores', 'merchantId', merchantId),
  }),
  async run({ dealId }, { caller, now, database, found }) {
    const [deal] = found.deal;
    demand(deal?.merchantId === caller.merchantId, 'NOT_FOUND');
    if (deal.status === 'published') return { status: deal.status };
    const problems = dealProblems(dealInputOf(deal), { now, storeIds: found.stores.map((store) => store._id) });
    demand(problems.length === 0, 'DEAL_HAS_PROBLEMS', { problems });
    // The rules that were judged are the rules that are published.
    const judged = { _id: dealId, version: deal.version, status: deal.status };
    current(await database.change('deals', judged, { status: 'published', publishedAt: now }));
    return { status: 'published' };
  },
});
