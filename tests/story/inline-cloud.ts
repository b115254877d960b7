import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { schema } from '../../cloudfunctions/schema/schema';
import { Agenda } from '../../emulator/clock/agenda';
import { VirtualClock } from '../../emulator/clock/clock';
import { Gate } from '../../emulator/clock/gate';
import { clockCollections, rememberClock } from '../../emulator/clock/remembered-clock';
import { keepTicking } from '../../emulator/clock/ticking';
import type { Cloud, CloudOptions } from '../../emulator/cloud';
import { Engine } from '../../emulator/engine/engine';
import { Faults } from '../../emulator/faults/faults';
import { createGateway } from '../../emulator/gateway/gateway';
import { createGatewayHandler } from '../../emulator/gateway/http';
import { CallLog } from '../../emulator/local/call-log';
import { clockMoves } from '../../emulator/local/clock-moves';
import { Diary } from '../../emulator/local/diary';
import { createLocalServer } from '../../emulator/local/server';
import {
  DEFAULT_APPID,
  functionEnvironment,
  merchantNumbers,
  setUpMerchant,
  settingCollections,
} from '../../emulator/local/set-up';
import { registerMerchant } from '../../emulator/pay/accounts';
import { payCollections } from '../../emulator/pay/collections';
import { notices as payNotices } from '../../emulator/pay/notices';
import { Invocations } from '../../emulator/runner/invocations';
import { Timer, timerCollections, type TimerParts } from '../../emulator/runner/timer';
import { createStorage, storageCollections } from '../../emulator/storage/storage';
import { wechatCollections } from '../../emulator/wechat/collections';
import { cloudFunctions } from '../../simulation/functions';
import { Runs } from '../../simulation/runs';
import { openSeam } from '../../simulation/seam';

/** Its clock stands still here: some hours before every story begins. */
const BEGINNING = Date.UTC(2030, 0, 7);

/**
 * The local cloud, but that its functions run in this very process, from their sources: what is changed in a source
 * while the process runs is seen at once. Everything else is the local cloud's own; nothing is kept.
 */
export async function startCloud({ port, refuseScans, log, routes = [] }: CloudOptions): Promise<Cloud> {
  const closeSeam = openSeam();
  const store = openStore(refuseScans);
  const url = (): string => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const { local, agenda, gate, gateway } = composeParts(store, log, url);
  const committed = (): Promise<void> => Promise.resolve();
  const server = createLocalServer({ local, gate, gateway: createGatewayHandler(gateway), routes, committed, log });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const setUpCode = await setUpMerchant(local.invoke);
  const stopTicking = keepTicking(agenda, log);
  const close = (): Promise<void> => {
    stopTicking();
    server.close();
    server.closeAllConnections();
    closeSeam();
    return Promise.resolve();
  };
  return { url: url(), setUpCode, close };
}

type Store = ReturnType<typeof openStore>;

function openStore(refuseScans: boolean) {
  const clock = new VirtualClock({ realNow: () => 0, frozenAt: BEGINNING });
  let count = 0;
  const ids = (): string => (count += 1).toString(16).padStart(32, '0');
  const engine = new Engine({ now: () => clock.now(), id: ids, refuseScans, conflictAt: 'operation' });
  const kept = [...clockCollections, ...payCollections, ...settingCollections, ...storageCollections];
  engine.declare([...kept, ...timerCollections, ...wechatCollections, ...schema]);
  return { clock, engine, ids, storage: createStorage({ engine, clock, ids }) };
}

function composeParts({ engine, clock, ids, storage }: Store, log: (line: string) => void, url: () => string) {
  const [calls, faults, gate, invocations] = [new CallLog(), new Faults(), new Gate(), new Invocations(clock, ids)];
  const pay = { engine, clock, ids, faults };
  for (const number of merchantNumbers) registerMerchant(pay, number);
  const wechat = { engine, clock, ids };
  const gateway = createGateway({
    ...{ engine, clock, faults, invocations, storage, pay, wechat, baseUrl: url },
    invoke: () => Promise.reject(new Error('no function of ours calls another')),
    permissions: (name) => cloudFunctions[name]?.config.permissions.openapi ?? [],
    committed: () => Promise.resolve(),
    kill: (token) => runs.kill(token),
    onCall: (call) => calls.add(call),
  });
  const runs = new Runs({
    ...{ seed: 'story', rest: undefined, invocations, storage, print: log, now: () => clock.now() },
    environment: functionEnvironment(engine, () => 'a secret that only these stories have'),
    functions: cloudFunctions,
    answer: (request) => gateway.answer(request),
  });
  const diary = new Diary(engine, clock);
  const invoke = diary.tellingRuns((name, event, identity) => runs.invoke(name, event, identity));
  const notices = payNotices(pay, invoke);
  const watchCalls: TimerParts['watchCalls'] = (listener) => calls.watch(listener);
  const timers = timersOf({ clock, engine, faults, invoke, watchCalls, appid: DEFAULT_APPID, log });
  const agenda = new Agenda(clock, [notices, ...timers.values()], () => {
    rememberClock(engine, clock);
    engine.dropExpired();
  });
  const moves = clockMoves({ engine, clock, agenda, gate, diary });
  const seen = { calls, clock, diary, engine, faults, invoke, notices, pay, storage, timers, wechat };
  return { agenda, gate, gateway, local: { ...seen, ...moves, appid: DEFAULT_APPID } };
}

function timersOf(parts: TimerParts): Map<string, Timer> {
  const timers = Object.entries(cloudFunctions).flatMap(([name, { config }]) =>
    (config.triggers ?? []).map((trigger) => {
      const its = { name: trigger.name, cron: trigger.config };
      return [name, new Timer(name, its, parts)] as const;
    }),
  );
  return new Map(timers);
}
