import type { CommissionRule, DealDetail, StoreCard, Tier, Validity } from '../../typings/deal';
import type { GroupView } from '../../typings/group';
import { deal as text } from '../text/deal';
import { price } from './money';
import { dayAfter, duration, lastDayBefore, moment, startOf } from './time';
import { unusableDays } from './usable-days';

/** One rule of a deal: its name and what it says. */
export interface DealRule {
  readonly name: string;
  readonly value: string;
}

/** When and how often a voucher can be used: what a deal and a group of it say alike. */
type UseTerms = Pick<DealDetail, 'validity' | 'excludedDays' | 'excludedWeekdays' | 'usesPerVoucher'>;

/** So many stores are named one by one. */
const STORES_NAMED_MAX = 3;

/** The rules of a deal that a buyer should know before paying. */
export const dealRules = (deal: DealDetail, now: number): DealRule[] => [
  ...useRules(deal),
  ...saleRules(deal, now),
  ...quantityRules(deal),
];

/** When and how often what is bought can be used. */
export const useRules = (terms: UseTerms): DealRule[] =>
  given([
    [text.rules.validity, validityInWords(terms.validity)],
    [text.rules.days, usableOn(terms)],
    [text.rules.uses, terms.usesPerVoucher > 1 ? text.timesCard(terms.usesPerVoucher) : ''],
  ]);

/** How long a group opened now lasts, what its leader earns, and until when the deal is sold. */
export const saleRules = (deal: DealDetail, now: number): DealRule[] => [
  ...given([[text.rules.window, deal.mode === 'alone' ? '' : windowInWords(deal, now)]]),
  ...commissionRule(deal),
  ...given([[text.rules.sale, deal.saleEndsAt === undefined ? '' : text.saleEnds(moment(deal.saleEndsAt, now))]]),
];

/** The rules of a group: the deal's as they were when it was opened. */
export const groupRules = (group: GroupView): DealRule[] => [...useRules(group), ...commissionRule(group)];

/** When a group that can be joined ends. */
export const groupEnd = (group: GroupView, now: number): DealRule[] =>
  given([[text.rules.window, endInWords(group, group.expiresAt, now)]]);

/** Where what is bought can be used, as one rule. */
export function storeRule(stores: readonly StoreCard[]): DealRule[] {
  const names = stores.map(({ name }) => name);
  const named = names.slice(0, STORES_NAMED_MAX).join('、');
  return given([[text.rules.stores, names.length > STORES_NAMED_MAX ? text.storesOf(named, names.length) : named]]);
}

/** When the sale, or the vouchers' last day, ends before a group opened now would: that instant; else undefined. */
export function cutShortAt({ windowMinutes, saleEndsAt, validity }: DealDetail, now: number): number | undefined {
  const endsAt = Math.min(saleEndsAt ?? Infinity, vouchersEndAt(validity));
  return endsAt < now + windowMinutes * 60_000 ? endsAt : undefined;
}

/** The end of the last day of vouchers that end on a day, whenever they are issued; with no such day, never. */
export const vouchersEndAt = (validity: Validity): number =>
  'days' in validity ? Infinity : startOf(dayAfter(validity.untilDay, 1));

/** Whether a group that ends then ends with its vouchers: at its end it would have nothing to give. */
export const endsWithVouchers = (validity: Validity, endsAt: number): boolean => endsAt >= vouchersEndAt(validity);

/** How many people form a tiered group that ends then: its first step; where its vouchers end with it, all of them. */
export function peopleToForm(tiers: readonly Tier[] = [], validity: Validity, endsAt: number): number {
  return tiers[endsWithVouchers(validity, endsAt) ? tiers.length - 1 : 0]?.size ?? 0;
}

/** The same of a group that is opened now. */
export const peopleToFormNow = (deal: DealDetail, now: number): number =>
  peopleToForm(deal.tiers, deal.validity, cutShortAt(deal, now) ?? now);

/** What the leader earns on the others' orders; nothing where he earns nothing. */
export function commissionRule({ commission }: { readonly commission?: CommissionRule }): DealRule[] {
  if (!commission) return [];
  const { kind, value } = commission;
  return given([[text.rules.commission, text.commission(kind === 'percent' ? `${String(value)}%` : price(value))]]);
}

function windowInWords(deal: DealDetail, now: number): string {
  const endsAt = cutShortAt(deal, now);
  if (endsAt !== undefined) return endInWords(deal, endsAt, now);
  const length = duration(deal.windowMinutes * 60_000);
  return deal.mode === 'tiered' ? text.windowTiered(length, peopleToFormNow(deal, now)) : text.window(length);
}

type Ending = Pick<DealDetail, 'mode' | 'tiers' | 'validity'>;

function endInWords({ mode, tiers, validity }: Ending, endsAt: number, now: number): string {
  const when = moment(endsAt, now);
  return mode === 'tiered'
    ? text.windowTieredUntil(when, peopleToForm(tiers, validity, endsAt))
    : text.windowUntil(when);
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
  return 'days' in validity ? text.validDays(validity.days) : text.validUntil(lastDayBefore(vouchersEndAt(validity)));
}

function usableOn({ excludedWeekdays, excludedDays }: UseTerms): string {
  const days = unusableDays(excludedWeekdays, excludedDays);
  return days === '' ? text.everyDay : text.notOn(days);
}
