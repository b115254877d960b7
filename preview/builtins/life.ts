import type { GeneralComponent } from 'glass-easel';

import { domOf } from '../phone/dom';
import type { BuiltinsHost } from '../phone/host';
import { reflectAria } from './accessibility';
import { type Animated, framesOf, playFrames } from './animation';
import { registerHover } from './hover';
import { ANIMATION_SEGMENT, type BuiltinEvent, type Plan, type Self, TEMPORARY_SEGMENT } from './plan';
import { type Properties, textOf, turned } from './values';

/** Roles that a real element inside has by itself. */
const ownRoles = new Set(['img', 'image', 'textbox', 'searchbox']);

/** What the engine tells one component. */
export interface Life {
  changed(name: string): void;
  attached(): void;
  detached(): void;
}

/** Brings one component to life; `properties` holds the defaults. */
export function startLife<P extends Properties>(
  node: GeneralComponent,
  plan: Plan<P>,
  properties: Properties,
  host: BuiltinsHost,
): Life {
  const values = (): Readonly<Record<string, unknown>> => node.data;
  const dom = elementOf(node);
  const read = (name: string) => turned(values()[name], properties[name] ?? null);
  const animate = animator(node, () => values()['animation']);
  let isQuiet = false;
  const quietly = (act: () => void): void => {
    const wasQuiet = isQuiet;
    isQuiet = true;
    act();
    isQuiet = wasQuiet;
  };
  const emit = (type: string, detail: unknown = {}, answer?: (returned: unknown) => void): void => {
    const options = answer ? { handleListenerReturn: answer } : {};
    // A page that is just being drawn must not be drawn again by what it does in the listener.
    if (isQuiet) queueMicrotask(() => node.triggerEvent(type, detail, options));
    else node.triggerEvent(type, detail, options);
  };
  const self: Self<P> = { node, dom, host, ...reach(node, dom), emit, read: read as Self<P>['read'] };
  const behaviour = plan.live?.(self) ?? {};
  const changes: { readonly [name: string]: (() => void) | undefined } = behaviour.changed ?? {};
  const part = plan.ariaPart === undefined ? undefined : self.part(plan.ariaPart);
  const speak = (name: string, value: unknown): void => {
    if (name !== 'ariaRole') reflectAria(part ?? dom, name, value);
    else if (!part || !ownRoles.has(textOf(value))) reflectAria(dom, name, value);
  };
  for (const name of plan.attributes ?? []) reflect(dom, name, read(name));
  registerHover(dom, () => ({
    className: String(read('hoverClass')),
    startMs: Number(read('hoverStartTime')),
    stayMs: Number(read('hoverStayTime')),
    stops: Boolean(read('hoverStopPropagation')),
    show: (className) => node.setNodeClass(className, TEMPORARY_SEGMENT),
  }));
  return {
    changed(name) {
      if (name.startsWith('aria')) speak(name, values()[name]);
      else if (isShown(plan, name)) reflect(dom, name, read(name));
      if (name === 'animation') animate();
      quietly(() => changes[name]?.());
    },
    attached: () => quietly(() => behaviour.attached?.()),
    detached: () => quietly(() => behaviour.detached?.()),
  };
}

function isShown<P extends Properties>({ attributes }: Plan<P>, name: string): boolean {
  return name === 'hidden' || name === 'tabindex' || (attributes?.includes(name) ?? false);
}

/** Plays the attribute `animation` each time that it has changed. */
function animator(node: GeneralComponent, exported: () => unknown): () => void {
  let animated: Animated = new Map();
  let stop = (): void => undefined;
  return () => {
    const played = framesOf(exported(), animated);
    animated = played.animated;
    stop();
    stop = playFrames(played.frames, (css) => node.setNodeStyle(css, ANIMATION_SEGMENT));
  };
}

/** What `Self` reaches of its node and its element. */
function reach(node: GeneralComponent, dom: HTMLElement) {
  return {
    write(name: string, value: unknown) {
      node.setData({ [name]: value });
    },
    part(selector: string): HTMLElement {
      const found = dom.querySelector<HTMLElement>(selector);
      if (!found) throw new Error(`The template of ${node.is} has no ${selector}.`);
      return found;
    },
    on(type: string, listener: (event: BuiltinEvent) => boolean | undefined, isCapture = false) {
      node.addListener(type, listener, { capture: isCapture });
    },
  };
}

function elementOf(node: GeneralComponent): HTMLElement {
  const element = domOf(node);
  if (!element) throw new Error(`<${node.is}> has no element.`);
  return element;
}

/** Shows a property as an attribute: `hoverClass` as `hover-class`; false, '' and null as none. */
function reflect(dom: HTMLElement, name: string, value: unknown): void {
  const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (value === false || value === '' || value === null || value === undefined) dom.removeAttribute(attribute);
  else dom.setAttribute(attribute, value === true ? '' : textOf(value));
}
