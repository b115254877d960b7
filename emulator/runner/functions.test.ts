import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { VirtualClock } from '../clock/clock';
import { buildFixtures, type BuiltFixtures } from './fixtures/build-fixtures';
import { Functions, type FunctionsSetting } from './functions';
import { Invocations, type Identity } from './invocations';

const APPID = 'wx-shop';
const realNow = (): number => Math.floor(performance.timeOrigin + performance.now());
const buyer = (openid: string): Identity => ({ openid, appid: APPID, source: 'wx_client' });

let fixtures: BuiltFixtures;
let relay: Server;
let functions: Functions;
let invocations: Invocations;

beforeAll(async () => {
  fixtures = await buildFixtures(['who', 'mischief']);
  relay = createServer((req, res) => {
    void text(req).then(async (body) => res.end(await relayed(body)));
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
});

afterEach(() => functions.close());

afterAll(() => {
  relay.close();
  fixtures.remove();
});

/** The one request of the SDK that these tests need: a function asks for another, and is known by its token only. */
async function relayed(body: string): Promise<string> {
  const request = JSON.parse(body) as Record<string, string>;
  const caller = invocations.byToken(String(request.wxCloudApiToken));
  if (!caller) return JSON.stringify({ code: 'INVALID_REQUEST_SOURCE', message: 'who is this?', requestId: '-' });
  const identity = { ...caller.identity, source: `${caller.identity.source},scf` };
  const event = JSON.parse(String(request.request_data)) as unknown;
  try {
    const result = await functions.invoke(String(request.function_name), event, identity, caller);
    return JSON.stringify({ requestId: '-', data: { response_data: JSON.stringify(result) } });
  } catch (error) {
    return JSON.stringify({ code: 'FUNCTIONS_EXECUTE_FAIL', message: String(error), requestId: '-' });
  }
}

function start(setting: Partial<FunctionsSetting> = {}): Functions {
  let ids = 0;
  const clock = new VirtualClock({ realNow });
  invocations = new Invocations(clock, () => `id${String((ids += 1))}`);
  functions = new Functions({
    directory: fixtures.functions,
    workerFile: fixtures.workerFile,
    gatewayUrl: () => `http://127.0.0.1:${String((relay.address() as AddressInfo).port)}/admin`,
    clock,
    environment: { OWN: 'variable' },
    invocations,
    log: () => undefined,
    ...setting,
  });
  return functions;
}

interface Who {
  readonly before: Record<string, string>;
  readonly after?: Record<string, string>;
  readonly relayed?: Who;
  readonly environment?: Record<string, string>;
}

const who = (identity: Identity, relays = 0): Promise<Who> =>
  functions.invoke('who', { relays }, identity) as Promise<Who>;
const misbehave = (deed: string, more = {}): Promise<unknown> =>
  functions.invoke('mischief', { deed, ...more }, buyer('o-a'));

describe('identity', () => {
  test('identity: twenty nested invocations at once each see their own caller, at every depth', async () => {
    start();
    const people = Array.from({ length: 20 }, (_, i) => `o-person-${String(i)}`);
    const answers = await Promise.all(people.map((openid) => who(buyer(openid), 1)));
    const shown = answers.map((each) => [each.before, each.after, each.relayed?.before]);
    const context = (openid: string, source: string) => ({ OPENID: openid, APPID, ENV: 'local-env', SOURCE: source });
    expect(shown).toEqual(
      people.map((openid) => [
        context(openid, 'wx_client'),
        context(openid, 'wx_client'),
        context(openid, 'wx_client,scf'),
      ]),
    );
  });

  test('identity: a warm instance knows nothing of the run before', async () => {
    start({ limits: { perFunction: 1, inAll: 1 } });
    const first = await who({ ...buyer('o-first'), unionid: 'u-first', clientIp: '10.0.0.1' });
    const timer = await who({ appid: APPID, source: 'wx_trigger' });
    const last = await who(buyer('o-last'));
    expect(first.before).toMatchObject({ OPENID: 'o-first', UNIONID: 'u-first', CLIENTIP: '10.0.0.1' });
    expect(timer.before).toEqual({ ENV: 'local-env', SOURCE: 'wx_trigger' });
    expect(timer.environment).toMatchObject({ TRIGGER_SRC: 'timer', WX_TRIGGER_API_TOKEN_V0: expect.any(String) });
    expect(last.before).toEqual({ OPENID: 'o-last', APPID, ENV: 'local-env', SOURCE: 'wx_client' });
    expect(JSON.stringify([timer.environment, last.environment])).not.toMatch(/first/);
    expect(Object.keys(last.environment ?? {})).not.toContain('TRIGGER_SRC');
    expect(last.environment).toMatchObject({ OWN: 'variable' });
    expect(last.environment).not.toHaveProperty('PATH');
  });

  test('identity: a mini-program that shares the environment is named beside the environment’s own', async () => {
    start({ limits: { perFunction: 1, inAll: 1 } });
    const sharing = await who({ ...buyer('o-own'), from: { openid: 'o-other', appid: 'wx-other' } });
    const next = await who({ ...buyer('o-next'), source: '' });
    const own = { OPENID: 'o-own', APPID, FROM_OPENID: 'o-other', FROM_APPID: 'wx-other' };
    expect(sharing.before).toEqual({ ...own, ENV: 'local-env', SOURCE: 'wx_client' });
    expect(next.before).toEqual({ OPENID: 'o-next', APPID, ENV: 'local-env' });
    expect(Object.keys(next.environment ?? {})).not.toContain('TCB_SOURCE');
  });

  test('identity: a token is worth nothing once its run has ended', async () => {
    start();
    const { environment } = await who(buyer('o-a'));
    expect(environment?.WX_API_TOKEN).toMatch(/./);
    expect(invocations.byToken(String(environment?.WX_API_TOKEN))).toBeUndefined();
  });
});

describe('instances', () => {
  test('instances: nested calls at the cap do not wait for each other', async () => {
    start({ limits: { perFunction: 2, inAll: 2 } });
    const answers = await Promise.all(['o-a', 'o-b', 'o-c', 'o-d'].map((openid) => who(buyer(openid), 3)));
    expect(answers.map((each) => each.relayed?.relayed?.relayed?.before.OPENID)).toEqual(['o-a', 'o-b', 'o-c', 'o-d']);
  });

  test('instances: beyond the cap a call waits for a warm one', async () => {
    start({ limits: { perFunction: 1, inAll: 1 } });
    const counts = await Promise.all([misbehave('count'), misbehave('count'), misbehave('count')]);
    expect(counts).toEqual([1, 2, 3]);
    expect(await who(buyer('o-a'))).toMatchObject({ before: { OPENID: 'o-a' } });
    expect(await misbehave('count')).toBe(1);
  });

  test('instances: functions that call each other in a circle come to an end', async () => {
    start();
    await expect(who(buyer('o-a'), 40)).rejects.toThrow('too deep');
  });
});

describe('failures', () => {
  test.each([
    ['loop', 'Invoking task timed out after 1 seconds'],
    ['hang', 'Invoking task timed out after 1 seconds'],
    ['exit', 'ended its process with code 7'],
    ['throw', 'thrown on purpose'],
    ['reject', 'rejected on purpose'],
    ['eat', 'memory'],
    ['circle', 'circular'],
  ])(
    'failures: a function that does this is answered for, and the next run is a fresh start: %s',
    async (deed, text) => {
      start({ limits: { perFunction: 1, inAll: 1 } });
      await expect(misbehave(deed)).rejects.toMatchObject({
        code: 'FUNCTIONS_EXECUTE_FAIL',
        message: expect.stringContaining(text),
      });
      expect(await misbehave('count')).toBe(1);
    },
  );

  test('failures: a function that is not there', async () => {
    start();
    await expect(functions.invoke('nobody', {}, buyer('o-a'))).rejects.toMatchObject({ code: 'FUNCTION_NOT_FOUND' });
  });

  test('failures: a killed invocation fails, and only that one', async () => {
    start();
    const hanging = functions.invoke('mischief', { deed: 'hang' }, buyer('o-a'));
    const other = who(buyer('o-b'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const tokens = Array.from({ length: 9 }, (_, i) => `token-id${String(i)}`);
    for (const token of tokens) if (invocations.byToken(token)?.functionName === 'mischief') functions.kill(token);
    await expect(hanging).rejects.toThrow('killed');
    expect((await other).before.OPENID).toBe('o-b');
  });
});

describe('runs', () => {
  test('runs: no result is null', async () => {
    start();
    expect(await misbehave('nothing')).toBeNull();
  });

  test('runs: what a function prints is logged under its name', async () => {
    const lines: string[] = [];
    start({ log: (line) => lines.push(line) });
    await misbehave('print');
    await functions.close();
    expect(lines.sort()).toEqual(['[mischief] one', '[mischief] three', '[mischief] two']);
  });

  test('runs: Date is the virtual clock without anything else being different', async () => {
    const at = Date.UTC(2031, 4, 6, 7, 8, 9);
    start({ clock: new VirtualClock({ realNow, frozenAt: at }) });
    expect(await misbehave('dates', { at: 5 })).toEqual({
      now: at,
      made: at,
      called: at,
      given: 5,
      parsed: Date.UTC(2026, 0, 1),
      utc: Date.UTC(2026, 0, 1),
      isDate: true,
      extended: at,
      constructorIsDate: true,
      name: 'Date',
      text: '[object Date]',
    });
  });
});
