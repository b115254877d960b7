import type { CommissionRule, DealMode, DealStatus, RefundPolicy, StoreCard, Tier, Validity } from './deal';

export type GroupStatus = 'open' | 'formed' | 'failed';

/** One person of a group, as the others see him. */
export interface GroupMember {
  readonly nickname: string;
  readonly isLeader: boolean;
  readonly isYou: boolean;
}

/** What somebody's seat in a group is: being paid, or paid. */
export type SeatStatus = 'held' | 'paid';

/**
 * What anybody with the link sees of a group: all that the page behind a shared card shows. Title, prices and rules are
 * those that the group was opened with. `seatsHeld`: being paid right now.
 */
export interface GroupView {
  readonly groupId: string;
  readonly dealId: string;
  /** The version of the deal's rules that the group has; joining names it. */
  readonly version: number;
  readonly dealTitle: string;
  readonly description: string;
  readonly imageFileIds: readonly string[];
  readonly mode: DealMode;
  readonly groupPriceFen?: number;
  readonly alonePriceFen?: number;
  readonly unitsPerOrderMax: number;
  readonly usesPerVoucher: number;
  readonly refund: RefundPolicy;
  readonly validity: Validity;
  readonly excludedDays: readonly string[];
  readonly excludedWeekdays: readonly number[];
  /** What comes back after k uses, k = 0…n (fen, of one unit at the price paid; once a tiered one formed, reached). */
  readonly refundAfterUses: readonly number[];
  readonly commission?: CommissionRule;
  readonly stores: readonly StoreCard[];
  readonly status: GroupStatus;
  readonly size: number;
  readonly members: readonly GroupMember[];
  /** Seats that the merchant paid for (商家补位): no person sits there. */
  readonly filledSeats: number;
  readonly seatsLeft: number;
  readonly seatsHeld: number;
  readonly expiresAt: number;
  /** The first instant at which nobody can join any more: a minute before the end. */
  readonly joinableUntil: number;
  readonly formedAt?: number;
  readonly tiers?: readonly Tier[];
  readonly tierPriceFen?: number;
  readonly yourOrderId?: string;
  readonly yourSeat?: SeatStatus;
  /** The units of your order. */
  readonly quantityYou?: number;
  /** While your seat is held: by when to pay. */
  readonly payBy?: number;
  /** What the deal is now: whether it is on sale, what is free, and whether a group of one's own could be opened. */
  readonly dealStatus: DealStatus;
  readonly stock: number;
  readonly canOpenAnother: boolean;
}
