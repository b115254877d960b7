import { demand, Failure } from '../domain/failure';
import { parseVoucherId } from '../domain/ids';
import type { Order } from '../domain/order';
import { orderAt } from '../domain/order-at';
import {
  partsExhausted,
  refundableFen,
  refundKeyOf,
  refundableVouchers,
  takeSum,
  takeVouchers,
  type Taking,
} from '../domain/refund';
import { byId, named } from '../runtime/find';
import * as input from '../runtime/input';
import { operation, remember } from '../runtime/operation';
import { asIssued } from '../trade/as-issued';
import { beginRefund, refundReceipt } from '../trade/refund';

/** The merchant gives money back: vouchers, any sum up to what is left, or all of it. */
export const refundOrder = operation('refundOrder', {
  role: 'manager',
  remembers: 'orders',
  input: input
    .object({
      requestId: input.requestId,
      orderId: input.id,
      voucherIds: input.optional(input.array(input.id).check(input.least(1), input.most(50))),
      amountFen: input.optional(input.fen),
      reason: input.text(80),
    })
    .check(
      input.constrained((refund) => refund.voucherIds === undefined || refund.amountFen === undefined, {
        path: ['amountFen'],
      }),
    ),
  gather: ({ orderId }) => ({ order: byId('orders', orderId), group: named('groups', 'order.groupId') }),
  async run({ voucherIds, amountFen, reason }, context) {
    const { caller, found, now, request } = context;
    const [seen] = found.order;
    demand(seen?.merchantId === caller.merchantId, 'NOT_FOUND');
    const order = await asIssued(context, seen, found.group[0]);
    refuseUnlessIssued(orderAt(order, found.group[0], now));
    const kind = voucherIds ? 'vouchers' : 'sum';
    const taking = voucherIds ? vouchersOf(order, voucherIds) : takeSum(order, amountFen ?? refundableFen(order));
    demand(taking.amountFen <= refundableFen(order), 'REFUND_TOO_LARGE', { leftFen: refundableFen(order) });
    demand(taking.amountFen > 0, 'REFUND_NOT_ALLOWED', { why: 'nothing_left' });
    demand(!partsExhausted(order, taking, now), 'REFUND_PARTS_EXHAUSTED');
    const key = refundKeyOf(order, taking, kind === 'sum' ? request.key : undefined);
    const planned = { refundId: key, amountFen: taking.amountFen, status: 'pending' };
    const cause = { kind, reason, by: caller.person, key } as const;
    return refundReceipt(order, key, await beginRefund(context, order, cause, taking, remember(request, planned)));
  },
});

/** Refuses an order whose vouchers were not issued, or of which everything is going back already. */
export function refuseUnlessIssued(order: Order): void {
  demand(order.status !== 'paid', 'REFUND_WHILE_GROUP_OPEN');
  demand(order.status === 'issued', 'REFUND_NOT_ALLOWED', { why: order.status });
}

/** What the refund of vouchers takes; each must be the order's, and have uses left that nothing has taken. */
export function vouchersOf(order: Order, voucherIds: readonly string[]): Taking {
  const keys = voucherIds.map((voucherId) => {
    const parsed = parseVoucherId(voucherId);
    if (parsed?.orderId !== order._id || !order.vouchers[parsed.voucherKey]) throw new Failure('NOT_FOUND');
    return parsed.voucherKey;
  });
  const refundable = refundableVouchers(order);
  demand(new Set(keys).size === keys.length, 'INVALID_INPUT', { field: 'voucherIds' });
  demand(
    keys.every((key) => refundable.includes(key)),
    'REFUND_NOT_ALLOWED',
    { why: 'nothing_left' },
  );
  return takeVouchers(order, keys);
}
