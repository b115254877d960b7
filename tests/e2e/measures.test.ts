import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { aDeal, buy, id } from '../story/shop';
import type { Phone, SetDataEntry } from './support/phone';
import { openStage, type Stage } from './support/stage';
import { until } from './support/until';

const NODES_MAX = 400;
const SET_DATA_BYTES_MAX = 32 * 1024;
const SET_DATA_BYTES_USUAL = 10 * 1024;
const TICK_BYTES_MAX = 64;

/** Everything that pages and components were given in all tests here. */
const given: SetDataEntry[] = [];

let stage: Stage;
let dealId: string;
let groupId: string;
let orderId: string;

beforeAll(async () => {
  stage = await openStage();
  dealId = await publish({
    title: '百人大团',
    groupSize: 100,
    description: '十足的'.repeat(200),
    unitsPerOrderMax: 50,
  });
  groupId = await fillGroup(99);
  const order = await buy(stage, 'full-buyer', { dealId, buy: 'alone', quantity: 50 });
  ({ orderId } = order);
});

afterEach(async () => {
  await stage.expectClean();
  await stage.closePhones();
});

afterAll(() => stage.close());

async function publish(changes: Parameters<typeof aDeal>[0]): Promise<string> {
  const deal = aDeal({ mode: 'share', alonePriceFen: 6800, groupPriceFen: 2990, stock: 1000, ...changes });
  const saved = await stage.do('demo-owner', 'saveDeal', { requestId: id(), deal });
  await stage.do('demo-owner', 'publishDeal', { dealId: saved.dealId });
  return saved.dealId;
}

/** A group with so many people in it, beside the open groups that a deal's page offers. */
async function fillGroup(people: number): Promise<string> {
  const { groupId: filled = '' } = await buy(stage, 'full-1', { dealId, buy: 'open' });
  for (let i = 2; i <= people; i += 1) {
    await buy(stage, `full-${String(i)}`, { dealId, buy: 'join', groupId: filled });
  }
  for (let i = 0; i < 20; i += 1) await buy(stage, `leader-${String(i)}`, { dealId, buy: 'open' });
  return filled;
}

const paths = {
  home: () => ['pages/deals/deals', '精致洗车双人团'] as const,
  deal: () => [`pages/deal/deal?dealId=${dealId}`, '百人大团'] as const,
  group: () => [`pages/group/group?groupId=${groupId}`, '百人大团'] as const,
  order: () => [`pages/order/order?orderId=${orderId}`, '百人大团'] as const,
  voucher: () => [`pages/voucher/voucher?voucherId=${orderId}V01`, '百人大团'] as const,
};

async function openAt(name: keyof typeof paths, openid = 'full-buyer'): Promise<Phone> {
  const [path, title] = paths[name]();
  const phone = await stage.openPhone(openid, path);
  await phone.see(title);
  return phone;
}

describe('to first content', () => {
  test.each(['home', 'deal', 'group'] as const)('%s asks the cloud once, and sets data twice at most', async (name) => {
    const phone = await openAt(name);
    const calls = (await phone.journal()).filter(({ kind, title }) => kind === 'call' && !title.startsWith('wx.'));
    const sets = (await phone.setData()).filter(({ keys }) => keys.join() !== 'now');
    expect(calls.map(({ title }) => title)).toHaveLength(1);
    expect(sets.length).toBeLessThanOrEqual(2);
    given.push(...(await phone.setData()));
  });
});

describe('while a countdown runs', () => {
  test.each(['deal', 'group'] as const)('%s is given its clock only, and nothing once it is hidden', async (name) => {
    await fetch(`${stage.url}/local/clock`, { method: 'POST', body: JSON.stringify({ freeze: false }) });
    const phone = await openAt(name);
    await until(phone.frame, `__phone.setData.filter(({ keys }) => keys.join() === 'now').length >= 3`);
    const ticks = (await phone.setData()).filter(({ keys }) => keys.join() === 'now');
    expect(Math.max(...ticks.map(({ bytes }) => bytes))).toBeLessThanOrEqual(TICK_BYTES_MAX);
    const seconds = ticks.map(({ at }) => Math.floor(at / 1000));
    expect(ticks.length).toBeLessThanOrEqual(new Set(seconds).size + 1);
    await phone.frame.evaluate(`wx.navigateTo({ url: '/pages/order/order?orderId=${orderId}' })`);
    await phone.isAt('pages/order/order');
    const before = (await phone.setData()).length;
    await phone.isPast((await stage.now()) + 3_000);
    const after = (await phone.setData()).slice(before);
    expect(after.filter(({ route }) => route.startsWith(`pages/${name}/`))).toEqual([]);
    expect((await phone.setData()).filter(({ hidden }) => hidden)).toEqual([]);
    given.push(...(await phone.setData()));
  });
});

describe('with as much as a page can hold', () => {
  test.each(['home', 'deal', 'group', 'order', 'voucher'] as const)('%s has few nodes', async (name) => {
    const phone = await openAt(name);
    await phone.settle();
    expect(await phone.nodeCount()).toBeLessThanOrEqual(NODES_MAX);
    given.push(...(await phone.setData()));
  });

  test('what pages were given is small, nearly always', () => {
    const sizes = given.map(({ bytes }) => bytes).sort((a, b) => a - b);
    expect(sizes.length).toBeGreaterThan(15);
    expect(sizes[Math.ceil(sizes.length * 0.99) - 1]).toBeLessThanOrEqual(SET_DATA_BYTES_USUAL);
    expect(sizes[sizes.length - 1]).toBeLessThanOrEqual(SET_DATA_BYTES_MAX);
  });
});
