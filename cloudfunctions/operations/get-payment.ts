import { demand } from '../domain/failure';
import { consentWanted } from '../domain/message';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';

/** The payment of an order that still waits for it, to open the payment sheet again. */
export const getPayment = operation('getPayment', {
  role: 'buyer',
  input: input.object({ orderId: input.id }),
  async run({ orderId }, { caller, config, now, database }) {
    const order = await database.get('orders', orderId);
    demand(order?.merchantId === caller.merchantId && order.buyer === caller.person, 'NOT_FOUND');
    const payable = order.status === 'pending_payment' && order.cancelledAt === null && now < order.payBy;
    demand(payable, 'ORDER_NOT_PAYABLE');
    const { payment, payBy } = order;
    return { payment, payBy, askConsent: consentWanted(config.templates, order) };
  },
});
