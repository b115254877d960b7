import type { GeneralComponent, ShadowedEvent, StyleSegmentIndex } from 'glass-easel';

import type { BuiltinsHost } from '../phone/host';
import type { Properties, ValueOf } from './values';

/** An event of the mini-program as the components here see it. */
export type BuiltinEvent = ShadowedEvent<unknown>;

/** One built-in component in a page, as its own behaviour sees it. */
export interface Self<P extends Properties> {
  readonly node: GeneralComponent;
  /** Its element, e.g. `<wx-button>`. */
  readonly dom: HTMLElement;
  readonly host: BuiltinsHost;
  read<Name extends keyof P & string>(name: Name): ValueOf<P[Name]>;
  /** Sets a property from inside; a `model:` binding follows it. */
  write<Name extends keyof P & string>(name: Name, value: ValueOf<P[Name]>): void;
  /** An element of its template. */
  part(selector: string): HTMLElement;
  /** Fires an event that does not bubble; `answer` gets what listeners return. */
  emit(type: string, detail?: unknown, answer?: (returned: unknown) => void): void;
  /** Listens to an event of the mini-program at this node. `false` stops it. */
  on(type: string, listener: (event: BuiltinEvent) => boolean | undefined, isCapture?: boolean): void;
}

/** What one built-in component does over its life. */
export interface Behaviour<P extends Properties> {
  /** By property: what to do when its value has changed. */
  readonly changed?: { readonly [Name in keyof P]?: () => void };
  readonly attached?: () => void;
  readonly detached?: () => void;
}

/** How a tag is made a component. */
export interface Plan<P extends Properties> {
  readonly properties?: P;
  /** Properties that become attributes of the element, for css. */
  readonly attributes?: readonly (keyof P & string)[];
  /** Attributes that hold class names of the page, e.g. `placeholder-class`. */
  readonly classes?: readonly string[];
  /** The real element inside that readers know: `aria-*` is written to it. */
  readonly ariaPart?: string;
  readonly live?: (self: Self<P>) => Behaviour<P>;
}

/** Where classes and styles of our own are kept apart from the page's (glass-easel 0.12.1's `TEMP_EXTRA`). */
export const TEMPORARY_SEGMENT = 3 as unknown as StyleSegmentIndex;

/** Where the style of the attribute `animation` is kept (`ANIMATION_EXTRA`). */
export const ANIMATION_SEGMENT = 2 as unknown as StyleSegmentIndex;
