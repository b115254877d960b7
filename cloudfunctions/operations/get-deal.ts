import { demand } from '../domain/failure';
import { personKeyOf } from '../domain/ids';
import { by, byId } from '../runtime/find';
import * as input from '../runtime/input';
import { merchantOf, operation } from '../runtime/operation';
import { ordersOfBuyer } from '../trade/orders-of-buyer';
import { dealDetail } from '../views/deal';

/** Open groups that are looked at for a deal's page: of those with a place left the ones that end first. */
const GROUPS_READ_MAX = 50;

/** Anyone with the link sees a deal, its stores and its open groups. A draft is there for managers only. */
export const getDeal = operation('getDeal', {
  role: 'buyer',
  input: input.object({ dealId: input.id }),
  gather: ({ dealId }, { merchantId, person }) => ({
    deal: byId('deals', dealId),
    stores: by('stores', 'merchantId', merchantId),
    groups: {
      ...by('groups', 'dealId', dealId),
      only: {
        ...{ fields: ['status', 'left', 'expiresAt'], sort: ['expiresAt', 1], limit: GROUPS_READ_MAX },
        ...{ where: { status: 'open' }, above: { left: 0 } },
      },
    },
    mine: ordersOfBuyer(dealId, person),
    staff: byId('staff', personKeyOf(merchantId, person)),
  }),
  run(_, context) {
    const { caller, found, now, position } = context;
    const [deal] = found.deal;
    demand(deal?.merchantId === caller.merchantId, 'NOT_FOUND');
    const sees = deal.status !== 'draft' || position?.role === 'manager' || position?.role === 'owner';
    demand(sees, 'NOT_FOUND');
    const { service } = merchantOf(context);
    const { stores, groups, mine } = found;
    return Promise.resolve(dealDetail(deal, { stores, groups, mine, service }, now));
  },
});
