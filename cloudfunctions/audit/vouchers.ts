import { validUntil, type Order, type Voucher } from '../domain/order';
import { UNDOS_MAX } from '../domain/redemption';
import { voucherIdOf } from '../domain/ids';
import { standing } from '../domain/voucher';
import { sum } from '../domain/worth';
import { named, unless, type Invariant, type Violation } from './invariant';

/**
 * I6. What a refund of vouchers took are the uses that nobody had redeemed; money of redeemed uses goes back by sum
 * only, and leaves them redeemed.
 */
export const vouchersUsedOnce: Invariant = {
  id: 'I6',
  says: 'No use of a voucher is redeemed twice, and a voucher is alive exactly while it is issued and not refunded.',
  of: 'vouchers',
  counted: (books) => sum([...books.orders.values()].map((order) => Object.keys(order.vouchers).length)),
  check: (books) => [...books.orders.values()].flatMap(vouchersOf),
};

function vouchersOf(order: Order): readonly Violation[] {
  const its = named('orders', order._id);
  const vouchers = Object.entries(order.vouchers);
  const count = `${String(vouchers.length)} vouchers for ${String(order.quantity)} units`;
  const { issuedAt, rules } = order;
  const isDead = issuedAt !== null && issuedAt >= validUntil(rules.validity, issuedAt);
  return [
    ...unless(!isDead, 'its vouchers were issued when their time was over', its),
    ...unless(vouchers.length === order.quantity, count, its),
    ...vouchers.flatMap(([key, voucher]) => [...usesOf(order, key, voucher), ...lifeOf(order, key, voucher)]),
  ];
}

function usesOf(order: Order, key: string, voucher: Voucher): readonly Violation[] {
  const its = named('orders', order._id);
  const name = `voucher ${voucherIdOf(order._id, key)}`;
  const { usesPerVoucher } = order.rules;
  const { usesLeft } = voucher;
  const redemptions = Object.values(voucher.redemptions);
  const used = standing(voucher).flatMap(({ uses }) => uses);
  const inRange = redemptions.flatMap(({ uses }) => uses).every((use) => use >= 1 && use <= usesPerVoucher);
  const undone = redemptions.filter(({ undo }) => undo).length;
  const left = `${name}: ${String(usesLeft)} of ${String(usesPerVoucher)} uses left, ${String(used.length)} redeemed`;
  return [
    ...unless(used.length <= usesPerVoucher && usesLeft >= 0, `more uses than there are; ${left}`, its),
    ...unless(usesLeft === usesPerVoucher - used.length, left, its),
    ...unless(new Set(used).size === used.length, `${name}: one use is redeemed twice`, its),
    ...unless(inRange, `${name}: a redemption names a use that it does not have`, its),
    ...unless(undone <= UNDOS_MAX, `${name}: undone ${String(undone)} times`, its),
  ];
}

function lifeOf(order: Order, key: string, voucher: Voucher): readonly Violation[] {
  const its = named('orders', order._id);
  const name = `voucher ${voucherIdOf(order._id, key)}`;
  const { issuedAt, status } = order;
  const isTouched = voucher.refund !== undefined || Object.keys(voucher.redemptions).length > 0;
  const isOver = voucher.refund !== undefined || voucher.usesLeft === 0;
  const goesBack = status === 'refunding' || status === 'refunded';
  const used = new Set(standing(voucher).flatMap(({ uses }) => uses));
  const taken = Object.values(order.refunds)
    .filter(({ kind }) => kind === 'vouchers' || kind === 'voucher_expired')
    .flatMap(({ took }) => took)
    .filter((money) => money.voucher === key && used.has(money.use));
  return [
    ...unless(issuedAt !== null || !isTouched, `${name} was redeemed or refunded, and never issued`, its),
    ...unless(issuedAt === null || !goesBack || isOver, `${name} is alive in an order that is ${status}`, its),
    ...unless(
      voucher.refund === undefined || voucher.usesLeft > 0,
      `${name} is used up, and was refunded as a voucher`,
      its,
    ),
    ...unless(taken.length === 0, `${name}: a refund of vouchers took a redeemed use`, its),
  ];
}
