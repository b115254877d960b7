import type { DealInput, DealProblem } from '../../../typings/deal';
import { fenOf } from '../../presenters/money';
import type { typedProblems } from '../text/problems';
import type { DealForm } from './deal-form';
import { instantOf } from './instants';

type Reason = keyof typeof typedProblems;

/** What was typed in a field, as the contract wants it, or why it cannot be read. */
type Read<T> = { readonly value: T } | { readonly reason: Reason };

/** A form that can be sent, or everything in it that cannot be read. */
export type ReadForm = { readonly deal: DealInput } | { readonly problems: readonly DealProblem[] };

/** The most that the server takes (cloudfunctions/trade/deal-input.ts). */
const TITLE_CHARACTERS_MAX = 60;
const DESCRIPTION_CHARACTERS_MAX = 5000;
const PRICE_FEN_MAX = 100_000_000;

/** Reads a form. Only what could not be sent at all is a problem here; the rest is judged by the server. */
export function readForm(form: DealForm): ReadForm {
  const fields = fieldsOf(form);
  const problems = Object.entries(fields).flatMap(([field, read]) =>
    'reason' in read ? [{ field, reason: read.reason }] : [],
  );
  if (problems.length > 0) return { problems };
  const { imageFileIds, mode, excludedDays, excludedWeekdays, anytime, onExpiry, restock, beside } = form;
  const refund = { anytime, onExpiry, restock };
  const chosen = { imageFileIds, mode, excludedDays, excludedWeekdays, refund, ...beside };
  return { deal: { ...chosen, ...(valuesOf(fields) as Written) } };
}

type Written = Omit<DealInput, keyof DealForm['beside'] | 'imageFileIds' | 'mode' | 'refund'>;

function fieldsOf(form: DealForm): Readonly<Record<string, Read<unknown>>> {
  return {
    title: text(form.title.trim(), 1, TITLE_CHARACTERS_MAX),
    description: text(form.description, 0, DESCRIPTION_CHARACTERS_MAX),
    alonePriceFen: optional(form.alonePrice, sum),
    ...(form.mode === 'alone' ? {} : groupFields(form)),
    stock: whole(form.stock, 0, 1_000_000),
    limitPerBuyer: optional(form.limitPerBuyer, (typed) => whole(typed, 1, 200)),
    unitsPerOrderMax: whole(form.unitsPerOrderMax, 1, 1000),
    usesPerVoucher: whole(form.usesPerVoucher, 1, 100),
    validity: validity(form),
    storeIds: { value: form.stores === 'all' ? undefined : form.storeIds },
    saleStartsAt: { value: form.saleStartsDay ? instantOf(form.saleStartsDay, form.saleStartsTime) : undefined },
    saleEndsAt: { value: form.saleEndsDay ? instantOf(form.saleEndsDay, form.saleEndsTime) : undefined },
  };
}

const groupFields = (form: DealForm) => ({
  groupPriceFen: optional(form.groupPrice, sum),
  groupSize: whole(form.groupSize, 1, 500),
  windowMinutes: whole(form.windowMinutes, 1, 100_000),
});

function validity(form: DealForm): Read<DealInput['validity']> {
  if (form.validity === 'untilDay') {
    return form.untilDay ? { value: { untilDay: form.untilDay } } : { reason: 'day_missing' };
  }
  const days = whole(form.days, 0, 10_000);
  return 'reason' in days ? days : { value: { days: days.value } };
}

function text(typed: string, least: number, most: number): Read<string> {
  if (typed.length < least) return { reason: 'text_missing' };
  return typed.length > most ? { reason: 'text_too_long' } : { value: typed };
}

function whole(typed: string, least: number, most: number): Read<number> {
  const digits = typed.trim();
  if (digits === '') return { reason: 'number_missing' };
  if (!/^\d+$/.test(digits)) return { reason: 'not_a_number' };
  const value = Number(digits);
  if (value < least) return { reason: 'number_too_small' };
  return value > most ? { reason: 'number_too_large' } : { value };
}

function sum(typed: string): Read<number> {
  const value = fenOf(typed);
  if (value === undefined) return { reason: 'not_a_sum' };
  if (value === 0) return { reason: 'number_too_small' };
  return value > PRICE_FEN_MAX ? { reason: 'number_too_large' } : { value };
}

function optional<T>(typed: string, read: (typed: string) => Read<T>): Read<T | undefined> {
  return typed.trim() === '' ? { value: undefined } : read(typed);
}

function valuesOf(fields: Readonly<Record<string, Read<unknown>>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, read]) =>
      'value' in read && read.value !== undefined ? [[field, read.value] as const] : [],
    ),
  );
}
