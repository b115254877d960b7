import type { Tier } from './deal';

export type GroupStatus = 'open' | 'formed' | 'failed';

/** One person of a group, as the others see him. */
export interface GroupMember {
  readonly nickname: string;
  readonly isLeader: boolean;
  readonly isYou: boolean;
}

/** What anybody with the link sees of a group. `seatsHeld`: being paid right now. */
export interface GroupView {
  readonly groupId: string;
  readonly dealId: string;
  readonly status: GroupStatus;
  readonly size: number;
  readonly members: readonly GroupMember[];
  readonly filledSeats: number;
  readonly seatsLeft: number;
  readonly seatsHeld: number;
  readonly expiresAt: number;
  readonly formedAt?: number;
  readonly tiers?: readonly Tier[];
  readonly tierPriceFen?: number;
  readonly yourOrderId?: string;
}
