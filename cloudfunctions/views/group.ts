import type { GroupMember, GroupView } from '../../typings/group';
import { groupStatusAt, type Group, type Seat } from '../domain/group';

/** What anybody with the link sees of a group; the caller finds himself in it. */
export function groupView(group: Group, person: string, now: number): GroupView {
  const { _id, dealId, size, filled, left, held, expiresAt, formedAt, rules } = group;
  const yours = yourOrderId(group, person);
  const tierPriceFen = tierReached(group);
  return {
    ...{ groupId: _id, dealId, status: groupStatusAt(group, now), size, members: membersOf(group, person) },
    ...{ filledSeats: filled, seatsLeft: left, seatsHeld: held, expiresAt },
    ...(formedAt === undefined ? {} : { formedAt }),
    ...(rules.tiers === undefined ? {} : { tiers: rules.tiers }),
    ...(tierPriceFen === undefined ? {} : { tierPriceFen }),
    ...(yours === undefined ? {} : { yourOrderId: yours }),
  };
}

/** Seats that are paid or filled by the merchant. */
export const seatsTaken = (group: Pick<Group, 'size' | 'missing'>): number => group.size - group.missing;

/** Everyone who has paid: the leader first, then as they came. */
function membersOf(group: Group, person: string): GroupMember[] {
  return Object.values(group.seats)
    .filter((seat) => seat.paidAt !== undefined)
    .sort((a, b) => Number(b.leads === true) - Number(a.leads === true) || paidAt(a) - paidAt(b))
    .map((seat) => ({ nickname: seat.nickname, isLeader: seat.leads === true, isYou: seat.person === person }));
}

const paidAt = (seat: Seat): number => seat.paidAt ?? 0;

/** The order behind the caller's seat; a paid one before one that is being paid. */
function yourOrderId(group: Group, person: string): string | undefined {
  const yours = Object.entries(group.seats).filter(([, seat]) => seat.person === person);
  const [orderId] = yours.find(([, seat]) => seat.paidAt !== undefined) ?? yours[0] ?? [];
  return orderId;
}

/** The price of a tiered group by who has paid so far. */
function tierReached(group: Group): number | undefined {
  return group.rules.tiers?.filter((tier) => tier.size <= seatsTaken(group)).at(-1)?.priceFen;
}

/** A group as a card in a chat. WeChat's dynamic message names the parameters (updatable-message guide, 2026-11-22). */
export function shareCard(group: Group, now: number) {
  const isOpen = groupStatusAt(group, now) === 'open';
  return {
    title: isOpen && group.missing > 0 ? `还差${String(group.missing)}人成团：${group.title}` : group.title,
    path: `pages/group/group?groupId=${group._id}`,
    parameters: [
      { name: 'member_count', value: String(seatsTaken(group)) },
      { name: 'room_limit', value: String(group.size) },
    ],
  };
}
