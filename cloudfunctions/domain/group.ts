import type { DealRules } from './deal';
import { LAST_MINUTE_MS } from './deal';
import type { GroupStatus } from '../../typings/group';

/** One person's place in a group: held until paid or closed. */
export interface Seat {
  readonly person: string;
  readonly nickname: string;
  /** Units of the order; a place is a person's, never a unit's. */
  readonly q: number;
  readonly until: number;
  readonly paidAt?: number;
  readonly leads?: boolean;
}

/** A group with its seats, by order id. left + held + paid + filled = size; missing = size − paid − filled. */
export interface Group {
  readonly _id: string;
  readonly merchantId: string;
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
 * open.
 */
export function groupStatusAt(group: Group, now: number): GroupStatus {
  if (group.status !== 'open' || now < group.expiresAt || group.held > 0) return group.status;
  return 'failed';
}

/** Whether somebody may still take a seat. */
export function isJoinable(group: Pick<Group, 'status' | 'expiresAt'>, now: number): boolean {
  return group.status === 'open' && now < group.expiresAt - LAST_MINUTE_MS;
}

/** Seats that are paid or filled by the merchant. */
export const seatsTaken = (group: Pick<Group, 'size' | 'missing'>): number => group.size - group.missing;

/** When the first of the seats being paid falls free, if any is. */
export function heldUntil(group: Group): number | undefined {
  const untils = Object.values(group.seats).flatMap((seat) => (seat.paidAt === undefined ? [seat.until] : []));
  return untils.length > 0 ? Math.min(...untils) : undefined;
}

/** Units that the paid seats of a group took from stock. */
export function unitsPaid(group: Group): number {
  return Object.values(group.seats).reduce((units, seat) => (seat.paidAt === undefined ? units : units + seat.q), 0);
}

/** The end of a group that its leader pays for at an instant. */
export function groupEndsAt(rules: DealRules, paidAt: number): number {
  return Math.min(paidAt + rules.windowMinutes * 60_000, rules.saleEndsAt ?? Number.MAX_SAFE_INTEGER);
}
