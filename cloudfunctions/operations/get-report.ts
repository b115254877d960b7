import type { ReportDeal } from '../../typings/report';
import { groupStatusAt, type Group } from '../domain/group';
import { transfersOf } from '../domain/ledger';
import { redemptionsOf } from '../domain/redemption-rows';
import type { Order } from '../domain/order';
import { DAY_MS, dayOf, daysBetween, endOfDay, startOfDay } from '../domain/time';
import * as input from '../runtime/input';
import { operation, type Context } from '../runtime/operation';
import { is } from '../runtime/terms';
import { unpostedOrders } from '../trade/posted';
import { moneyPart, reportDays, type DayPart } from '../views/report';

type Reading = Pick<Context, 'caller' | 'database' | 'now'>;
type Days = { readonly fromDay: string; readonly toDay: string };
type Span = { readonly from: number; readonly end: number };

/** Days of one report: a quarter of a year. */
const DAYS_MAX = 92;

/** Groups that are past their end and wait for the timer, which runs every minute. */
const OVERDUE_MAX = 500;

/** Deals that a report names. */
const DEALS_MAX = 10;

const lengthOf = ({ fromDay, toDay }: Days): number => (endOfDay(toDay) - startOfDay(fromDay)) / DAY_MS;

/**
 * A manager sees what the shop did on each of some days. Everything is added up in the database, each kind along one
 * index; orders that wait to be posted speak for themselves, as in a statement.
 */
export const getReport = operation('getReport', {
  role: 'manager',
  input: input
    .object({ fromDay: input.day, toDay: input.day })
    .check(input.constrained(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'] }))
    .check(input.constrained((days) => lengthOf(days) <= DAYS_MAX, { path: ['toDay'] })),
  async run({ fromDay, toDay }, context) {
    const span = { from: startOfDay(fromDay), end: endOfDay(toDay) };
    const unposted = await unpostedOrders(context.database, context.caller.merchantId);
    const parts = [
      ...(await sold(context, span)),
      ...(await ended(context, span)),
      ...(await posted(context, span, unposted)),
      ...fresh(unposted),
    ];
    return { days: reportDays(daysBetween(fromDay, toDay), parts), deals: await bestSelling(context, span) };
  },
});

/** What was paid for, by the orders themselves. */
async function sold({ caller, database }: Reading, { from, end }: Span): Promise<DayPart[]> {
  const paid = { merchantId: caller.merchantId, paidAt: is.within(from, end) };
  const tally = { by: { day: { dayOf: 'paidAt' } }, sums: ['quantity', 'amountFen'] } as const;
  const days = await database.tally('orders', paid, tally);
  return days.map(({ day, quantity, amountFen }) => ({ day, soldUnits: quantity, soldFen: amountFen }));
}

/** The deals for which most was paid. */
async function bestSelling({ caller, database }: Reading, { from, end }: Span): Promise<ReportDeal[]> {
  const paid = { merchantId: caller.merchantId, paidAt: is.within(from, end) };
  const tally = { by: { dealId: 'dealId' }, sums: ['quantity', 'amountFen'] } as const;
  const best = (await database.tally('orders', paid, tally))
    .sort((a, b) => b.amountFen - a.amountFen || (a.dealId < b.dealId ? -1 : 1))
    .slice(0, DEALS_MAX);
  const ids = best.map(({ dealId }) => dealId);
  const deals = ids.length === 0 ? [] : await database.list('deals', { _id: is.oneOf(ids) }, { limit: ids.length });
  return best.map(({ dealId, quantity, amountFen }) => {
    const title = deals.find(({ _id }) => _id === dealId)?.rules.title ?? '';
    return { dealId, title, soldUnits: quantity, soldFen: amountFen };
  });
}

/** Groups that formed, and those that failed at their end, whether a timer has run since or not. */
async function ended({ caller, database, now }: Reading, { from, end }: Span): Promise<DayPart[]> {
  const { merchantId } = caller;
  const over = is.within(from, Math.min(end, now + 1));
  const hasFailed = { merchantId, status: 'failed', expiresAt: over };
  const formed = await database.tally('groups', { merchantId, formedAt: is.within(from, end) }, byDayOf('formedAt'));
  const failed = await database.tally('groups', hasFailed, byDayOf('expiresAt'));
  const due = await database.list('groups', { merchantId, status: 'open', expiresAt: over }, { limit: OVERDUE_MAX });
  return [
    ...formed.map(({ day, count }) => ({ day, groupsFormed: count })),
    ...failed.map(({ day, count }) => ({ day, groupsFailed: count })),
    ...due.map((group) => endedPart(group, now)),
  ];
}

/** A group whose end no timer has written down yet; one with a seat being paid has not ended. */
function endedPart(group: Group, now: number): DayPart {
  const day = dayOf(group.expiresAt);
  const status = groupStatusAt(group, now);
  return { day, groupsFormed: Number(status === 'formed'), groupsFailed: Number(status === 'failed') };
}

const byDayOf = (instant: string) => ({ by: { day: { dayOf: instant } }, sums: [] }) as const;

/** Money and uses by the flat rows, without those of orders that are read themselves. */
async function posted({ caller, database }: Reading, { from, end }: Span, but: readonly Order[]): Promise<DayPart[]> {
  const rows = { merchantId: caller.merchantId, orderId: is.noneOf(but.map(({ _id }) => _id)) };
  const movement = { by: { day: 'day', from: 'from', to: 'to', ofUse: { has: 'storeId' } }, sums: ['fen'] } as const;
  const use = { by: { day: 'day' }, sums: ['uses'] } as const;
  // What buyers paid is counted by their orders.
  const earned = { ...rows, at: is.within(from, end), from: is.not('wechat') };
  const standing = { ...rows, redeemedAt: is.within(from, end), undoneAt: null };
  const moved = await database.tally('transfers', earned, movement);
  const redeemed = await database.tally('redemptions', standing, use);
  return [...moved.map(moneyPart), ...redeemed.map(({ day, uses }) => ({ day, redeemedUses: uses }))];
}

/** The same of orders whose facts wait to be posted, whatever their day. */
function fresh(orders: readonly Order[]): DayPart[] {
  const moved = orders.flatMap(transfersOf);
  const standing = orders.flatMap(redemptionsOf).filter(({ undoneAt }) => undoneAt === null);
  return [
    ...moved.map((transfer) => moneyPart({ ...transfer, ofUse: transfer.storeId !== undefined })),
    ...standing.map(({ day, uses }) => ({ day, redeemedUses: uses })),
  ];
}
