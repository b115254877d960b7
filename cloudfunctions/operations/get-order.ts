import { consentWanted } from '../domain/message';
import { demand } from '../domain/failure';
import { by, byId, named } from '../runtime/find';
import * as input from '../runtime/input';
import { merchantOf, operation } from '../runtime/operation';
import { orderDetail } from '../views/order';

/** A buyer sees an order of his own with its vouchers, its refunds and what he may do now. */
export const getOrder = operation('getOrder', {
  role: 'buyer',
  input: input.object({ orderId: input.id }),
  gather: ({ orderId }, { merchantId }) => ({
    order: byId('orders', orderId),
    group: named('groups', 'order.groupId'),
    stores: by('stores', 'merchantId', merchantId),
  }),
  run(_, context) {
    const { caller, config, found, now } = context;
    const [order] = found.order;
    demand(order?.merchantId === caller.merchantId && order.buyer === caller.person, 'NOT_FOUND');
    const beside = { service: merchantOf(context).service, stores: found.stores };
    const detail = orderDetail(order, found.group[0], beside, now);
    return Promise.resolve({ ...detail, askConsent: consentWanted(config.templates, detail) });
  },
});
