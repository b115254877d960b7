import { demand } from '../domain/failure';
import { parseRedemptionId } from '../domain/ids';
import { SETTLE_AGAIN_MS } from '../domain/order';
import { judgeUndo, reversedBy } from '../domain/redemption';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation, remember } from '../runtime/operation';
import { to } from '../runtime/terms';
import { untouched } from '../trade/untouched';

/** Takes a redemption back within the hour: by the clerk who made it, or a manager; with what it settled. */
export const undoRedemption = operation('undoRedemption', {
  role: 'clerk',
  remembers: 'orders',
  input: input.object({ requestId: input.requestId, redemptionId: input.id, reason: input.text(80) }),
  gather: ({ redemptionId }) => ({ order: byId('orders', parseRedemptionId(redemptionId)?.orderId) }),
  async run({ redemptionId, reason }, context) {
    const { caller, database, found, now, position, request } = context;
    const [order] = found.order;
    const id = parseRedemptionId(redemptionId);
    const voucher = id && order?.vouchers[id.voucherKey];
    const redemption = id && voucher?.redemptions[id.redemptionKey];
    demand(order?.merchantId === caller.merchantId && id && voucher && redemption, 'NOT_FOUND');
    demand(position?.role !== 'clerk' || redemption.clerk === caller.person, 'NOT_FOUND');
    judgeUndo(order, id.voucherKey, redemption, now);
    const usesLeft = voucher.usesLeft + redemption.uses.length;
    const undo = { at: now, by: caller.person, reason, ...reversedBy(order, id.voucherKey, redemption, now) };
    const path = `vouchers.${id.voucherKey}`;
    const { _id, refundSeq, settledAt } = order;
    const asSeen = { _id, refundSeq, settledAt, ...untouched(order, [id.voucherKey]) };
    current(
      await database.change('orders', asSeen, {
        [`${path}.usesLeft`]: usesLeft,
        [`${path}.redemptions.${id.redemptionKey}.undo`]: to.be(undo),
        // What expires meanwhile is looked at again: later than by any run that has read the order before.
        settleAt: Math.max(order.settleAt ?? 0, now + SETTLE_AGAIN_MS),
        ...{ deliverAt: now, unposted: true, ...remember(request, { usesLeft }) },
      }),
    );
    return { usesLeft };
  },
});
