export type StaffRole = 'clerk' | 'manager' | 'owner';

export type Role = 'buyer' | StaffRole | 'operator';

export interface StaffRow {
  readonly staffId: string;
  readonly nickname: string;
  readonly role: StaffRole;
  readonly storeIds: readonly string[];
  readonly roleUntil?: number;
}

export interface StoreInput {
  readonly name: string;
  readonly address: string;
  readonly phone?: string;
  /** What a partner store is owed of each use redeemed there (whole percent). */
  readonly partnerPercent?: number;
}

export interface StoreRow extends StoreInput {
  readonly storeId: string;
}

/** Who the caller is here. */
export interface Me {
  readonly roles: readonly Role[];
  readonly stores: readonly { readonly storeId: string; readonly name: string }[];
  readonly merchantName: string;
  readonly nickname?: string;
  /** Messages of the inbox that were not read, counted up to 99. */
  readonly unreadMessages: number;
}

/** An entry of the inbox: `kind` is a code, `about` what it is about. */
export interface Message {
  readonly messageId: string;
  readonly kind: string;
  readonly about: Readonly<Record<string, string | number>>;
  readonly at: number;
  readonly readAt?: number;
}
