import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { newestBy, pageOf } from '../runtime/paging';
import { dealCard } from '../views/deal';

/** Anyone sees the shelf: every published deal, those last that have been there longest. */
export const listDeals = operation('listDeals', {
  role: 'buyer',
  input: input.object(input.page),
  async run(page, { caller, database }) {
    const onShelf = { merchantId: caller.merchantId, status: 'published' };
    const deals = await database.list('deals', onShelf, newestBy('publishedAt', page));
    return pageOf(deals, page, (deal) => ({ at: deal.publishedAt, id: deal._id }), dealCard);
  },
});
