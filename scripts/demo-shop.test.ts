import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { startStory } from '../tests/story/cloud-driver';
import { demoDeals } from './demo-deals';
import { seedDemoShop } from './demo-shop';

const COLLECTIONS = ['merchants', 'stores', 'staff', 'invitations', 'people', 'deals', 'codes', 'groups', 'orders'];

let cloud: Awaited<ReturnType<typeof startStory>>;

const everything = async (): Promise<unknown[]> => {
  const found = [];
  for (const name of COLLECTIONS) found.push(await cloud.query(name));
  return found;
};

beforeAll(async () => {
  cloud = await startStory();
  await seedDemoShop(cloud);
});

afterAll(() => cloud.close());

test('demo shop: its deals are on the shelf, each with a picture that can be had', async () => {
  const { items, merchantName } = await cloud.do('demo-buyer-1', 'listDeals', {});
  expect(merchantName).toBe('团券示范店');
  expect(items.map(({ title }) => title).sort()).toEqual(demoDeals.map(({ deal }) => deal.title).sort());
  for (const { imageFileIds } of items) {
    const [, path = ''] = /^cloud:\/\/[\w.-]+\/(.+)$/.exec(imageFileIds[0] ?? '') ?? [];
    const picture = await fetch(`${cloud.url}/storage/${path}`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  }
});

test('demo shop: three groups wait for more people, a tiered one among them', async () => {
  const groups = await cloud.query('groups');
  const views = await Promise.all(groups.map(({ _id }) => cloud.do('demo-buyer-1', 'getGroup', { groupId: _id })));
  const waiting = views.map(({ dealTitle, status, seatsLeft, members }) => ({
    ...{ dealTitle, status, seatsLeft },
    people: members.map(({ nickname }) => nickname),
  }));
  expect(waiting.sort((a, b) => a.people.length - b.people.length || a.seatsLeft - b.seatsLeft)).toEqual([
    { dealTitle: '精致洗车双人团', status: 'open', seatsLeft: 1, people: ['静静'] },
    { dealTitle: '瑜伽体验课三人团', status: 'open', seatsLeft: 1, people: ['老周', '静静'] },
    { dealTitle: '鲜切牛肉火锅单人餐', status: 'open', seatsLeft: 8, people: ['老周', '静静'] },
  ]);
});

test('demo shop: every mode is on sale, a times card, and a deal with codes of another system', async () => {
  const { items } = await cloud.do('demo-owner', 'listMerchantDeals', { limit: 100 });
  expect(new Set(items.map(({ mode }) => mode))).toEqual(new Set(['alone', 'share', 'tiered', 'commission']));
  expect(items.some(({ usesPerVoucher }) => usesPerVoucher > 1)).toBe(true);
  const imported = items.filter(({ deal }) => deal.codeSource === 'imported');
  expect(imported.map(({ stock }) => stock)).toEqual([60]);
  expect(items.filter(({ status, stock }) => status !== 'published' || stock === 0)).toEqual([]);
});

test('demo shop: another start on the same data changes nothing', async () => {
  const before = await everything();
  await seedDemoShop(cloud);
  expect(await everything()).toEqual(before);
});

test('demo shop: a day later its groups have failed, and a start does not mind', async () => {
  await cloud.advance(25 * 3_600_000);
  const before = await everything();
  await seedDemoShop(cloud);
  expect(await everything()).toEqual(before);
});

test('demo shop: each picture belongs to a deal and is small', () => {
  const directory = join(__dirname, 'demo-covers');
  const files = readdirSync(directory);
  expect(files.sort()).toEqual(demoDeals.map(({ name }) => `${name}.svg`).sort());
  expect(files.filter((file) => statSync(join(directory, file)).size > 4096)).toEqual([]);
});
