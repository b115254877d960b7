import type { DealInput } from '../../typings/deal';
import { rulesOf, type Deal } from '../domain/deal';
import { dealProblems } from '../domain/deal-problems';
import { demand } from '../domain/failure';
import { createdIdOf, inputHashOf } from '../domain/ids';
import type { Stored } from '../domain/stored';
import { by, byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation, remember, remembering } from '../runtime/operation';
import { to } from '../runtime/terms';
import { dealInput } from '../trade/deal-input';

/**
 * A manager writes a deal, or rewrites it. A draft may be unfinished, a published deal must stay fit to be sold. The
 * version grows with the rules only. Stock counts at the first save only, later it is adjusted; and where codes come
 * from is said once, since stock of the one kind is none of the other.
 */
export const saveDeal = operation('saveDeal', {
  role: 'manager',
  remembers: 'deals',
  input: input.object({ requestId: input.requestId, dealId: input.optional(input.id), deal: dealInput }),
  gather: ({ dealId }, { merchantId }) => ({
    deal: byId('deals', dealId),
    stores: by('stores', 'merchantId', merchantId),
  }),
  async run({ dealId, deal }, { caller, now, database, found, request }) {
    if (dealId === undefined) {
      const answer = { dealId: createdIdOf('deal', request.key), version: 1 };
      const stored = remembering(answer.dealId, request, answer);
      await database.insert('deals', [
        newDeal(deal, { _id: answer.dealId, merchantId: caller.merchantId, ...stored }, now),
      ]);
      return answer;
    }
    const [existing] = found.deal;
    demand(existing?.merchantId === caller.merchantId, 'NOT_FOUND');
    const fixed = { field: 'codeSource', reason: 'source_is_fixed' };
    demand(deal.codeSource === existing.rules.codeSource, 'DEAL_HAS_PROBLEMS', { problems: [fixed] });
    const problems = dealProblems(deal, { now, storeIds: found.stores.map((store) => store._id) });
    demand(existing.status !== 'published' || problems.length === 0, 'DEAL_HAS_PROBLEMS', { problems });
    const rules = rulesOf(deal);
    const isNew = inputHashOf(rules) !== inputHashOf(existing.rules);
    const answer = { dealId, version: existing.version + (isNew ? 1 : 0) };
    const unchanged = { _id: dealId, version: existing.version, status: existing.status };
    const changes = { rules: to.be(rules), version: answer.version, ...remember(request, answer) };
    // Rules that are the same leave the version as it was, which alone would let a second try through.
    const once = { ...unchanged, [`requests.${request.key}`]: null };
    current(await database.change('deals', once, changes));
    return answer;
  },
});

/** A deal as it is first written; one with imported codes has no stock before they come. */
function newDeal(deal: DealInput, stored: Stored, now: number): Deal {
  const stock = deal.codeSource === 'imported' ? 0 : deal.stock;
  return {
    ...{ ...stored, version: 1, status: 'draft', rules: rulesOf(deal), stocked: stock, adjusted: 0, free: stock },
    ...{ holds: {}, returned: {}, holdSeq: 0, createdAt: now, publishedAt: 0 },
  };
}
