import { demand } from '../domain/failure';
import { byId, named } from '../runtime/find';
import * as input from '../runtime/input';
import { merchantOf, operation } from '../runtime/operation';
import { merchantOrderDetail } from '../views/order';

/** A manager sees any order of the shop, with what of it may still be refunded. */
export const getMerchantOrder = operation('getMerchantOrder', {
  role: 'manager',
  input: input.object({ orderId: input.id }),
  gather: ({ orderId }) => ({ order: byId('orders', orderId), group: named('groups', 'order.groupId') }),
  run(_, context) {
    const { caller, found, now } = context;
    const [order] = found.order;
    demand(order?.merchantId === caller.merchantId, 'NOT_FOUND');
    return Promise.resolve(merchantOrderDetail(order, found.group[0], merchantOf(context).service, now));
  },
});
