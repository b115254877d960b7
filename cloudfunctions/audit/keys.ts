import { attachOf } from '../domain/attach';
import type { LeaderAccount } from '../domain/commission';
import type { Group } from '../domain/group';
import {
  buyerKeyOf,
  codeIdOf,
  createdIdOf,
  merchantIdOf,
  orderIdOf,
  payoutNumberOf,
  personKeyOf,
  voucherKeyOf,
} from '../domain/ids';
import { GROUP_FAILED, transfersOf } from '../domain/ledger';
import type { Order } from '../domain/order';
import type { Stored } from '../domain/stored';
import { schema } from '../schema/schema';
import { carriesCodes } from './codes';
import { grouped, type Books, type CollectionName } from './documents';
import { named, unless, type Invariant, type Violation } from './invariant';
import { isKeyOf } from './refunds';
import { lostItsSeat } from './stock';

/**
 * I9. What is sent to WeChat or kept under an id can be made again from what is stored, so that a retry is the same.
 * What was made from a secret (invitations) cannot be, and is left out.
 */
export const keysFollow: Invariant = {
  id: 'I9',
  says: 'Ids, order and refund numbers follow from what is stored, and no two documents share a unique key.',
  of: 'documents',
  counted: (books) => ownNames.reduce((total, name) => total + books[name].size, 0),
  check: (books) => [
    ...created('deal', 'deals', [...books.deals.values()]),
    ...created('store', 'stores', [...books.stores.values()]),
    ...[...books.orders.values()].flatMap((order) => [...requestKeysOf('orders', order), ...orderKey(order)]),
    ...[...books.merchants.values()].flatMap((merchant) => [
      ...requestKeysOf('merchants', merchant),
      ...unless(merchant._id === merchantIdOf(merchant.appid), NOT_ITS_OWN, named('merchants', merchant._id)),
    ]),
    ...[...books.invitations.values()].flatMap((invitation) => requestKeysOf('invitations', invitation)),
    ...[...books.leaders.values()].flatMap((leader) => [...requestKeysOf('leaders', leader), ...payoutKeys(leader)]),
    ...(['staff', 'people', 'leaders'] as const).flatMap((name) =>
      [...books[name].values()].flatMap(({ _id, merchantId, person }) =>
        unless(_id === personKeyOf(merchantId, person), NOT_ITS_OWN, named(name, _id)),
      ),
    ),
    ...[...books.orders.values()].flatMap((order) => keysOf(order, books)),
    ...[...books.groups.values()].flatMap((group) => [...requestKeysOf('groups', group), ...groupKey(group, books)]),
    ...[...books.codes.values()].flatMap(({ _id, merchantId, code }) =>
      unless(_id === codeIdOf(merchantId, code), NOT_ITS_OWN, named('codes', _id)),
    ),
    ...ownNames.flatMap((name) => sharedKeys(name, books)),
  ],
};

const NOT_ITS_OWN = 'its id does not follow from what it is made of';

/** The collections whose ids are made from what lies in them. */
const ownNames = [
  ...(['merchants', 'staff', 'people', 'invitations', 'stores', 'deals', 'groups', 'orders', 'leaders'] as const),
];

function created(
  kind: 'deal' | 'store',
  collection: CollectionName,
  documents: readonly Stored[],
): readonly Violation[] {
  return documents.flatMap((document) => {
    const isOwn = document._id === createdIdOf(kind, document.requestKeys[1] ?? '');
    return [...requestKeysOf(collection, document), ...unless(isOwn, NOT_ITS_OWN, named(collection, document._id))];
  });
}

/** Orders of an earlier release have ids that follow from their request alone. */
function orderKey({ _id, requestKeys, requests }: Order): readonly Violation[] {
  const [, key = ''] = requestKeys;
  const ids = [orderIdOf(key, requests[key]?.input ?? ''), createdIdOf('order', key)];
  return unless(ids.includes(_id), NOT_ITS_OWN, named('orders', _id));
}

function requestKeysOf(collection: CollectionName, { _id, requestKeys, requests }: Stored): readonly Violation[] {
  const [own, ...keys] = requestKeys;
  const isRemembered = keys.length === Object.keys(requests).length && keys.every((key) => requests[key] !== undefined);
  const its = named(collection, _id);
  return [
    ...unless(own === _id, 'the first of its request keys is not its id', its),
    ...unless(isRemembered, 'its request keys are not those of the requests that it remembers', its),
  ];
}

function keysOf(order: Order, books: Books): readonly Violation[] {
  const its = named('orders', order._id);
  const { buyerKey, nth, codes, vouchers, attach, lateAt, buy } = order;
  const counts = !(order.status === 'closed' || lostItsSeat(order) || isUndone(order));
  const isBuyers = counts
    ? buyerKey === buyerKeyOf(order.dealId, order.buyer) && nth >= 1
    : buyerKey === order._id && nth === 0;
  const keys = Object.keys(vouchers).sort();
  const expectedCodes = [order._id, ...(carriesCodes(order) ? keys.map((key) => vouchers[key]?.code) : [])];
  // A buyer who came too late and leads a group of his own keeps what WeChat echoes: the payment is made.
  const leadsInstead = lateAt !== null && buy === 'open';
  const ids = new Set(transfersOf(order).map(({ _id }) => _id));
  const rows = books.transfersOfOrder.get(order._id) ?? [];
  return [
    ...unless(isBuyers, `its buyerKey and nth are not those of an order that is ${order.status}`, its),
    ...unless(
      isSame(
        keys,
        Array.from(keys, (_, i) => voucherKeyOf(i + 1)),
      ),
      'its vouchers are not V01, V02, …',
      its,
    ),
    ...unless(isSame(codes, expectedCodes), 'its codes are not its id and the codes of its vouchers', its),
    ...unless(leadsInstead || attach === attachOf(order), 'what WeChat echoes is not what follows from it', its),
    ...keys.flatMap((key) => {
      const redemptions = Object.keys(vouchers[key]?.redemptions ?? {});
      const isNumbered = redemptions.every((_, i) => redemptions.includes(`R${String(i + 1)}`));
      return unless(isNumbered, `the redemptions of ${key} are not R1, R2, …`, its);
    }),
    ...Object.entries(order.refunds).flatMap(([key, refund]) =>
      unless(isKeyOf(order, key, refund), `its refund ${key} cannot be made again under that number`, its),
    ),
    ...rows.flatMap(({ _id }) => unless(ids.has(_id), 'no fact gives this id', named('transfers', _id), its)),
  ];
}

/** A pay-out's number follows from the request that made it. */
function payoutKeys({ _id, requestKeys, payouts }: LeaderAccount): readonly Violation[] {
  const numbers = new Set(requestKeys.map(payoutNumberOf));
  return Object.keys(payouts).flatMap((key) =>
    unless(numbers.has(key), `its pay-out ${key} cannot be made again under that number`, named('leaders', _id)),
  );
}

/** Whether everything is as if it had not been bought: its group failed, and the money is back. */
const isUndone = ({ status, refunds }: Order): boolean => status === 'refunded' && GROUP_FAILED in refunds;

function groupKey(group: Group, { orders }: Books): readonly Violation[] {
  const leaderId = Object.entries(group.seats).find(([, { leads }]) => leads)?.[0] ?? '';
  const leader = orders.get(leaderId);
  const cause = leader?.lateAt === null ? (leader.requestKeys[1] ?? '') : leaderId;
  const ids = [createdIdOf('group', cause), createdIdOf('group', leader?.requestKeys[1] ?? '')];
  return unless(ids.includes(group._id), NOT_ITS_OWN, named('groups', group._id));
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** The unique indexes of the schema, as the database should keep them: an array counts element by element. */
function sharedKeys(name: CollectionName, books: Books): readonly Violation[] {
  const indexes = schema.find((collection) => collection.name === name)?.indexes ?? [];
  return indexes
    .filter(({ unique }) => unique)
    .flatMap(({ keys, name: indexName }) => {
      const entries = [...books[name].values()].flatMap((document) => {
        const fields = keys.map(([field]) => (document as unknown as Readonly<Record<string, unknown>>)[field]);
        return combinations(fields).map((values) => ({ key: JSON.stringify(values), id: document._id }));
      });
      const shared = [...grouped(entries, ({ key }) => key)].filter(([, ids]) => ids.length > 1);
      return shared.map(([key, ids]) => ({
        says: `one unique key (${indexName}) twice: ${key}`,
        documents: [...new Set(ids.map(({ id }) => named(name, id)))],
      }));
    });
}

function combinations(fields: readonly unknown[]): readonly (readonly unknown[])[] {
  return fields.reduce<readonly (readonly unknown[])[]>(
    (before, field) => {
      const elements: readonly unknown[] = Array.isArray(field) ? field : [field];
      return before.flatMap((values) => elements.map((element) => [...values, element]));
    },
    [[]],
  );
}
