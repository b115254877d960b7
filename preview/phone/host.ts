/**
 * The seam between the engine and builtins/. The engine calls, once per phone:
 *
 *   preview/builtins/builtins.ts  export function registerBuiltins(space: ComponentSpace, host: BuiltinsHost): void
 *   preview/builtins/events.ts    export function installEvents(sink: EventSink, screen: HTMLElement): EventLayer
 *
 * Files of builtins/ that the compiler takes: `templates/<tag>.wxml`, one for each built-in with a template of its own
 * (without one its template is a bare slot), and `builtins.css`, plain css that may `@import './x.css'`.
 * In the DOM a WXML `<view>` is `<wx-view>`, and `html-input` in a built-in's template is a real `<input>`.
 * The engine mirrors `id` to `wx-id` and `data-*` to `data-*`, and maps `aria-role` to `role`.
 * `fields({ node: true })` of a selector query gives what `scriptNodeOf(dom)` in builtins/script-node.ts knows.
 */
import type { Element, template } from 'glass-easel';
import type { Phone } from './phone';

/** What a built-in component may use of the phone around it. */
export interface BuiltinsHost {
  readonly phone: Phone;
  /** The compiled `templates/<tag>.wxml`; undefined for a tag without one, which then holds its children. */
  template(tag: string): template.ComponentTemplate | undefined;
}

/** Extra members of an event object: `touches`, `changedTouches`. */
export type EventFields = Readonly<Record<string, unknown>>;

/** Takes events from the event layer into the mini-program. */
export interface EventSink {
  /**
   * Fires `type` at the node of the mini-program that owns the DOM node `target`; it is captured, bubbles and is
   * composed. True when a listener (`catch…`) wants the browser's default prevented.
   */
  fire(target: Node, type: string, detail: unknown, fields?: EventFields): boolean;
  /** The node of the mini-program that owns a DOM node: itself or its nearest ancestor that is one. */
  nodeOf(target: Node): Element | undefined;
}

/** What the event layer learns from the engine. */
export interface EventLayer {
  /** A node got a listener of `type`, e.g. `tap`: the place to make it focusable. `catches` is true for `catch…`. */
  listened(element: HTMLElement, type: string, catches: boolean): void;
}

/** Starts listening to the browser on `screen`; called once. */
export type InstallEvents = (sink: EventSink, screen: HTMLElement) => EventLayer;
