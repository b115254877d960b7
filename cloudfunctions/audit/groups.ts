import { GROUP_FAILED } from '../domain/ledger';
import type { Group, Seat } from '../domain/group';
import type { Order } from '../domain/order';
import { MINUTE_MS } from '../domain/time';
import { sum } from '../domain/worth';
import type { Books } from './documents';
import { named, unless, type Invariant, type Violation } from './invariant';
import { formedByRules, leaderAsAgreed, tierAsReached } from './group-terms';
import { isSold } from './stock';

/**
 * A payment writes its order first and its group or seat next. What a crash cut short between the two is finished by
 * WeChat's next notice, and there are five in the first quarter of an hour.
 */
const PAYMENT_UNDER_WAY_MS = 15 * MINUTE_MS;

/**
 * I5. In flight a held seat may have no order yet (it is written last), a closed one (it is released next) or a paid
 * one (it is paid next).
 */
export const seatsAddUp: Invariant = {
  id: 'I5',
  says: 'A group never seats more than its size or anybody twice, is formed when it is full, and who paid has a seat.',
  of: 'groups',
  counted: (books) => books.groups.size,
  check: (books) => [
    ...[...books.groups.values()].flatMap((group) => groupOf(group, books)),
    ...[...books.orders.values()].flatMap((order) => [
      ...seatOf(order, books),
      ...tierAsReached(order, books),
      ...leaderAsAgreed(order, books),
    ]),
  ],
};

function groupOf(group: Group, books: Books): readonly Violation[] {
  return [...countersOf(group), ...endOf(group, books), ...membersOf(group, books)];
}

const paidSeats = (group: Group): (readonly [orderId: string, seat: Seat])[] =>
  Object.entries(group.seats).filter(([, seat]) => seat.paidAt !== undefined);

function countersOf(group: Group): readonly Violation[] {
  const its = named('groups', group._id);
  const { size, left, held, missing, filled, fills = {}, seats } = group;
  const paid = paidSeats(group).length;
  const unpaid = Object.keys(seats).length - paid;
  const parts = `left ${String(left)} + held ${String(held)} + paid ${String(paid)} + filled ${String(filled)}`;
  const bought = sum(Object.values(fills).map(({ n }) => n));
  const isFilled = Object.keys(fills).length > 0;
  const mayBeFilled = (group.rules.mode === 'share' || group.rules.mode === 'commission') && paid >= 2;
  return [
    ...unless(bought === filled, `${String(filled)} seats filled, but ${String(bought)} bought by the merchant`, its),
    ...unless(!isFilled || mayBeFilled, 'the merchant filled seats of a group that is not to be filled', its),
    ...unless(left + held + paid + filled === size, `${parts} is not its size, ${String(size)}`, its),
    ...unless(missing === size - paid - filled, `${String(missing)} missing, with ${parts} of ${String(size)}`, its),
    ...unless(held === unpaid, `${String(held)} seats held, but ${String(unpaid)} unpaid seats in it`, its),
    ...unless(
      [left, held, missing, filled].every((n) => n >= 0),
      `less than nothing: ${parts}`,
      its,
    ),
  ];
}

function endOf(group: Group, books: Books): readonly Violation[] {
  const its = named('groups', group._id);
  const { status, held, openedAt, formedAt, failedAt, finishedAt, expiresAt } = group;
  const orders = (books.ordersOfGroup.get(group._id) ?? []).filter((order) => order.groupId === group._id);
  const waiting = finishedAt === undefined ? [] : orders.filter((order) => order.status === 'paid');
  return [
    ...formedByRules(group),
    ...unless((status === 'formed') === (formedAt !== undefined), `${status}, formedAt ${String(formedAt)}`, its),
    ...unless((status === 'failed') === (failedAt !== undefined), `${status}, failedAt ${String(failedAt)}`, its),
    ...unless(status !== 'failed' || held === 0, 'it failed while a seat was being paid', its),
    ...unless(openedAt < expiresAt, 'it was over before it began', its),
    ...unless((failedAt ?? expiresAt) >= expiresAt, 'it failed before its end', its),
    ...unless(status !== 'open' || finishedAt === undefined, 'it is open, and finished', its),
    ...waiting.flatMap(({ _id }) => unless(false, `it ${status}, its order is still paid`, its, named('orders', _id))),
  ];
}

function membersOf(group: Group, books: Books): readonly Violation[] {
  const its = named('groups', group._id);
  const paid = paidSeats(group);
  const people = new Set(paid.map(([, { person }]) => person));
  const leaders = paid.filter(([, { leads }]) => leads);
  return [
    ...unless(people.size === paid.length, 'somebody paid for two seats in it', its),
    ...unless(leaders.length === 1, `it has ${String(leaders.length)} leaders`, its),
    ...Object.entries(group.seats).flatMap(([orderId, seat]) => {
      const order = books.orders.get(orderId);
      const seats = [its, named('orders', orderId)];
      if (!order) return unless(seat.paidAt === undefined, 'a paid seat has no order', ...seats);
      const { buyer, quantity, groupId, paidAt } = order;
      const fits = buyer === seat.person && quantity === seat.q && groupId === group._id;
      const isPaid = isSold(order) && paidAt === seat.paidAt;
      return [
        ...unless(fits, 'a seat and its order do not say the same', ...seats),
        ...unless(seat.paidAt === undefined || isPaid, `its seat is paid, the order is ${order.status}`, ...seats),
      ];
    }),
  ];
}

/** The seat of an order that is paid for, and a status of its group that explains the order's. */
function seatOf(order: Order, books: Books): readonly Violation[] {
  if (order.groupId === null || !isSold(order)) return [];
  const group = books.groups.get(order.groupId);
  const its = [named('orders', order._id), named('groups', order.groupId)];
  if (!group) return unless(isPaymentUnderWay(order, books.now), 'it is paid, and its group was not opened', ...its);
  const seat = group.seats[order._id];
  const expected = order.status === 'paid' ? group.status : GROUP_FAILED in order.refunds ? 'failed' : 'formed';
  return [
    ...unless(seat !== undefined, 'it is paid, and has no seat in its group', ...its),
    ...unless(seat?.paidAt !== undefined || order.status === 'paid', `it is ${order.status} in an unpaid seat`, ...its),
    ...unless(group.status === expected, `it is ${order.status}, its group ${group.status}`, ...its),
  ];
}

const isPaymentUnderWay = ({ status, paidAt, lateAt, deliverAt }: Order, now: number): boolean =>
  status === 'paid' && (deliverAt !== null || now < (lateAt ?? paidAt ?? 0) + PAYMENT_UNDER_WAY_MS);
