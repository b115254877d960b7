import type { Group } from '../domain/group';
import type { Deal } from '../domain/deal';
import type { ImportedCode } from '../domain/imported-code';
import type { CommissionPosting, LeaderAccount } from '../domain/commission';
import type { Transfer } from '../domain/ledger';
import type { RedemptionPosting } from '../domain/redemption-rows';
import type { Invitation, Merchant, Person, Staff, Store } from '../domain/merchant';
import type { InboxMessage } from '../domain/message';
import type { Order } from '../domain/order';
import type { CardState } from '../domain/share-card';
import type { Change, Condition } from './terms';

/** Every collection and what lies in it. */
export interface Collections {
  merchants: Merchant;
  staff: Staff;
  invitations: Invitation;
  stores: Store;
  people: Person;
  deals: Deal;
  codes: ImportedCode;
  groups: Group;
  orders: Order;
  transfers: Transfer;
  redemptions: RedemptionPosting;
  commissions: CommissionPosting;
  leaders: LeaderAccount;
  messages: InboxMessage;
}

export type CollectionName = keyof Collections;

/** What documents must hold: values are compared as they are, anything else is a Condition made by `is`. */
export type Where = Readonly<Record<string, string | number | boolean | null | Condition>>;

/** What becomes of fields: values are stored as they are, anything else is a Change made by `to`. */
export type Changes = Readonly<Record<string, string | number | boolean | null | Change>>;

/**
 * Documents to find beside others in one call: those whose field equals a value known beforehand, or one found
 * before.
 */
export interface Lookup<C extends CollectionName = CollectionName> {
  readonly collection: C;
  readonly field: string;
  /** The value, or several: whatever equals one of them. */
  readonly equals?: string | readonly string[];
  /** In place of a value: the path of one found by an earlier lookup, `order.groupId`. */
  readonly path?: string;
  /** Only these fields, in the order of one, no more than a number of them, and where others are as they should be. */
  readonly only?: {
    readonly fields: readonly string[];
    readonly sort: readonly [field: string, direction: 1 | -1];
    readonly limit: number;
    readonly where?: Readonly<Record<string, string | null>>;
    /** Fields that are greater than a number. */
    readonly above?: Readonly<Record<string, number>>;
  };
}

export type Lookups = Readonly<Record<string, Lookup>>;

/** What lookups found, by their names. */
export type Found<L extends Lookups> = { readonly [K in keyof L]: readonly Collections[L[K]['collection']][] };

/** A place in a sorted list: a value of the first sort field, and among equals an id. */
export interface Place {
  readonly at: number;
  readonly id: string;
}

/** How a list is read. */
export interface Listing {
  readonly sort?: readonly (readonly [field: string, direction: 1 | -1])[];
  readonly limit: number;
  /** Only what comes after a place; then the sort is by one field, and among equals by rising `_id`. */
  readonly after?: Place;
}

/** What rows are added up by: a field, the day in Asia/Shanghai of an instant, or whether a field is there. */
export type TallyKey = string | { readonly dayOf: string } | { readonly has: string };

/** How rows are added up in one call: in groups by keys, how many and the sums of some fields. */
export interface Tally {
  readonly by: Readonly<Record<string, TallyKey>>;
  readonly sums: readonly string[];
}

/** One group of a tally. */
export type Tallied<T extends Tally> = {
  readonly [K in keyof T['by']]: T['by'][K] extends { readonly has: string } ? boolean : string;
} & { readonly [S in T['sums'][number]]: number } & { readonly count: number };

/** The database, in the only ways in which we use it. Every method is one call. */
export interface Database {
  /** A document by id with others beside it; nothing where the document does not exist. */
  gather<C extends CollectionName, L extends Lookups>(
    collection: C,
    id: string,
    lookups: L,
  ): Promise<({ readonly root: Collections[C] } & Found<L>) | undefined>;
  get<C extends CollectionName>(collection: C, id: string): Promise<Collections[C] | undefined>;
  list<C extends CollectionName>(collection: C, where: Where, listing: Listing): Promise<Collections[C][]>;
  /** A list with, to each document, those of another collection that one of its fields names. */
  listWith<C extends CollectionName, D extends CollectionName>(
    collection: C,
    where: Where,
    listing: Listing,
    beside: { readonly collection: D; readonly path: string },
  ): Promise<{ readonly item: Collections[C]; readonly beside: Collections[D] | undefined }[]>;
  /** Adds up the documents that meet the conditions, where they lie. */
  tally<const T extends Tally>(collection: CollectionName, where: Where, tally: T): Promise<Tallied<T>[]>;
  /** Adds documents; throws Duplicate at the first that exists or whose unique key is taken. */
  insert<C extends CollectionName>(collection: C, documents: readonly Collections[C][]): Promise<void>;
  /** Changes the one document that meets the conditions; false when there is none. May throw Duplicate. */
  change(collection: CollectionName, where: Where & { readonly _id: string }, changes: Changes): Promise<boolean>;
  /** Changes every document that meets the conditions; gives how many. */
  changeAll(collection: CollectionName, where: Where, changes: Changes): Promise<number>;
}

/** A document exists already, or a unique key is taken. */
export class Duplicate extends Error {}

/** The rest of WeChat that the trade needs. */
export interface WeChat {
  /** Sends a one-time message; false when the person allows none (any more). */
  sendMessage(to: string, template: string, page: string, words: Readonly<Record<string, string>>): Promise<boolean>;
  /** Tells WeChat that a paid order has been handed over; true once it knows. */
  uploadShipping(order: {
    readonly transactionId: string;
    readonly buyer: string;
    readonly what: string;
    readonly atStore: boolean;
    readonly at: number;
  }): Promise<boolean>;
  /** A mini-program code for a page (a PNG or JPEG). */
  miniProgramCode(page: string, scene: string): Promise<Uint8Array>;
  /** An id under which a shared card can change for 24 hours. */
  createActivity(): Promise<string>;
  /** Changes a shared card; one that is over, or gone, stays as it is. */
  changeCard(activityId: string, card: CardState): Promise<void>;
  storeFile(path: string, bytes: Uint8Array): Promise<{ readonly fileId: string; readonly url: string }>;
  /** The bytes of a file of the cloud; nothing where there is no such file. */
  readFile(fileId: string): Promise<Uint8Array | undefined>;
}

/** Chance, handed in. */
export interface Chance {
  /** n decimal digits. */
  digits(n: number): string;
  /** n symbols that nobody guesses. */
  symbols(n: number): string;
}
