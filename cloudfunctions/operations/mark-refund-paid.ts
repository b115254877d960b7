import { demand } from '../domain/failure';
import { refundIdOf } from '../domain/ledger';
import { tellingIdOf } from '../domain/message';
import { by, byId, named } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation, remember } from '../runtime/operation';
import { to } from '../runtime/terms';
import { markSucceeded, refundReceipt } from '../trade/refund';

/** A manager has paid a refund by hand that WeChat could not bring to its buyer, and says how. */
export const markRefundPaid = operation('markRefundPaid', {
  role: 'manager',
  remembers: 'orders',
  input: input.object({ requestId: input.requestId, refundId: input.id, reference: input.text(80) }),
  gather: ({ refundId }) => ({
    order: by('orders', 'abnormalRefunds', refundId),
    // An order that an earlier release wrote lists no numbers: what its owner was told names it.
    told: byId('messages', tellingIdOf('refund_abnormal', refundId)),
    toldOrder: named('orders', 'told.about.orderId'),
  }),
  async run({ refundId, reference }, context) {
    const { caller, found, now, request } = context;
    const order = found.order[0] ?? found.toldOrder[0];
    demand(order?.merchantId === caller.merchantId, 'NOT_FOUND');
    const entry = Object.entries(order.refunds).find(([key]) => refundIdOf(order, key) === refundId);
    demand(entry, 'NOT_FOUND');
    const [key, refund] = entry;
    demand(refund.status === 'abnormal', 'REFUND_NOT_ALLOWED', { why: refund.status });
    const receipt = refundReceipt(order, key, { ...refund, status: 'succeeded' });
    const byHand = { [`refunds.${key}.byHand`]: to.be({ reference, by: caller.person, at: now }) };
    current(await markSucceeded(context, order, key, { ...byHand, ...remember(request, receipt) }));
    return receipt;
  },
});
