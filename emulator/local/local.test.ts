import { request } from 'node:http';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { DEFAULT_APPID } from './set-up';
import { buildFixtures, startTestCloud, type Answer, type BuiltFixtures, type TestCloud } from './test-cloud';

let fixtures: BuiltFixtures;
let cloud: TestCloud;

beforeAll(async () => {
  fixtures = await buildFixtures(['api', 'who', 'tick', 'open-api', 'mischief']);
  cloud = await startTestCloud(fixtures);
});

afterEach(() => cloud.ask('PUT', '/local/faults', []));

afterAll(async () => {
  await cloud.close();
  fixtures.remove();
});

const buyer = { 'x-openid': 'o-buyer' };
const call = (name: string, event: unknown, headers: Record<string, string> = buyer): Promise<Answer> =>
  cloud.ask('POST', `/local/call/${name}`, event, headers);
const addTask = (task: object): Promise<Answer> => call('api', { action: 'addTask', input: task });

describe('call', () => {
  test('call: the function sees the person and the mini-program, and its result comes back', async () => {
    const { status, body } = await call('who', {}, { ...buyer, 'x-appid': 'wx-other' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      result: { before: { OPENID: 'o-buyer', APPID: 'wx-other', ENV: 'local-env', SOURCE: 'wx_client' } },
    });
    const plain = (await call('who', {})).body as { result: { before: { APPID: string } } };
    expect(plain.result.before.APPID).toBe(DEFAULT_APPID);
  });

  test('call: a nested call goes through the gateway and keeps the person', async () => {
    const { body } = await call('who', { relays: 1 });
    expect(body).toMatchObject({ result: { relayed: { before: { OPENID: 'o-buyer', SOURCE: 'wx_client,scf' } } } });
  });

  test('call: an unknown function and one that fails are answered 500 with the reason', async () => {
    expect(await call('nobody', {})).toMatchObject({ status: 500, body: { error: expect.stringContaining('nobody') } });
    expect(await call('mischief', { deed: 'throw' })).toMatchObject({
      status: 500,
      body: { error: expect.stringContaining('thrown on purpose') },
    });
  });
});

describe('bad requests', () => {
  test.each<[string, string, string, unknown, Record<string, string>]>([
    ['call without a person', 'POST', '/local/call/api', {}, {}],
    ['call with digits for a person', 'POST', '/local/call/api', {}, { 'x-openid': '12345' }],
    ['call with digits for an appid', 'POST', '/local/call/api', {}, { ...buyer, 'x-appid': '12345' }],
    ['call with an array', 'POST', '/local/call/api', [], buyer],
    ['call with no JSON', 'POST', '/local/call/api', '{', buyer],
    ['pay without a package', 'POST', '/local/pay', { outcome: 'success' }, buyer],
    ['pay with another outcome', 'POST', '/local/pay', { package: 'p', outcome: 'maybe' }, buyer],
    ['pay without a person', 'POST', '/local/pay', { package: 'p', outcome: 'success' }, {}],
    ['clock with nothing', 'POST', '/local/clock', {}, {}],
    ['clock backwards', 'POST', '/local/clock', { advanceMs: -1 }, {}],
    ['clock with two wishes', 'POST', '/local/clock', { advanceMs: 1, now: 5 }, {}],
    ['clock beyond all vouchers', 'POST', '/local/clock', { advanceMs: 1e15 }, {}],
    ['timer of a function without one', 'POST', '/local/timer/api', {}, {}],
    ['faults that are no list', 'PUT', '/local/faults', {}, {}],
    ['faults of an unknown kind', 'PUT', '/local/faults', [{ match: {}, kind: 'explode' }], {}],
    ['faults with a misspelt match', 'PUT', '/local/faults', [{ match: { fucntion: 'api' }, kind: 'delay' }], {}],
    ['faults with a zeroth match', 'PUT', '/local/faults', [{ match: {}, kind: 'delay', nth: 0 }], {}],
    ['balance below nothing', 'PUT', '/local/merchant-balance', { fen: -1 }, {}],
    ['consent of digits', 'PUT', '/local/consent', { openid: '1', template: 't', left: 1 }, {}],
    ['messages of nobody', 'GET', '/local/messages', undefined, {}],
    ['messages of digits', 'GET', '/local/messages?openid=123', undefined, {}],
    ['query without a collection', 'POST', '/local/query', {}, {}],
    ['query of a collection that is not there', 'POST', '/local/query', { collection: 'nothing' }, {}],
    ['query of the local cloud itself', 'POST', '/local/query', { collection: 'sys_timers' }, {}],
    ['query with a wrong operator', 'POST', '/local/query', { collection: 'tasks', where: { a: { $oops: 1 } } }, {}],
    ['storage without a person', 'PUT', '/local/storage/a.txt', 'a', {}],
    ['storage outside of the bucket', 'PUT', '/local/storage/a%2f..%2fb', 'a', buyer],
    ['a path that is not well encoded', 'GET', '/storage/%E5', undefined, {}],
  ])('bad requests: refused with 400 and a reason: %s', async (_, method, path, body, headers) => {
    const answer = await cloud.ask(method, path, body, headers);
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(/./) } });
  });

  test('bad requests: the database is not for clients, and what is not there is 404 or 405', async () => {
    expect((await cloud.ask('POST', '/local/database', {})).status).toBe(403);
    expect((await cloud.ask('GET', '/local/nothing')).status).toBe(404);
    expect((await cloud.ask('POST', '/local/nothing')).status).toBe(404);
    expect((await cloud.ask('GET', '/local/pay')).status).toBe(405);
  });

  test.each([
    ['Host', { host: 'evil.example' }],
    ['Origin', { origin: 'http://evil.example' }],
  ])('bad requests: a foreign %s is refused', async (_, headers) => {
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${cloud.url}/local/clock`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
    expect(status).toBe(403);
  });
});

describe('looking in', () => {
  test('query: finds documents by any field, also where functions would need an index', async () => {
    for (let i = 0; i < 3; i += 1) await addTask({ _id: `q${String(i)}`, size: i, dueAt: null });
    const { body } = await cloud.ask('POST', '/local/query', { collection: 'tasks', where: { size: { $gte: 1 } } });
    expect(body).toMatchObject({ items: [{ _id: 'q1' }, { _id: 'q2' }] });
    const limited = await cloud.ask('POST', '/local/query', { collection: 'tasks', limit: 1 });
    expect((limited.body as { items: unknown[] }).items).toHaveLength(1);
  });

  test('calls: each gateway call is counted under its function and action until the reset', async () => {
    await cloud.ask('DELETE', '/local/calls');
    await addTask({ _id: 'counted-1', dueAt: null });
    await addTask({ _id: 'counted-2', dueAt: null });
    const { body } = await cloud.ask('GET', '/local/calls');
    const kind = { function: 'api', action: 'database.insertDocument', apiAction: 'addTask', collection: 'tasks' };
    expect(body).toMatchObject({ count: 2, totals: [{ ...kind, count: 2 }], calls: [kind, { ...kind, index: 1 }] });
    await cloud.ask('DELETE', '/local/calls');
    expect((await cloud.ask('GET', '/local/calls')).body).toEqual({ count: 0, totals: [], calls: [] });
  });

  test('messages: nobody has any at first', async () => {
    expect((await cloud.ask('GET', '/local/messages?openid=o-buyer')).body).toEqual({ items: [] });
  });

  test('page: tells what is here', async () => {
    const { status, body } = await cloud.ask('GET', '/local/');
    expect([status, body]).toEqual([200, expect.stringContaining('/local/call/')]);
  });
});

describe('what WeChat would know', () => {
  test('consent and merchant balance: are taken', async () => {
    const consent = { openid: 'o-buyer', template: 't', left: 2 };
    expect((await cloud.ask('PUT', '/local/consent', consent)).status).toBe(200);
    expect((await cloud.ask('PUT', '/local/merchant-balance', { fen: 0 })).status).toBe(200);
  });

  test('pay: what was never ordered cannot be paid', async () => {
    const sheet = { package: 'prepay_id=nothing', outcome: 'success' };
    expect((await cloud.ask('POST', '/local/pay', sheet, buyer)).status).toBe(404);
  });

  test('storage: an uploaded file is there under its URL, byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const { body } = await cloud.ask('PUT', '/local/storage/%E5%9B%BE/1%20a.png', bytes, buyer);
    expect(body).toEqual({ fileId: 'cloud://local-env.bucket/图/1 a.png' });
    const file = await fetch(`${cloud.url}/storage/${encodeURI('图/1 a.png')}`);
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
    expect((await cloud.ask('GET', '/storage/nothing.png')).status).toBe(404);
    expect((await cloud.ask('PUT', '/storage/uploads/nothing', 'a')).status).toBe(404);
  });
});

describe('HTTP access', () => {
  test('HTTP access: the function gets the request and says what to answer', async () => {
    const answer = await cloud.ask(
      'PUT',
      '/local/http/open-api/v1/orders?day=1&a=b',
      { x: 1 },
      { 'content-type': 'application/json', 'x-key': 'k' },
    );
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-made-by')).toBe('open-api');
    expect(answer.body).toMatchObject({
      path: '/v1/orders',
      httpMethod: 'PUT',
      headers: { 'x-key': 'k' },
      queryStringParameters: { day: '1', a: 'b' },
      body: '{"x":1}',
      isBase64Encoded: false,
    });
    expect(answer.body).not.toHaveProperty('userInfo');
  });

  test('HTTP access: bytes come as base64, and a plain result is the answer', async () => {
    const bytes = await cloud.ask('POST', '/local/http/open-api/v1', Uint8Array.of(255, 0), {
      'content-type': 'image/png',
    });
    expect(bytes.body).toMatchObject({ body: '/wA=', isBase64Encoded: true });
    expect(await cloud.ask('GET', '/local/http/open-api/plain')).toMatchObject({
      status: 200,
      body: { greeting: 'hello' },
    });
  });
});
