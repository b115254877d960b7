import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';

import { serveFixture, type Fixture, type FixturePhone } from './support/fixture-phone';
import { until } from './support/until';

let mini: Fixture;
let phone: FixturePhone;
let page: Page;

beforeAll(async () => {
  mini = await serveFixture('preview/compiler/fixtures/mini');
});

beforeEach(async () => {
  phone = await mini.openPhone('/pages/list/list', 'mouse', { width: 375, height: 700 });
  ({ page } = phone);
});

afterEach(() => phone.close());

afterAll(() => mini.close());

const ask = <T>(expression: string): Promise<T> => page.evaluate<T>(expression);
const order = () => ask<string[]>('getApp().order.splice(0)');
const isAt = (route: string) => until(page.mainFrame(), `__phone.pages().at(-1)?.route === '${route}'`);
const routes = () => ask<string[]>('__phone.pages().map(({ route }) => route)');

/** What a wx call answers: its errMsg. */
const said = (call: string) => ask<string>(`wx.${call}.then(({ errMsg }) => errMsg, ({ errMsg }) => errMsg)`);

describe('the life of pages', () => {
  test('a launch tells app, page and components in the order of WeChat', async () => {
    expect(await order()).toEqual([
      'launch pages/list/list',
      'app show',
      'list load',
      'list show',
      'price ready',
      'list ready',
    ]);
  });

  test('a page is hidden below another and shown again', async () => {
    await order();
    await page.getByRole('button', { name: 'TEA 12' }).click();
    await isAt('pages/more/more');
    expect(await page.getByText('已就绪').isVisible()).toBe(false);
    await page.locator('header').getByRole('button', { name: '返回' }).click();
    await isAt('pages/list/list');
    await page.getByText('已就绪').click();
    expect(await order()).toEqual(['list hide', 'list show']);
  });

  test('a tab page is kept while another tab is shown', async () => {
    await order();
    await page.getByRole('tab', { name: '我的' }).click();
    await isAt('pages/me/me');
    await page.getByRole('tab', { name: '列表' }).click();
    await isAt('pages/list/list');
    expect(await order()).toEqual(['list hide', 'list show']);
    await said('reLaunch({ url: "/extra/pages/far/far" })');
    expect(await order()).toEqual(['list unload']);
    expect(await routes()).toEqual(['extra/pages/far/far']);
    await page.getByRole('button', { name: '回到首页' }).click();
    await isAt('pages/list/list');
  });

  test('leaving the mini-program hides the page before the app, and coming back shows them', async () => {
    await order();
    await page.getByRole('button', { name: '关闭小程序' }).click();
    expect(await order()).toEqual(['list hide', 'app hide']);
    await page.getByRole('button', { name: '返回聊天列表' }).click();
    await page.getByRole('button', { name: '样本', exact: true }).click();
    expect(await order()).toEqual(['app show', 'list show']);
  });

  test('pulling down refreshes, once', async () => {
    await order();
    await ask('wx.startPullDownRefresh()');
    await ask('wx.startPullDownRefresh()');
    expect(await order()).toEqual(['list refresh']);
  });
});

test('what WeChat refuses is refused in its words, and the page stays', async () => {
  const refusals = {
    'navigateTo({ url: "/pages/none/none?a=1" })': 'navigateTo:fail page "pages/none/none?a=1" is not found',
    'navigateTo({ url: "/pages/me/me" })': 'navigateTo:fail can not navigateTo a tabbar page',
    'redirectTo({ url: "/pages/me/me" })': 'redirectTo:fail can not redirectTo a tabbar page',
    'switchTab({ url: "/pages/more/more" })': 'switchTab:fail can not switch to no-tabBar page',
    'navigateBack()': 'navigateBack:fail cannot navigate back at first page.',
  };
  const answers = await Promise.all(Object.keys(refusals).map(async (call) => [call, await said(call)] as const));
  expect(Object.fromEntries(answers)).toEqual(refusals);
  expect(await routes()).toEqual(['pages/list/list']);
});

test('the eleventh page is refused', async () => {
  const answers: string[] = [];
  for (let count = 2; count <= 11; count += 1) answers.push(await said('navigateTo({ url: "/pages/more/more" })'));
  expect(answers.slice(0, -1)).toEqual(Array(9).fill('navigateTo:ok'));
  expect(answers.at(-1)).toBe('navigateTo:fail webview count limit exceed');
  await said('navigateBack({ delta: 99 })');
  expect(await routes()).toEqual(['pages/list/list']);
});

describe('what a page shows', () => {
  test('wxs functions see types and expressions as in wxs', async () => {
    await page.getByText('TEA 12 list tea #').waitFor();
  });

  test('a query reaches onLoad as it was written, and properties decoded', async () => {
    await page.getByRole('button', { name: 'CAKE' }).click();
    await page.getByText('b 茶').waitFor();
    expect(await ask('getCurrentPages().at(-1).options')).toEqual({ id: 'b', name: '%E8%8C%B6' });
  });

  test('an event of a component carries its detail', async () => {
    await page.getByText('¥12.05').click();
    await page.getByText('选了1205').waitFor();
  });

  test("each page keeps its own styles, and a component's stay inside", async () => {
    const colorOf = (selector: string) => ask<string>(`getComputedStyle(document.querySelector('${selector}')).color`);
    await page.getByRole('button', { name: 'CAKE' }).click();
    await isAt('pages/more/more');
    expect(await colorOf('wx-page[is="pages/list/list"] .title')).toBe('rgb(212, 58, 30)');
    expect(await colorOf('wx-page[is="pages/more/more"] .title')).toBe('rgb(0, 128, 0)');
    expect(await ask('document.querySelector(".price--fen").className')).toBe('price--fen');
  });

  test('rpx, media queries, page height, ids and safe areas count', async () => {
    const styleOf = (selector: string, name: string) =>
      ask<string>(`getComputedStyle(document.querySelector('${selector}')).${name}`);
    expect(await styleOf('.title', 'fontSize')).toBe('20px');
    expect(await styleOf('.title', 'paddingBottom')).toBe('34px');
    const height = await ask<number>('document.querySelector("main").clientHeight');
    expect(parseFloat(await styleOf('.row > wx-text', 'minHeight'))).toBeCloseTo(height / 10, 1);
    await page.setViewportSize({ width: 700, height: 700 });
    expect(await styleOf('.title', 'fontSize')).toBe('30px');
  });

  test('ids and data are in the DOM, where tests find them', async () => {
    expect(await ask('document.querySelector("[wx-id=title]").dataset.dealId')).toBe('a');
  });

  test('a selector query measures from the top of the page, not of the phone', async () => {
    const query = 'wx.createSelectorQuery().select("#title").boundingClientRect()';
    const rect = await ask<object>(`new Promise((resolve) => ${query}.exec(([found]) => resolve(found)))`);
    expect(rect).toMatchObject({ id: 'title', dataset: { dealId: 'a' }, left: 0, top: 0, width: 375 });
  });
});

describe('the journal', () => {
  test('knows what each update carried, of which page, and whether it was hidden', async () => {
    const entries = () => ask<object[]>('__phone.setData.map(({ at, ...entry }) => entry)');
    const price = { route: 'pages/list/list', component: 'components/price/price' };
    expect(await entries()).toEqual([
      { ...price, keys: ['yuan'], bytes: 16, hidden: false },
      { route: 'pages/list/list', component: 'pages/list/list', keys: ['heading'], bytes: 23, hidden: false },
    ]);
    await page.getByRole('tab', { name: '我的' }).click();
    await isAt('pages/me/me');
    expect((await entries()).at(-1)).toEqual({ ...price, keys: ['isSeen'], bytes: 16, hidden: true });
  });

  test('has an error of a page, which the app is told of', async () => {
    await order();
    await page.getByRole('button', { name: '失败' }).click();
    await until(page.mainFrame(), 'getApp().order.length > 0');
    expect(await order()).toEqual(['error broken']);
    const titles = await ask<string[]>('__phone.journal.filter(({ kind }) => kind === "error").map((e) => e.title)');
    expect(titles).toEqual([expect.stringMatching(/^pages\/list\/list: .*broken$/)]);
  });

  test('has a rejection that nobody handled', async () => {
    await ask('void Promise.reject(new Error("lost"))');
    await until(page.mainFrame(), '__phone.journal.some(({ title }) => title === "unhandled rejection: lost")');
  });
});
