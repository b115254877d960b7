import type { DealInput, DealProblem } from '../../typings/deal';
import { COMMISSION_PERCENT_MAX } from './commission';
import { isDayOfUse, rulesOf, vouchersEndAt, WINDOW_MINUTES_MAX, WINDOW_MINUTES_MIN } from './deal';
import { PAY_WINDOW_MS, validUntil } from './order';
import { DAY_MS, dayOf, daysBetween, isDay } from './time';

/** WeChat takes refunds for a year after payment (CloudPay.refund, read 2026-11-22); a tail is kept for the work. */
const REFUND_LIMIT_MS = 365 * DAY_MS;
const REFUND_TAIL_MS = 14 * DAY_MS;

/** One rule of the publishing check: the field, the reason, and when it is broken. */
interface Rule {
  readonly field: string;
  readonly reason: string;
  readonly broken: (deal: DealInput, context: Context) => boolean;
}

interface Context {
  readonly now: number;
  readonly storeIds: readonly string[];
}

const isGroup = (deal: DealInput): boolean => deal.mode !== 'alone';
const fixedSize = (deal: DealInput): boolean => deal.mode === 'share' || deal.mode === 'commission';
const falls = (deal: DealInput): boolean =>
  deal.tiers?.every((tier, i, tiers) => {
    const before = tiers[i - 1];
    return before === undefined || (tier.size > before.size && tier.priceFen < before.priceFen);
  }) ?? true;
const commissionTooLarge = ({ commission, groupPriceFen }: DealInput): boolean => {
  if (commission?.kind === 'percent') return commission.value > COMMISSION_PERCENT_MAX;
  return commission !== undefined && commission.value * 100 > (groupPriceFen ?? 0) * COMMISSION_PERCENT_MAX;
};
const expiresAt = (deal: DealInput, now: number): number =>
  'untilDay' in deal.validity && !isDay(deal.validity.untilDay) ? 0 : validUntil(deal.validity, now);

/** Whether every voucher has a day of use before it ends, on whichever day of the sale it is issued. */
function hasDaysOfUse(deal: DealInput, now: number): boolean {
  const last = now + REFUND_LIMIT_MS;
  const from = Math.max(now, Math.min(deal.saleStartsAt ?? now, last));
  const rules = rulesOf(deal);
  const { validity } = rules;
  if ('untilDay' in validity) return from < vouchersEndAt(rules) && isDayOfUse(rules, validity.untilDay);
  const { days } = validity;
  const to = Math.min((deal.saleEndsAt ?? Infinity) + PAY_WINDOW_MS + days * DAY_MS, last);
  let without = 0;
  return daysBetween(dayOf(from), dayOf(to)).every((day) => {
    without = isDayOfUse(rules, day) ? 0 : without + 1;
    return without <= days;
  });
}

const leavesNoWeekday = ({ excludedWeekdays }: DealInput): boolean => new Set(excludedWeekdays).size === 7;

/** What WeChat or arithmetic would refuse later, found before anybody pays. */
const rules: readonly Rule[] = [
  {
    field: 'alonePriceFen',
    reason: 'price_missing',
    broken: (d) => d.mode === 'alone' && d.alonePriceFen === undefined,
  },
  { field: 'groupPriceFen', reason: 'price_missing', broken: (d) => fixedSize(d) && d.groupPriceFen === undefined },
  {
    field: 'groupPriceFen',
    reason: 'group_price_not_below_alone_price',
    broken: (d) => fixedSize(d) && (d.groupPriceFen ?? 0) >= (d.alonePriceFen ?? Infinity),
  },
  { field: 'groupSize', reason: 'size_missing', broken: (d) => fixedSize(d) && (d.groupSize ?? 0) < 2 },
  { field: 'tiers', reason: 'tiers_missing', broken: (d) => d.mode === 'tiered' && (d.tiers?.length ?? 0) < 1 },
  { field: 'tiers', reason: 'size_missing', broken: (d) => d.mode === 'tiered' && (d.tiers?.[0]?.size ?? 2) < 2 },
  { field: 'tiers', reason: 'tier_does_not_fall', broken: (d) => d.mode === 'tiered' && !falls(d) },
  {
    field: 'tiers',
    reason: 'group_price_not_below_alone_price',
    broken: (d) =>
      d.mode === 'tiered' && d.tiers?.some((tier) => tier.priceFen >= (d.alonePriceFen ?? Infinity)) === true,
  },
  {
    field: 'commission',
    reason: 'commission_missing',
    broken: (d) => d.mode === 'commission' && d.commission === undefined,
  },
  {
    field: 'commission',
    reason: 'commission_too_large',
    broken: (d) => d.mode === 'commission' && commissionTooLarge(d),
  },
  {
    field: 'unitsPerOrderMax',
    reason: 'more_units_than_partial_refunds',
    broken: (d) => d.unitsPerOrderMax > (d.mode === 'tiered' ? 49 : 50),
  },
  {
    field: 'windowMinutes',
    reason: 'window_out_of_range',
    broken: (d) =>
      isGroup(d) && (rulesOf(d).windowMinutes > WINDOW_MINUTES_MAX || rulesOf(d).windowMinutes < WINDOW_MINUTES_MIN),
  },
  {
    field: 'refund',
    reason: 'imported_codes_never_return',
    broken: (d) => d.codeSource === 'imported' && rulesOf(d).refund.restock,
  },
  { field: 'validity', reason: 'already_over', broken: (d, { now }) => expiresAt(d, now) <= now },
  {
    field: 'validity',
    reason: 'beyond_refund_limit',
    broken: (d, { now }) => expiresAt(d, now) + REFUND_TAIL_MS > now + REFUND_LIMIT_MS,
  },
  {
    field: 'saleEndsAt',
    reason: 'sale_outlives_vouchers',
    broken: (d) => 'untilDay' in d.validity && (d.saleEndsAt ?? 0) > vouchersEndAt(rulesOf(d)),
  },
  { field: 'saleEndsAt', reason: 'already_over', broken: (d, { now }) => (d.saleEndsAt ?? Infinity) <= now },
  {
    field: 'saleEndsAt',
    reason: 'ends_before_it_starts',
    broken: (d) => (d.saleEndsAt ?? Infinity) <= (d.saleStartsAt ?? 0),
  },
  { field: 'excludedDays', reason: 'not_a_day', broken: (d) => !(d.excludedDays ?? []).every(isDay) },
  { field: 'excludedWeekdays', reason: 'no_day_left', broken: leavesNoWeekday },
  {
    field: 'validity',
    reason: 'no_day_left',
    broken: (d, { now }) => expiresAt(d, now) > now && !leavesNoWeekday(d) && !hasDaysOfUse(d, now),
  },
  { field: 'storeIds', reason: 'no_store', broken: (d, { storeIds }) => (d.storeIds ?? storeIds).length === 0 },
  {
    field: 'storeIds',
    reason: 'unknown_store',
    broken: (d, { storeIds }) => !(d.storeIds ?? []).every((id) => storeIds.includes(id)),
  },
];

/** Everything wrong with a deal, for the field it belongs to. Nothing wrong: it may be published. */
export function dealProblems(deal: DealInput, context: Context): DealProblem[] {
  return rules.filter((rule) => rule.broken(deal, context)).map(({ field, reason }) => ({ field, reason }));
}
