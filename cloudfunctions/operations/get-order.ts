import { demand } from '../domain/failure';
import { byId, named } from '../runtime/find';
import * as input from '../runtime/input';
import { merchantOf, operation } from '../runtime/operation';
import { orderDetail } from '../views/order';

/** A buyer sees an order of his own with its vouchers, its refunds and what he may do now. */
export const getOrder = operation('getOrder', {
  role: 'buyer',
  input: input.object({ orderId: input.id }),
  gather: ({ orderId }) => ({ order: byId('orders', orderId), group: named('groups', 'order.groupId') }),
  run(_, context) {
    const { caller, found, now } = context;
    const [order] = found.order;
    demand(order?.merchantId === caller.merchantId && order.buyer === caller.person, 'NOT_FOUND');
    return Promise.resolve(orderDetail(order, found.group[0], merchantOf(context).service, now));
  },
});
