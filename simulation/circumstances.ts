import type { Fault, FaultKind } from '../emulator/faults/faults';
import type { Notice } from '../emulator/pay/notice-store';
import { asks, type Act, type Flow } from './flow';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './scene';
import { ask } from './shop';
import type { Simulation } from './simulation';

/**
 * How WeChat's notices of payments and refunds come: at once; two at the same moment and once more at the end; all held
 * back to the end and then the latest first; that of a refund before WeChat has answered who asked for it; a day late;
 * never, so that only questions tell; never, and no phone asks either, so that timers find every payment by themselves.
 */
export const NOTICES = [
  ...(['once', 'three times', 'latest first', 'before the answer', 'a day late', 'never'] as const),
  'never, and nobody asks',
] as const;

/** How timers run while the acts go on; afterwards they run as ever. */
export const TIMERS = ['as ever', 'none', 'two at once'] as const;

/** What a flow goes on under, beside what strikes it. */
export interface Circumstances {
  readonly notices: (typeof NOTICES)[number];
  readonly timers: (typeof TIMERS)[number];
}

export const USUAL: Circumstances = { notices: 'once', timers: 'as ever' };

/** The circumstances in words. */
export const circumstancesName = ({ notices, timers }: Circumstances): string =>
  `notices ${notices} | timers ${timers}`;

const NOTICE_MISHAPS: Readonly<Record<Circumstances['notices'], FaultKind | undefined>> = {
  once: undefined,
  'three times': 'duplicate-notify',
  'latest first': 'drop-notify',
  'before the answer': undefined,
  'a day late': 'drop-notify',
  never: 'drop-notify',
  'never, and nobody asks': 'drop-notify',
};

const TIMER_MISHAPS: Readonly<Record<Circumstances['timers'], FaultKind | undefined>> = {
  'as ever': undefined,
  none: 'timer-skip',
  'two at once': 'timer-double',
};

/** The mishaps that are in place while the acts of a flow go on. */
export const faultsUnder = (flow: Flow, { notices, timers }: Circumstances): Fault[] => [
  ...[NOTICE_MISHAPS[notices], TIMER_MISHAPS[timers]].flatMap((kind) => (kind ? [{ match: {}, kind }] : [])),
  ...(flow.faults ?? []),
];

interface Times {
  /** How long notices are held back when the acts are over. */
  readonly heldBackMs: number;
  /** How long WeChat then takes for two tries of its own. */
  readonly triedAgainMs: number;
}

const SOON: Times = { heldBackMs: 0, triedAgainMs: 0 };

/** How much longer than its acts a flow takes because of its notices. WeChat tries for two days, then gives up. */
export const timesOf = ({ notices }: Circumstances): Times => LATE[notices] ?? SOON;

const GIVEN_UP: Times = { heldBackMs: 2 * DAY_MS + 10 * MINUTE_MS, triedAgainMs: 0 };

const LATE: Readonly<Partial<Record<Circumstances['notices'], Times>>> = {
  'a day late': { heldBackMs: DAY_MS, triedAgainMs: 12 * HOUR_MS },
  never: GIVEN_UP,
  'never, and nobody asks': GIVEN_UP,
};

/** Whether WeChat gives up telling, so that only the bill tells in the end. */
export const areLost = ({ notices }: Circumstances): boolean => LATE[notices] === GIVEN_UP;

/** Every notice that WeChat has made, the latest last. */
export const noticesOf = (sim: Simulation): Notice[] =>
  ([...sim.look('sys_pay_notices').values()] as unknown as Notice[]).sort((a, b) => (a._id < b._id ? -1 : 1));

const isUntaken = ({ answeredAt }: Notice): boolean => answeredAt === null;

/** Whether WeChat has yet to tell again of something that nobody has taken. */
export const areWaiting = (sim: Simulation): boolean => noticesOf(sim).some(({ dueAt }) => dueAt !== null);

/** WeChat tells of something now, whatever its own tries are at; nobody else goes on while what is urgent runs. */
const tell = (sim: Simulation, { functionName, event, appid }: Notice, isUrgent = false): Promise<unknown> =>
  sim.invoke(functionName, event, { appid, source: 'wx_paycallback' }, isUrgent).catch(() => undefined);

async function tellEach(sim: Simulation, notices: readonly Notice[]): Promise<void> {
  for (const notice of notices) await tell(sim, notice);
}

/** The phone that has paid asks what became of its order, as it does after every payment, and again if nobody knows. */
const phonesAsk = asks(async (sim) => {
  for (const { event } of noticesOf(sim).filter((notice) => notice.kind === 'payment' && isUntaken(notice))) {
    const confirm = () => ask(sim, String(event.subOpenid), 'confirmPayment', { orderId: String(event.outTradeNo) });
    if ((await confirm()).status === 'pending_payment') await confirm();
  }
});

const then = (perform: Act['perform']): Act => ({ kind: 'time', perform });

/** What WeChat does when the acts of a flow are over. */
function closing(flow: Flow, under: Circumstances): Act[] {
  const { notices } = under;
  const asTheStory = (sim: Simulation): void => sim.faults.replace(flow.faults ?? []);
  if (notices === 'three times') {
    return [
      then((sim) =>
        tellEach(
          sim,
          noticesOf(sim).filter((notice) => !isUntaken(notice)),
        ),
      ),
    ];
  }
  const tellsHeldBack = (order: (untaken: Notice[]) => Notice[]): Act =>
    then((sim) => {
      asTheStory(sim);
      return tellEach(sim, order(noticesOf(sim).filter(isUntaken)));
    });
  if (notices === 'latest first') return [tellsHeldBack((untaken) => untaken.reverse())];
  if (notices !== 'a day late') return [];
  const aDay = then(async (sim) => {
    sim.faults.replace(faultsUnder(flow, { ...under, timers: 'as ever' }));
    await sim.advance(timesOf(under).heldBackMs);
  });
  return [{ ...aDay, isSpared: true }, tellsHeldBack((untaken) => untaken)];
}

/** The acts of a flow with what phones and WeChat do between and after them. */
export function actsUnder(flow: Flow, under: Circumstances): readonly Act[] {
  const mustAsk = NOTICE_MISHAPS[under.notices] === 'drop-notify' && under.notices !== 'never, and nobody asks';
  const acts = flow.acts.flatMap((act) => (act.kind === 'payment' && mustAsk ? [act, phonesAsk] : [act]));
  return [...acts, ...closing(flow, under)];
}

/** Has the notice of each refund come before whoever asked for it goes on: to him it comes before the answer. */
export function tellBeforeTheAnswer(sim: Simulation): void {
  sim.onCall(({ action, failure }) => {
    const latest = noticesOf(sim).at(-1);
    if (action !== 'refund' || failure || latest?.kind !== 'refund' || latest.tries > 0) return;
    void tell(sim, latest, true);
  });
}

/**
 * What reconciliation with WeChat's bill will do, once no notice comes any more: every outcome is applied as told.
 * There is a bill for every day, and what is told again is done once: no two struck calls can keep it from being told.
 */
export async function tellByBill(sim: Simulation): Promise<void> {
  const untaken = noticesOf(sim).filter(isUntaken);
  for (let day = 1; day <= 3; day += 1) await tellEach(sim, untaken);
}
