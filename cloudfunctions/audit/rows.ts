import { commissionsOf } from '../domain/commission';
import { redemptionsOf } from '../domain/redemption-rows';
import { messagesOf, type InboxMessage, type MessageKind } from '../domain/message';
import type { Order } from '../domain/order';
import { sum } from '../domain/worth';
import { grouped, type Books } from './documents';
import { linesOf } from './ledger';
import { holdingsBy, holdingsOf, leaderShare } from './money';
import { named, sameRow, unless, type Invariant, type Violation } from './invariant';

/** Messages that follow from an order's facts; what the owner is told of follows from what happened once. */
const FOLLOWING: readonly MessageKind[] = ['group_formed', 'group_failed', 'refunded', 'redeemed'];

/**
 * I11. Lists and reports are read from flat rows, and from the orders whose facts wait to be posted. While an order
 * waits, rows of it may be missing, or not yet say that a redemption was undone.
 */
export const reportsFollow: Invariant = {
  id: 'I11',
  says: 'Redemption lists, commissions, inboxes and balances say what the orders say.',
  of: 'rows',
  counted: (books) => books.redemptions.size + books.commissions.size + books.messages.size,
  check: (books) => {
    const toBuyers = [...books.messages.values()].filter(({ kind }) => FOLLOWING.includes(kind));
    const messages = grouped(toBuyers, ({ about }) => String(about.orderId));
    return [
      ...[...books.orders.values()].flatMap((order) => [
        ...redemptionRows(order, books),
        ...commissionRows(order, books),
        ...messageRows(order, messages.get(order._id) ?? []),
      ]),
      ...balancesOf(books),
    ];
  },
};

function redemptionRows(order: Order, books: Books): readonly Violation[] {
  const expected = new Map(redemptionsOf(order).map((row) => [row._id, row]));
  const rows = books.redemptionsOfOrder.get(order._id) ?? [];
  const wrong = rows.filter((row) => {
    const mayLag = order.unposted && row.undoneAt === null;
    return !sameRow(row, expected.get(row._id) ?? {}, mayLag ? ['undoneAt'] : []);
  });
  const missing = order.unposted ? [] : [...expected.keys()].filter((id) => !books.redemptions.has(id));
  const its = named('orders', order._id);
  return [
    ...wrong.flatMap(({ _id }) => unless(false, 'it is not what its order says', named('redemptions', _id), its)),
    ...missing.flatMap((id) => unless(false, `its redemption ${id} is in no list`, its)),
  ];
}

/** A leader's commission, voucher by voucher; while its order waits, what is there may be what it was before. */
function commissionRows(order: Order, books: Books): readonly Violation[] {
  const expected = new Map(commissionsOf(order).map((row) => [row._id, row]));
  const rows = books.commissionsOfOrder.get(order._id) ?? [];
  const mayLag = order.unposted ? ['accruedFen', 'payableAt', 'facts'] : [];
  const wrong = rows.filter((row) => !sameRow(row, expected.get(row._id) ?? {}, mayLag));
  const missing = order.unposted ? [] : [...expected.keys()].filter((id) => !books.commissions.has(id));
  const its = named('orders', order._id);
  const [shown, fen] = [sum(rows.map(({ accruedFen }) => accruedFen)), leaderShare(order)];
  return [
    ...wrong.flatMap(({ _id }) => unless(false, 'it is not what its order says', named('commissions', _id), its)),
    ...missing.flatMap((id) => unless(false, `its commission ${id} is in no list`, its)),
    ...unless(order.unposted || shown === fen, `lists have ${String(shown)} fen of it, its leader ${String(fen)}`, its),
  ];
}

function messageRows(order: Order, rows: readonly InboxMessage[]): readonly Violation[] {
  const expected = new Map(messagesOf(order).map((message) => [message._id, message]));
  const wrong = rows.filter((row) => !sameRow(row, expected.get(row._id) ?? {}, ['readAt']));
  const there = new Set(rows.map(({ _id }) => _id));
  const missing = order.unposted ? [] : [...expected.keys()].filter((id) => !there.has(id));
  const its = named('orders', order._id);
  return [
    ...wrong.flatMap(({ _id }) => unless(false, 'it does not follow from its order', named('messages', _id), its)),
    ...missing.flatMap((id) => unless(false, `its buyer was never told ${id}`, its)),
  ];
}

/** What each merchant sees of his money, against what his orders say. */
function balancesOf(books: Books): readonly Violation[] {
  const orders = grouped(books.orders.values(), (order) => order.merchantId);
  const lines = grouped(
    [...books.orders.values()].flatMap((order) => linesOf(order, books)),
    (line) => line.merchantId,
  );
  return [...books.merchants.keys()].flatMap((merchantId) => {
    const held = (orders.get(merchantId) ?? []).map(holdingsOf);
    const balances = holdingsBy(lines.get(merchantId) ?? []);
    return (['escrow', 'merchant'] as const).flatMap((account) => {
      const [shown, fen] = [balances.get(account) ?? 0, sum(held.map((one) => one.get(account) ?? 0))];
      const says = `the balance ${account} shows ${String(shown)} fen, its orders say ${String(fen)}`;
      return unless(shown === fen, says, named('merchants', merchantId));
    });
  });
}
