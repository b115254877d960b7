import { demand } from '../domain/failure';
import { CLOSES_BY_MS } from '../domain/order';
import * as input from '../runtime/input';
import { byId } from '../runtime/find';
import { merchantOf, operation } from '../runtime/operation';
import { endUnpaid } from '../trade/close';

/**
 * A buyer no longer wants an unpaid order. WeChat closes nothing in its first five minutes, and until it has, seat and
 * stock go to nobody else: the answer says by when.
 */
export const cancelOrder = operation('cancelOrder', {
  role: 'buyer',
  input: input.object({ orderId: input.id }),
  gather: ({ orderId }) => ({ order: byId('orders', orderId) }),
  async run({ orderId }, context) {
    const { caller, database, found, now } = context;
    const [order] = found.order;
    demand(order?.merchantId === caller.merchantId && order.buyer === caller.person, 'NOT_FOUND');
    if (order.status === 'closed') return { status: order.status };
    demand(order.status === 'pending_payment', 'ORDER_NOT_CANCELLABLE');
    const pending = { _id: orderId, status: 'pending_payment', cancelledAt: null };
    if (order.cancelledAt === null) await database.change('orders', pending, { cancelledAt: now });
    if (order.closeAt !== null && now >= order.closeAt) {
      await endUnpaid(context, { ...order, cancelledAt: order.cancelledAt ?? now }, merchantOf(context).subMchId);
    }
    const status = (await database.get('orders', orderId))?.status ?? order.status;
    return status === 'pending_payment' ? { status, closesBy: order.orderedAt + CLOSES_BY_MS } : { status };
  },
});
