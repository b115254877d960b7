import { CurrentWindowBackendContext, Element, Event } from 'glass-easel';

import { domOf } from './dom';
import type { EventLayer, EventSink, InstallEvents } from './host';
import { withPixels } from './pixels';

type BackendDocument = CurrentWindowBackendContext['document'];
type BackendElement = ReturnType<BackendDocument['createElement']>;

/** glass-easel 0.12.1's `MutLevel.Final`, which it declares as a const enum: a listener that stops the event. */
const FINAL = 2;

/** Puts nodes into the DOM, `view` as `<wx-view>`, `html-input` as `<input>`. Events come from builtins/. */
export class PhoneBackend extends CurrentWindowBackendContext implements EventSink {
  override document = {
    createElement: (name: string) => createElement(name),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as BackendDocument;

  private readonly layer: EventLayer;

  constructor(screen: HTMLElement, installEvents: InstallEvents) {
    super();
    this.layer = installEvents(this, screen);
  }

  override setListenerStats(element: BackendElement | null, type: string, _isCapture: boolean, level: number): void {
    if (element) this.layer.listened(element as unknown as HTMLElement, type, level === FINAL);
  }

  /** All styles are in one sheet that the page links. */
  override appendStyleSheetPath(): number {
    return 0;
  }

  /** A phone in the background of the browser draws no frames, and its callbacks must come nevertheless. */
  override render(done: (error: Error | null) => void): void {
    window.setTimeout(() => done(null));
  }

  fire(target: Node, type: string, detail: unknown, fields: Readonly<Record<string, unknown>> = {}): boolean {
    const node = this.nodeOf(target);
    if (!node) return false;
    const options = { bubbles: true, composed: true, capturePhase: true, extraFields: { ...fields } };
    const event = new Event(type, detail, options);
    Event.dispatchEvent(node, event);
    return event.defaultPrevented();
  }

  nodeOf(target: Node): Element | undefined {
    for (let at: Node | null = target; at; at = at.parentNode) {
      const node = (at as Node & { readonly __wxElement?: Element }).__wxElement;
      if (node) return node;
    }
    return undefined;
  }
}

/** Mirrors each node's `id` and `data-*` into the DOM, where styles and tests look for them. Called once. */
export function mirrorNodes(): void {
  const ownId = Object.getOwnPropertyDescriptor(Element.prototype, 'id');
  Object.defineProperty(Element.prototype, 'id', {
    ...ownId,
    set(this: Element, value: unknown) {
      ownId?.set?.call(this, value);
      const id = String(value);
      if (id === '') domOf(this)?.removeAttribute('wx-id');
      else domOf(this)?.setAttribute('wx-id', id);
    },
  });
  const ownDataset = Object.getOwnPropertyDescriptor(Element.prototype, 'setDataset')?.value as Element['setDataset'];
  Element.prototype.setDataset = function (name, value) {
    ownDataset.call(this, name, value);
    const attribute = `data-${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
    if (value === undefined || value === null || typeof value === 'object') domOf(this)?.removeAttribute(attribute);
    else domOf(this)?.setAttribute(attribute, `${value as string | number | boolean}`);
  };
}

function createElement(name: string): HTMLElement {
  const tag = name.startsWith('html-') ? name.slice('html-'.length) : name.replace(/^(?!wx-)/, 'wx-');
  const element = document.createElement(tag);
  element.setAttribute = setAttribute;
  return element;
}

function setAttribute(this: HTMLElement, name: string, value: unknown): void {
  const isStyle = name === 'style';
  const text = isStyle ? withPixels(String(value)) : String(value);
  HTMLElement.prototype.setAttribute.call(this, name === 'aria-role' ? 'role' : name, text);
}
