import type { GroupMember, GroupView } from '../../typings/group';
import { isOpenable, LAST_MINUTE_MS, priceOf, refundAfterUses, type Deal, type DealRules } from '../domain/deal';
import { formedAtOf, groupStatusAt, type Group, type Seat } from '../domain/group';
import type { Store } from '../domain/merchant';
import { cardCounts, pageOfGroup } from '../domain/share-card';
import { missingToForm, tierReached } from '../domain/tier';
import { commissionOf } from './deal';
import { given } from './given';
import { storesFor } from './store';

/** What anybody with the link sees of a group; the caller finds himself in it. */
export function groupView(
  group: Group,
  beside: { readonly deal: Deal | undefined; readonly stores: readonly Store[] },
  person: string,
  now: number,
): GroupView {
  const { _id, dealId, version, size, filled, left, held, expiresAt, rules } = group;
  const formedAt = formedAtOf(group, now);
  const tierPriceFen = tierReached(group)?.priceFen;
  // A tiered price may still fall while the group is open: until then a unit is worth what was paid.
  const unitFen = (formedAt === undefined ? undefined : tierPriceFen) ?? priceOf(rules, 'open') ?? 0;
  return {
    ...{ groupId: _id, dealId, version, ...offered(rules), stores: storesFor(rules, beside.stores) },
    refundAfterUses: refundAfterUses(unitFen, rules.usesPerVoucher),
    ...{ status: groupStatusAt(group, now), size, members: membersOf(group, person) },
    ...{ filledSeats: filled, seatsLeft: left, seatsHeld: held },
    ...{ expiresAt, joinableUntil: expiresAt - LAST_MINUTE_MS },
    ...(formedAt === undefined ? {} : { formedAt }),
    ...(tierPriceFen === undefined ? {} : { tierPriceFen }),
    ...yours(group, person),
    ...another(beside.deal, now),
  };
}

/** What the group was opened with. */
function offered(rules: DealRules) {
  const { title, description, imageFileIds, mode, unitsPerOrderMax, usesPerVoucher, refund } = rules;
  const { validity, excludedDays, excludedWeekdays } = rules;
  return {
    ...{ dealTitle: title, description, imageFileIds, mode, unitsPerOrderMax, usesPerVoucher, refund },
    ...{ validity, excludedDays, excludedWeekdays, ...commissionOf(rules) },
    ...given(rules, ['groupPriceFen', 'alonePriceFen', 'tiers']),
  };
}

/** Whether the deal would still be sold to somebody who opens a group of his own. */
function another(deal: Deal | undefined, now: number) {
  const stock = deal?.free ?? 0;
  const canOpenAnother = deal !== undefined && isOpenable(deal, now) && priceOf(deal.rules, 'open') !== undefined;
  return { dealStatus: deal?.status ?? 'unpublished', stock, canOpenAnother: canOpenAnother && stock > 0 } as const;
}

/** Everyone who has paid: the leader first, then as they came. */
function membersOf(group: Group, person: string): GroupMember[] {
  return Object.values(group.seats)
    .filter((seat) => seat.paidAt !== undefined)
    .sort((a, b) => Number(b.leads === true) - Number(a.leads === true) || paidAt(a) - paidAt(b))
    .map((seat) => ({ nickname: seat.nickname, isLeader: seat.leads === true, isYou: seat.person === person }));
}

const paidAt = (seat: Seat): number => seat.paidAt ?? 0;

/** The caller's seat and the order behind it; a paid one before one that is being paid. */
function yours(group: Group, person: string) {
  const seats = Object.entries(group.seats).filter(([, seat]) => seat.person === person);
  const [orderId, seat] = seats.find(([, { paidAt }]) => paidAt !== undefined) ?? seats[0] ?? [];
  if (orderId === undefined || seat === undefined) return {};
  const isPaid = seat.paidAt !== undefined;
  return {
    ...({ yourOrderId: orderId, yourSeat: isPaid ? 'paid' : 'held', quantityYou: seat.q } as const),
    ...(isPaid ? {} : { payBy: seat.until }),
  };
}

/** A group as a card in a chat. */
export function shareCard(group: Group, now: number) {
  const isOpen = groupStatusAt(group, now) === 'open';
  const missing = missingToForm(group);
  return {
    title: isOpen && missing > 0 ? `还差${String(missing)}人成团：${group.title}` : group.title,
    path: pageOfGroup(group._id),
    parameters: cardCounts(group),
  };
}
