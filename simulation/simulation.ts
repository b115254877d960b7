import { createHash } from 'node:crypto';
import { Agenda, type JumpReport } from '../emulator/clock/agenda';
import { Faults } from '../emulator/faults/faults';
import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import { createGateway } from '../emulator/gateway/gateway';
import type { GatewayRequest } from '../emulator/gateway/wire-request';
import { CallLog } from '../emulator/local/call-log';
import { DEFAULT_APPID, functionEnvironment, merchantNumbers } from '../emulator/local/set-up';
import { registerMerchant, setMerchantBalance } from '../emulator/pay/accounts';
import { notices as payNotices } from '../emulator/pay/notices';
import { payAtSheet, type SheetResult } from '../emulator/pay/pay-at-sheet';
import { Invocations } from '../emulator/runner/invocations';
import { timersOf, type TimerParts } from '../emulator/runner/timer';
import type { Action, Input, Output } from '../typings/api';
import type { Answer } from '../typings/answer';
import type { PaymentRequest } from '../typings/order';
import { cloudFunctions, optionsOf, type CloudFunction } from './functions';
import { LateCalls, type Delays } from './late-calls';
import { CLOUD_URL, Runs, type RunParts } from './runs';
import type { Rest } from './scheduler';
import { openSeam } from './seam';
import { openStore, type Snapshot, type Store } from './store';
import { windowsOf } from './windows';

export type { Snapshot } from './store';

/** A line in the log of a function, and the run that printed it. */
export interface Printed {
  readonly line: string;
  readonly requestId: string | undefined;
}

export interface SimulationOptions {
  /** Decides whose request is served next, and every chance that functions draw. */
  readonly seed: number;
  readonly from?: Snapshot;
  /** In place of chance: one run rests in its middle until all others have ended. */
  readonly rest?: Rest;
  /** Mishaps that come of themselves; absent: only those that are ordered. */
  readonly faults?: Faults & Delays;
  /** What runs in place of the functions that are deployed. */
  readonly functions?: Readonly<Record<string, CloudFunction>>;
  /** Sees every request of the SDK, as it was written, before it is answered. */
  readonly onRequest?: (request: GatewayRequest) => void;
}

/** The whole trade in this process: the deployed functions, the unmodified SDK, the local cloud, and no real time. */
export type Simulation = ReturnType<typeof createSimulation>;

/**
 * Begins a simulation, empty or where another one stood. Whatever is begun without waiting for what was begun before
 * runs side by side, call by call, in an order that the seed decides. To be closed: it replaces parts of this process.
 */
export function createSimulation(options: SimulationOptions) {
  const { seed, from, rest, faults = new Faults(), functions = cloudFunctions, onRequest } = options;
  const closeSeam = openSeam();
  const store = openStore(from);
  const { engine, clock, ids, documents } = store;
  const calls = new CallLog();
  const [printed, print] = printing();
  const pay = { engine, clock, ids, faults };
  for (const number of merchantNumbers) registerMerchant(pay, number);
  const beside = { calls, faults, pay, functions, onRequest };
  const { runs, late } = composeRuns({ seed: String(seed), rest, print }, store, beside);
  const invoke = (...asked: Parameters<Runs['invoke']>) => runs.invoke(...asked);
  const { notices, timers, agenda } = composeTime(store, { ...beside, late }, invoke, print);
  return {
    clock,
    faults,
    invoke,
    documents,
    ...windowsOf(store, pay, calls),
    /** From now on this decides whose request is served next: what comes does not hang on what came before. */
    reseed: (words: string): void => runs.reseed(words),
    /** What a phone does with `wx.cloud.callFunction`; rejects where a phone would get no answer. */
    call<A extends Action>(openid: string, action: A, input: Input<A>): Promise<Answer<Output<A>>> {
      const identity = { openid, appid: DEFAULT_APPID, source: 'wx_client' };
      return invoke('api', { action, input }, identity) as Promise<Answer<Output<A>>>;
    },
    /** The buyer pays at WeChat's sheet; resolves when the first notice has been handled, if it is due at once. */
    async pay(openid: string, payment: PaymentRequest, notifyAfterMs = 0): Promise<SheetResult> {
      const sheet = { openid, package: payment.package, outcome: 'success', notifyAfterMs } as const;
      const result = payAtSheet(pay, sheet);
      if (result.noticeId !== undefined) await notices.deliver(result.noticeId);
      return result;
    },
    /** Runs a timer now, beside its own times. */
    timer: (name: string): Promise<unknown> =>
      timers.get(name)?.runNow() ?? Promise.reject(new Error(`no timer ${name}`)),
    /** Lets time pass: timers and notices that fall due run in order, each at its own time, to the end. */
    advance: (ms: number): Promise<JumpReport> => agenda.moveTo(clock.now() + ms),
    /** Lets time leap: timers and notices that fell due meanwhile all run now, side by side, each once. */
    leap: (ms: number): Promise<void> => {
      clock.set(clock.now() + ms);
      return agenda.runDue();
    },
    setMerchantBalance: (fen: number): void => setMerchantBalance(pay, fen),
    /** Every gateway call since the last `forgetCalls`. */
    calls: (): readonly GatewayCall[] => calls.read().calls,
    forgetCalls: (): void => calls.reset(),
    /** Lines that functions printed: whatever they report should not be. */
    printed: (): readonly string[] => printed.map(({ line }) => line),
    /** The same lines, each with the run that printed it; what the cloud says of a run that it ended is of none. */
    printedBy: (): readonly Printed[] => printed,
    snapshot: (): Snapshot => ({ now: clock.now(), idsGiven: store.idsGiven(), documents: documents() }),
    /** Two simulations with the same fingerprint have done the same in the same order. */
    fingerprint: (): string =>
      createHash('sha256')
        .update(JSON.stringify([clock.now(), documents(), calls.read().calls]))
        .digest('hex'),
    close: closeSeam,
  };
}

/** The log of all functions, and how a line comes into it. */
function printing() {
  const printed: Printed[] = [];
  const print = (line: string, requestId?: string): void => void printed.push({ line, requestId });
  return [printed, print] as const;
}

interface Beside {
  readonly calls: CallLog;
  readonly faults: Faults & Delays;
  readonly pay: Parameters<typeof payAtSheet>[0];
  readonly functions: NonNullable<SimulationOptions['functions']>;
  readonly onRequest: SimulationOptions['onRequest'];
}

type Habits = Pick<RunParts, 'seed' | 'rest' | 'print'>;

function composeRuns(habits: Habits, { engine, clock, ids, storage }: Store, beside: Beside) {
  const { calls, faults, pay, functions, onRequest } = beside;
  const options = optionsOf(functions);
  const invocations = new Invocations(clock, ids);
  const late = new LateCalls({ clock, invocations, faults, answer: (request) => gateway.answer(request) });
  const gateway = createGateway({
    ...{ engine, clock, faults, invocations: late, storage, pay, wechat: { engine, clock, ids } },
    invoke: () => Promise.reject(new Error('no function of ours calls another')),
    permissions: (name) => options.get(name)?.permissions ?? [],
    baseUrl: () => CLOUD_URL,
    committed: () => Promise.resolve(),
    kill: (token) => {
      late.onKill(token);
      runs.kill(token);
    },
    onCall: (call) => calls.add(call),
  });
  const environment = functionEnvironment(engine, () => 'a secret that only simulations have');
  const answer: typeof gateway.answer = (request) => {
    onRequest?.(request);
    return late.answer(request);
  };
  const runs = new Runs({ ...habits, functions, invocations, environment, answer, storage, now: () => clock.now() });
  return { runs, late };
}

/** What falls due by itself. */
function composeTime(
  { engine, clock }: Store,
  { calls, faults, pay, functions, late }: Beside & { readonly late: LateCalls },
  invoke: TimerParts['invoke'],
  log: TimerParts['log'],
) {
  const notices = payNotices(pay, invoke);
  const watchCalls: TimerParts['watchCalls'] = (listener) => calls.watch(listener);
  const parts = { clock, engine, faults, invoke, watchCalls, appid: DEFAULT_APPID, log };
  const timers = timersOf(optionsOf(functions), parts);
  const agenda = new Agenda(clock, [notices, late, ...timers.values()], () => engine.dropExpired());
  return { notices, timers, agenda };
}
