import { demand } from '../domain/failure';
import { voucherIdOf } from '../domain/ids';
import { orderAt } from '../domain/order-at';
import { buyerRefundRefusal, refundableVouchers, refundKeyOf } from '../domain/refund';
import { byId, named } from '../runtime/find';
import * as input from '../runtime/input';
import { operation, remember } from '../runtime/operation';
import { asIssued } from '../trade/as-issued';
import { beginRefund, refundReceipt } from '../trade/refund';
import { refuseUnlessIssued, vouchersOf } from './refund-order';

/** A buyer gives unused vouchers back where the deal says 随时退: all of them unless some are named. */
export const requestRefund = operation('requestRefund', {
  role: 'buyer',
  remembers: 'orders',
  input: input.object({
    requestId: input.requestId,
    orderId: input.id,
    voucherIds: input.optional(input.array(input.id).check(input.least(1), input.most(50))),
  }),
  gather: ({ orderId }) => ({ order: byId('orders', orderId), group: named('groups', 'order.groupId') }),
  async run({ orderId, voucherIds }, context) {
    const { caller, found, now, request } = context;
    const [seen] = found.order;
    demand(seen?.merchantId === caller.merchantId && seen.buyer === caller.person, 'NOT_FOUND');
    const order = await asIssued(context, seen, found.group[0]);
    refuseUnlessIssued(orderAt(order, found.group[0], now));
    const refusal = buyerRefundRefusal(order, now);
    demand(refusal === undefined, 'REFUND_NOT_ALLOWED', { why: refusal });
    const wanted = voucherIds ?? refundableVouchers(order).map((key) => voucherIdOf(orderId, key));
    const taking = vouchersOf(order, wanted);
    demand(taking.amountFen > 0, 'REFUND_NOT_ALLOWED', { why: 'nothing_left' });
    const key = refundKeyOf(order, taking);
    const planned = { refundId: key, amountFen: taking.amountFen, status: 'pending' };
    const cause = { kind: 'vouchers', reason: 'buyer_request', by: caller.person, key } as const;
    return refundReceipt(order, key, await beginRefund(context, order, cause, taking, remember(request, planned)));
  },
});
