import { demand } from '../domain/failure';
import * as input from '../runtime/input';
import { byId, named } from '../runtime/find';
import { merchantOf, operation } from '../runtime/operation';
import { finish } from '../trade/issue';
import { applyPayment } from '../trade/payment';

/**
 * A buyer comes back from the payment sheet: WeChat is asked, and its answer applied as its notice would be. What was
 * cut short for a paid order is carried on.
 */
export const confirmPayment = operation('confirmPayment', {
  role: 'buyer',
  input: input.object({ orderId: input.id }),
  gather: ({ orderId }) => ({ order: byId('orders', orderId), group: named('groups', 'order.groupId') }),
  async run({ orderId }, context) {
    const { caller, database, found, payments } = context;
    const [[order], [group]] = [found.order, found.group];
    demand(order?.merchantId === caller.merchantId && order.buyer === caller.person, 'NOT_FOUND');
    // WeChat may have taken the money of a closed order too, and the notice of it may be lost.
    if (order.status === 'pending_payment' || order.status === 'closed') {
      const answer = await payments.query({ orderId, subMchId: merchantOf(context).subMchId });
      if (answer.state !== 'paid') return { status: order.status };
      await applyPayment(context, answer.payment);
    } else if (!(await finish(context, order, group))) {
      return { status: order.status };
    }
    return { status: (await database.get('orders', orderId))?.status ?? order.status };
  },
});
