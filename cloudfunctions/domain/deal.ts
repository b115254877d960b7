import type { DealInput, DealStatus, RefundPolicy } from '../../typings/deal';
import type { Buy } from '../../typings/order';
import { DAY_MS, dayOf, daysBetween, endOfDay, isDay, MINUTE_MS, startOfDay, weekdayOf } from './time';
import { worthOfUses } from './worth';
import type { Stored } from './stored';

/** The rules of a deal, with the defaults filled in. Groups and orders keep the rules they were opened with. */
export type DealRules = Omit<DealInput, 'stock' | 'windowMinutes' | 'refund' | 'excludedDays' | 'excludedWeekdays'> & {
  readonly windowMinutes: number;
  readonly refund: RefundPolicy;
  readonly excludedDays: readonly string[];
  readonly excludedWeekdays: readonly number[];
};

/**
 * Stock that an order holds or has taken. The marker stays until it is swept, so that taking and giving back happen
 * once.
 */
export interface StockHold {
  readonly q: number;
  /** The order's `payBy`; a late payment holds for as long again. */
  readonly until: number;
  /** How often another try of its request has gone on with it. */
  readonly again?: number;
  /** Its imported codes are being given back, and it next: no other try goes on with it. */
  readonly ending?: true;
}

/** Stock that came back, by the group that failed or the refund (and its order) that gave it. */
export interface StockReturn {
  readonly q: number;
  readonly at: number;
  readonly orderId: string | null;
}

/** A deal with its stock. stocked + adjusted = free + held + sold, at every instant. */
export interface Deal extends Stored {
  readonly version: number;
  readonly status: DealStatus;
  readonly rules: DealRules;
  readonly stocked: number;
  readonly adjusted: number;
  readonly free: number;
  /** Codes that came by import; absent where none did. Stock that was taken off sale leaves some of them over. */
  readonly imported?: number;
  readonly holds: Readonly<Record<string, StockHold>>;
  readonly returned: Readonly<Record<string, StockReturn>>;
  /** Grows with every hold and return: a sweep sees whether its picture is still true. */
  readonly holdSeq: number;
  /**
   * When markers want sweeping; absent when there are none (an update to the least of two takes null for the least).
   */
  readonly dueAt?: number;
  readonly createdAt: number;
  readonly publishedAt: number;
}

/** The window of a group when the deal names none: a day, which is also the most. */
export const WINDOW_MINUTES_MAX = 24 * 60;
export const WINDOW_MINUTES_MIN = 10;

/** Joining stops this long before a group ends, so that whoever joins has time to pay. */
export const LAST_MINUTE_MS = MINUTE_MS;

/** Fills in what a deal leaves out, and leaves out what its mode does not have. Vouchers end on a day of use. */
export function rulesOf(input: DealInput): DealRules {
  const { stock: _stock, groupPriceFen, groupSize, tiers, commission, ...rules } = input;
  const hasSize = input.mode === 'share' || input.mode === 'commission';
  const { excludedDays = [], excludedWeekdays = [] } = input;
  return {
    ...rules,
    validity: endingOnDayOfUse(input.validity, { excludedDays, excludedWeekdays }),
    ...(hasSize && groupPriceFen !== undefined ? { groupPriceFen } : {}),
    ...(hasSize && groupSize !== undefined ? { groupSize } : {}),
    ...(input.mode === 'tiered' && tiers ? { tiers } : {}),
    ...(input.mode === 'commission' && commission ? { commission } : {}),
    windowMinutes: input.windowMinutes ?? WINDOW_MINUTES_MAX,
    refund: input.refund ?? { anytime: true, onExpiry: true, restock: false },
    ...{ excludedDays, excludedWeekdays },
  };
}

type DaysOfUse = Pick<DealRules, 'excludedDays' | 'excludedWeekdays'>;

/** Whether vouchers of these rules can be used on a day. */
export const isDayOfUse = ({ excludedDays, excludedWeekdays }: DaysOfUse, day: string): boolean =>
  !excludedDays.includes(day) && !excludedWeekdays.includes(weekdayOf(startOfDay(day)));

/** Vouchers that end with days on which nobody can use them are sold until their last day of use, and say so. */
function endingOnDayOfUse(validity: DealInput['validity'], days: DaysOfUse): DealInput['validity'] {
  if ('days' in validity || !isDay(validity.untilDay)) return validity;
  const first = dayOf(startOfDay(validity.untilDay) - (days.excludedDays.length + 6) * DAY_MS);
  const last = daysBetween(first, validity.untilDay).findLast((day) => isDayOfUse(days, day));
  return last === undefined ? validity : { untilDay: last };
}

/** From when on vouchers of these rules are worth nothing, whenever they are issued; with no such day, never. */
export const vouchersEndAt = ({ validity }: Pick<DealRules, 'validity'>): number =>
  'untilDay' in validity ? endOfDay(validity.untilDay) : Number.MAX_SAFE_INTEGER;

/** Whether a deal can be bought alone or opened at an instant: never in the last minute of its vouchers. */
export function isOnSale(deal: Pick<Deal, 'status' | 'rules'>, now: number): boolean {
  const { saleStartsAt, saleEndsAt } = deal.rules;
  if (now >= vouchersEndAt(deal.rules) - LAST_MINUTE_MS) return false;
  return deal.status === 'published' && now >= (saleStartsAt ?? 0) && (saleEndsAt === undefined || now < saleEndsAt);
}

/** Whether a group can be opened at an instant: every group ends with the sale, so not in its last minute either. */
export const isOpenable = (deal: Pick<Deal, 'status' | 'rules'>, now: number): boolean =>
  isOnSale(deal, now) && now < (deal.rules.saleEndsAt ?? Infinity) - LAST_MINUTE_MS;

/** What one unit costs (fen) when bought this way, or nothing if the deal does not offer it. */
export function priceOf(rules: DealRules, buy: Buy): number | undefined {
  if (buy === 'alone') return rules.alonePriceFen;
  if (rules.mode === 'alone') return undefined;
  return rules.mode === 'tiered' ? rules.tiers?.[0]?.priceFen : rules.groupPriceFen;
}

/** How many people a group of this deal takes at the most. */
export function groupSizeOf(rules: DealRules): number {
  return rules.mode === 'tiered' ? (rules.tiers?.at(-1)?.size ?? 0) : (rules.groupSize ?? 0);
}

/** What comes back of one unit's price after k uses, for k = 0…n (fen). */
export function refundAfterUses(priceFen: number, uses: number): number[] {
  const worths = worthOfUses(priceFen, uses);
  return Array.from({ length: uses + 1 }, (_, k) => worths.slice(k).reduce((sum, worth) => sum + worth, 0));
}
