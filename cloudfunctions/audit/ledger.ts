import { payoutsOf, transfersOf, type Account, type Transfer } from '../domain/ledger';
import { leaderIdOf, type LeaderAccount } from '../domain/commission';
import { priceOf } from '../domain/deal';
import type { Order } from '../domain/order';
import { dayOf } from '../domain/time';
import { usesOf } from '../domain/voucher';
import { sum } from '../domain/worth';
import { grouped, type Books } from './documents';
import { named, sameRow, unless, type Invariant, type Violation } from './invariant';
import { holdingsBy, holdingsOf, notBack } from './money';
import { payoutsCovered } from './payouts';

/** Accounts of which everyone has one; leaders and partners' stores have their own. */
const isAccount = (name: string): boolean => /^(wechat|escrow|merchant|outside|(leader|partner):\w+)$/.test(name);

/**
 * I1. A row that is there follows from its order's facts, or from a leader's pay-outs, also while more wait to be
 * posted; once nothing waits, all are there. That all accounts together hold nothing is not looked at: it is so of any
 * rows that are well formed. Whether it is the right money in them is compared with facts (I2) and with WeChat (I7).
 */
export const transfersBalance: Invariant = {
  id: 'I1',
  says: 'Every transfer moves whole fen between two accounts, follows from its cause, and is posted once.',
  of: 'transfers',
  counted: (books) => books.transfers.size,
  check: (books) => [
    ...[...books.transfers.values()].flatMap(wellFormed),
    ...[...books.orders.values()].flatMap((order) => postedRows(order, books)),
    ...payoutsOfAll(books),
    ...[...books.transfers.values()].flatMap((row) => paidOut(row, books)),
  ],
};

function wellFormed({ _id, from, to, fen, at, day }: Transfer): readonly Violation[] {
  const row = named('transfers', _id);
  return [
    ...unless(from !== to && isAccount(from) && isAccount(to), `it goes from ${from} to ${to}`, row),
    ...unless(Number.isSafeInteger(fen) && fen > 0, `it moves ${String(fen)} fen`, row),
    ...unless(Number.isSafeInteger(at) && day === dayOf(at), `its day ${day} is not that of its time`, row),
  ];
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

function payoutsOfAll(books: Books): readonly Violation[] {
  const orders = grouped(books.orders.values(), (order) => leaderIdOf(order) ?? null);
  return [...books.leaders.values()].flatMap((leader) => [
    ...postedPayouts(leader, books),
    ...payoutsCovered(leader, orders.get(leader._id) ?? []),
  ]);
}

function postedPayouts(leader: LeaderAccount, books: Books): readonly Violation[] {
  const missing = leader.deliverAt === null ? payoutsOf(leader).filter(({ _id }) => !books.transfers.has(_id)) : [];
  return missing.flatMap(({ _id }) => unless(false, `its ${_id} was not posted`, named('leaders', leader._id)));
}

/** A transfer of no order is a pay-out of its leader's. */
function paidOut(row: Transfer, { leaders }: Books): readonly Violation[] {
  if (row.orderId !== null) return [];
  const leader = leaders.get(row.from.replace('leader:', ''));
  const expected = leader && payoutsOf(leader).find(({ _id }) => _id === row._id);
  return unless(expected !== undefined && sameRow(row, expected), 'no pay-out gives it', named('transfers', row._id));
}

/**
 * I2. An order is terminal when no money of it is on its way: it was never paid, or every refund has arrived and every
 * use that is still worth something has been settled.
 */
export const escrowAddsUp: Invariant = {
  id: 'I2',
  says: 'Of every order: paid = refunded + escrow + what merchant, leader and partners have; escrow ends at 0.',
  of: 'orders',
  counted: (books) => books.orders.size,
  check: (books) => [...books.orders.values()].flatMap((order) => accountsOf(order, books)),
};

function accountsOf(order: Order, books: Books): readonly Violation[] {
  const its = named('orders', order._id);
  const ledger = holdingsBy(linesOf(order, books));
  const facts = holdingsOf(order);
  const accounts = [...new Set([...ledger.keys(), ...facts.keys()])];
  const { escrow, earned } = notBack(order);
  const [adrift, escrowFen] = [sum([...facts.values()]), ledger.get('escrow') ?? 0];
  const isDecided = isTerminal(order);
  const still = isDecided ? 'nothing is left to be decided' : 'something is still to be decided';
  return [
    ...unless(order.amountFen === order.priceFen * order.quantity, 'its amount is not price × quantity', its),
    ...unless(order.priceFen === priceOf(order.rules, order.buy), 'its price is not that of its rules', its),
    ...unless(adrift === 0, `its facts do not add up: ${String(adrift)} fen too many`, its),
    ...unless(escrow >= 0 && earned >= 0, `less than nothing is left: ${String(escrow)}, ${String(earned)} fen`, its),
    ...accounts.flatMap((account) => {
      const [posted, fen] = [ledger.get(account) ?? 0, facts.get(account) ?? 0];
      const says = `the ledger has ${String(posted)} fen in ${account}, its facts ${String(fen)}`;
      return [
        ...unless(posted === fen, says, its),
        ...unless(fen >= 0 || !isShare(account), `${account} has ${String(fen)} fen of it`, its),
      ];
    }),
    ...unless((escrowFen === 0) === isDecided, `escrow is ${String(escrowFen)} fen, but ${still}`, its),
  ];
}

const isShare = (account: Account): boolean => account.includes(':');

/** The transfers of an order: the rows, and while some wait to be posted also what they will be. */
export function linesOf(order: Order, books: Books): readonly Transfer[] {
  const rows = books.transfersOfOrder.get(order._id) ?? [];
  if (!order.unposted) return rows;
  return [...rows, ...transfersOf(order).filter(({ _id }) => !books.transfers.has(_id))];
}

function isTerminal(order: Order): boolean {
  if (order.paidAt === null) return true;
  const arrived = Object.values(order.refunds).every(({ status }) => status === 'succeeded');
  if (order.issuedAt === null) return order.status === 'refunded';
  return arrived && usesOf(order).every(({ settled, fen }) => settled || fen === 0);
}
