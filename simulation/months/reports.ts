import type { Group } from '../../cloudfunctions/domain/group';
import type { Transfer } from '../../cloudfunctions/domain/ledger';
import type { Order } from '../../cloudfunctions/domain/order';
import { dayOf } from '../../cloudfunctions/domain/time';
import { sum } from '../../cloudfunctions/domain/worth';
import type { ReportDay } from '../../typings/report';
import { ask } from '../shop';
import { phonesOf, type MonthShop } from './open-shop';
import { daysBetween } from './reconcile';
import { all, one, type Trade } from './trade';

/** Everything of a shop that its owner is told in sums. */
interface Ledgers {
  readonly orders: readonly Order[];
  readonly groups: readonly Group[];
  readonly transfers: readonly Transfer[];
}

/** Deals that a report names. */
const DEALS_MAX = 10;

/**
 * What owners are told of their money is what lies in the database, added up here in another way: report, balance and
 * statement of all days so far. At a quiet hour, when nothing waits to be posted.
 */
export async function misreported(trade: Trade, firstDayAt: number): Promise<string[]> {
  const now = trade.sim.clock.now();
  const days = [...daysBetween(firstDayAt, now), dayOf(now)];
  const wrong: string[] = [];
  for (const shop of trade.shops) {
    wrong.push(...(await misreportedBy(trade, shop, days).catch((error: unknown) => [`no report: ${String(error)}`])));
  }
  return wrong;
}

async function misreportedBy(trade: Trade, shop: MonthShop, days: readonly string[]): Promise<string[]> {
  const { appid, merchantId } = shop;
  const isIts = (document: { readonly merchantId: string }): boolean => document.merchantId === merchantId;
  const orders = all(trade, 'orders').filter(isIts);
  if (orders.some(({ unposted }) => unposted)) return [];
  const transfers = all(trade, 'transfers').filter(isIts);
  const ledgers = { orders, transfers, groups: all(trade, 'groups').filter(isIts) };
  const phones = phonesOf(trade.sim, appid);
  const { owner } = one(trade, 'merchants', merchantId);
  const [fromDay = '', toDay = ''] = [days.at(-REPORTED_DAYS) ?? days[0], days.at(-1)];
  const reported = days.slice(-REPORTED_DAYS);
  const { days: told, deals } = await ask(phones, owner ?? '', 'getReport', { fromDay, toDay });
  const { lines, ...statement } = await ask(phones, owner ?? '', 'getStatement', { fromDay, toDay });
  const balance = await ask(phones, owner ?? '', 'getBalance', {});
  trade.chronicle.saw('report compared');
  const sales = deals.map(({ title: _title, ...sale }) => sale);
  return [
    ...differs(
      'report',
      told,
      reported.map((day) => reportOf(day, ledgers)),
    ),
    ...differs('best sellers', sales, bestOf(orders, fromDay, toDay)),
    ...differs('balance', balance, balanceOf(transfers)),
    ...differs('statement', { ...statement, lines: lines.length }, statementOf(transfers, fromDay, toDay)),
  ].map((says) => `${shop.owner} is told another ${says}`);
}

/** A report has a quarter of a year at the most. */
const REPORTED_DAYS = 60;

function differs(what: string, told: unknown, expected: unknown): string[] {
  const [given, due] = [JSON.stringify(told), JSON.stringify(expected)];
  if (given === due) return [];
  let from = 0;
  while (given[from] === due[from]) from += 1;
  const near = (text: string): string => text.slice(Math.max(0, from - 60), from + 100);
  return [`${what}: …${near(given)}…, not …${near(due)}…`];
}

function reportOf(day: string, { orders, groups, transfers }: Ledgers): ReportDay {
  const isOf = (at: number | null | undefined): boolean => typeof at === 'number' && dayOf(at) === day;
  const sold = orders.filter(({ paidAt }) => isOf(paidAt));
  const uses = orders
    .flatMap(({ vouchers }) => Object.values(vouchers).flatMap(({ redemptions }) => Object.values(redemptions)))
    .filter(({ at, undo }) => isOf(at) && undo === undefined)
    .flatMap((redemption) => redemption.uses);
  const moved = transfers.filter((transfer) => isOf(transfer.at));
  const refundedFen = takenBack(moved);
  return {
    day,
    soldUnits: sum(sold.map(({ quantity }) => quantity)),
    soldFen: sum(sold.map(({ amountFen }) => amountFen)),
    groupsFormed: groups.filter(({ formedAt }) => isOf(formedAt)).length,
    groupsFailed: groups.filter(({ status, expiresAt }) => status === 'failed' && isOf(expiresAt)).length,
    redeemedUses: uses.length,
    settledFen: fenOf(moved, 'settle:') - fenOf(moved, 'unsettle:') + refundedFen,
    refundedFen,
  };
}

/** Settled money that refunds took back: what an undo takes back was redeemed in a store. */
const takenBack = (transfers: readonly Transfer[]): number =>
  fenOf(
    transfers.filter(({ storeId }) => storeId === undefined),
    'unsettle:',
  );

/** The sum of transfers whose ids begin like this. */
const fenOf = (transfers: readonly Transfer[], kind: string): number =>
  sum(transfers.filter(({ _id }) => _id.startsWith(kind)).map(({ fen }) => fen));

function bestOf(orders: readonly Order[], fromDay: string, toDay: string) {
  const sales = new Map<string, { readonly dealId: string; readonly soldUnits: number; readonly soldFen: number }>();
  for (const { dealId, paidAt, quantity, amountFen } of orders) {
    if (paidAt === null || dayOf(paidAt) < fromDay || dayOf(paidAt) > toDay) continue;
    const { soldUnits = 0, soldFen = 0 } = sales.get(dealId) ?? {};
    sales.set(dealId, { dealId, soldUnits: soldUnits + quantity, soldFen: soldFen + amountFen });
  }
  const best = [...sales.values()].sort((a, b) => b.soldFen - a.soldFen || (a.dealId < b.dealId ? -1 : 1));
  return best.slice(0, DEALS_MAX);
}

/** What has come into an account, less what has left it. */
const heldIn = (account: Transfer['to'], transfers: readonly Transfer[]): number =>
  sum(transfers.map(({ from, to, fen }) => (to === account ? fen : 0) - (from === account ? fen : 0)));

const balanceOf = (transfers: readonly Transfer[]) => ({
  earnedFen: heldIn('merchant', transfers),
  escrowFen: heldIn('escrow', transfers),
});

function statementOf(transfers: readonly Transfer[], fromDay: string, toDay: string) {
  const within = transfers.filter(({ at }) => dayOf(at) >= fromDay && dayOf(at) <= toDay);
  const refundedFen = takenBack(within);
  return {
    openingFen: heldIn(
      'merchant',
      transfers.filter(({ at }) => dayOf(at) < fromDay),
    ),
    settledFen: fenOf(within, 'settle:') - fenOf(within, 'unsettle:') + refundedFen,
    refundedFen,
    commissionFen: fenOf(within, 'commission:') - fenOf(within, 'uncommission:'),
    partnerFen: fenOf(within, 'partner:') - fenOf(within, 'unpartner:'),
    feeFen: 0,
    closingFen: heldIn(
      'merchant',
      transfers.filter(({ at }) => dayOf(at) <= toDay),
    ),
    lines: within.filter(({ from, to }) => from === 'merchant' || to === 'merchant').length,
  };
}
