import type { CommissionRule, DealInput, DealProblem } from '../../../typings/deal';
import type { DealForm } from './deal-form';
import { instantOf } from './instants';
import { optional, sum, text, whole, type Read } from './read-field';
import { readTiers } from './tier-rows';

/** A form that can be sent, or everything in it that cannot be read. */
export type ReadForm = { readonly deal: DealInput } | { readonly problems: readonly DealProblem[] };

/** The most that the server takes (cloudfunctions/trade/deal-input.ts). */
const TITLE_CHARACTERS_MAX = 60;
const DESCRIPTION_CHARACTERS_MAX = 5000;

/** Reads a form. Only what could not be sent at all is a problem here; the rest is judged by the server. */
export function readForm(form: DealForm): ReadForm {
  const fields = fieldsOf(form);
  const problems = Object.entries(fields).flatMap(([field, read]) =>
    'reason' in read ? [{ field, reason: read.reason }] : [],
  );
  if (problems.length > 0) return { problems };
  const { imageFileIds, mode, excludedDays, excludedWeekdays, anytime, onExpiry, codeSource } = form;
  const refund = { anytime, onExpiry, restock: form.restock && codeSource === 'generated' };
  const chosen = { imageFileIds, mode, excludedDays, excludedWeekdays, refund, codeSource };
  return { deal: { ...chosen, ...(valuesOf(fields) as Written) } };
}

type Written = Omit<DealInput, 'imageFileIds' | 'mode' | 'refund' | 'codeSource'>;

function fieldsOf(form: DealForm): Readonly<Record<string, Read<unknown>>> {
  return {
    title: text(form.title.trim(), 1, TITLE_CHARACTERS_MAX),
    description: text(form.description, 0, DESCRIPTION_CHARACTERS_MAX),
    alonePriceFen: optional(form.alonePrice, sum),
    ...groupFields(form),
    stock: form.codeSource === 'imported' ? { value: 0 } : whole(form.stock, 0, 1_000_000),
    limitPerBuyer: optional(form.limitPerBuyer, (typed) => whole(typed, 1, 200)),
    unitsPerOrderMax: whole(form.unitsPerOrderMax, 1, 1000),
    usesPerVoucher: whole(form.usesPerVoucher, 1, 100),
    validity: validity(form),
    storeIds: { value: form.stores === 'all' ? undefined : form.storeIds },
    saleStartsAt: { value: form.saleStartsDay ? instantOf(form.saleStartsDay, form.saleStartsTime) : undefined },
    saleEndsAt: { value: form.saleEndsDay ? instantOf(form.saleEndsDay, form.saleEndsTime) : undefined },
  };
}

/** Only the rules of the mode that is chosen, whatever was typed for another one before. */
function groupFields(form: DealForm): Readonly<Record<string, Read<unknown>>> {
  if (form.mode === 'alone') return {};
  const windowMinutes = whole(form.windowMinutes, 1, 100_000);
  if (form.mode === 'tiered') return { tiers: readTiers(form.tiers), windowMinutes };
  return {
    groupPriceFen: optional(form.groupPrice, sum),
    groupSize: whole(form.groupSize, 1, 500),
    ...(form.mode === 'commission' ? { commission: commission(form) } : {}),
    windowMinutes,
  };
}

function commission({ commissionKind, commissionPercent, commissionSum }: DealForm): Read<CommissionRule> {
  const read = commissionKind === 'percent' ? whole(commissionPercent, 1, 100) : sum(commissionSum);
  return 'reason' in read ? read : { value: { kind: commissionKind, value: read.value } };
}

function validity(form: DealForm): Read<DealInput['validity']> {
  if (form.validity === 'untilDay') {
    return form.untilDay ? { value: { untilDay: form.untilDay } } : { reason: 'day_missing' };
  }
  const days = whole(form.days, 0, 10_000);
  return 'reason' in days ? days : { value: { days: days.value } };
}

function valuesOf(fields: Readonly<Record<string, Read<unknown>>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, read]) =>
      'value' in read && read.value !== undefined ? [[field, read.value] as const] : [],
    ),
  );
}
