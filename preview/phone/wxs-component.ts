import { Component, type Element } from 'glass-easel';

import { domOf } from './dom';
import { withPixels } from './pixels';

/** What a wxs function gets for a component or node (developers.weixin.qq.com, wxs event response, 2026-11-22). */
export interface WxsComponent {
  selectComponent(selector: string): WxsComponent | undefined;
  selectAllComponents(selector: string): WxsComponent[];
  setStyle(style: string | Readonly<Record<string, string | number>>): WxsComponent;
  addClass(...names: string[]): WxsComponent;
  removeClass(...names: string[]): WxsComponent;
  hasClass(name: string): boolean;
  getDataset(): Readonly<Record<string, unknown>>;
  getState(): Record<string, unknown>;
  callMethod(name: string, args?: unknown): void;
  triggerEvent(name: string, detail?: unknown): void;
  requestAnimationFrame(callback: () => void): void;
  getComputedStyle(names: readonly string[]): Record<string, string>;
  getBoundingClientRect(): { left: number; top: number; right: number; bottom: number; width: number; height: number };
  setTimeout(callback: () => void, delayMs?: number): number;
  clearTimeout(timer: number): void;
}

const described = new WeakMap<Element, WxsComponent>();

/** The wxs side of a node, the same object each time; takes what the engine hands out for a node. */
export function describeNode(target: object): WxsComponent {
  const node = elementOf(target);
  const known = described.get(node);
  if (known) return known;
  const fresh = describe(node);
  described.set(node, fresh);
  return fresh;
}

/** The engine gives event listeners a component's method caller, which holds the component in `_$` (adapter 0.12.1). */
function elementOf(target: object): Element {
  return '_$' in target ? (target._$ as Element) : (target as Element);
}

function describe(node: Element): WxsComponent {
  const state: Record<string, unknown> = {};
  const within = () => (Component.isComponent(node) ? node.getShadowRoot() : undefined) ?? node.ownerShadowRoot;
  const self: WxsComponent = {
    selectComponent(selector) {
      const found = within()?.querySelector(selector);
      return found ? describeNode(found) : undefined;
    },
    selectAllComponents: (selector) => (within()?.querySelectorAll(selector) ?? []).map(describeNode),
    setStyle(style) {
      setStyle(node, style);
      return self;
    },
    addClass(...names) {
      for (const name of names) domOf(node)?.classList.add(...scopedNames(node, name));
      return self;
    },
    removeClass(...names) {
      for (const name of names) domOf(node)?.classList.remove(...scopedNames(node, name));
      return self;
    },
    hasClass: (name) => scopedNames(node, name).some((each) => domOf(node)?.classList.contains(each)),
    getDataset: () => node.dataset,
    getState: () => state,
    callMethod(name, args) {
      const caller = Component.isComponent(node) ? (node.getMethodCaller() as Record<string, unknown>) : {};
      const method = caller[name];
      if (typeof method !== 'function') throw new Error(`callMethod: there is no method "${name}"`);
      method.call(caller, args);
    },
    triggerEvent: (name, detail) => node.triggerEvent(name, detail),
    requestAnimationFrame: (callback) => void window.requestAnimationFrame(callback),
    getComputedStyle(names) {
      const dom = domOf(node);
      const style = dom ? window.getComputedStyle(dom) : undefined;
      return Object.fromEntries(names.map((name) => [name, style?.getPropertyValue(dashed(name)) ?? '']));
    },
    getBoundingClientRect: () => (domOf(node)?.getBoundingClientRect() ?? new DOMRect()).toJSON() as DOMRect,
    setTimeout: (callback, delayMs) => window.setTimeout(callback, delayMs),
    clearTimeout: (timer) => window.clearTimeout(timer),
  };
  return self;
}

function setStyle(node: Element, style: string | Readonly<Record<string, string | number>>): void {
  const dom = domOf(node);
  if (!dom) return;
  const pairs =
    typeof style === 'string'
      ? style.split(';').map((pair): [string, string] => [pair.split(':', 1)[0] ?? '', pair.replace(/^[^:]*:/, '')])
      : Object.entries(style);
  for (const [name, value] of pairs) dom.style.setProperty(dashed(name.trim()), withPixels(String(value).trim()));
}

/** A class of the template is written with and without its scope's prefix, as the styles of both may mean it. */
function scopedNames(node: Element, name: string): string[] {
  const host = node.ownerShadowRoot?.getHostNode();
  const scope = host?.getComponentOptions().styleScope;
  const prefix = scope === undefined || scope === null ? '' : host?.getOwnerSpace().styleScopeManager.queryName(scope);
  return prefix ? [name, `${prefix}--${name}`] : [name];
}

function dashed(name: string): string {
  return name.startsWith('--') ? name : name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}
