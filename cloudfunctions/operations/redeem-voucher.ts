import { demand } from '../domain/failure';
import { parseVoucherId, redemptionIdOf, voucherIdOf } from '../domain/ids';
import { UNDO_WINDOW_MS, type Order } from '../domain/order';
import { newRedemption, nextRedemptionKey, redeemable, REDEEM_TOGETHER_MAX, type Counter } from '../domain/redemption';
import * as input from '../runtime/input';
import { current, operation, remember } from '../runtime/operation';
import type { Changes } from '../runtime/ports';
import { to } from '../runtime/terms';
import { counterAt, counterLookups, present, storeOf } from '../trade/counter';
import { untouched } from '../trade/untouched';
import { presented } from './prepare-redemption';

/**
 * A clerk uses vouchers up: one, or several of one order, all or none. Of any number of simultaneous scans exactly one
 * wins: the update applies only while every voucher has the uses left that were seen.
 */
export const redeemVoucher = operation('redeemVoucher', {
  role: 'clerk',
  remembers: 'orders',
  input: input
    .object({
      ...presented,
      requestId: input.requestId,
      uses: input.optional(input.whole(1, 100)),
      alsoVoucherIds: input.optional(input.array(input.id).check(input.most(REDEEM_TOGETHER_MAX - 1))),
    })
    .check(input.constrained(({ token, code }) => (token === undefined) !== (code === undefined), { path: ['token'] })),
  gather: counterLookups,
  async run(input, context) {
    const { now, database, request } = context;
    const store = storeOf(context, input.storeId);
    const shown = await present(context, input, store);
    const counter = counterAt(context, store);
    redeemable(shown, counter, now);
    const { order } = shown;
    const also = others(order, input.alsoVoucherIds ?? []);
    const keys = [shown.voucherKey, ...also];
    demand(new Set(keys).size === keys.length, 'INVALID_INPUT', { field: 'alsoVoucherIds' });
    const uses = input.uses ?? 1;
    const first = redeemed(order, shown.voucherKey, uses, counter, now);
    const made = [first, ...also.map((key) => redeemed(order, key, uses, counter, now))];
    const answer = {
      ...{ redemptionId: first.row.redemptionId, redeemedAt: now, usesLeft: first.row.usesLeft },
      ...{ undoUntil: now + UNDO_WINDOW_MS, redemptions: made.map(({ row }) => row) },
    };
    const { _id, status, refundSeq, settledAt } = order;
    const asSeen = { _id, status, refundSeq, settledAt, ...untouched(order, keys) };
    const changes = Object.assign({}, ...made.map((one) => one.changes)) as Changes;
    const facts = { deliverAt: now, unposted: true, ...remember(request, answer) };
    current(await database.change('orders', asSeen, { ...changes, ...facts }));
    return answer;
  },
});

/** Other vouchers of the order, by their ids. */
function others(order: Order, voucherIds: readonly string[]): string[] {
  return voucherIds.map((voucherId) => {
    const parsed = parseVoucherId(voucherId);
    demand(parsed?.orderId === order._id, 'VOUCHER_NOT_FOUND');
    return parsed.voucherKey;
  });
}

/** One voucher's part of the redemption: what it changes, and its row of the answer. */
function redeemed(order: Order, key: string, uses: number, counter: Counter, now: number) {
  const voucher = redeemable({ order, voucherKey: key }, counter, now);
  demand(uses <= voucher.usesLeft, 'INVALID_INPUT', { field: 'uses' });
  const redemptionKey = nextRedemptionKey(voucher);
  const redemption = newRedemption(order, key, uses, counter, now);
  const usesLeft = voucher.usesLeft - uses;
  const changes: Changes = {
    [`vouchers.${key}.usesLeft`]: usesLeft,
    [`vouchers.${key}.redemptions.${redemptionKey}`]: to.be(redemption),
  };
  const redemptionId = redemptionIdOf(order._id, key, redemptionKey);
  return { changes, row: { redemptionId, voucherId: voucherIdOf(order._id, key), usesLeft } };
}
