import type { Document } from '../engine/document';
import { payNotices } from './collections';
import type { PayContext } from './context';

/** What a function is to be told, and when for the first time. */
export interface WantedNotice {
  readonly kind: 'payment' | 'refund';
  readonly functionName: string;
  readonly appid: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly dueAt: number;
}

/** A notice on its way; `dueAt` is the next try, null once it is answered or given up. */
export interface Notice extends Document, Omit<WantedNotice, 'dueAt'> {
  readonly _id: string;
  readonly dueAt: number | null;
  readonly createdAt: number;
  readonly tries: number;
  readonly answeredAt: number | null;
}

/** How late a notice comes that the fault `delay-notify` strikes: later than any unpaid order lives. */
export const DELAYED_NOTICE_MS = 10 * 60_000;

/** Puts a notice on its way, in the same commit as what it reports. */
export function addNotice(context: PayContext, wanted: WantedNotice): Notice {
  const place = { function: wanted.functionName, call: `${wanted.kind}Notice` };
  const delayed = context.faults.take(['delay-notify'], place) !== undefined;
  const notice = {
    ...wanted,
    _id: context.ids(),
    dueAt: wanted.dueAt + (delayed ? DELAYED_NOTICE_MS : 0),
    createdAt: context.clock.now(),
    tries: 0,
    answeredAt: null,
  };
  context.engine.insert(payNotices, [notice]);
  return notice;
}

/** The notice of this id, if there is one. */
export function findNotice(context: PayContext, noticeId: string): Notice | undefined {
  return context.engine.find(payNotices, { filter: { _id: noticeId }, limit: 1 })[0] as Notice | undefined;
}

/** The notices that are still to be delivered by `until`, the earliest first. */
export function dueNotices(context: PayContext, until: number, limit: number): Notice[] {
  const filter = { dueAt: { $gte: 0, $lte: until } };
  return context.engine.find(payNotices, { filter, sort: [['dueAt', 1]], limit }) as Notice[];
}

/** Changes a notice. */
export function changeNotice(context: PayContext, notice: Notice, fields: Partial<Notice>): void {
  context.engine.update(payNotices, { _id: notice._id }, { $set: fields }, false);
}
