import type { MerchantDeal } from '../../../typings/deal';
import type { StoreRow } from '../../../typings/staff';
import { dayInWords, duration, startOf } from '../../presenters/time';
import { deal as text } from '../text/deal';
import { choicesOf, type Choice } from './choice';
import { commissionHint } from './commission-terms';
import type { DealForm } from './deal-form';
import { codeStock, type CodeStock } from './few-codes';
import { worthTable, type WorthTable } from './worth-table';

/** What the editor is about, whatever is typed. */
export interface EditorPage {
  readonly stores: readonly { readonly storeId: string; readonly name: string }[];
  /** What editing a deal that was on sale means; empty: it never was. */
  readonly note: string;
  /** Stock counts at the first save only; later it is adjusted. */
  readonly isNew: boolean;
  readonly stockHint: string;
  /** The codes of a deal that exists. */
  readonly codes?: CodeStock;
  readonly saveWord: string;
  /** Empty: it is on sale already. */
  readonly publishWord: string;
}

/** What the editor is doing. */
export type EditorStep =
  | { readonly kind: 'editing' | 'saving' | 'publishing' }
  | { readonly kind: 'failed'; readonly what: string; readonly todo: string };

/** The editor as it is between its doings. */
export const editing = (): EditorStep => ({ kind: 'editing' });

/** What follows from what is typed, as the page shows it beside the fields. */
export interface FormView extends WorthTable {
  readonly modes: readonly Choice[];
  readonly modeHint: string;
  readonly hasGroup: boolean;
  /** A group of so many people at one price; else it has steps. */
  readonly hasSize: boolean;
  readonly hasTiers: boolean;
  readonly hasCommission: boolean;
  readonly commissionKinds: readonly Choice[];
  readonly isPercent: boolean;
  readonly commissionHint: string;
  readonly codeSources: readonly Choice[];
  /** Where its codes come from, which is chosen before it is first saved. */
  readonly codeSource: string;
  readonly codeHint: string;
  readonly isImported: boolean;
  /** What is promised of refunds and can be chosen. */
  readonly switches: readonly (typeof text.switches)[number][];
  readonly windowHint: string;
  readonly windows: readonly Choice[];
  readonly validities: readonly Choice[];
  readonly hasLastDay: boolean;
  readonly validityHint: string;
  readonly weekdays: readonly Choice[];
  readonly excludedDays: readonly Choice[];
  readonly storeChoices: readonly Choice[];
  readonly hasChosenStores: boolean;
  readonly stores: readonly Choice[];
}

const MINUTE_MS = 60_000;

const weekdays = text.weekdays.map((label, i) => ({ value: i + 1, label }));

/** The editor of a deal, or of a new one. */
export function editorPage(deal: MerchantDeal | undefined, stores: readonly StoreRow[]): EditorPage {
  const status = deal?.status ?? 'draft';
  return {
    stores: stores.map(({ storeId, name }) => ({ storeId, name })),
    note: status === 'draft' ? '' : text.notes[status],
    isNew: deal === undefined,
    stockHint: deal === undefined ? text.stockNew : text.stockNow(deal.stock),
    ...(deal === undefined ? {} : { codes: codeStock(deal) }),
    saveWord: status === 'draft' ? text.saveDraft : text.save,
    publishWord: status === 'published' ? '' : text.publish,
  };
}

/** What follows from what is typed. */
export function formView(form: DealForm, stores: EditorPage['stores']): FormView {
  return {
    ...modeView(form),
    ...codeView(form),
    windowHint: windowHint(form),
    windows: choicesOf(text.windows, [form.windowMinutes]),
    validities: choicesOf(text.validities, [form.validity]),
    hasLastDay: form.validity === 'untilDay',
    validityHint: validityHint(form),
    weekdays: choicesOf(weekdays, form.excludedWeekdays),
    excludedDays: form.excludedDays.map((day) => ({ value: day, label: dayLabel(day), isOn: true })),
    storeChoices: choicesOf(text.storeChoices, [form.stores]),
    hasChosenStores: form.stores === 'some',
    stores: choicesOf(
      stores.map(({ storeId, name }) => ({ value: storeId, label: name })),
      form.storeIds,
    ),
    ...worthTable(form),
  };
}

function modeView(form: DealForm) {
  const { mode, commissionKind } = form;
  return {
    modes: choicesOf(text.modes, [mode]),
    modeHint: text.modes.find(({ value }) => value === mode)?.hint ?? '',
    hasGroup: mode !== 'alone',
    hasSize: mode === 'share' || mode === 'commission',
    hasTiers: mode === 'tiered',
    hasCommission: mode === 'commission',
    commissionKinds: choicesOf(text.commissionKinds, [commissionKind]),
    isPercent: commissionKind === 'percent',
    commissionHint: commissionHint(form),
  };
}

/** Imported codes are issued once and never again: a refunded unit cannot go back on sale. */
function codeView({ codeSource }: DealForm) {
  const isImported = codeSource === 'imported';
  const chosen = text.codeSources.find(({ value }) => value === codeSource);
  return {
    codeSources: choicesOf(text.codeSources, [codeSource]),
    ...{ codeSource: chosen?.label ?? '', codeHint: chosen?.hint ?? '' },
    isImported,
    switches: text.switches.filter(({ name }) => !isImported || name !== 'restock'),
  };
}

function windowHint({ windowMinutes }: DealForm): string {
  return /^\d{1,6}$/.test(windowMinutes) ? text.window(duration(Number(windowMinutes) * MINUTE_MS)) : '';
}

function validityHint({ validity, days, untilDay }: DealForm): string {
  if (validity === 'untilDay') return untilDay ? text.validUntil(untilDay) : '';
  return /^\d{1,5}$/.test(days) ? text.validDays(Number(days)) : '';
}

const dayLabel = (day: string): string => (Number.isNaN(startOf(day)) ? day : dayInWords(day));

/** What to set so that a part of the page becomes the next one: only its fields that changed. */
export function changedParts<T extends object>(name: string, before: T, next: T): Record<string, unknown> {
  const known = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(next).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(known.get(key)),
  );
  return Object.fromEntries(changed.map(([key, value]) => [`${name}.${key}`, value as unknown]));
}
