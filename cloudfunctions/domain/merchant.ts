import type { StaffRole } from '../../typings/staff';
import type { Stored } from './stored';

/** A merchant: one mini-program with its own WeChat Pay number. Who owns the shop is decided in this document alone. */
export interface Merchant extends Stored {
  readonly appid: string;
  readonly name: string;
  readonly subMchId: string;
  readonly owner: string | null;
  readonly setUp: { readonly id: string; readonly issuedAt: number; readonly claimedBy: string | null } | null;
  readonly service: { readonly hours: string; readonly phone?: string };
  readonly createdAt: number;
}

/** A store, and how many unknown codes were typed in it today. */
export interface Store extends Stored {
  readonly name: string;
  readonly address: string;
  readonly phone: string | null;
  readonly partnerPercent?: number;
  readonly createdAt: number;
  readonly unknownCodes: { readonly day: string; readonly count: number };
}

/** What one accepted invitation gives. */
export interface Grant {
  readonly role: Exclude<StaffRole, 'owner'>;
  readonly storeIds: readonly string[];
  readonly until: number | null;
}

/** A person who works for the merchant. Roles follow from the grants, and end with them. */
export interface Staff {
  readonly _id: string;
  readonly merchantId: string;
  readonly person: string;
  readonly nickname: string;
  readonly grants: Readonly<Record<string, Grant>>;
  readonly revokedAt: number | null;
  readonly createdAt: number;
  /** Grows with every typed code: two at once cannot both be judged on the same past. */
  readonly attemptSeq: number;
  /** When the last unknown codes were typed. */
  readonly unknownAt: readonly number[];
  readonly lockedUntil: number;
}

/** An invitation for one person, once. Its id stands for the secret in the QR code. */
export interface Invitation extends Stored {
  readonly grant: Grant;
  /** The owner who made it. Absent in what an earlier release wrote. */
  readonly by?: string;
  readonly expiresAt: number;
  readonly acceptedBy: string | null;
  readonly acceptedAt: number | null;
}

/** What is known of a person beside orders: a nickname, and which messages may still be sent. */
export interface Person {
  readonly _id: string;
  readonly merchantId: string;
  readonly person: string;
  readonly nickname: string;
  /** How many messages of each template may still be sent, by `consentKeyOf`. */
  readonly consents: Readonly<Record<string, number>>;
  /** When this person asked to be forgotten, by request. */
  readonly deletions?: Readonly<Record<string, number>>;
}

/** A template's name as the key of a map: its hyphens would not be one. */
export const consentKeyOf = (template: string): string => template.replaceAll('-', '_');

/** How long an invitation can be accepted. */
export const INVITATION_MS = 24 * 3_600_000;

/** What a person may do for a merchant now: the highest role, and for a clerk the stores. */
export interface Position {
  readonly role: StaffRole;
  /** undefined: every store. */
  readonly storeIds?: readonly string[];
}

/** The position of a person at an instant, or nothing for someone who does not work here. */
export function positionAt(
  merchant: Merchant | undefined,
  staff: Staff | undefined,
  person: string,
  now: number,
): Position | undefined {
  if (merchant?.owner === person) return { role: 'owner' };
  const grants = Object.values(staff?.grants ?? {}).filter((grant) => grant.until === null || now < grant.until);
  if (grants.some((grant) => grant.role === 'manager')) return { role: 'manager' };
  if (grants.length === 0) return undefined;
  return { role: 'clerk', storeIds: [...new Set(grants.flatMap((grant) => grant.storeIds))] };
}

/** A new document of somebody who works here, with nothing typed wrong yet. */
export function newStaff(id: string, merchantId: string, person: string, nickname: string, now: number): Staff {
  const common = { _id: id, merchantId, person, nickname, grants: {}, revokedAt: null };
  return { ...common, createdAt: now, attemptSeq: 0, unknownAt: [], lockedUntil: 0 };
}

/** Unknown codes before a clerk's typing is locked, the window they count in, and how long the lock holds. */
export const UNKNOWN_CODES_MAX = 10;
export const UNKNOWN_CODES_WINDOW_MS = 10 * 60_000;
export const LOCK_MS = 15 * 60_000;

/** Unknown codes that one store takes in a day. */
export const STORE_UNKNOWN_CODES_MAX = 50;
