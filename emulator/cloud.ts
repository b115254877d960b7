import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { Agenda } from './clock/agenda';
import { VirtualClock } from './clock/clock';
import { Gate } from './clock/gate';
import { clockCollections, rememberClock, restoreClock } from './clock/remembered-clock';
import { keepTicking } from './clock/ticking';
import { Durable } from './engine/durable';
import { Engine } from './engine/engine';
import type { CollectionSpec } from './engine/schema';
import { Faults } from './faults/faults';
import { createGateway } from './gateway/gateway';
import { createGatewayHandler } from './gateway/http';
import { CallLog } from './local/call-log';
import { clockMoves } from './local/clock-moves';
import { Diary } from './local/diary';
import { occupy } from './local/directory-lock';
import type { Route } from './local/route';
import { createLocalServer } from './local/server';
import { DEFAULT_APPID, functionEnvironment, merchantNumbers, settingCollections, setUpMerchant } from './local/set-up';
import { registerMerchant } from './pay/accounts';
import { payCollections } from './pay/collections';
import { notices as payNotices } from './pay/notices';
import { Functions } from './runner/functions';
import { Invocations } from './runner/invocations';
import type { PoolLimits } from './runner/pool';
import { timerCollections, timersOf, type TimerParts } from './runner/timer';
import { createStorage, storageCollections } from './storage/storage';
import { wechatCollections } from './wechat/collections';

export { DEFAULT_APPID } from './local/set-up';

export interface CloudOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Where everything is kept; absent: nothing outlives the process. */
  readonly dataDirectory?: string;
  /** The built functions, worker and schema. */
  readonly dist: string;
  /** A query that looks at more than 100 documents without an index fails. */
  readonly refuseScans: boolean;
  /** Takes what functions print and what goes wrong, line by line. */
  readonly log: (line: string) => void;
  readonly limits?: PoolLimits;
  /** What is served besides the local cloud's own interface. */
  readonly routes?: readonly Route[];
}

/** A running local cloud. */
export interface Cloud {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** With it the owner claims the merchant. */
  readonly setUpCode: string;
  close(): Promise<void>;
}

const systemCollections: readonly CollectionSpec[] = [
  ...clockCollections,
  ...payCollections,
  ...settingCollections,
  ...storageCollections,
  ...timerCollections,
  ...wechatCollections,
];

/** Starts WeChat cloud development on this machine; rejects when the port is in use or the merchant cannot be made. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const letGo = options.dataDirectory === undefined ? (): void => undefined : occupy(options.dataDirectory);
  const store = openStore(options);
  const { engine, clock, durable } = store;
  const url = (): string => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const parts = composeParts(options, store, url);
  const { functions, agenda } = parts;
  const server = composeServer(options, store, parts, url);
  let stopTicking = (): void => undefined;
  const end = async (): Promise<void> => {
    stopTicking();
    server.close();
    server.closeAllConnections();
    await functions.close();
    rememberClock(engine, clock);
    await durable?.close();
    letGo();
  };
  let ended: Promise<void> | undefined;
  const close = (): Promise<void> => (ended ??= end());
  try {
    await listen(server, options.port);
    const setUpCode = await setUpMerchant((name, event, identity) => functions.invoke(name, event, identity));
    stopTicking = keepTicking(agenda, options.log);
    return { url: url(), setUpCode, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Store {
  readonly engine: Engine;
  readonly clock: VirtualClock;
  readonly durable: Durable | undefined;
  readonly ids: () => string;
}

function openStore({ dataDirectory, dist, refuseScans }: CloudOptions): Store {
  const ids = newIds();
  const clock = new VirtualClock({ realNow: Date.now });
  const engine = new Engine({ now: () => clock.now(), id: ids, refuseScans, conflictAt: 'operation' });
  const durable = dataDirectory === undefined ? undefined : Durable.open(dataDirectory, engine);
  const schema = JSON.parse(readFileSync(join(dist, 'schema.json'), 'utf8')) as { collections: CollectionSpec[] };
  engine.declare([...systemCollections, ...schema.collections]);
  restoreClock(engine, clock);
  return { engine, clock, durable, ids };
}

/** Ids of 32 hexadecimal digits, unique in this data directory: at random for each start, then counted. */
function newIds(): () => string {
  const prefix = randomBytes(10).toString('hex');
  let count = 0;
  return () => prefix + (count += 1).toString(16).padStart(12, '0');
}

type Parts = ReturnType<typeof composeParts>;

function composeParts(options: CloudOptions, { engine, clock, ids }: Store, url: () => string) {
  const { dist, dataDirectory, log, limits } = options;
  const calls = new CallLog();
  const faults = new Faults();
  const invocations = new Invocations(clock, ids);
  const functions = new Functions({
    directory: join(dist, 'cloudfunctions'),
    workerFile: join(dist, 'emulator/worker.js'),
    gatewayUrl: () => `${url()}/admin`,
    clock,
    environment: functionEnvironment(engine, () => randomBytes(32).toString('hex')),
    invocations,
    log,
    ...(limits ? { limits } : {}),
  });
  const diary = new Diary(engine, clock);
  const invoke = diary.tellingRuns((name, event, identity) => functions.invoke(name, event, identity));
  const pay = { engine, clock, ids, faults };
  for (const number of merchantNumbers) registerMerchant(pay, number);
  const notices = payNotices(pay, invoke);
  const watchCalls: TimerParts['watchCalls'] = (listener) => calls.watch(listener);
  const timers = timersOf(functions, { clock, engine, faults, invoke, watchCalls, appid: DEFAULT_APPID, log });
  const agenda = new Agenda(clock, [notices, ...timers.values()], () => {
    rememberClock(engine, clock);
    engine.dropExpired();
  });
  const files = dataDirectory === undefined ? {} : { directory: join(dataDirectory, 'files') };
  const storage = createStorage({ engine, clock, ids, ...files });
  const wechat = { engine, clock, ids };
  return { calls, diary, faults, invocations, functions, invoke, pay, notices, timers, agenda, storage, wechat };
}

function composeServer(
  options: CloudOptions,
  { engine, clock, durable }: Store,
  parts: Parts,
  url: () => string,
): Server {
  const { functions, calls } = parts;
  const gate = new Gate();
  const committed = (): Promise<void> => durable?.committed() ?? Promise.resolve();
  const gateway = createGateway({
    ...parts,
    engine,
    clock,
    committed,
    invoke: (name, event, identity, parent) => functions.invoke(name, event, identity, parent),
    permissions: (name) => functions.options(name).permissions,
    baseUrl: url,
    kill: (token) => {
      functions.kill(token);
    },
    onCall: (call) => {
      if (call.failure?.code === 'SYS_ERR') options.log(`a bug of the local cloud: ${call.failure.message}`);
      calls.add(call);
    },
  });
  const local = { ...parts, engine, clock, appid: DEFAULT_APPID, ...clockMoves({ ...parts, engine, clock, gate }) };
  const { log, routes = [] } = options;
  return createLocalServer({ local, gate, gateway: createGatewayHandler(gateway), routes, committed, log });
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}
