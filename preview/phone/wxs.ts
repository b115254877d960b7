import type { GeneralComponent, ShadowedEvent } from 'glass-easel';

import { describeNode, type WxsComponent } from './wxs-component';

type Listener = (this: unknown, ...args: readonly unknown[]) => unknown;

/** How the engine says where a function of a template comes from: 0 is the page's data, 1 and 2 are wxs modules. */
type FunctionSource = readonly [kind: number, ...path: readonly unknown[]];

/** The types that wxs knows; anything else is an 'Object' (developers.weixin.qq.com, reference/wxs, 2026-11-22). */
const TYPE_NAMES = new Set(['Number', 'String', 'Boolean', 'Function', 'Array', 'Date', 'RegExp']);

Object.defineProperty(Object.prototype, 'wxsConstructor', {
  configurable: true,
  get(this: unknown) {
    const name = Object.prototype.toString.call(this).slice('[object '.length, -1);
    return TYPE_NAMES.has(name) ? name : 'Object';
  },
});

/** What compiled wxs uses of the phone: its globals, and the two hooks for its functions in templates. */
export const wxs = {
  getRegExp: (pattern: string, flags?: string): RegExp => new RegExp(pattern, flags),

  getDate: (...args: readonly [] | readonly [string | number]): Date => new Date(...(args as [string])),

  /** `change:name="{{module.f}}"`: called once the tree exists, as `f(newValue, oldValue, owner, node)`. */
  watchProperty(listener: Listener): (next: unknown, last: unknown, owner: GeneralComponent, node: object) => void {
    return (next, last, owner, node) => {
      queueMicrotask(() => listener.call(null, next, last, describeNode(owner), describeNode(node)));
    };
  },

  /** `bindtap="{{module.f}}"` calls `f(event, owner)`; a method of the component is called with the event alone. */
  callListener(caller: object, event: ShadowedEvent<unknown>, listener: Listener, source?: FunctionSource): unknown {
    if (!source || source[0] === 0) return listener.call(caller, event);
    return listener.call(null, withInstance(event), describeNode(caller));
  },
};

function withInstance(event: ShadowedEvent<unknown>): object & { readonly instance: WxsComponent } {
  return Object.assign(Object.create(event) as object, { instance: describeNode(event.currentTarget) });
}
