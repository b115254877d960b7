import type { Order } from '../domain/order';
import type { Books, CollectionName } from './documents';
import { named, unless, type Invariant, type Violation } from './invariant';
import { lostItsSeat } from './stock';

/** A document that names another one. */
interface Link {
  readonly from: string;
  readonly merchantId: string;
  readonly to: CollectionName;
  readonly id: string;
}

/**
 * I14. Not a link: the hold of an order that is not written yet, the group of a leader who has not paid, and the stores
 * of a deal that nobody can buy.
 */
export const linksResolve: Invariant = {
  id: 'I14',
  says: 'Whatever a document names is there, and belongs to the same merchant.',
  of: 'links',
  counted: (books) => [...linksIn(books)].length,
  check: (books) => [
    ...[...linksIn(books)].flatMap((link) => linkOf(link, books)),
    ...[...books.orders.values()].flatMap(innerLinks),
  ],
};

function linkOf({ from, merchantId, to, id }: Link, books: Books): readonly Violation[] {
  const target = books[to].get(id);
  if (!target) return unless(false, `it names ${named(to, id)}, which is not there`, from);
  const owner = to === 'merchants' ? target._id : target.merchantId;
  return unless(owner === merchantId, `it names ${named(to, id)}, which is another merchant's`, from);
}

function* linksIn(books: Books): Generator<Link> {
  for (const name of Object.keys(toMerchant) as (keyof typeof toMerchant)[]) {
    for (const { _id, merchantId } of books[name].values()) {
      yield { from: named(name, _id), merchantId, to: 'merchants', id: merchantId };
    }
  }
  for (const document of books.orders.values()) yield* linksOf('orders', document, orderLinks(document));
  for (const group of books.groups.values()) {
    const paid = Object.entries(group.seats).filter(([, seat]) => seat.paidAt !== undefined);
    const orders = paid.map(([orderId]) => ['orders', orderId] as const);
    yield* linksOf('groups', group, [['deals', group.dealId], ...orders, ...stores(group.rules.storeIds)]);
  }
  for (const deal of books.deals.values()) {
    const returns = Object.entries(deal.returned).map(([key, { orderId }]) =>
      orderId === null ? (['groups', key] as const) : (['orders', orderId] as const),
    );
    yield* linksOf('deals', deal, [...returns, ...(deal.status === 'published' ? stores(deal.rules.storeIds) : [])]);
  }
  for (const invitation of books.invitations.values()) {
    yield* linksOf('invitations', invitation, stores(invitation.grant.storeIds));
  }
  for (const staff of books.staff.values()) {
    yield* linksOf(
      'staff',
      staff,
      [...Object.keys(staff.grants)].map((id) => ['invitations', id] as const),
    );
  }
  for (const row of books.transfers.values()) {
    const { orderId, storeId } = row;
    const order: Target[] = orderId === null ? [] : [['orders', orderId]];
    yield* linksOf('transfers', row, [...order, ...stores(storeId === undefined ? [] : [storeId])]);
  }
  for (const row of books.redemptions.values()) {
    yield* linksOf('redemptions', row, [['orders', row.orderId], ...stores([row.storeId])]);
  }
  for (const row of books.commissions.values()) {
    yield* linksOf('commissions', row, [
      ['orders', row.orderId],
      ['leaders', row.leaderId],
    ]);
  }
  for (const message of books.messages.values()) {
    const { orderId, staffId } = message.about;
    yield* linksOf('messages', message, [
      ...(orderId === undefined ? [] : [['orders', String(orderId)] as const]),
      ...(staffId === undefined ? [] : [['staff', String(staffId)] as const]),
    ]);
  }
}

/** Every collection but the merchants' own: none has a document that belongs to nobody. */
const toMerchant = {
  ...{ staff: true, invitations: true, stores: true, people: true, deals: true, groups: true, orders: true },
  ...{ codes: true, transfers: true, redemptions: true, commissions: true, leaders: true, messages: true },
} satisfies Record<Exclude<CollectionName, 'merchants'>, true>;

type Target = readonly [to: CollectionName, id: string];

const stores = (storeIds: readonly string[] = []): Target[] => storeIds.map((id) => ['stores', id]);

function* linksOf(
  name: CollectionName,
  { _id, merchantId }: { readonly _id: string; readonly merchantId: string },
  targets: readonly Target[],
): Generator<Link> {
  for (const [to, id] of targets) yield { from: named(name, _id), merchantId, to, id };
}

function orderLinks(order: Order): Target[] {
  const { buy, dealId, groupId, status, rules } = order;
  const isOpened = buy === 'join' || !(['pending_payment', 'closed', 'paid'].includes(status) || lostItsSeat(order));
  const group: Target[] = groupId !== null && isOpened ? [['groups', groupId]] : [];
  const leader: Target[] = order.leader ? [['orders', order.leader.orderId]] : [];
  return [['deals', dealId], ...group, ...leader, ...stores(rules.storeIds)];
}

/** Names within one order: of vouchers, and of the refunds that took them. */
function innerLinks(order: Order): readonly Violation[] {
  const its = named('orders', order._id);
  const { vouchers, refunds } = order;
  const taken = Object.values(refunds).flatMap(({ took }) => took);
  return [
    ...Object.entries(vouchers).flatMap(([key, { refund }]) =>
      unless(refund === undefined || refund in refunds, `${key} went back with refund ${String(refund)}, unknown`, its),
    ),
    ...taken.flatMap(({ voucher }) => unless(voucher in vouchers, `a refund took of ${voucher}, unknown`, its)),
  ];
}
