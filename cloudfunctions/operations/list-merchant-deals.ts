import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { newestBy, pageOf } from '../runtime/paging';
import { merchantDeal } from '../views/deal';

/** A manager sees all deals of the shop, drafts too, with what is to be edited. */
export const listMerchantDeals = operation('listMerchantDeals', {
  role: 'manager',
  input: input.object(input.page),
  async run(page, { caller, database }) {
    const deals = await database.list('deals', { merchantId: caller.merchantId }, newestBy('createdAt', page));
    return pageOf(deals, page, (deal) => ({ at: deal.createdAt, id: deal._id }), merchantDeal);
  },
});
