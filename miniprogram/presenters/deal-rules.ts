import type { DealDetail, Validity } from '../../typings/deal';
import { deal as text } from '../text/deal';
import { dayAfter, duration, lastDayBefore, moment, startOf } from './time';
import { unusableDays } from './usable-days';

/** One rule of a deal: its name and what it says. */
export interface DealRule {
  readonly name: string;
  readonly value: string;
}

/** The rules of a deal that a buyer should know before paying. */
export const dealRules = (deal: DealDetail, now: number): DealRule[] => [
  ...useRules(deal, now),
  ...quantityRules(deal),
];

/** When and how what is bought can be used, and until when it is sold. */
export function useRules(deal: DealDetail, now: number): DealRule[] {
  return given([
    [text.rules.validity, validityInWords(deal.validity)],
    [text.rules.days, usableOn(deal)],
    [text.rules.uses, deal.usesPerVoucher > 1 ? text.timesCard(deal.usesPerVoucher) : ''],
    [text.rules.window, deal.mode === 'alone' ? '' : windowInWords(deal, now)],
    [text.rules.sale, deal.saleEndsAt === undefined ? '' : text.saleEnds(moment(deal.saleEndsAt, now))],
  ]);
}

/** When the sale ends before a group opened now would: that instant; else undefined. */
export function cutShortAt({ windowMinutes, saleEndsAt }: DealDetail, now: number): number | undefined {
  return saleEndsAt !== undefined && saleEndsAt < now + windowMinutes * 60_000 ? saleEndsAt : undefined;
}

function windowInWords(deal: DealDetail, now: number): string {
  const endsAt = cutShortAt(deal, now);
  if (endsAt !== undefined) return text.windowUntil(moment(endsAt, now));
  return text.window(duration(deal.windowMinutes * 60_000));
}

function quantityRules({ unitsPerOrderMax, limitPerBuyer, limitLeft = 0 }: DealDetail): DealRule[] {
  return given([
    [text.rules.units, text.unitsMax(unitsPerOrderMax)],
    [text.rules.limit, limitPerBuyer === undefined ? '' : text.limit(limitPerBuyer, limitLeft)],
  ]);
}

const given = (rules: readonly (readonly [string, string])[]): DealRule[] =>
  rules.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]));

/** How long a voucher can be used. */
export function validityInWords(validity: Validity): string {
  return 'days' in validity
    ? text.validDays(validity.days)
    : text.validUntil(lastDayBefore(startOf(dayAfter(validity.untilDay, 1))));
}

function usableOn({ excludedWeekdays, excludedDays }: DealDetail): string {
  const days = unusableDays(excludedWeekdays, excludedDays);
  return days === '' ? text.everyDay : text.notOn(days);
}
