import type { Deal } from '../domain/deal';
import { unitsPaid, type Group } from '../domain/group';
import type { Order } from '../domain/order';
import { sum } from '../domain/worth';
import { codesAddUp } from './codes';
import { withinLimits } from './limits';
import type { Books } from './documents';
import { named, unless, type Invariant, type Violation } from './invariant';

/**
 * I4. A hold counts as held, whether its order was not written, is unpaid, or is closed and not yet released; the
 * hold of an order that was paid counts as sold, through the order, as it does when the hold has been swept. What a
 * failed group or a refund gives back counts as sold until the deal says that it came back (`returned`), or its cause
 * says that the deal knew (`finishedAt`, `restockedAt`). Of a deal with imported codes each unit has its code, and of
 * one with a limit nobody has more.
 */
export const stockAddsUp: Invariant = {
  id: 'I4',
  says: 'Of every deal: stocked + adjusted = free + held + sold. Nothing is oversold, and no unit is lost.',
  of: 'deals',
  counted: (books) => books.deals.size,
  check: (books) =>
    [...books.deals.values()].flatMap((deal) => [
      ...unitsOf(deal, books),
      ...markersOf(deal, books),
      ...codesAddUp(deal, books),
      ...withinLimits(deal, books),
    ]),
};

/** Whether an order has units of its deal for good; one whose money went back because it got none has not. */
export const isSold = (order: Order): boolean =>
  order.status !== 'pending_payment' && order.status !== 'closed' && !lostItsSeat(order);

/** Whether a payment came too late to get anything, and went back. */
export const lostItsSeat = (order: Order): boolean =>
  Object.values(order.refunds).some(({ kind }) => kind === 'seat_lost');

function unitsOf(deal: Deal, books: Books): readonly Violation[] {
  const orders = (books.ordersOfDeal.get(deal._id) ?? []).filter(isSold);
  const isPaid = new Set(orders.map(({ _id }) => _id));
  const held = sum(Object.entries(deal.holds).map(([orderId, { q }]) => (isPaid.has(orderId) ? 0 : q)));
  const failed = (books.groupsOfDeal.get(deal._id) ?? []).filter((group) => hasReturned(group, deal));
  const returned = sum([
    ...failed.map((group) => deal.returned[group._id]?.q ?? unitsPaid(group)),
    ...orders.map((order) => restocked(order, deal)),
  ]);
  const sold = sum(orders.map(({ quantity }) => quantity)) - returned;
  const { stocked, adjusted, free } = deal;
  const says =
    `stocked ${String(stocked)} + adjusted ${String(adjusted)} = ${String(stocked + adjusted)}, but ` +
    `free ${String(free)} + held ${String(held)} + sold ${String(sold)} = ${String(free + held + sold)}`;
  const its = named('deals', deal._id);
  return [
    ...unless(stocked + adjusted === free + held + sold, says, its),
    ...unless(stocked >= 0 && free >= 0 && held >= 0 && sold >= 0, `less than nothing: ${says}`, its),
  ];
}

/** Units of a failed group are back when the deal says so; that marker is forgotten only once the group knows. */
const hasReturned = (group: Group, deal: Deal): boolean =>
  group.status === 'failed' && (deal.returned[group._id] !== undefined || group.finishedAt !== undefined);

const restocked = (order: Order, deal: Deal): number =>
  sum(
    Object.entries(order.refunds).map(([key, refund]) =>
      refund.restockedAt !== undefined || deal.returned[key] !== undefined ? refund.restock : 0,
    ),
  );

function markersOf(deal: Deal, books: Books): readonly Violation[] {
  const its = named('deals', deal._id);
  const holds = Object.entries(deal.holds).flatMap(([orderId, { q }]) => {
    const order = books.orders.get(orderId);
    const says = `it holds ${String(q)} units for an order of ${String(order?.quantity)}`;
    return unless(q > 0 && (!order || order.quantity === q), says, its, named('orders', orderId));
  });
  const returns = Object.entries(deal.returned).flatMap(([key, { q, orderId }]) => {
    const group = books.groups.get(key);
    const owed = orderId === null ? group && unitsPaid(group) : books.orders.get(orderId)?.refunds[key]?.restock;
    return unless(owed === q, `${String(q)} units came back for ${key}, not ${String(owed)}`, its);
  });
  const unpaid = (books.ordersOfDeal.get(deal._id) ?? []).filter(({ status }) => status === 'pending_payment');
  const unheld = unpaid.filter(({ _id }) => !deal.holds[_id]);
  return [
    ...holds,
    ...returns,
    ...unheld.flatMap(({ _id }) => unless(false, 'it can be paid, but holds no stock', named('orders', _id), its)),
  ];
}
