import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';

import { axeFindings } from './support/axe';
import { openStage, type Stage } from './support/stage';
import { until } from './support/until';

const DAY_MS = 86_400_000;
const people = ['demo-buyer-1', 'demo-buyer-2', 'demo-clerk', 'demo-owner'];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterEach(() => stage.closePhones());

afterAll(() => stage.close());

const log = (page: Page, words: string | RegExp) => page.locator('#log li').filter({ hasText: words, visible: true });

test('the mini-program compiles without a warning', () => {
  const warnings = readFileSync(resolve(__dirname, '../../dist/preview/warnings.json'), 'utf8');
  expect(JSON.parse(warnings)).toEqual([]);
});

describe('desk', () => {
  test('four phones stand side by side, each with its page, and nothing is wrong', async () => {
    const desk = await stage.openDesk();
    const [buyer, , clerk, owner] = await Promise.all(people.map((openid) => desk.phone(openid)));
    await buyer?.isAt('pages/deals/deals');
    await clerk?.isAt('clerk/pages/scan/scan');
    await owner?.isAt('merchant/pages/shop/shop');
    const edges = await desk.page.locator('iframe').evaluateAll((frames) =>
      frames.map((frame) => {
        const { left, right } = (
          frame as unknown as { getBoundingClientRect(): Record<'left' | 'right', number> }
        ).getBoundingClientRect();
        return { left, right };
      }),
    );
    expect(edges).toHaveLength(4);
    for (const { left, right } of edges) {
      expect(left).toBeGreaterThan(0);
      expect(right).toBeLessThan(1600);
      expect(right - left).toBeGreaterThanOrEqual(320);
    }
    await buyer?.settle();
    await stage.expectClean();
  });

  test('a jump of the clock is shown, told in the log, and followed by the phones', async () => {
    const desk = await stage.openDesk();
    const buyer = await desk.phone('demo-buyer-1');
    const before = await stage.now();
    await desk.page.getByRole('button', { name: '+24 小时' }).click();
    await log(desk.page, '时间往前走了1天').waitFor();
    await desk.page.getByText('2030年1月8日周二').waitFor();
    await buyer.isPast(before + DAY_MS);
    expect(await stage.now()).toBe(before + DAY_MS);
  });

  test('what somebody does is told in plain words, and its details open', async () => {
    const desk = await stage.openDesk();
    await desk.phone('demo-buyer-1');
    await stage.do('demo-buyer-1', 'saveProfile', { nickname: '阿青' });
    await log(desk.page, '改昵称').locator('summary').click();
    await desk.page.getByText('"nickname": "阿青"').first().waitFor();
    await desk.page.getByRole('button', { name: '办事' }).click();
    await log(desk.page, '改昵称').waitFor({ state: 'hidden' });
  });

  test('a refusal stays in sight whatever is hidden', async () => {
    const desk = await stage.openDesk();
    await desk.page.getByRole('button', { name: '办事' }).click();
    await stage.refusal('demo-buyer-1', 'getDeal', { dealId: 'nothing' });
    await log(desk.page, /看一个优惠，没成：没有找到内容/).waitFor();
  });

  test("the owner's pages can be seen as on a computer, without being opened anew", async () => {
    const desk = await stage.openDesk();
    const owner = await desk.phone('demo-owner');
    await owner.frame.evaluate('window.wasHere = true');
    await desk.page.getByRole('button', { name: '电脑' }).click();
    await until(owner.frame, 'innerWidth >= 1270 && window.wasHere');
  });

  test.each([
    { width: 1600, height: 1000 },
    { width: 390, height: 844 },
  ])('people who use other means than eyes and mouse find nothing in the way at $width', async (screen) => {
    const desk = await stage.openDesk(screen);
    await Promise.all(people.map((openid) => desk.phone(openid)));
    expect(await axeFindings(desk.page.mainFrame())).toEqual([]);
    const widthOfAll = await desk.page.evaluate('document.documentElement.scrollWidth');
    expect(widthOfAll).toBe(screen.width);
  });
});

describe('phone', () => {
  test('a phone opens the page that its address names, and nothing is wrong', async () => {
    const phone = await stage.openPhone('demo-buyer-1', 'pages/deals/deals');
    await phone.isAt('pages/deals/deals');
    await phone.settle();
    expect(await phone.nodeCount()).toBeGreaterThan(10);
    await stage.expectClean();
  });

  test('a phone without a page begins in the chat', async () => {
    const phone = await stage.openPhone('demo-buyer-2');
    expect(await phone.pages()).toEqual([]);
    await phone.see('拼团群');
    await stage.expectClean();
  });
});
