import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';

import { expect } from '@jest/globals';
import type { CDPSession, Locator, Page } from 'playwright-core';

import { compile } from '../../../preview/compiler/compile';
import { launchBrowser } from './browser';
import { WAIT_MAX_MS } from './limits';
import type { ScreenSize } from './stage';
import { until } from './until';

/** What a phone is used with: a finger on its screen, or the mouse of a computer that shows it. */
export type Pointer = 'touch' | 'mouse';

/** A place on the screen, or a way across it, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The one finger on the screen; a mouse with its button down is one too. */
export interface Finger {
  /** Taps or clicks an element once it can be seen and stands still. */
  press(target: Locator): Promise<void>;
  /** Comes down and leaves in one place, whatever is there. */
  pressAt(place: Point): Promise<void>;
  down(at: Point): Promise<void>;
  move(to: Point): Promise<void>;
  up(): Promise<void>;
  /** Comes down, moves by so much in ten steps, and leaves. */
  drag(from: Point, by: Point): Promise<void>;
}

/** One phone that runs a mini-program made for tests; it has no cloud. */
export interface FixturePhone {
  readonly page: Page;
  readonly finger: Finger;
  /** Every error, warning and missing part of WeChat in the phone's journal. */
  complaints(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A mini-program made for tests, compiled and served on a port of its own. */
export interface Fixture {
  /** Opens a phone on a page (`/pages/list/list`); it has storage of its own and 34 px of safe area below. */
  openPhone(path: string, pointer: Pointer, screen?: ScreenSize): Promise<FixturePhone>;
  close(): Promise<void>;
}

const PHONE_SCREEN: ScreenSize = { width: 390, height: 844 };

const STEPS = 10;

const POLL_MS = 30;

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Compiles the mini-program in a folder of the repository and starts a browser; whoever does so closes it. */
export async function serveFixture(folder: string): Promise<Fixture> {
  const out = mkdtempSync(join(tmpdir(), 'tuanquan-fixture-'));
  await compile({ root: resolve(__dirname, '../../..', folder), out });
  const browser = await launchBrowser();
  const server = serve(out);
  return {
    async openPhone(path, pointer, screen = PHONE_SCREEN) {
      const isTouched = pointer === 'touch';
      const context = await browser.newContext({ viewport: screen, hasTouch: isTouched, isMobile: isTouched });
      const page = await context.newPage();
      page.setDefaultTimeout(WAIT_MAX_MS);
      const { port } = server.address() as AddressInfo;
      const query = new URLSearchParams({ openid: 'somebody', clock: 'own', safe: '34', path });
      await page.goto(`http://127.0.0.1:${String(port)}/phone?${query.toString()}`);
      await until(page.mainFrame(), 'window.__phone?.ready');
      return {
        page,
        finger: isTouched ? fingerOn(await context.newCDPSession(page)) : mouseOn(page),
        complaints: () => page.evaluate<readonly string[]>(complaints),
        close: () => context.close(),
      };
    },
    async close() {
      await browser.close();
      server.close();
      rmSync(out, { recursive: true });
    },
  };
}

const complaints = `__phone.journal
  .filter(({ kind }) => ['error', 'warning', 'missing'].includes(kind))
  .map(({ kind, title }) => kind + ': ' + title)`;

/** Serves a compiled mini-program under the addresses that the local cloud uses. */
function serve(out: string): Server {
  return createServer(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://phone');
    const file = pathname === '/phone' ? 'phone.html' : pathname.replace('/preview/assets/', '');
    try {
      const bytes = readFileSync(join(out, file));
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream').end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
}

function mouseOn({ mouse }: Page): Finger {
  return withStrokes({
    press: (target) => target.click(),
    async down({ x, y }) {
      await mouse.move(x, y);
      await mouse.down();
    },
    move: ({ x, y }) => mouse.move(x, y),
    up: () => mouse.up(),
  });
}

/** Playwright's touch screen only taps; Chromium itself can be told of fingers that stay and move. */
function fingerOn(session: CDPSession): Finger {
  const tell = async (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: readonly Point[]): Promise<void> => {
    await session.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints] });
  };
  return withStrokes({
    press: (target) => target.tap(),
    down: (at) => tell('touchStart', [at]),
    move: (to) => tell('touchMove', [to]),
    up: () => tell('touchEnd', []),
  });
}

function withStrokes(finger: Omit<Finger, 'pressAt' | 'drag'>): Finger {
  return {
    ...finger,
    async pressAt(place) {
      await finger.down(place);
      await finger.up();
    },
    async drag(from, by) {
      await finger.down(from);
      for (let step = 1; step <= STEPS; step += 1) {
        await finger.move({ x: from.x + (by.x * step) / STEPS, y: from.y + (by.y * step) / STEPS });
      }
      await finger.up();
    },
  };
}

/** Where a part of an element is on the screen, in whole pixels: the middle, or e.g. `{ x: 0, y: 1 }` below left. */
export async function placeOf(target: Locator, part: Point = { x: 0.5, y: 0.5 }): Promise<Point> {
  const box = await target.boundingBox();
  if (!box) throw new Error(`${String(target)} is not on the screen`);
  return { x: Math.round(box.x + box.width * part.x), y: Math.round(box.y + box.height * part.y) };
}

/** Reads until it reads what is wanted; rejects with jest's own words when that would have been long ago. */
export async function eventually(read: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS;
  for (;;) {
    try {
      expect(await read()).toEqual(wanted);
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
