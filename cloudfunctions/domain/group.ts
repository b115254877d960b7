import type { DealRules } from './deal';
import { LAST_MINUTE_MS, vouchersEndAt } from './deal';
import { formsAtEnd } from './tier';
import type { GroupStatus } from '../../typings/group';
import type { Stored } from './stored';

/** One person's place in a group: held until paid or closed. */
export interface Seat {
  readonly person: string;
  readonly nickname: string;
  /** Units of the order; a place is a person's, never a unit's. */
  readonly q: number;
  readonly until: number;
  readonly paidAt?: number;
  readonly leads?: boolean;
  /** How often another try of its request has gone on with it. */
  readonly again?: number;
}

/** Seats that the merchant paid for (商家补位): no person sits there, nobody has an order or vouchers for them. */
export interface SeatFill {
  readonly n: number;
  readonly at: number;
  readonly by: string;
}

/** A group with its seats, by order id. left + held + paid + filled = size; missing = size − paid − filled. */
export interface Group extends Stored {
  readonly dealId: string;
  readonly version: number;
  readonly title: string;
  readonly rules: DealRules;
  readonly size: number;
  readonly left: number;
  readonly held: number;
  readonly missing: number;
  readonly filled: number;
  readonly seats: Readonly<Record<string, Seat>>;
  /** By the request that filled them. */
  readonly fills?: Readonly<Record<string, SeatFill>>;
  readonly status: GroupStatus;
  readonly openedAt: number;
  readonly expiresAt: number;
  readonly formedAt?: number;
  readonly failedAt?: number;
  /** When a timer should look: at the end, at the end of a hold, or at once where something is to be finished. */
  readonly dueAt: number | null;
  /**
   * When everything that follows from its end had been written: vouchers issued, or refunds begun and stock returned.
   */
  readonly finishedAt?: number;
  /** Cards of it in chats, the latest few, by WeChat's ids; and what they were last told, see share-card.ts. */
  readonly cards?: readonly { readonly id: string; readonly at: number }[];
  readonly cardsSay?: string;
}

/**
 * What a group is at an instant, whether a timer has run or not. Past its end with a seat being paid it is still
 * open; a tiered one forms then if its first tier is reached.
 */
export function groupStatusAt(group: Group, now: number): GroupStatus {
  if (group.status !== 'open' || now < group.expiresAt || group.held > 0) return group.status;
  return formsAtEnd(group) ? 'formed' : 'failed';
}

/** When a group formed, whether a timer has run or not; nothing where it has not. */
export const formedAtOf = (group: Group, now: number): number | undefined =>
  group.formedAt ?? (groupStatusAt(group, now) === 'formed' ? group.expiresAt : undefined);

/** Whether somebody may still take a seat. */
export function isJoinable(group: Pick<Group, 'status' | 'expiresAt'>, now: number): boolean {
  return group.status === 'open' && now < group.expiresAt - LAST_MINUTE_MS;
}

/** People who must have paid before the merchant may fill seats: no group is made of one buyer. */
const PAID_BEFORE_FILLING = 2;

/** How often a merchant fills seats of one group: each time is remembered with its answer. */
const FILLS_MAX = 20;

/** Seats that the merchant may pay for now; 0 where the group has none, or is not to be filled. */
export function fillableSeats(group: Group, now: number): number {
  const isFixed = group.rules.mode === 'share' || group.rules.mode === 'commission';
  const paid = group.size - group.missing - group.filled;
  const isOpen = group.status === 'open' && now < group.expiresAt;
  const mayFill = paid >= PAID_BEFORE_FILLING && Object.keys(group.fills ?? {}).length < FILLS_MAX;
  return isFixed && isOpen && mayFill ? group.left : 0;
}

/** Seats that are paid or filled by the merchant. */
export const seatsTaken = (group: Pick<Group, 'size' | 'missing'>): number => group.size - group.missing;

/** When the first of the seats being paid falls free, if any is. */
export function heldUntil(group: Group): number | undefined {
  const untils = Object.values(group.seats).flatMap((seat) => (seat.paidAt === undefined ? [seat.until] : []));
  return untils.length > 0 ? Math.min(...untils) : undefined;
}

/** The order of who leads a group. */
export const leaderOrderOf = ({ seats }: Pick<Group, 'seats'>): string | undefined =>
  Object.entries(seats).find(([, { leads }]) => leads)?.[0];

/** The orders of the paid seats of a group. */
export const ordersPaid = ({ seats }: Pick<Group, 'seats'>): string[] =>
  Object.entries(seats).flatMap(([orderId, { paidAt }]) => (paidAt === undefined ? [] : [orderId]));

/** Units that the paid seats of a group took from stock. */
export function unitsPaid(group: Group): number {
  return Object.values(group.seats).reduce((units, seat) => (seat.paidAt === undefined ? units : units + seat.q), 0);
}

/** The end of a group that its leader pays for at an instant. */
export function groupEndsAt(rules: DealRules, paidAt: number): number {
  const saleEndsAt = rules.saleEndsAt ?? Number.MAX_SAFE_INTEGER;
  return Math.min(paidAt + rules.windowMinutes * 60_000, saleEndsAt, vouchersEndAt(rules));
}
