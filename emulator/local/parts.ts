import { join } from 'node:path';

import { Agenda } from '../clock/agenda';
import { Gate } from '../clock/gate';
import { rememberClock } from '../clock/remembered-clock';
import { Faults } from '../faults/faults';
import { createGateway } from '../gateway/gateway';
import { registerMerchant } from '../pay/accounts';
import type { PayContext } from '../pay/context';
import { notices as payNotices } from '../pay/notices';
import type { FunctionRunner } from '../runner/function-runner';
import { Invocations } from '../runner/invocations';
import { timersOf, type TimerParts } from '../runner/timer';
import { createStorage } from '../storage/storage';
import { CallLog } from './call-log';
import { clockMoves } from './clock-moves';
import { Diary } from './diary';
import type { CloudSetting, Ground } from './ground';
import { DEFAULT_APPID, functionEnvironment, merchantNumbers } from './set-up';
import type { Store } from './store';

/** The parts of a local cloud that is served at `url`, joined. None of them does anything of itself yet. */
export function composeParts(setting: CloudSetting, ground: Ground, store: Store, url: () => string) {
  const { log, dataDirectory } = setting;
  const { clock, ids, newSecret, runnerOf } = ground;
  const { engine, committed } = store;
  const calls = new CallLog();
  const faults = new Faults();
  const invocations = new Invocations(clock, ids);
  const pay = { engine, clock, ids, faults };
  for (const number of merchantNumbers) registerMerchant(pay, number);
  const files = dataDirectory === undefined ? {} : { directory: join(dataDirectory, 'files') };
  const storage = createStorage({ engine, clock, ids, ...files });
  const cloud = { engine, clock, faults, pay, wechat: { engine, clock, ids }, storage };
  const gateway = createGateway({
    ...cloud,
    ...{ invocations, committed, baseUrl: url },
    invoke: (name, event, identity, parent) => runner.invoke(name, event, identity, parent),
    permissions: (name) => runner.options.get(name)?.permissions ?? [],
    kill: (token) => runner.kill(token),
    onCall: (call) => {
      if (call.failure?.code === 'SYS_ERR') log(`a bug of the local cloud: ${call.failure.message}`);
      calls.add(call);
    },
  });
  const environment = functionEnvironment(engine, newSecret);
  const gatewayUrl = (): string => `${url()}/admin`;
  const runner = runnerOf({ clock, invocations, environment, gatewayUrl, gateway, storage, log });
  const moving = composeTime({ ...cloud, calls, runner, log });
  return { runner, gateway, ...moving, local: { ...cloud, ...moving, calls, appid: DEFAULT_APPID } };
}

type Timed = Pick<TimerParts, 'engine' | 'clock' | 'faults' | 'log'> & {
  readonly pay: PayContext;
  readonly calls: CallLog;
  readonly runner: FunctionRunner;
};

/** What happens as time goes by, and how time is moved. */
function composeTime({ engine, clock, faults, pay, calls, runner, log }: Timed) {
  const diary = new Diary(engine, clock);
  const invoke = diary.tellingRuns((name, event, identity) => runner.invoke(name, event, identity));
  const notices = payNotices(pay, invoke);
  const watchCalls: TimerParts['watchCalls'] = (listener) => calls.watch(listener);
  const timers = timersOf(runner.options, { clock, engine, faults, invoke, watchCalls, appid: DEFAULT_APPID, log });
  const agenda = new Agenda(clock, [notices, ...timers.values()], () => {
    rememberClock(engine, clock);
    engine.dropExpired();
  });
  const gate = new Gate();
  return { diary, invoke, notices, timers, agenda, gate, ...clockMoves({ engine, clock, agenda, gate, diary }) };
}
