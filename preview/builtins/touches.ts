import type { ShadowedEvent } from 'glass-easel';

import type { EventFields } from '../phone/host';
import type { Point } from './gesture';

/** One finger, as the browser tells it. */
export interface Finger {
  readonly identifier: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** One finger as an event of the mini-program shows it: measured from the page and from the visible part of it. */
export interface PageTouch extends Finger {
  readonly pageX: number;
  readonly pageY: number;
  readonly x: number;
  readonly y: number;
}

/** `detail` and the extra members of a touch event. */
export interface TouchFields {
  readonly detail: Point;
  readonly fields: EventFields;
}

/** The finger that an event of the mini-program is about. */
export function fingerOf(event: ShadowedEvent<unknown>): PageTouch | undefined {
  const touches: unknown = (event as { readonly changedTouches?: unknown }).changedTouches;
  return Array.isArray(touches) ? (touches[0] as PageTouch | undefined) : undefined;
}

/** Describes fingers at a place in a page; `changed` are those that the event is about. */
export function touchFields(target: Element, fingers: readonly Finger[], changed: readonly Finger[]): TouchFields {
  const changedTouches = changed.map((finger) => inPage(target, finger));
  const first = changedTouches[0];
  return {
    detail: { x: first?.pageX ?? 0, y: first?.pageY ?? 0 },
    fields: { touches: fingers.map((finger) => inPage(target, finger)), changedTouches },
  };
}

function inPage(target: Element, { identifier, clientX, clientY }: Finger): PageTouch {
  const scroller = target.closest('wx-page')?.parentElement;
  const area = scroller?.getBoundingClientRect();
  const x = clientX - (area?.left ?? 0);
  const y = clientY - (area?.top ?? 0);
  const own = target.closest('wx-canvas')?.getBoundingClientRect();
  return {
    identifier,
    clientX: x,
    clientY: y,
    pageX: x + (scroller?.scrollLeft ?? 0),
    pageY: y + (scroller?.scrollTop ?? 0),
    x: own ? clientX - own.left : x,
    y: own ? clientY - own.top : y,
  };
}
