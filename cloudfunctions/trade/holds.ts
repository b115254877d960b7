import type { Order } from '../domain/order';
import { LAST_MINUTE_MS, type DealRules, type StockHold } from '../domain/deal';
import type { Group, Seat } from '../domain/group';
import { MINUTE_MS } from '../domain/time';
import type { World } from '../runtime/operation';
import type { Database, Where } from '../runtime/ports';
import { is, to } from '../runtime/terms';
import { codesForgotten, giveBackCodes } from './codes';

/**
 * A marker is looked at this long after its hold should have ended. No invocation lives as long as that (the cloud ends
 * one after 60 seconds), so nobody still works with what it read before.
 */
export const SWEEP_AFTER_MS = 2 * MINUTE_MS;

/** Takes a person's seat in an open group, before its last minute. */
export function takeSeat(database: Database, group: Group, orderId: string, seat: Seat, now: number): Promise<boolean> {
  return database.change(
    'groups',
    {
      ...{ _id: group._id, status: 'open', left: is.above(0), expiresAt: is.above(now + LAST_MINUTE_MS) },
      [`seats.${orderId}`]: is.absent(),
    },
    {
      ...{ left: to.add(-1), held: to.add(1), dueAt: to.least(seat.until + SWEEP_AFTER_MS) },
      [`seats.${orderId}`]: to.be(seat),
    },
  );
}

/** Only what no second try of the same request has gone on with. */
export const HELD_ALONE = { alone: true } as const;

/** A second try of a request goes on with the seat or stock that the first has taken, and says so on it. */
export const holdTogether = (
  database: Database,
  collection: 'groups' | 'deals',
  id: string,
  path: string,
): Promise<boolean> => {
  const held = { _id: id, [path]: is.present(), [`${path}.ending`]: is.absent() };
  return database.change(collection, held, { [`${path}.again`]: to.add(1) });
};

/** Says that stock which no second try goes on with is let go of with its imported codes; false where one does. */
export function endHold(
  database: Database,
  dealId: string,
  hold: { readonly orderId: string; readonly until: number },
): Promise<boolean> {
  const path = `holds.${hold.orderId}`;
  const alone = { _id: dealId, [`${path}.until`]: hold.until, ...aloneAt(path, HELD_ALONE) };
  return database.change('deals', alone, { [`${path}.ending`]: true });
}

const aloneAt = (path: string, how: { readonly alone?: true }): Where =>
  how.alone ? { [`${path}.again`]: is.absent() } : {};

/**
 * Gives a seat back that was not paid. Once: the seat itself is the marker. `until`: only if it still is held as
 * seen.
 */
export function releaseSeat(
  database: Database,
  groupId: string,
  orderId: string,
  until?: number,
  how: { readonly alone?: true } = {},
): Promise<boolean> {
  return database.change(
    'groups',
    {
      ...{ _id: groupId, [`seats.${orderId}.paidAt`]: is.absent() },
      [`seats.${orderId}.until`]: until ?? is.present(),
      ...aloneAt(`seats.${orderId}`, how),
    },
    { left: to.add(1), held: to.add(-1), [`seats.${orderId}`]: to.vanish() },
  );
}

/** Takes units from stock for an order; `asSeen` says what else of the deal the decision rests on. */
export function takeStock(
  database: Database,
  dealId: string,
  hold: { readonly orderId: string; readonly q: number; readonly until: number },
  asSeen: { readonly version?: number; readonly status?: 'published' },
): Promise<boolean> {
  return database.change(
    'deals',
    { _id: dealId, ...asSeen, free: is.atLeast(hold.q), [`holds.${hold.orderId}`]: is.absent() },
    {
      ...{ free: to.add(-hold.q), holdSeq: to.add(1), dueAt: to.least(hold.until + SWEEP_AFTER_MS) },
      [`holds.${hold.orderId}`]: to.be({ q: hold.q, until: hold.until }),
    },
  );
}

/**
 * Puts the units of an order back on sale that was never paid. Once: the hold is the marker. Imported codes go back
 * before the stock does, so that whoever takes units finds as many codes.
 */
export async function releaseStock(
  database: Database,
  deal: { readonly _id: string; readonly rules: Pick<DealRules, 'codeSource'> },
  orderId: string,
  hold: StockHold,
  how: { readonly alone?: true } = {},
): Promise<boolean> {
  if (deal.rules.codeSource === 'imported') await giveBackCodes(database, orderId, hold.until);
  return database.change(
    'deals',
    {
      ...{ _id: deal._id, [`holds.${orderId}.q`]: hold.q, [`holds.${orderId}.until`]: hold.until },
      ...aloneAt(`holds.${orderId}`, how),
    },
    { free: to.add(hold.q), holdSeq: to.add(1), [`holds.${orderId}`]: to.vanish() },
  );
}

/** Puts units back on sale that had been sold. Once: the cause is the marker. */
export function returnStock(
  database: Database,
  dealId: string,
  cause: { readonly key: string; readonly orderId: string | null },
  q: number,
  now: number,
): Promise<boolean> {
  return database.change(
    'deals',
    { _id: dealId, [`returned.${cause.key}`]: is.absent() },
    {
      ...{ free: to.add(q), holdSeq: to.add(1), dueAt: to.least(now + SWEEP_AFTER_MS) },
      [`returned.${cause.key}`]: to.be({ q, at: now, orderId: cause.orderId }),
    },
  );
}

/** Gives back what an order holds until a time: not what a late payment has come to hold for longer meanwhile. */
export async function releaseHolds(
  database: Database,
  order: Pick<Order, '_id' | 'buy' | 'groupId' | 'dealId' | 'quantity' | 'rules'>,
  until: number,
): Promise<void> {
  if (order.buy === 'join' && order.groupId !== null) await releaseSeat(database, order.groupId, order._id, until);
  const { dealId, rules, quantity } = order;
  await releaseStock(database, { _id: dealId, rules }, order._id, { q: quantity, until });
}

/** How long something is held, and how long from now on. */
interface Prolonged {
  readonly from: number;
  readonly until: number;
}

/** Holds a seat on for a payment that came late, if it is held as seen: no sweep takes it for a leftover meanwhile. */
export const prolongSeat = (
  database: Database,
  groupId: string,
  orderId: string,
  { from, until }: Prolonged,
): Promise<boolean> =>
  database.change(
    'groups',
    { _id: groupId, [`seats.${orderId}.until`]: from, [`seats.${orderId}.paidAt`]: is.absent() },
    { [`seats.${orderId}.until`]: until, dueAt: to.least(until + SWEEP_AFTER_MS) },
  );

/** Holds stock on like a seat. */
export const prolongStock = (
  database: Database,
  dealId: string,
  orderId: string,
  { from, until }: Prolonged,
): Promise<boolean> =>
  database.change(
    'deals',
    { _id: dealId, [`holds.${orderId}.until`]: from },
    { [`holds.${orderId}.until`]: until, dueAt: to.least(until + SWEEP_AFTER_MS) },
  );

/** An unpaid order ends: it no longer counts for its buyer, and lets its seat and stock and imported codes go. */
export async function closeUnpaid(
  { database, now }: Pick<World, 'database' | 'now'>,
  order: Order,
  closeReason: string,
): Promise<boolean> {
  const closed = {
    ...{ status: 'closed', closedAt: now, closeReason, closeAt: null, buyerKey: order._id, nth: 0 },
    ...codesForgotten(order.rules),
  };
  const applied = await database.change('orders', { _id: order._id, status: 'pending_payment' }, closed);
  if (applied) await releaseHolds(database, order, order.payBy);
  return applied;
}
