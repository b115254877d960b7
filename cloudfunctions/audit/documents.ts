import type { Deal } from '../domain/deal';
import type { Group } from '../domain/group';
import type { ImportedCode } from '../domain/imported-code';
import type { CommissionPosting, LeaderAccount } from '../domain/commission';
import type { Transfer } from '../domain/ledger';
import type { RedemptionPosting } from '../domain/redemption-rows';
import type { Invitation, Merchant, Person, Staff, Store } from '../domain/merchant';
import type { InboxMessage } from '../domain/message';
import type { Order } from '../domain/order';

/** Everything that a database holds, as it is stored. */
export interface Documents {
  readonly merchants: readonly Merchant[];
  readonly staff: readonly Staff[];
  readonly invitations: readonly Invitation[];
  readonly stores: readonly Store[];
  readonly people: readonly Person[];
  readonly deals: readonly Deal[];
  readonly codes: readonly ImportedCode[];
  readonly groups: readonly Group[];
  readonly orders: readonly Order[];
  readonly transfers: readonly Transfer[];
  readonly redemptions: readonly RedemptionPosting[];
  readonly commissions: readonly CommissionPosting[];
  readonly leaders: readonly LeaderAccount[];
  readonly messages: readonly InboxMessage[];
  /** What WeChat Pay knows, where it can be read. */
  readonly pay?: PayRows;
}

/** WeChat Pay's own side. */
export interface PayRows {
  readonly orders: readonly PayOrder[];
  readonly refunds: readonly PayRefund[];
  readonly notices: readonly PayNotice[];
}

/** An order at WeChat Pay. */
export interface PayOrder {
  readonly _id: string;
  readonly outTradeNo: string;
  readonly openid: string;
  readonly totalFeeFen: number;
  readonly attach: string | null;
  readonly paidAt: number | null;
  readonly transactionId: string | null;
}

/** A refund that WeChat Pay has accepted. CHANGE: the money did not arrive, a person must act. */
export interface PayRefund {
  readonly _id: string;
  /** The `_id` of its order at WeChat Pay. */
  readonly orderId: string;
  readonly outRefundNo: string;
  readonly refundFeeFen: number;
  readonly settledAt: number;
  readonly outcome: 'SUCCESS' | 'CHANGE';
}

/** A notice to us; `dueAt` is its next try, null once it was answered or given up. */
export interface PayNotice {
  readonly kind: 'payment' | 'refund';
  readonly event: Readonly<Record<string, unknown>>;
  readonly dueAt: number | null;
}

export type CollectionName = Exclude<keyof Documents, 'pay'>;

type Indexed = { readonly [C in CollectionName]: ReadonlyMap<string, Documents[C][number]> };

/** The documents by their ids, and by what they belong to, at an instant: what an audit looks through. */
export interface Books extends Indexed {
  readonly now: number;
  readonly pay: PayRows | undefined;
  readonly codesOfDeal: ReadonlyMap<string, readonly ImportedCode[]>;
  readonly ordersOfDeal: ReadonlyMap<string, readonly Order[]>;
  readonly ordersOfGroup: ReadonlyMap<string, readonly Order[]>;
  readonly groupsOfDeal: ReadonlyMap<string, readonly Group[]>;
  readonly transfersOfOrder: ReadonlyMap<string, readonly Transfer[]>;
  readonly redemptionsOfOrder: ReadonlyMap<string, readonly RedemptionPosting[]>;
  readonly commissionsOfOrder: ReadonlyMap<string, readonly CommissionPosting[]>;
}

/** Indexes documents, once for all invariants. */
export function booksOf(documents: Documents, now: number): Books {
  const { orders, groups, transfers, redemptions, pay } = documents;
  return {
    now,
    pay,
    merchants: byId(documents.merchants),
    staff: byId(documents.staff),
    invitations: byId(documents.invitations),
    stores: byId(documents.stores),
    people: byId(documents.people),
    deals: byId(documents.deals),
    codes: byId(documents.codes),
    groups: byId(groups),
    orders: byId(orders),
    transfers: byId(transfers),
    redemptions: byId(redemptions),
    commissions: byId(documents.commissions),
    leaders: byId(documents.leaders),
    messages: byId(documents.messages),
    codesOfDeal: grouped(documents.codes, (code) => code.dealId),
    ordersOfDeal: grouped(orders, (order) => order.dealId),
    ordersOfGroup: grouped(orders, (order) => order.groupId),
    groupsOfDeal: grouped(groups, (group) => group.dealId),
    transfersOfOrder: grouped(transfers, (transfer) => transfer.orderId),
    redemptionsOfOrder: grouped(redemptions, (row) => row.orderId),
    commissionsOfOrder: grouped(documents.commissions, (row) => row.orderId),
  };
}

const byId = <T extends { readonly _id: string }>(documents: readonly T[]): ReadonlyMap<string, T> =>
  new Map(documents.map((document) => [document._id, document]));

/** Things by what they belong to; those that belong to nothing are left out. */
export function grouped<T>(
  things: Iterable<T>,
  ownerOf: (thing: T) => string | null,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const owner = ownerOf(thing);
    if (owner === null) continue;
    const group = groups.get(owner);
    if (group) group.push(thing);
    else groups.set(owner, [thing]);
  }
  return groups;
}
