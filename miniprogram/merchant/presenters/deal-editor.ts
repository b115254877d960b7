import type { MerchantDeal } from '../../../typings/deal';
import type { StoreRow } from '../../../typings/staff';
import { fenOf, price } from '../../presenters/money';
import { dayInWords, duration, startOf } from '../../presenters/time';
import { deal as text } from '../text/deal';
import { choicesOf, type Choice } from './choice';
import type { DealForm } from './deal-form';

/** What the editor is about, whatever is typed. */
export interface EditorPage {
  readonly stores: readonly { readonly storeId: string; readonly name: string }[];
  /** What editing a deal that was on sale means; empty: it never was. */
  readonly note: string;
  /** Stock counts at the first save only; later it is adjusted. */
  readonly isNew: boolean;
  readonly stockHint: string;
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
export interface FormView {
  readonly modes: readonly Choice[];
  readonly modeHint: string;
  readonly hasGroup: boolean;
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
  readonly worthHead: string;
  readonly worth: readonly { readonly used: string; readonly back: string }[];
}

/** Modes that can be chosen; another one is shown only where a deal already has it. */
const OFFERED: readonly string[] = ['alone', 'share'];
/** Lines of the table of what comes back; the rest follows the same rule. */
const WORTH_LINES_MAX = 12;
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
    saveWord: status === 'draft' ? text.saveDraft : text.save,
    publishWord: status === 'published' ? '' : text.publish,
  };
}

/** What follows from what is typed. */
export function formView(form: DealForm, stores: EditorPage['stores']): FormView {
  const modes = text.modes.filter(({ value }) => OFFERED.includes(value) || value === form.mode);
  return {
    modes: choicesOf(modes, [form.mode]),
    modeHint: text.modes.find(({ value }) => value === form.mode)?.hint ?? '',
    hasGroup: form.mode !== 'alone',
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

function windowHint({ windowMinutes }: DealForm): string {
  return /^\d{1,6}$/.test(windowMinutes) ? text.window(duration(Number(windowMinutes) * MINUTE_MS)) : '';
}

function validityHint({ validity, days, untilDay }: DealForm): string {
  if (validity === 'untilDay') return untilDay ? text.validUntil(untilDay) : '';
  return /^\d{1,5}$/.test(days) ? text.validDays(Number(days)) : '';
}

const dayLabel = (day: string): string => (Number.isNaN(startOf(day)) ? day : dayInWords(day));

/** Price P over n uses: after k uses P minus the first k comes back, and the first P mod n uses are one fen dearer. */
function worthTable(form: DealForm): Pick<FormView, 'worthHead' | 'worth'> {
  const uses = /^\d{1,3}$/.test(form.usesPerVoucher) ? Number(form.usesPerVoucher) : 0;
  const fen = fenOf(form.mode === 'alone' ? form.alonePrice : form.groupPrice);
  if (uses < 2 || uses > 100 || fen === undefined) return { worthHead: '', worth: [] };
  const spent = (used: number): number => Math.floor(fen / uses) * used + Math.min(fen % uses, used);
  const lines = Array.from({ length: Math.min(uses + 1, WORTH_LINES_MAX) }, (_, used) => ({
    used: used === 0 ? text.worthUnused : text.worthUsed(used),
    back: text.worthBack(price(fen - spent(used))),
  }));
  return { worthHead: text.worthHead(price(fen), uses), worth: lines };
}

/** What to set so that a part of the page becomes the next one: only its fields that changed. */
export function changedParts<T extends object>(name: string, before: T, next: T): Record<string, unknown> {
  const known = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(next).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(known.get(key)),
  );
  return Object.fromEntries(changed.map(([key, value]) => [`${name}.${key}`, value as unknown]));
}
