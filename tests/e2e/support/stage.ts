import { resolve } from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { startCloud } from '../../../emulator/cloud';
import { previewRoutes } from '../../../preview/server/preview-routes';
import { seedDemoShop } from '../../../scripts/demo-shop';
import { drive, standAt, START, type Driver } from '../../story/cloud-driver';
import { launchBrowser } from './browser';
import { WAIT_MAX_MS } from './limits';
import { phoneIn, phonePath, whenReady, type Phone } from './phone';
import { watchPage, type Watch } from './watch';

const dist = resolve(__dirname, '../../../dist');

/** How large a screen is, in CSS pixels; from 1000 on it is a computer's, with a mouse. */
export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

const PHONE_SCREEN: ScreenSize = { width: 390, height: 844 };
const DESK_SCREEN: ScreenSize = { width: 1600, height: 1000 };

/** The page with all phones on it; only there a camera can be held to another phone. */
export interface Desk {
  readonly page: Page;
  phone(openid: string): Promise<Phone>;
}

/** A local cloud in this very process, its clock standing at START until it is moved, and phones that use it. */
export interface Stage extends Driver {
  /** A phone of its own: nothing but the cloud is shared with the others. */
  openPhone(openid: string, path?: string, screen?: Partial<ScreenSize>): Promise<Phone>;
  openDesk(screen?: Partial<ScreenSize>): Promise<Desk>;
  /** Closes all phones and desks; what they did wrong is still known. */
  closePhones(): Promise<void>;
  /** Rejects if any phone so far noted an error, missed a part of WeChat, was warned, or reached elsewhere. */
  expectClean(): Promise<void>;
  close(): Promise<void>;
}

/** What a stage begins with. */
export interface StageOptions {
  /** The demo shop with its people, else one unclaimed merchant. */
  readonly shop?: 'demo' | 'empty';
  readonly colorScheme?: 'light' | 'dark';
}

/** Starts a cloud and a browser; whoever opens a stage closes it. */
export async function openStage({ shop = 'demo', colorScheme = 'light' }: StageOptions = {}): Promise<Stage> {
  const log = (): void => undefined;
  const routes = previewRoutes({ dist, isDemoShop: shop === 'demo' });
  const cloud = await startCloud({ port: 0, dist, refuseScans: true, log, routes });
  const driver = drive(cloud);
  await standAt(driver, START);
  if (shop === 'demo') await seedDemoShop(cloud);
  const windows = openWindows(await launchBrowser(), cloud.url, colorScheme);
  return {
    ...driver,
    async openPhone(openid, path, screen) {
      const { page, watch } = await windows.open({ ...PHONE_SCREEN, ...screen });
      await page.goto(cloud.url + phonePath(openid, path));
      await whenReady(page.mainFrame());
      return windows.keep(phoneIn(page.mainFrame(), openid, watch));
    },
    async openDesk(screen) {
      const { page, watch } = await windows.open({ ...DESK_SCREEN, ...screen });
      await page.goto(`${cloud.url}/`);
      return {
        page,
        async phone(openid) {
          const element = await page.waitForSelector(`iframe[data-openid="${openid}"]`);
          const frame = await element.contentFrame();
          if (!frame) throw new Error(`the desk shows no phone of ${openid}`);
          await whenReady(frame);
          return windows.keep(phoneIn(frame, openid, watch));
        },
      };
    },
    closePhones: () => windows.closeAll(),
    async expectClean() {
      const complaints = await windows.complaints();
      if (complaints.length > 0) throw new Error(`the phones are not clean:\n${complaints.join('\n')}`);
    },
    async close() {
      await windows.browser.close();
      await cloud.close();
    },
  };
}

/** The windows of a browser, each with storage of its own, and everything that went wrong in them. */
function openWindows(browser: Browser, origin: string, colorScheme: 'light' | 'dark') {
  let phones: Phone[] = [];
  let watches: Watch[] = [];
  let past: string[] = [];
  const complaints = async (): Promise<string[]> => {
    const noted = await Promise.all(phones.map((phone) => phone.complaints()));
    return [...past, ...watches.flatMap((watch) => watch.complaints), ...noted.flat()];
  };
  return {
    browser,
    complaints,
    keep(phone: Phone): Phone {
      phones.push(phone);
      return phone;
    },
    async open(viewport: ScreenSize): Promise<{ page: Page; watch: Watch }> {
      const isPhone = viewport.width < 1_000;
      const device = isPhone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {};
      const context = await browser.newContext({ viewport, colorScheme, locale: 'zh-CN', ...device });
      const page = await context.newPage();
      page.setDefaultTimeout(WAIT_MAX_MS);
      const watch = watchPage(page, origin);
      watches.push(watch);
      return { page, watch };
    },
    async closeAll(): Promise<void> {
      past = await complaints();
      [phones, watches] = [[], []];
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
  };
}
