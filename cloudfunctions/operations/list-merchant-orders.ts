import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { listOrdersOf, orderStatus } from '../trade/list-orders-of';
import { merchantOrderCard } from '../views/order';

/** A manager looks through the shop's orders: all, or those of a status, deal, day, group, or one by its number. */
export const listMerchantOrders = operation('listMerchantOrders', {
  role: 'manager',
  input: input.object({
    ...input.page,
    status: input.optional(orderStatus),
    dealId: input.optional(input.id),
    day: input.optional(input.day),
    orderId: input.optional(input.id),
    groupId: input.optional(input.id),
  }),
  run(asked, { caller, now, database }) {
    const { dealId, orderId, groupId } = asked;
    const where = {
      merchantId: caller.merchantId,
      ...(dealId === undefined ? {} : { dealId }),
      ...(orderId === undefined ? {} : { _id: orderId }),
      ...(groupId === undefined ? {} : { groupId }),
    };
    return listOrdersOf(database, where, asked, (order, group) => merchantOrderCard(order, group, now));
  },
});
