import { commissionsOf, type LeaderAccount } from '../domain/commission';
import type { Order, Voucher } from '../domain/order';
import { MINUTE_MS } from '../domain/time';
import { standing } from '../domain/voucher';
import { sum } from '../domain/worth';
import { named, unless, type Violation } from './invariant';

/** What was written within a minute of an instant an invocation of that instant has seen, or has not. */
const UNSURE_MS = MINUTE_MS;

/** What a leader was paid, up to each pay-out, was payable in that moment by what his members' orders then were. */
export function payoutsCovered(leader: LeaderAccount, orders: readonly Order[]): readonly Violation[] {
  const inTurn = Object.entries(leader.payouts).sort(([, a], [, b]) => a.at - b.at);
  return inTurn.flatMap(([key, { at }], i) => {
    const paid = sum(inTurn.slice(0, i + 1).map(([, { fen }]) => fen));
    const payable = sum(orders.map((order) => payableFen(order, at)));
    const says = `with pay-out ${key} he had been paid ${String(paid)} fen, of ${String(payable)} that were payable`;
    return unless(paid <= payable, says, named('leaders', leader._id));
  });
}

/** What of an order was payable to its leader at an instant: of each voucher the most that could be seen. */
function payableFen(order: Order, at: number): number {
  const most = new Map<string, number>();
  const changes = changesOf(order).filter((moment) => Math.abs(moment - at) <= UNSURE_MS);
  for (const moment of [at - UNSURE_MS, ...changes]) {
    for (const { _id, accruedFen, payableAt } of commissionsOf(orderAsOf(order, moment))) {
      if (payableAt !== null && payableAt <= at) most.set(_id, Math.max(most.get(_id) ?? 0, accruedFen));
    }
  }
  return sum([...most.values()]);
}

/** When something happened to an order that commissions follow from. */
function changesOf({ issuedAt, settledAt, leaderRefundedAt, refunds, vouchers }: Order): number[] {
  const redemptions = Object.values(vouchers).flatMap((voucher) => Object.values(voucher.redemptions));
  const undone = redemptions.flatMap(({ undo }) => undo ?? []);
  const happened = [...Object.values(refunds), ...redemptions, ...undone].map(({ at }) => at);
  return [issuedAt, settledAt, leaderRefundedAt ?? null, ...happened].filter((moment) => moment !== null);
}

/** An order as it was at an instant, as far as commissions follow from it. */
function orderAsOf(order: Order, at: number): Order {
  const { issuedAt, settledAt, leaderRefundedAt, ...rest } = order;
  const refunds = picked(order.refunds, (refund) => refund.at <= at);
  const vouchers = Object.entries(order.vouchers).map(([key, voucher]) => {
    const then = voucherAsOf(voucher, at, order.rules.usesPerVoucher);
    return [key, then.refund !== undefined && then.refund in refunds ? then : withoutRefund(then)] as const;
  });
  return {
    ...{ ...rest, refunds, vouchers: Object.fromEntries(vouchers) },
    issuedAt: issuedAt !== null && issuedAt <= at ? issuedAt : null,
    settledAt: settledAt !== null && settledAt <= at ? settledAt : null,
    ...(leaderRefundedAt !== undefined && leaderRefundedAt <= at ? { leaderRefundedAt } : {}),
  };
}

function voucherAsOf(voucher: Voucher, at: number, usesPerVoucher: number): Voucher {
  const made = Object.entries(picked(voucher.redemptions, (redemption) => redemption.at <= at));
  const redemptions = made.map(([key, { undo, ...redemption }]) => {
    return [key, undo && undo.at <= at ? { ...redemption, undo } : redemption] as const;
  });
  const then = { ...voucher, redemptions: Object.fromEntries(redemptions) };
  return { ...then, usesLeft: usesPerVoucher - sum(standing(then).map(({ uses }) => uses.length)) };
}

const withoutRefund = ({ refund: _refund, ...voucher }: Voucher): Voucher => voucher;

const picked = <T>(things: Readonly<Record<string, T>>, fits: (thing: T) => boolean): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(things).filter(([, thing]) => fits(thing)));
