import { personKeyOf, redemptionIdOf } from '../domain/ids';
import type { Staff } from '../domain/merchant';
import { validUntil, type Order, type Redemption } from '../domain/order';
import { dayOf, MINUTE_MS, weekdayOf } from '../domain/time';
import { sum } from '../domain/worth';
import type { Books } from './documents';
import { named, unless, type Invariant, type Violation } from './invariant';

/** An invocation goes on with what it has read for a minute at the most. */
const INVOCATION_MS = MINUTE_MS;

/**
 * I12. Grants that were taken away, and from when to when somebody owned the shop, are not stored: of an owner, of
 * somebody who has no grant, and of the time before his first, nothing more can be said than that he is or was known
 * here.
 */
export const redeemedByStaff: Invariant = {
  id: 'I12',
  says: 'Every redemption was made in the time of its voucher, in a store that takes it, by somebody who worked there.',
  of: 'redemptions',
  counted: (books) => sum([...books.orders.values()].map((order) => redemptionsIn(order).length)),
  check: (books) =>
    [...books.orders.values()].flatMap((order) =>
      redemptionsIn(order).flatMap(([id, redemption]) => [
        ...timeOf(order, id, redemption),
        ...redemptionOf(order, id, redemption, books),
      ]),
    ),
};

const redemptionsIn = (order: Order): (readonly [id: string, redemption: Redemption])[] =>
  Object.entries(order.vouchers).flatMap(([key, { redemptions }]) =>
    Object.entries(redemptions).map(
      ([redemptionKey, redemption]) => [redemptionIdOf(order._id, key, redemptionKey), redemption] as const,
    ),
  );

/** Between issue and the end of the voucher, on a day that the deal does not exclude. */
function timeOf({ _id, issuedAt, rules }: Order, id: string, { at }: Redemption): readonly Violation[] {
  const its = named('orders', _id);
  const isIssued = issuedAt !== null && issuedAt <= at + INVOCATION_MS;
  const isOver = at >= validUntil(rules.validity, issuedAt ?? at);
  const isExcluded = rules.excludedDays.includes(dayOf(at)) || rules.excludedWeekdays.includes(weekdayOf(at));
  return [
    ...unless(isIssued, `${id}: it was redeemed before its issue`, its),
    ...unless(!isOver, `${id}: its voucher was over by then`, its),
    ...unless(!isExcluded, `${id}: its deal is not redeemed on ${dayOf(at)}`, its),
  ];
}

function redemptionOf(order: Order, id: string, redemption: Redemption, books: Books): readonly Violation[] {
  const its = named('orders', order._id);
  const { storeId, clerk, own, undo } = redemption;
  const store = books.stores.get(storeId);
  const { storeIds } = order.rules;
  const isTaken = storeIds === undefined || storeIds.includes(storeId);
  const staff = books.staff.get(personKeyOf(order.merchantId, clerk));
  const isOwner = books.merchants.get(order.merchantId)?.owner === clerk;
  const undoer = undo && books.staff.get(personKeyOf(order.merchantId, undo.by));
  const isUndoerKnown = !undo || undoer !== undefined || books.merchants.get(order.merchantId)?.owner === undo.by;
  return [
    ...unless(store?.merchantId === order.merchantId, `${id}: ${storeId} is no store of its merchant`, its),
    ...unless(isTaken, `${id}: its deal is not redeemed in store ${storeId}`, its),
    ...unless(isOwner || staff !== undefined, `${id}: whoever redeemed it never worked here`, its),
    ...unless(isUndoerKnown, `${id}: whoever undid it never worked here`, its),
    ...unless((own ?? false) === (clerk === order.buyer), `${id}: whether it was the clerk's own is marked wrong`, its),
    ...(isOwner || !staff || hasInvited(staff, books) ? [] : positionOf(staff, id, redemption, books, its)),
  ];
}

/** Whether somebody has owned the shop: only its owner invites. */
const hasInvited = ({ merchantId, person }: Staff, { invitations }: Books): boolean =>
  [...invitations.values()].some((invitation) => invitation.merchantId === merchantId && invitation.by === person);

/** What his grants, as far as they are stored, say of that time and store. */
function positionOf(
  staff: Staff,
  id: string,
  { at, storeId }: Redemption,
  { invitations }: Books,
  its: string,
): readonly Violation[] {
  const grants = Object.entries(staff.grants).map(([invitationId, grant]) => {
    return { ...grant, from: invitations.get(invitationId)?.acceptedAt ?? 0 };
  });
  const isCovered = grants.some(
    ({ role, storeIds, from, until }) =>
      from <= at + INVOCATION_MS &&
      (until === null || at < until) &&
      (role === 'manager' || storeIds.includes(storeId)),
  );
  if (isCovered) return [];
  const who = named('staff', staff._id);
  if (staff.revokedAt !== null && at > staff.revokedAt + INVOCATION_MS) {
    return unless(false, `${id}: he had been sent away by then`, its, who);
  }
  const isKnown = staff.revokedAt === null && grants.some(({ from }) => from <= at);
  return unless(!isKnown, `${id}: he did not work in store ${storeId} then`, its, who);
}
