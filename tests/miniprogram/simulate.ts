import { join, posix } from 'node:path';

import { jest } from '@jest/globals';

import { referencesIn } from '../../scripts/pack/references';
import { componentAt, miniProgramIn } from './mini-program';
import type { MiniProgram } from './mini-program';

/** A component or an element of it, as miniprogram-simulate 1.6.2 shows it (its own types clash with those of Node). */
export interface SimulatedComponent {
  readonly dom: Dom;
  readonly instance: { readonly [name: string]: unknown };
  querySelectorAll(selector: string): SimulatedComponent[];
  dispatchEvent(name: string, options?: object): void;
  addEventListener(name: string, listener: (event: { readonly detail: unknown }) => void): void;
  setData(change: object): void;
  attach(parent: unknown): void;
}

interface Dom {
  readonly textContent: string | null;
  readonly children: ArrayLike<Dom>;
  querySelector(selector: string): Dom | null;
}

interface Simulate {
  load(path: string | object, tag?: string, options?: object): string;
  render(id: string, properties: object): SimulatedComponent;
}

/** A call of an interface of WeChat. */
export type WxCall = readonly [name: string, options: unknown];

/** A component on a page of its own. */
export interface Shown {
  /** What can be read, with single spaces. */
  readonly text: () => string;
  /** Elements of the component's own template. */
  readonly find: (selector: string) => readonly SimulatedComponent[];
  /** Taps the first thing that says these words, and lets everything settle. */
  readonly tap: (words: string) => Promise<void>;
  /** Lets an element have an event: one of the component's own template, or a tag of WeChat (`wx-input`) within. */
  readonly send: (selector: string, event: string, detail?: object) => Promise<void>;
  /** Sets properties, as the page around it would, and lets everything settle. */
  readonly set: (properties: object) => Promise<void>;
  /** What the component told the page, by the name of the event. */
  readonly heard: (event: string) => readonly unknown[];
  /** What it asked WeChat for. */
  readonly wxCalls: readonly WxCall[];
}

const root = join(__dirname, '../../miniprogram');

/**
 * Shows a component of the mini-program, compiled by WeChat's own compiler, with the components that it uses. A test
 * file shows one component (its scripts run once) and begins with `@jest-environment jsdom`. What WeChat is asked for
 * is noted and answered with nothing; the cloud cannot be reached.
 */
export function showing(path: string, events: readonly string[] = []): (properties?: object) => Promise<Shown> {
  const wxCalls: WxCall[] = [];
  Object.assign(globalThis, { wx: systemOnly, getApp: () => ({}), getCurrentPages: () => [] });
  const simulate = jest.requireActual<Simulate>('miniprogram-simulate');
  Object.assign(globalThis, { wx: recording(wxCalls) });
  const id = simulate.load(join(root, path), posix.basename(path), { rootPath: root, ...partsOf(path) });
  return async (properties = {}) => {
    wxCalls.length = 0;
    const page = simulate.render(simulate.load(pageWith(id, properties)), {});
    const { document } = globalThis as unknown as { readonly document: { createElement(tag: string): unknown } };
    page.attach(document.createElement('page'));
    const [component] = page.querySelectorAll('#shown');
    if (!component) throw new Error(`${path} is not shown`);
    const told: (readonly [name: string, detail: unknown])[] = [];
    for (const event of events) component.addEventListener(event, ({ detail }) => told.push([event, detail]));
    await settled();
    return {
      wxCalls,
      text: () => wordsOf(page.dom),
      find: (selector) => component.querySelectorAll(selector),
      tap: async (words) => {
        const dom = innermost(page.dom, words);
        if (!dom) throw new Error(`nothing is shown that says "${words}"`);
        await dispatch(page, dom, 'tap');
      },
      send: async (selector, event, detail = {}) => {
        const dom = component.querySelectorAll(selector)[0]?.dom ?? page.dom.querySelector(selector);
        if (!dom) throw new Error(`${path} shows no ${selector}`);
        await dispatch(page, dom, event, detail);
      },
      set: async (change) => {
        page.setData(change);
        await settled();
      },
      heard: (event) => told.filter(([name]) => name === event).map(([, detail]) => detail),
    };
  };
}

/** It dispatches on whatever `dom` its object has, and only so reaches what is shown within other components. */
async function dispatch(page: SimulatedComponent, dom: Dom, event: string, detail: object = {}): Promise<void> {
  page.dispatchEvent.call({ ...page, dom }, event, { detail });
  await settled();
}

/** A page that shows nothing but the component; its data are the component's properties. */
function pageWith(id: string, properties: object): object {
  const attributes = Object.keys(properties).map((name) => ` ${dashed(name)}="{{${name}}}"`);
  return { data: properties, usingComponents: { shown: id }, template: `<shown id="shown"${attributes.join('')} />` };
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function innermost(dom: Dom, words: string): Dom | undefined {
  if (wordsOf(dom) === words && dom.children.length === 0) return dom;
  for (const child of Array.from(dom.children)) {
    const inner = innermost(child, words);
    if (inner) return inner;
  }
  return wordsOf(dom) === words ? dom : undefined;
}

function wordsOf(dom: Dom): string {
  return (dom.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Events and promises of components run in steps of their own. */
async function settled(): Promise<void> {
  for (let step = 0; step < 3; step++) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** What TDesign asks for while it is loaded. */
const systemOnly = {
  getWindowInfo: () => ({ windowWidth: 375, windowHeight: 667, screenWidth: 375, pixelRatio: 2 }),
  getAppBaseInfo: () => ({ SDKVersion: '3.8.12' }),
  getDeviceInfo: () => ({ platform: 'ios', system: 'iOS 17.0' }),
};

function recording(calls: WxCall[]): object {
  const { wx } = globalThis as unknown as { readonly wx: object };
  const noted = (name: string, options: unknown): void => void calls.push([name, options]);
  const cloud = {
    callFunction: (options: unknown): Promise<never> => {
      noted('cloud.callFunction', options);
      return Promise.reject(new Error('cloud.callFunction:fail'));
    },
  };
  const answered: Readonly<Record<string, unknown>> = { ...wx, cloud };
  const own = new Set([...Object.keys(systemOnly), 'cloud', 'nextTick', 'createSelectorQuery']);
  return new Proxy(wx, {
    get: (_target, name: string) =>
      own.has(name)
        ? answered[name]
        : (options: unknown): Promise<object> => {
            noted(name, options);
            return Promise.resolve({});
          },
  });
}

/** The templates that a component needs, and where the components are that it takes from npm. */
function partsOf(path: string): object {
  const app = miniProgramIn(root);
  const usingComponents: Record<string, string> = {};
  const components = new Set([path]);
  for (const each of components) {
    for (const [tag, name] of Object.entries(declaredIn(app, each))) {
      const found = componentAt(app, posix.dirname(each), name);
      if (found === undefined) throw new Error(`${each}.json: there is no component "${name}"`);
      components.add(found);
      if (!/^[./]/.test(name)) usingComponents[tag] = `/${found}`;
    }
  }
  const templates = new Set([...components].map((each) => `${each}.wxml`));
  for (const template of templates)
    for (const { specifier } of referencesIn(template, app.read(template) ?? ''))
      templates.add(specifier.startsWith('/') ? specifier.slice(1) : posix.join(posix.dirname(template), specifier));
  const lists = (ending: string): string[] => [...templates].filter((each) => each.endsWith(ending));
  return { usingComponents, compilerOptions: { wxmlList: lists('.wxml'), wxsList: lists('.wxs'), maxBuffer: 2 ** 26 } };
}

function declaredIn(app: MiniProgram, path: string): Readonly<Record<string, string>> {
  const { usingComponents } = JSON.parse(app.read(`${path}.json`) ?? '{}') as {
    readonly usingComponents?: Readonly<Record<string, string>>;
  };
  return usingComponents ?? {};
}
