import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { buildFixtures, startTestCloud, type BuiltFixtures, type TestCloud } from '../../emulator/local/test-cloud';
import type { LocalParts, Route } from '../../emulator/local/route';
import { payOrders } from '../../emulator/pay/collections';
import type { OpenapiCall } from '../../emulator/wechat/context';
import { consentLeft } from '../../emulator/wechat/subscribe-message';
import { createActivityId, setUpdatableMessage } from '../../emulator/wechat/updatable-message';
import type { FeedPage } from './event';
import { previewRoutes } from './preview-routes';

const buyer = { 'x-openid': 'o-buyer' };

let fixtures: BuiltFixtures;
let cloud: TestCloud;
let dist = '';
let parts: LocalParts | undefined;

/** Lets a test look at the inside of the cloud, and act there as the cloud's other callers do. */
const lookInside: Route = {
  method: 'POST',
  path: '/test/inside',
  summary: 'hands the parts to the test',
  answer(_, opened) {
    parts = opened;
    return { status: 200, headers: {}, body: '' };
  },
};

function inside(): LocalParts {
  if (!parts) throw new Error('the cloud was not looked into');
  return parts;
}

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'preview-'));
  mkdirSync(join(dist, 'preview/desk'), { recursive: true });
  writeFileSync(join(dist, 'preview/desk/desk.html'), '<html data-shop="{shop}">');
  writeFileSync(join(dist, 'preview/phone.html'), 'a phone');
  writeFileSync(join(dist, 'preview/phone.js'), 'run()');
  writeFileSync(join(dist, 'secret.txt'), 'not for the browser');
  fixtures = await buildFixtures(['api', 'who', 'tick']);
  cloud = await startTestCloud(fixtures, { routes: [...previewRoutes({ dist, isDemoShop: false }), lookInside] });
  await cloud.ask('POST', '/test/inside');
});

afterAll(async () => {
  await cloud.close();
  fixtures.remove();
  rmSync(dist, { recursive: true });
});

describe('pages and files', () => {
  test('preview: the desk knows whether the shop is the demo shop', async () => {
    expect(await cloud.ask('GET', '/')).toMatchObject({ status: 200, body: '<html data-shop="empty">' });
  });

  test('preview: a phone is one page, whoever it belongs to', async () => {
    expect(await cloud.ask('GET', '/phone?openid=o-buyer')).toMatchObject({ status: 200, body: 'a phone' });
  });

  test('preview: a file that the browser has already is not sent again', async () => {
    const first = await cloud.ask('GET', '/preview/assets/phone.js');
    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(first.body).toBe('run()');
    const known = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect(await cloud.ask('GET', '/preview/assets/phone.js', undefined, known)).toMatchObject({
      status: 304,
      body: '',
    });
  });

  test.each(['nothing.js', '..%2fsecret.txt', '%2e%2e%2fsecret.txt', ''])(
    'preview: what is not a file of the preview is not found: "%s"',
    async (path) => {
      expect((await cloud.ask('GET', `/preview/assets/${path}`)).status).toBe(404);
    },
  );

  test('preview: a cloud file is had by its id', async () => {
    await cloud.ask('PUT', '/local/storage/%E5%9B%BE/1%20a.png', 'png', buyer);
    const id = encodeURIComponent('cloud://local-env.bucket/图/1 a.png');
    const file = await cloud.ask('GET', `/preview/file?id=${id}`);
    expect(file).toMatchObject({ status: 200, body: 'png' });
    expect(file.headers.get('content-type')).toBe('image/png');
    expect((await cloud.ask('GET', '/preview/file?id=cloud://elsewhere/a.png')).status).toBe(404);
    expect((await cloud.ask('GET', '/preview/file')).status).toBe(404);
  });
});

describe('chat', () => {
  const share = (card: object, headers: Record<string, string> = buyer) =>
    cloud.ask('POST', '/preview/chat', card, headers);

  test('chat: a shared card is seen by whoever asks for what came after the last they saw', async () => {
    const first = (await share({ title: '双人团', path: 'pages/group/group?groupId=g1' })).body as {
      card: { id: number };
    };
    const second = await share({ title: '三人团', path: 'pages/group/group?groupId=g2', imageUrl: 'cloud://a' });
    const { body } = await cloud.ask('GET', `/preview/chat?after=${String(first.card.id)}`);
    expect(body).toEqual({ cards: [(second.body as { card: object }).card] });
    expect(body).toMatchObject({ cards: [{ openid: 'o-buyer', title: '三人团', imageUrl: 'cloud://a' }] });
  });

  test('chat: only the newest hundred are kept', async () => {
    for (let i = 0; i < 101; i += 1) await share({ title: String(i), path: 'p' });
    const { cards } = (await cloud.ask('GET', '/preview/chat')).body as { cards: { title: string }[] };
    expect(cards).toHaveLength(100);
    expect(cards.at(-1)).toMatchObject({ title: '100' });
  });

  test.each([
    ['without a page', { title: 'x' }, buyer],
    ['with more than a card has', { title: 'x', path: 'p', from: 'somebody else' }, buyer],
    ['with a picture that is too large', { title: 'x', path: 'p', imageUrl: 'x'.repeat(500_001) }, buyer],
    ['of nobody', { title: 'x', path: 'p' }, {}],
  ])('chat: a card %s is refused', async (_, card, headers) => {
    expect((await share(card, headers)).status).toBe(400);
  });
});

describe('WeChat on a phone', () => {
  test('consent: each acceptance allows one more message of a template', async () => {
    const accept = (templates: string[]) => cloud.ask('POST', '/preview/consent', { templates }, buyer);
    expect((await accept(['t-formed', 't-refunded'])).status).toBe(200);
    expect((await accept(['t-formed'])).status).toBe(200);
    const left = (template: string) => consentLeft(inside().wechat, 'o-buyer', template);
    expect([left('t-formed'), left('t-refunded')]).toEqual([2, 1]);
  });

  test('payment: the sheet learns what is paid for; what was never ordered is not found', async () => {
    inside().engine.insert(payOrders, [{ prepayId: 'p1', body: '双人团', totalFeeFen: 2990 }]);
    expect((await cloud.ask('GET', '/preview/payment?package=prepay_id%3Dp1')).body).toEqual({
      title: '双人团',
      amountFen: 2990,
    });
    expect((await cloud.ask('GET', '/preview/payment?package=prepay_id%3Dp2')).status).toBe(404);
  });

  test('chat: a dynamic card says what the server last set', async () => {
    const ask = (call: OpenapiCall, args: object): unknown => {
      const answer = call(inside().wechat, { ...args }, { appid: 'wx-a' });
      return 'json' in answer ? answer.json : undefined;
    };
    const { activity_id: activityId } = ask(createActivityId, {}) as { activity_id: string };
    const card = { title: '差一人', path: 'p', activityId, parameters: { member_count: '1', room_limit: '2' } };
    const posted = (await cloud.ask('POST', '/preview/chat', card, buyer)).body as { card: { id: number } };
    const read = async () => (await cloud.ask('GET', `/preview/chat?after=${String(posted.card.id - 1)}`)).body;
    expect(await read()).toMatchObject({ cards: [{ state: 0, parameters: card.parameters }] });
    const list = [
      { name: 'path', value: 'p' },
      { name: 'version_type', value: 'release' },
    ];
    const said = { activity_id: activityId, target_state: 1, template_info: { parameter_list: list } };
    expect(ask(setUpdatableMessage, said)).toMatchObject({ errcode: 0 });
    expect(await read()).toMatchObject({ cards: [{ state: 1, parameters: { ...card.parameters, path: 'p' } }] });
  });
});

describe('events', () => {
  const events = async (after: number, waitMs = 0) =>
    (await cloud.ask('GET', `/preview/events?after=${String(after)}&waitMs=${String(waitMs)}`)).body as FeedPage;

  test('events: a call is told with who asked, what for, and the answer', async () => {
    const { last } = await events(0);
    await cloud.ask('POST', '/local/call/who', { action: 'look', input: { at: 1 } }, buyer);
    await cloud.ask('POST', '/local/call/who', { plain: true }, buyer);
    const told = await events(last);
    const who = { kind: 'call', function: 'who', openid: 'o-buyer', answer: expect.anything() };
    expect(told.events).toMatchObject([
      { ...who, nth: last + 1, action: 'look', input: { at: 1 } },
      { ...who, nth: last + 2, input: { plain: true } },
    ]);
    expect(told.last).toBe(last + 2);
  });

  test('events: who waits is told when something happens', async () => {
    const { last } = await events(0);
    const waiting = events(last, 20_000);
    await cloud.ask('POST', '/preview/chat', { title: '双人团', path: 'p' }, buyer);
    expect((await waiting).events).toMatchObject([{ kind: 'card', openid: 'o-buyer', title: '双人团' }]);
  });

  test('events: moving and stopping the clock is told, with the time that it is now', async () => {
    const { last } = await events(0);
    await cloud.ask('POST', '/local/clock', { freeze: true });
    await cloud.ask('POST', '/local/clock', { advanceMs: 1_000 });
    const told = await events(last);
    const moves = told.events.filter(({ kind }) => kind === 'clock');
    expect(moves).toMatchObject([
      { isFrozen: true, to: told.clock.now - 1_000 },
      { from: told.clock.now - 1_000, to: told.clock.now },
    ]);
    expect(told.clock.isFrozen).toBe(true);
    await cloud.ask('POST', '/local/clock', { freeze: false });
  });

  test('events: whoever has seen more than there is begins anew', async () => {
    const all = await events(0);
    expect((await events(all.last + 1_000)).events).toEqual(all.events);
  });
});
