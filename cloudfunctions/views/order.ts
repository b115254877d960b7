import type {
  MerchantOrderCard,
  MerchantOrderDetail,
  OrderCard,
  OrderDetail,
  OrderRefund,
  OrderVoucher,
  VoucherView,
} from '../../typings/order';
import { fillableSeats, groupStatusAt, type Group } from '../domain/group';
import { voucherIdOf } from '../domain/ids';
import { refundIdOf } from '../domain/ledger';
import type { Merchant, Store } from '../domain/merchant';
import { firstCharacter } from '../domain/nickname';
import { CLOSES_BY_MS, validUntil, type Order, type Voucher } from '../domain/order';
import { refundFen, refundedFen, unitWorthFen } from '../domain/order-money';
import { orderAt } from '../domain/order-at';
import { buyerRefundRefusal, refundableFen, refundableVouchers, takeVouchers } from '../domain/refund';
import { refundAfterUses } from '../domain/deal';
import { missingToForm } from '../domain/tier';
import { settlementOf, standing, usesOf, useStatusOf, voucherStatusAt } from '../domain/voucher';
import { commissionOf } from './deal';
import { given } from './given';
import { storesFor } from './store';

/** What an order is shown with. */
interface Beside {
  readonly service: Merchant['service'];
  readonly stores: readonly Store[];
}

/** An order in its buyer's list. */
export function orderCard(stored: Order, group: Group | undefined, now: number): OrderCard {
  const order = orderAt(stored, group, now);
  const { groupId, dealId, title, rules, status, quantity, amountFen, orderedAt } = order;
  return {
    orderId: order._id,
    ...(groupId === null ? {} : { groupId }),
    ...(group ? ofGroup(group, now) : undefined),
    ...{ dealId, dealTitle: title, imageFileIds: rules.imageFileIds },
    ...{ status, useStatus: useStatusOf(order), ...clocksOf(order, now), quantity, amountFen },
    ...{ refundedFen: refundedFen(order), orderedAt },
  };
}

/** The two clocks of issued vouchers, all together: whether they can still be used, and whether they are settled. */
function clocksOf(order: Order, now: number): Pick<OrderCard, 'expired' | 'settlement'> {
  if (order.status !== 'issued') return {};
  const statuses = Object.values(order.vouchers).map((voucher) => voucherStatusAt(order, voucher, now));
  const expired = statuses.includes('expired') && !statuses.includes('valid');
  const isSettled = usesOf(order).every(({ settled, fen }) => settled || fen === 0);
  return { ...(expired ? { expired } : {}), settlement: isSettled ? 'settled' : 'pending' };
}

/** What a list says of an order's group. */
const ofGroup = (group: Group, now: number) => ({
  ...{ groupStatus: groupStatusAt(group, now), seatsLeft: group.left, filledSeats: group.filled },
  ...{ missing: missingToForm(group), expiresAt: group.expiresAt },
});

/** An order with everything its buyer may know: vouchers once they are issued, refunds, and what may be done now. */
export function orderDetail(
  stored: Order,
  group: Group | undefined,
  { service, stores }: Beside,
  now: number,
): OrderDetail {
  const order = orderAt(stored, group, now);
  const { status, orderedAt, payBy, cancelledAt, paidAt, issuedAt, closeReason, rules } = order;
  const { refund, usesPerVoucher } = rules;
  const why = refundRefusal(order, now);
  return {
    ...orderCard(stored, group, now),
    ...(status === 'pending_payment' ? { payBy } : {}),
    ...(status === 'pending_payment' && cancelledAt !== null ? { closesBy: orderedAt + CLOSES_BY_MS } : {}),
    ...(paidAt === null ? {} : { paidAt }),
    ...(issuedAt === null ? {} : { issuedAt }),
    ...(closeReason === null ? {} : { closeReason }),
    ...given(order, ['tierPriceFen']),
    ...(order.groupId === null ? {} : commissionOf(rules)),
    vouchers: issuedAt === null ? [] : entries(order.vouchers).map(([key, it]) => orderVoucher(order, key, it, now)),
    refunds: refundsOf(order),
    canRefund: why === undefined ? { allowed: true } : { allowed: false, why },
    ...{ refund, usesPerVoucher, refundAfterUses: refundAfterUses(unitWorthFen(order), usesPerVoucher) },
    ...{ stores: storesFor(rules, stores), service },
  };
}

/** An order in its merchant's list: of the buyer the first character. */
export function merchantOrderCard(order: Order, group: Group | undefined, now: number): MerchantOrderCard {
  return { ...orderCard(order, group, now), buyer: firstCharacter(order.nickname) };
}

/** An order as its merchant sees it, with what may still be refunded. */
export function merchantOrderDetail(
  stored: Order,
  group: Group | undefined,
  beside: Beside,
  now: number,
): MerchantOrderDetail {
  const order = orderAt(stored, group, now);
  const buyer = firstCharacter(order.nickname);
  const left = order.status === 'issued' ? refundableFen(order) : 0;
  const seats = group ? fillableSeats(group, now) : 0;
  return { ...orderDetail(stored, group, beside, now), buyer, refundableFen: left, fillableSeats: seats };
}

/** A voucher at the counter, without its token. */
export function voucherView(
  order: Order,
  key: string,
  voucher: Voucher,
  stores: readonly Store[],
  now: number,
): Omit<VoucherView, 'token'> {
  const { rules, issuedAt, title } = order;
  const { usesPerVoucher, excludedDays, excludedWeekdays } = rules;
  return {
    ...{ voucherId: voucherIdOf(order._id, key), orderId: order._id, dealTitle: title },
    status: voucherStatusAt(order, voucher, now),
    ...{ code: voucher.code, usesLeft: voucher.usesLeft, usesPerVoucher },
    ...{ validUntil: validUntil(rules.validity, issuedAt ?? now), excludedDays, excludedWeekdays },
    ...{ settlement: settlementOf(order, key, voucher), stores: storesFor(rules, stores) },
    redemptions: Object.values(voucher.redemptions)
      .sort((a, b) => a.at - b.at)
      .map(({ at, storeName, uses, undo }) => ({
        ...{ redeemedAt: at, storeName, uses: uses.length },
        ...(undo ? { undoneAt: undo.at } : {}),
      })),
  };
}

function orderVoucher(order: Order, key: string, voucher: Voucher, now: number): OrderVoucher {
  const redeemedAt = standing(voucher).at(-1)?.at;
  return {
    ...{ voucherId: voucherIdOf(order._id, key), status: voucherStatusAt(order, voucher, now) },
    ...{ usesLeft: voucher.usesLeft, validUntil: validUntil(order.rules.validity, order.issuedAt ?? now) },
    ...(redeemedAt === undefined ? {} : { redeemedAt }),
    settlement: settlementOf(order, key, voucher),
    refundableFen: refundableOf(order, key),
  };
}

/** What taking a voucher back would return now (fen). */
function refundableOf(order: Order, key: string): number {
  const isRefundable = order.status === 'issued' && refundableVouchers(order).includes(key);
  return isRefundable ? takeVouchers(order, [key]).amountFen : 0;
}

function refundsOf(order: Order): OrderRefund[] {
  return entries(order.refunds)
    .sort(([, a], [, b]) => a.at - b.at)
    .map(([key, refund]) => ({
      ...{ refundId: refundIdOf(order, key), amountFen: refundFen(order, refund), status: refund.status },
      reason: refund.reason,
      ...(refund.succeededAt === undefined ? {} : { succeededAt: refund.succeededAt }),
      ...(refund.byHand ? { reference: refund.byHand.reference } : {}),
    }));
}

/** Why the buyer may not ask for a refund now, as a code. */
function refundRefusal(order: Order, now: number): string | undefined {
  switch (order.status) {
    case 'pending_payment':
    case 'closed':
      return 'not_paid';
    case 'paid':
      return 'group_open';
    case 'issued':
      return buyerRefundRefusal(order, now);
    case 'refunding':
    case 'refunded':
      return 'refunding';
  }
}

/** The entries of a map in the order of its keys. */
const entries = <T>(map: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
