import type { EventLayer, EventSink } from '../phone/host';
import { isPressable, markTappable } from './accessibility';
import { startDrag } from './drag-scroll';
import type { FingerEvent, Point, Press } from './gesture';
import { LONG_PRESS_MS, noPress, step } from './gesture';
import { startHover } from './hover';
import type { Finger } from './touches';
import { touchFields } from './touches';

/** Events of css that mini-programs get as they are. */
const styleEvents = ['transitionend', 'animationstart', 'animationiteration', 'animationend'];

/** Here the browser's own reaction to a finger is wanted: typing, choosing text. */
const EDITABLE = 'input, textarea, select, [contenteditable]';

/** Turns what the browser tells about fingers, mouse and keyboard into events of the mini-program on `screen`. */
export function installEvents(sink: EventSink, screen: HTMLElement): EventLayer {
  const longPressed = new WeakSet<Element>();
  const presses = pressesOn(sink, longPressed);
  listenToFingers(screen, sink, presses);
  listenToMouse(screen, sink, presses);
  listenToKeyboard(screen, sink);
  for (const type of styleEvents)
    screen.addEventListener(type, ({ target }) => target instanceof Element && sink.fire(target, type, {}));
  return {
    listened(element, type) {
      if (type === 'tap') markTappable(element);
      if (type === 'longpress' || type === 'longtap') longPressed.add(element);
    },
  };
}

/** The one press that may be going on, told the fingers' events one by one. */
interface Presses {
  /** Answers true when the press was a tap. */
  tell(target: Element, event: FingerEvent, finger: Finger): boolean;
}

function pressesOn(sink: EventSink, longPressed: WeakSet<Element>): Presses {
  let press: Press = noPress;
  let endHover = (): void => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const advance = (target: Element, event: FingerEvent, finger: Finger): boolean => {
    const next = step(press, event);
    press = next.press;
    if (press.phase !== 'down') {
      clearTimeout(timer);
      endHover();
      endHover = () => undefined;
    }
    if (next.gesture === undefined) return false;
    const { detail, fields } = touchFields(target, [finger], [finger]);
    if (next.gesture === 'longpress') sink.fire(target, 'longtap', detail, fields);
    sink.fire(target, next.gesture, detail, fields);
    return next.gesture === 'tap';
  };
  return {
    tell(target, event, finger) {
      const isTap = advance(target, event, finger);
      if (event.type === 'down' && press.phase === 'down') {
        endHover = startHover(target);
        const isTaken = pathOf(target).some((element) => longPressed.has(element));
        timer = setTimeout(() => advance(target, { type: 'held', isTaken }, finger), LONG_PRESS_MS);
      }
      return isTap;
    },
  };
}

const fingerTypes = { touchstart: 'down', touchmove: 'move', touchend: 'up', touchcancel: 'cancel' } as const;

function listenToFingers(screen: HTMLElement, sink: EventSink, presses: Presses): void {
  const told = (event: TouchEvent, type: keyof typeof fingerTypes): void => {
    const { target } = event;
    const finger = event.changedTouches[0];
    if (!(target instanceof Element) || !finger || !sink.nodeOf(target)) return;
    const { detail, fields } = touchFields(target, [...event.touches], [...event.changedTouches]);
    const active = document.activeElement;
    const isPrevented = sink.fire(target, type, detail, fields);
    const left = event.touches.length;
    const isTap = presses.tell(target, { type: fingerTypes[type], at: pointOf(finger), left }, finger);
    // The click that the browser would send afterwards hits whatever the tap has just opened.
    const isGhost = isTap && !target.closest(EDITABLE);
    // A tap on a label has just entered its field.
    if (isGhost && document.activeElement === active) leaveField(target);
    if ((isPrevented || isGhost) && event.cancelable) event.preventDefault();
  };
  screen.addEventListener('touchstart', (event) => told(event, 'touchstart'), { passive: false });
  screen.addEventListener('touchmove', (event) => told(event, 'touchmove'), { passive: false });
  screen.addEventListener('touchend', (event) => told(event, 'touchend'), { passive: false });
  screen.addEventListener('touchcancel', (event) => told(event, 'touchcancel'), { passive: false });
}

/** A mouse is one finger, so that everything that is swiped can be swiped with it. */
function listenToMouse(screen: HTMLElement, sink: EventSink, presses: Presses): void {
  const fingerOf = ({ clientX, clientY }: PointerEvent): Finger => ({ identifier: 0, clientX, clientY });
  screen.addEventListener('pointerdown', (start) => {
    const { target } = start;
    if (start.pointerType !== 'mouse' || start.button !== 0) return;
    if (!(target instanceof Element) || !sink.nodeOf(target)) return;
    const drag = startDrag(target, pointOf(start));
    const ended = new AbortController();
    const told = (event: PointerEvent, type: keyof typeof fingerTypes): boolean => {
      const finger = fingerOf(event);
      const left = type === 'touchend' || type === 'touchcancel' ? 0 : 1;
      const { detail, fields } = touchFields(target, left === 0 ? [] : [finger], [finger]);
      const isPrevented = sink.fire(target, type, detail, fields);
      presses.tell(target, { type: fingerTypes[type], at: pointOf(event), left }, finger);
      if (left === 0) ended.abort();
      return isPrevented;
    };
    told(start, 'touchstart');
    const options = { signal: ended.signal };
    window.addEventListener('pointermove', (event) => told(event, 'touchmove') || drag(pointOf(event)), options);
    window.addEventListener('pointerup', (event) => told(event, 'touchend'), options);
    window.addEventListener('pointercancel', (event) => told(event, 'touchcancel'), options);
  });
  screen.addEventListener('dragstart', (event) => event.preventDefault());
  screen.addEventListener('click', ({ target, detail }) => {
    // Clicks of scripts and of readers come without fingers.
    if (detail === 0 && target instanceof HTMLElement && !target.matches(EDITABLE)) tapAt(sink, target);
  });
}

function listenToKeyboard(screen: HTMLElement, sink: EventSink): void {
  screen.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || target.matches(EDITABLE) || !isPressable(target)) return;
    const isPress = key === 'Enter' || (key === ' ' && target.getAttribute('role') !== 'link');
    if (!isPress || event.repeat || !sink.nodeOf(target)) return;
    event.preventDefault();
    tapAt(sink, target);
  });
}

/** A tap in the middle of an element, made without a finger. */
function tapAt(sink: EventSink, target: HTMLElement): void {
  if (!sink.nodeOf(target)) return;
  const { left, top, width, height } = target.getBoundingClientRect();
  const finger: Finger = { identifier: 0, clientX: left + width / 2, clientY: top + height / 2 };
  const { detail, fields } = touchFields(target, [finger], [finger]);
  sink.fire(target, 'tap', detail, fields);
}

/** A tap beside the field that is typed in ends the typing, unless the field holds the keyboard. */
function leaveField(target: Element): void {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !active.matches(EDITABLE)) return;
  const field = active.closest('wx-input, wx-textarea') ?? active;
  if (!field.hasAttribute('hold-keyboard') && !field.contains(target)) active.blur();
}

function pathOf(target: Element): readonly Element[] {
  const path: Element[] = [];
  for (let element: Element | null = target; element; element = element.parentElement) path.push(element);
  return path;
}

function pointOf({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
  return { x: clientX, y: clientY };
}
