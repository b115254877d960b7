import { demand } from '../domain/failure';
import { by, byId, named } from '../runtime/find';
import * as input from '../runtime/input';
import { merchantOf, operation } from '../runtime/operation';
import { merchantOrderDetail } from '../views/order';

/** A manager sees any order of the shop, with what of it may still be refunded. */
export const getMerchantOrder = operation('getMerchantOrder', {
  role: 'manager',
  input: input.object({ orderId: input.id }),
  gather: ({ orderId }, { merchantId }) => ({
    order: byId('orders', orderId),
    group: named('groups', 'order.groupId'),
    stores: by('stores', 'merchantId', merchantId),
  }),
  run(_, context) {
    const { caller, found, now } = context;
    const [order] = found.order;
    demand(order?.merchantId === caller.merchantId, 'NOT_FOUND');
    const beside = { service: merchantOf(context).service, stores: found.stores };
    return Promise.resolve(merchantOrderDetail(order, found.group[0], beside, now));
  },
});
