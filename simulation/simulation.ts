import { createHash } from 'node:crypto';
import { schema } from '../cloudfunctions/schema/schema';
import { Agenda, type JumpReport } from '../emulator/clock/agenda';
import { VirtualClock } from '../emulator/clock/clock';
import { Engine, type Document } from '../emulator/engine/engine';
import { Faults } from '../emulator/faults/faults';
import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import { createGateway } from '../emulator/gateway/gateway';
import type { GatewayRequest } from '../emulator/gateway/wire-request';
import { CallLog } from '../emulator/local/call-log';
import { DEFAULT_APPID, functionEnvironment, merchantNumbers, settingCollections } from '../emulator/local/set-up';
import { registerMerchant, setMerchantBalance } from '../emulator/pay/accounts';
import { payCollections } from '../emulator/pay/collections';
import { notices as payNotices } from '../emulator/pay/notices';
import { payAtSheet, type SheetResult } from '../emulator/pay/pay-at-sheet';
import { Invocations, type Identity } from '../emulator/runner/invocations';
import { Timer, timerCollections } from '../emulator/runner/timer';
import { createStorage, storageCollections } from '../emulator/storage/storage';
import { wechatCollections } from '../emulator/wechat/collections';
import type { Action, Input, Output } from '../typings/api';
import type { Answer } from '../typings/answer';
import type { PaymentRequest } from '../typings/order';
import { cloudFunctions, type CloudFunction } from './functions';
import { CLOUD_URL, Runs, type RunParts } from './runs';
import type { Rest } from './scheduler';
import { openSeam } from './seam';
import { windowsOf, type Known } from './windows';

/** Where a simulation stands when nothing of it runs: enough to go on from there, again and again. */
export interface Snapshot {
  readonly now: number;
  readonly idsGiven: number;
  readonly documents: Readonly<Record<string, readonly Document[]>>;
}

export interface SimulationOptions {
  /** Decides whose request is served next, and every chance that functions draw. */
  readonly seed: number;
  readonly from?: Snapshot;
  /** In place of chance: one run rests in its middle until all others have ended. */
  readonly rest?: Rest;
  /** Mishaps that come of themselves; absent: only those that are ordered. */
  readonly faults?: Faults;
  /** What runs in place of the functions that are deployed. */
  readonly functions?: Readonly<Record<string, CloudFunction>>;
  /** Sees every request of the SDK, as it was written, before it is answered. */
  readonly onRequest?: (request: GatewayRequest) => void;
}

/** The whole trade in this process: the deployed functions, the unmodified SDK, the local cloud, and no real time. */
export type Simulation = ReturnType<typeof createSimulation>;

/** 2026-11-22 12:00:00 in Beijing, a Sunday. */
const BEGINNING = Date.parse('2026-11-22T12:00:00+08:00');

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
  const printed: string[] = [];
  const pay = { engine, clock, ids, faults };
  for (const number of merchantNumbers) registerMerchant(pay, number);
  const print = (line: string): unknown => printed.push(line);
  const runs = composeRuns({ seed: String(seed), rest, print }, store, { calls, faults, pay, functions, onRequest });
  const invoke = (...asked: Parameters<Runs['invoke']>) => runs.invoke(...asked);
  const notices = payNotices(pay, invoke);
  const timers = timersOf({ ...store, faults, functions, invoke, calls, print });
  const agenda = new Agenda(clock, [notices, ...timers], () => engine.dropExpired());
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
      timers.find((timer) => timer.name === name)?.runNow() ?? Promise.reject(new Error(`no timer ${name}`)),
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
    printed: (): readonly string[] => printed,
    snapshot: (): Snapshot => ({ now: clock.now(), idsGiven: store.idsGiven(), documents: documents() }),
    /** Two simulations with the same fingerprint have done the same in the same order. */
    fingerprint: (): string =>
      createHash('sha256')
        .update(JSON.stringify([clock.now(), documents(), calls.read().calls]))
        .digest('hex'),
    close: closeSeam,
  };
}

function openStore(from: Snapshot | undefined) {
  const clock = new VirtualClock({ realNow: () => 0, frozenAt: from?.now ?? BEGINNING });
  let count = from?.idsGiven ?? 0;
  const ids = (): string => (count += 1).toString(16).padStart(32, '0');
  const engine = new Engine({ now: () => clock.now(), id: ids, refuseScans: true, conflictAt: 'operation' });
  const own = [...payCollections, ...settingCollections, ...storageCollections, ...timerCollections];
  engine.declare([...own, ...wechatCollections, ...schema]);
  for (const [name, stored] of Object.entries(from?.documents ?? {})) engine.load(name, stored);
  const known = everythingIn(engine, from);
  const documents = () => Object.fromEntries([...known].map(([name, all]) => [name, [...all.values()]]));
  const storage = createStorage({ engine, clock, ids });
  return { clock, engine, ids, storage, known, documents, idsGiven: () => count };
}

type Store = ReturnType<typeof openStore>;

interface Beside {
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly pay: Parameters<typeof payAtSheet>[0];
  readonly functions: NonNullable<SimulationOptions['functions']>;
  readonly onRequest: SimulationOptions['onRequest'];
}

type Habits = Pick<RunParts, 'seed' | 'rest' | 'print'>;

function composeRuns(habits: Habits, { engine, clock, ids, storage }: Store, beside: Beside): Runs {
  const { calls, faults, pay, functions, onRequest } = beside;
  const invocations = new Invocations(clock, ids);
  const gateway = createGateway({
    ...{ engine, clock, faults, invocations, storage, pay, wechat: { engine, clock, ids } },
    invoke: () => Promise.reject(new Error('no function of ours calls another')),
    permissions: (name) => functions[name]?.config.permissions.openapi ?? [],
    baseUrl: () => CLOUD_URL,
    committed: () => Promise.resolve(),
    kill: (token) => runs.kill(token),
    onCall: (call) => calls.add(call),
  });
  const environment = functionEnvironment(engine, () => 'a secret that only simulations have');
  const answer: typeof gateway.answer = (request) => {
    onRequest?.(request);
    return gateway.answer(request);
  };
  const runs = new Runs({ ...habits, functions, invocations, environment, answer, storage, now: () => clock.now() });
  return runs;
}

interface TimerParts extends Pick<Store, 'engine' | 'clock'>, Pick<Beside, 'faults' | 'functions'> {
  readonly calls: CallLog;
  readonly invoke: (name: string, event: unknown, identity: Identity) => Promise<unknown>;
  /** Takes a line for every timer that failed. */
  readonly print: (line: string) => unknown;
}

function timersOf({ calls, print, functions, ...parts }: TimerParts): Timer[] {
  const watchCalls: CallLog['watch'] = (listener) => calls.watch(listener);
  const log = (line: string): void => void print(line);
  return Object.entries(functions).flatMap(([name, { config }]) => {
    const [trigger] = config.triggers ?? [];
    if (!trigger) return [];
    const its = { name: trigger.name, cron: trigger.config };
    return [new Timer(name, its, { ...parts, watchCalls, appid: DEFAULT_APPID, log })];
  });
}

/** Every document by collection, kept beside the engine, which refuses to look through as many as that. */
function everythingIn(engine: Engine, from: Snapshot | undefined): Known {
  const known = new Map(engine.collectionNames().map((name) => [name, new Map<unknown, Document>()]));
  for (const [name, stored] of Object.entries(from?.documents ?? {})) {
    known.set(name, new Map(stored.map((document) => [document._id, document])));
  }
  engine.onChange(({ collection, id, document }) => {
    const documents = known.get(collection);
    if (document) documents?.set(id, document);
    else documents?.delete(id);
  });
  return known;
}
