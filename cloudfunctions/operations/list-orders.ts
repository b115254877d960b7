import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { listOrdersOf, orderStatus } from '../trade/list-orders-of';
import { orderCard } from '../views/order';

/** A buyer's orders, each with how far its group is. */
export const listOrders = operation('listOrders', {
  role: 'buyer',
  input: input.object({ ...input.page, status: input.optional(orderStatus) }),
  run(asked, { caller, now, database }) {
    const mine = { merchantId: caller.merchantId, buyer: caller.person };
    return listOrdersOf(database, mine, asked, (order, group) => orderCard(order, group, now));
  },
});
