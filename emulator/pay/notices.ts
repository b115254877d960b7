import type { Agendum } from '../clock/agenda';
import type { PayContext } from './context';
import { changeNotice, dueNotices, findNotice, type Notice } from './notice-store';

/** Whom the function sees calling: WeChat Pay itself, for this mini-program, and no person. */
export interface NoticeIdentity {
  readonly appid: string;
  readonly source: 'wx_paycallback';
}

/** Calls a function as WeChat does and gives its answer; rejects when the function failed. */
export type InvokeFunction = (functionName: string, event: unknown, identity: NoticeIdentity) => Promise<unknown>;

/** The notices as something that falls due. */
export interface Notices extends Agendum {
  /** Delivers this notice now if it is due, or waits for a delivery that is under way. */
  deliver(noticeId: string): Promise<void>;
}

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

/**
 * After how long the next try comes, in order; the last one repeats. WeChat Pay v2 notices: 15s/15s/30s/3m/10m/20m/
 * 30m/30m/30m/60m/3h/3h/3h/6h/6h (payment-notice page, 2026-11-22); what comes after those is unverified.
 */
const RETRY_AFTER_MS = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600].map(
  (seconds) => seconds * SECOND_MS,
);
const LAST_RETRY_AFTER_MS = 6 * HOUR_MS;
/** A function that does not answer is told again for at most two days (paymentCallback page, 2026-11-22). */
const REPEATED_FOR_MS = 48 * HOUR_MS;
const BATCH_SIZE_MAX = 50;

/**
 * Tells functions of payments and refunds, each again until it answers `{ errcode: 0 }`. The next try is written
 * before the function is called: a process that dies during the call repeats the notice and never loses it.
 */
export function notices(context: PayContext, invoke: InvokeFunction): Notices {
  const underWay = new Map<string, Promise<void>>();

  const deliver = (noticeId: string, now: number): Promise<void> => {
    const running = underWay.get(noticeId);
    if (running !== undefined) return running;
    const notice = findNotice(context, noticeId);
    if (notice === undefined || notice.dueAt === null || notice.dueAt > now) return Promise.resolve();
    const delivery = tryOnce(context, invoke, notice, now).finally(() => underWay.delete(noticeId));
    underWay.set(noticeId, delivery);
    return delivery;
  };

  return {
    name: 'pay-notices',
    nextAt: () => dueNotices(context, Number.MAX_SAFE_INTEGER, 1)[0]?.dueAt ?? undefined,
    async run(at) {
      for (;;) {
        const due = dueNotices(context, at, BATCH_SIZE_MAX);
        if (due.length === 0) return 'ran';
        for (const notice of due) await deliver(notice._id, Math.max(at, context.clock.now()));
      }
    },
    deliver: (noticeId) => deliver(noticeId, context.clock.now()),
  };
}

async function tryOnce(context: PayContext, invoke: InvokeFunction, notice: Notice, now: number): Promise<void> {
  const nextAt = now + (RETRY_AFTER_MS[notice.tries] ?? LAST_RETRY_AFTER_MS);
  const dueAt = nextAt > notice.createdAt + REPEATED_FOR_MS ? null : nextAt;
  changeNotice(context, notice, { tries: notice.tries + 1, dueAt });
  const place = { function: notice.functionName, call: `${notice.kind}Notice` };
  const fault = context.faults.take(['drop-notify', 'duplicate-notify'], place);
  if (fault === 'drop-notify') return;
  const copies = fault === 'duplicate-notify' ? 2 : 1;
  const identity = { appid: notice.appid, source: 'wx_paycallback' } as const;
  const call = () => invoke(notice.functionName, notice.event, identity).then(isAcknowledged, () => false);
  const answers = await Promise.all(Array.from({ length: copies }, call));
  if (answers.includes(true)) changeNotice(context, notice, { dueAt: null, answeredAt: context.clock.now() });
}

function isAcknowledged(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'errcode' in answer && answer.errcode === 0;
}
