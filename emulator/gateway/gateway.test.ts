import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../clock/clock';
import { Engine } from '../engine/engine';
import { Faults, type Fault } from '../faults/faults';
import { Invocations } from '../runner/invocations';
import { createStorage } from '../storage/storage';
import type { CloudParts, GatewayCall } from './cloud-parts';
import { createGateway } from './gateway';

const NOON = Date.parse('2026-11-22T12:00:00Z');

/** A gateway with real parts, a function `api` that is answering `createOrder`, and what it may ask for. */
function running(changed: Partial<CloudParts> = {}) {
  let count = 0;
  const ids = () => `id${String((count += 1))}`;
  const clock = new VirtualClock({ realNow: () => NOON, frozenAt: NOON });
  const engine = new Engine({ now: () => clock.now(), id: ids, refuseScans: true, conflictAt: 'operation' });
  engine.declare([{ name: 'orders', indexes: [] }]);
  const invocations = new Invocations(clock, ids);
  const identity = { openid: 'o-person', appid: 'wx-app', source: 'wx_client' };
  const { token } = invocations.start({ functionName: 'api', apiAction: 'createOrder', identity, depth: 0 });
  const context = { engine, clock, ids, faults: new Faults() };
  const calls: GatewayCall[] = [];
  const gateway = createGateway({
    ...context,
    invocations,
    invoke: () => Promise.resolve(null),
    permissions: () => [],
    storage: createStorage(context),
    baseUrl: () => 'http://127.0.0.1:1',
    pay: context,
    wechat: context,
    committed: () => Promise.resolve(),
    kill: (killed) => invocations.end(killed),
    onCall: (call) => calls.push(call),
    ...changed,
  });
  const ask = (fields: object) => {
    const body = Buffer.from(JSON.stringify({ wxCloudApiToken: token, ...fields }));
    return gateway.answer({ contentType: 'application/json', body });
  };
  return { ...context, invocations, token, calls, gateway, ask };
}

const insert = { action: 'database.insertDocument', collectionName: 'orders', data: ['{"_id":"o1"}'] };
const count = { action: 'database.calculateDocument', collectionName: 'orders', query: '{}' };

describe('gateway: what a mishap does', () => {
  const table: readonly (readonly [kind: Fault['kind'], written: number, alive: boolean])[] = [
    ['die-before', 0, false],
    ['die-after', 1, false],
    ['lose-answer', 1, true],
  ];
  test.each(table)('%s: written %i, still running %s, no answer', async (kind, written, alive) => {
    const { faults, ask, engine, invocations, token, calls } = running();
    faults.replace([{ match: { action: 'createOrder', call: 1 }, kind }]);
    expect(await ask(insert)).toBe('lost');
    expect(engine.count('orders', {})).toBe(written);
    expect(invocations.byToken(token) !== undefined).toBe(alive);
    expect(calls).toMatchObject([{ action: 'database.insertDocument', index: 1, fault: kind }]);
  });

  test('delay: the call is held up, then answered', async () => {
    const { faults, ask, engine } = running();
    faults.replace([{ match: { call: 'database.insertDocument' }, kind: 'delay' }]);
    const answered = ask(insert);
    await ask(count);
    expect(engine.count('orders', {})).toBe(0);
    expect(await answered).not.toBe('lost');
    expect(engine.count('orders', {})).toBe(1);
  });

  const words: readonly (readonly [action: string, apiName: string | undefined, word: string])[] = [
    ['database.insertDocument', undefined, 'EXCEED_REQUEST_LIMIT'],
    ['wx.openApi', 'subscribeMessage.send', '{"errcode":-1,"errmsg":"system error"}'],
    ['wx.api', 'subscribeMessage.send', '\\"errcode\\":-1'],
    ['wx.wxPayApi', 'unifiedOrder', '"err_code":"SYSTEMERROR","err_code_des":"系统异常，请用相同参数重新调用"'],
    ['wx.wxPayApi', 'queryOrder', '"err_code_des":"系统异常，请再调用发起查询"'],
    ['wx.wxPayApi', 'closeOrder', '"err_code_des":"系统异常，请重新调用该API"'],
    ['wx.wxPayApi', 'refund', '"err_code":"FREQUENCY_LIMITED","err_code_des":"频率限制，请降低频率后重试"'],
    ['wx.wxPayApi', 'queryRefund', '"err_code":"SYSTEMERROR"'],
  ];
  test.each(words)('busy: %s %s is answered at once, by its own word, and nothing is done', async (...row) => {
    const [action, apiName, word] = row;
    const { faults, ask, engine, invocations, token, calls } = running();
    faults.replace([{ match: {}, kind: 'busy' }]);
    const answer = await ask({ ...insert, action, apiName });
    expect(answer === 'lost' ? answer : answer.body.toString()).toContain(word);
    expect(engine.count('orders', {})).toBe(0);
    expect(invocations.byToken(token)).toBeDefined();
    expect(calls).toMatchObject([{ action: apiName ?? action, fault: 'busy' }]);
  });

  test('busy: an action that the local cloud does not have says so all the same', async () => {
    const { faults, ask, calls } = running();
    faults.replace([{ match: {}, kind: 'busy' }]);
    await ask({ action: 'database.watch' });
    expect(calls).toMatchObject([{ failure: { code: 'NOT_IMPLEMENTED' } }]);
  });

  test('a mishap of a refused call: the refusal is lost as well', async () => {
    const { faults, ask, calls } = running();
    faults.replace([{ match: {}, kind: 'lose-answer' }]);
    expect(await ask({ ...insert, collectionName: 'nowhere' })).toBe('lost');
    expect(calls).toMatchObject([{ failure: { code: 'DATABASE_COLLECTION_NOT_EXIST' }, fault: 'lose-answer' }]);
  });
});

describe('gateway', () => {
  test('no answer leaves before what it saw is durable', async () => {
    let sync = (): void => undefined;
    const synced = new Promise<void>((resolve) => (sync = resolve));
    const { ask, engine } = running({ committed: () => synced });
    let isAnswered = false;
    const answered = ask(insert).finally(() => (isAnswered = true));
    await new Promise((waited) => setTimeout(waited, 20));
    expect([engine.count('orders', {}), isAnswered]).toEqual([1, false]);
    sync();
    expect(await answered).not.toBe('lost');
  });

  test('the log says who did what to which collection, as the how-manieth call, and what was looked at', async () => {
    const { ask, calls } = running();
    await Promise.all([ask(insert), ask(count)]);
    const tags = { function: 'api', apiAction: 'createOrder', collection: 'orders', startedAt: NOON, answeredAt: NOON };
    expect(calls.sort((a, b) => a.index - b.index)).toMatchObject([
      { ...tags, action: 'database.insertDocument', index: 1, trace: [{ collection: 'orders', kind: 'write' }] },
      { ...tags, action: 'database.calculateDocument', index: 2, trace: [{ collection: 'orders', kind: 'read' }] },
    ]);
    expect(new Set(calls.map(({ requestId }) => requestId)).size).toBe(1);
  });

  test('a waiting write goes on when the transaction in its way has grown too old', async () => {
    const { ask, engine, clock } = running();
    engine.insert('orders', [{ _id: 'o1', n: 1 }]);
    const transactionId = engine.begin();
    engine.update('orders', { _id: 'o1' }, { $set: { n: 2 } }, false, { transactionId });
    const modify = { action: 'database.modifyDocument', collectionName: 'orders', query: '{"_id":"o1"}', merge: true };
    const written = ask({ ...modify, data: '{"$inc":{"n":{"$numberInt":"10"}}}' });
    await new Promise((waited) => setTimeout(waited, 20));
    expect(engine.find('orders', {})).toEqual([{ _id: 'o1', n: 1 }]);
    // Age is noticed at an operation, and none follows: the waiting write must look for itself.
    clock.set(NOON + 30_000);
    expect(await written).toMatchObject({ body: expect.stringContaining('"updated":1') });
    expect(engine.find('orders', {})).toEqual([{ _id: 'o1', n: 11 }]);
  });

  test('what is no request is refused and asks nobody', async () => {
    const { gateway, calls } = running();
    for (const [contentType, body] of [
      ['application/json', 'no json'],
      ['application/json', '[]'],
      ['text/plain', ''],
      ['multipart/form-data', 'no boundary'],
    ] as const) {
      expect(await gateway.answer({ contentType, body: Buffer.from(body) })).toMatchObject({
        contentType: 'application/json; charset=utf-8',
        body: expect.stringContaining('"code":"INVALID_PARAM"'),
      });
    }
    expect(calls).toEqual([]);
  });

  test('what Object.prototype has is no action', async () => {
    const { ask } = running();
    for (const action of ['constructor', 'toString', '__proto__']) {
      expect(await ask({ action })).toMatchObject({ body: expect.stringContaining('"code":"NOT_IMPLEMENTED"') });
    }
  });
});
