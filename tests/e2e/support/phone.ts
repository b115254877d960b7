import type { Frame, Locator, Page } from 'playwright-core';

import { knownWarnings } from './known-warnings';
import { until } from './until';
import type { Watch } from './watch';

/** One notable thing that happened in a phone, as the phone wrote it down. */
export interface JournalEntry {
  readonly at: number;
  readonly kind: string;
  readonly title: string;
  readonly detail?: unknown;
}

/** One update of a page or component: what it carried (bytes of JSON), and whether anybody could see the page. */
export interface SetDataEntry {
  readonly route: string;
  readonly component: string;
  readonly bytes: number;
  readonly keys: readonly string[];
  readonly hidden: boolean;
  readonly at: number;
}

type Role = Parameters<Page['getByRole']>[0];

/** What can be tapped: by what it is called, or by its role and name. A text is meant as a whole. */
export type Target = string | RegExp | { readonly role: Role; readonly name: string | RegExp };

/** One phone as its owner uses it, and what it noted. */
export interface Phone {
  readonly openid: string;
  /** The page of the browser that it is in; several phones share it on the desk. */
  readonly page: Page;
  readonly frame: Frame;
  /** Taps what is visible and so called: something to tap before a mere text. */
  tap(target: Target): Promise<void>;
  /** Puts text into the field with this label, in place of what was there. */
  type(label: string | RegExp, text: string): Promise<void>;
  /** What stands in the field with this label. */
  typed(label: string | RegExp): Promise<string>;
  /** Pulls the page down from its top to refresh it. */
  pullDown(): Promise<void>;
  /** Waits until this can be read. */
  see(text: string | RegExp): Promise<void>;
  /** Waits until this can no longer be read. */
  notSee(text: string | RegExp): Promise<void>;
  /** Starts the phone anew on a page of the mini-program, or in the chat. */
  goTo(path?: string): Promise<void>;
  /** Waits until its clock has come to an instant: it follows the cloud's a moment later. */
  isPast(at: number): Promise<void>;
  /** Waits until this page (`pages/deal/deal`) is on top. */
  isAt(route: string): Promise<void>;
  /** The routes of the open pages from the bottom up. */
  pages(): Promise<readonly string[]>;
  journal(): Promise<readonly JournalEntry[]>;
  setData(): Promise<readonly SetDataEntry[]>;
  setNetwork(isOnline: boolean): Promise<void>;
  /** How many nodes the page on top has. */
  nodeCount(): Promise<number>;
  /** Waits until nothing moves and nothing is being loaded. */
  settle(): Promise<void>;
  screenshot(path?: string): Promise<Buffer>;
  /** What the phone noted that should not have happened: errors, missing parts of WeChat, unknown warnings. */
  complaints(): Promise<readonly string[]>;
}

const PULL_FROM = { x: 8, y: 180 };
const PULLED_PX = 240;

const TAPPABLE: readonly Role[] = ['button', 'link', 'tab', 'radio', 'checkbox', 'switch', 'option', 'menuitem'];

/** The phone of a person that a frame of the browser shows. */
export function phoneIn(frame: Frame, openid: string, watch: Watch): Phone {
  const page = frame.page();
  const ask = <T>(expression: string): Promise<T> => frame.evaluate<T>(expression);
  const journal = () => ask<readonly JournalEntry[]>('window.__phone?.journal ?? []');
  return {
    openid,
    page,
    frame,
    tap: (target) =>
      orTellScreen(frame, openid, async () => {
        const found = await locate(frame, target);
        await (isTouched(page) ? found.tap() : found.click());
      }),
    type: (label, text) => visible(frame.getByLabel(label)).fill(text),
    typed: (label) => visible(frame.getByLabel(label)).inputValue(),
    pullDown: () => pullDown(frame),
    see: (text) => orTellScreen(frame, openid, () => visible(frame.getByText(text)).waitFor()),
    notSee: (text) => visible(frame.getByText(text)).waitFor({ state: 'hidden' }),
    async goTo(path) {
      await frame.goto(`${new URL(frame.url()).origin}${phonePath(openid, path)}`);
      await whenReady(frame);
    },
    isPast: (at) => until(frame, `Date.now() >= ${String(at)}`),
    isAt: (route) => until(frame, `window.__phone?.pages().at(-1)?.route === ${JSON.stringify(route)}`),
    pages: () => ask('window.__phone.pages().map(({ route }) => route)'),
    journal,
    setData: () => ask('window.__phone.setData'),
    setNetwork: (isOnline) => ask(`window.__phone.setNetwork(${String(isOnline)})`),
    nodeCount: () => ask(`document.querySelectorAll('.phone-frame:not(.phone-frame-hidden) wx-page *').length`),
    settle: () => settle(frame, watch),
    async screenshot(path) {
      const saved = path === undefined ? {} : { path };
      return frame.parentFrame() === null ? page.screenshot(saved) : (await frame.frameElement()).screenshot(saved);
    },
    complaints: async () => (await journal()).filter(isUnexpected).map((entry) => told(openid, entry)),
  };
}

/** Where a phone is served that begins on a page, or in the chat. */
export function phonePath(openid: string, path?: string): string {
  const query = new URLSearchParams(path === undefined ? { openid, chat: '1' } : { openid, path });
  return `/phone?${query.toString()}`;
}

/** Waits until a phone shows its first page, or the chat. */
export function whenReady(frame: Frame): Promise<void> {
  return until(frame, 'window.__phone?.ready');
}

/** Whatever is waited for in vain, the failure says what could be read instead. */
async function orTellScreen(frame: Frame, openid: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const read = await frame.evaluate<string>('document.body.innerText');
    throw new Error(`${String(error)}\n\nthe phone of ${openid} says:\n${read.replace(/\n+/g, '\n')}`);
  }
}

/** The mouse stands for a finger here: it drags the page from its upper part far enough to refresh it. */
async function pullDown(frame: Frame): Promise<void> {
  const { mouse } = frame.page();
  await frame.evaluate(`document.querySelector('.phone-frame:not(.phone-frame-hidden) .phone-scroller').scrollTop = 0`);
  await mouse.move(PULL_FROM.x, PULL_FROM.y);
  await mouse.down();
  await mouse.move(PULL_FROM.x, PULL_FROM.y + PULLED_PX, { steps: 4 });
  await mouse.up();
}

function isTouched(page: Page): boolean {
  return (page.viewportSize()?.width ?? 0) < 1_000;
}

const visible = (locator: Locator): Locator => locator.filter({ visible: true }).first();

async function locate(frame: Frame, target: Target): Promise<Locator> {
  if (typeof target === 'object' && 'role' in target) {
    return visible(frame.getByRole(target.role, { name: target.name, exact: true }));
  }
  const [first, ...rest] = TAPPABLE.map((role) => frame.getByRole(role, { name: target, exact: true }));
  const text = frame.getByText(target, { exact: true });
  const tappable = visible(rest.reduce((all, each) => all.or(each), first ?? text));
  await visible(tappable.or(text)).waitFor();
  return (await tappable.count()) > 0 ? tappable : visible(text);
}

/** A picture below the screen may wait until somebody scrolls there. */
const isThere = `(image) => image.complete || image.getBoundingClientRect().top > innerHeight`;

/** What moves for ever, as a spinner does, is at rest as much as it will be. */
const isAtRest = `({ playState, effect }) =>
  playState !== 'running' || effect.getComputedTiming().endTime === Infinity`;

/** Nothing is asked of the cloud, pictures are there, and what moves by itself for a while has come to rest. */
async function settle(frame: Frame, watch: Watch): Promise<void> {
  do {
    await until(frame, `[...document.images].every(${isThere})`);
    await until(frame, `document.getAnimations().every(${isAtRest})`);
    await frame.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  } while (watch.callsUnderWay() > 0);
}

function isUnexpected({ kind, title }: JournalEntry): boolean {
  if (kind === 'warning') return !knownWarnings.some(({ text }) => text.test(title));
  return kind === 'error' || kind === 'missing';
}

function told(openid: string, { kind, title, detail }: JournalEntry): string {
  return `${openid}: ${kind}: ${title}${detail === undefined ? '' : ` ${JSON.stringify(detail)}`}`;
}
