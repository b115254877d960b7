import { demand } from '../domain/failure';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { merchantDeal } from '../views/deal';

/** A manager sees a deal of the shop, a draft too, with what is to be edited. */
export const getMerchantDeal = operation('getMerchantDeal', {
  role: 'manager',
  input: input.object({ dealId: input.id }),
  gather: ({ dealId }) => ({ deal: byId('deals', dealId) }),
  run(_, { caller, found }) {
    const [deal] = found.deal;
    demand(deal?.merchantId === caller.merchantId, 'NOT_FOUND');
    return Promise.resolve(merchantDeal(deal));
  },
});
