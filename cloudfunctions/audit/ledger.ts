import { refundFen, transfersOf, type Account, type Transfer } from '../domain/ledger';
import { refundedFen, type Order } from '../domain/order';
import { dayOf } from '../domain/time';
import { usesOf } from '../domain/voucher';
import { sum } from '../domain/worth';
import type { Books } from './documents';
import { named, sameRow, unless, type Invariant, type Violation } from './invariant';

const accounts: readonly Account[] = ['wechat', 'escrow', 'merchant'];

/**
 * I1. A row that is there follows from its order's facts, also while more wait to be posted; once nothing waits, all
 * are there.
 */
export const transfersBalance: Invariant = {
  id: 'I1',
  says: 'Every transfer moves whole fen between two accounts, follows from its order, and is posted once.',
  of: 'transfers',
  counted: (books) => books.transfers.size,
  check: (books) => [
    ...[...books.transfers.values()].flatMap(wellFormed),
    ...netOfAll(books),
    ...[...books.orders.values()].flatMap((order) => postedRows(order, books)),
  ],
};

function wellFormed({ _id, from, to, fen, at, day }: Transfer): readonly Violation[] {
  const row = named('transfers', _id);
  return [
    ...unless(from !== to && accounts.includes(from) && accounts.includes(to), `it goes from ${from} to ${to}`, row),
    ...unless(Number.isSafeInteger(fen) && fen > 0, `it moves ${String(fen)} fen`, row),
    ...unless(Number.isSafeInteger(at) && day === dayOf(at), `its day ${day} is not that of its time`, row),
  ];
}

function netOfAll({ transfers }: Books): readonly Violation[] {
  const net = sum(accounts.map((account) => balanceOf(account, [...transfers.values()])));
  return unless(net === 0, `all accounts together hold ${String(net)} fen, not 0`);
}

function postedRows(order: Order, books: Books): readonly Violation[] {
  const facts = transfersOf(order);
  const expected = new Map(facts.map((transfer) => [transfer._id, transfer]));
  const rows = books.transfersOfOrder.get(order._id) ?? [];
  const its = named('orders', order._id);
  const foreign = rows.filter((row) => !sameRow(row, expected.get(row._id) ?? {}));
  const missing = order.unposted ? [] : facts.filter(({ _id }) => !books.transfers.has(_id));
  return [
    ...unless(expected.size === facts.length, 'two of its transfers have one id', its),
    ...foreign.flatMap(({ _id }) => unless(false, 'it does not follow from its order', named('transfers', _id), its)),
    ...missing.flatMap(({ _id }) => unless(false, `its transfer ${_id} was not posted`, its)),
  ];
}

/**
 * I2. An order is terminal when no money of it is on its way: it was never paid, or every refund has arrived and every
 * use that is still worth something has been settled.
 */
export const escrowAddsUp: Invariant = {
  id: 'I2',
  says: "Of every order: paid = refunded + the merchant's + in escrow; escrow is 0 if and only if all is decided.",
  of: 'orders',
  counted: (books) => books.orders.size,
  check: (books) => [...books.orders.values()].flatMap((order) => accountsOf(order, books)),
};

function accountsOf(order: Order, books: Books): readonly Violation[] {
  const its = named('orders', order._id);
  const lines = linesOf(order, books);
  const [kept, escrow, merchant] = [
    -balanceOf('wechat', lines),
    balanceOf('escrow', lines),
    balanceOf('merchant', lines),
  ];
  const facts = moneyOf(order);
  const factsKept = (order.paidAt === null ? 0 : order.amountFen) - refundedFen(order);
  const isMet = kept === factsKept && escrow === facts.escrow && merchant === facts.merchant;
  const says = (paid: number, held: number, earned: number): string =>
    `paid less refunded ${String(paid)} = escrow ${String(held)} + merchant ${String(earned)}`;
  const inLedger = says(kept, escrow, merchant);
  const inOrder = says(factsKept, facts.escrow, facts.merchant);
  const isDecided = isTerminal(order);
  const still = isDecided ? 'nothing is left to be decided' : 'something is still to be decided';
  return [
    ...unless(order.amountFen === order.priceFen * order.quantity, 'its amount is not price × quantity', its),
    ...unless(factsKept === facts.escrow + facts.merchant, `its facts do not add up: ${inOrder} (fen)`, its),
    ...unless(facts.escrow >= 0 && facts.merchant >= 0, `less than nothing is left: ${inOrder} (fen)`, its),
    ...unless(isMet, `the ledger says ${inLedger}, its facts ${inOrder} (fen)`, its),
    ...unless((escrow === 0) === isDecided, `escrow is ${String(escrow)} fen, but ${still}`, its),
  ];
}

/** The transfers of an order: the rows, and while some wait to be posted also what they will be. */
export function linesOf(order: Order, books: Books): readonly Transfer[] {
  const rows = books.transfersOfOrder.get(order._id) ?? [];
  if (!order.unposted) return rows;
  return [...rows, ...transfersOf(order).filter(({ _id }) => !books.transfers.has(_id))];
}

/** What lies in an account (fen). */
export const balanceOf = (account: Account, transfers: readonly Transfer[]): number =>
  sum(transfers.map(({ from, to, fen }) => (to === account ? fen : 0) - (from === account ? fen : 0)));

/** Where an order's money is by its vouchers and refunds alone, without the ledger (fen). */
export function moneyOf(order: Order): { readonly escrow: number; readonly merchant: number } {
  if (order.paidAt === null) return { escrow: 0, merchant: 0 };
  if (order.issuedAt === null) return { escrow: order.amountFen - refundedFen(order), merchant: 0 };
  const uses = usesOf(order);
  const outstanding = Object.values(order.refunds).filter(({ status }) => status !== 'succeeded');
  const onItsWay = sum(outstanding.map((refund) => refundFen(order, refund)));
  return {
    escrow: onItsWay + sum(uses.filter(({ settled }) => !settled).map(({ fen }) => fen)),
    merchant: sum(uses.filter(({ settled }) => settled).map(({ fen }) => fen)),
  };
}

function isTerminal(order: Order): boolean {
  if (order.paidAt === null) return true;
  const arrived = Object.values(order.refunds).every(({ status }) => status === 'succeeded');
  if (order.issuedAt === null) return order.status === 'refunded';
  return arrived && usesOf(order).every(({ settled, fen }) => settled || fen === 0);
}
