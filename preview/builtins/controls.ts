import { documentId } from './accessibility';
import type { Self } from './plan';
import type { Properties } from './values';

/** What a label can press, and the element that a reader names. */
interface Control {
  readonly press: () => void;
  readonly spoken: HTMLElement;
}

/** What a form collects under a name, and sets back. */
export interface Field {
  name(): string;
  value(): unknown;
  reset(): void;
}

const controls = new WeakMap<Element, Control>();
const fields = new WeakMap<Element, Field>();
let isPressed = false;

/** Makes a component something that is pressed, by a tap on itself or on its label. */
export function makeControl<P extends Properties>(
  self: Self<P>,
  press: () => void,
  spoken: HTMLElement = self.dom,
): void {
  controls.set(self.dom, { press, spoken });
  self.on('tap', () => {
    notePress();
    press();
    return undefined;
  });
}

/** Makes a component something that only its label presses; it notices its own taps itself. */
export function makeLabelled(dom: HTMLElement, press: () => void, spoken: HTMLElement): void {
  controls.set(dom, { press, spoken });
}

/** A label around a control that was tapped itself leaves it alone: both get the same tap, within one task. */
export function notePress(): void {
  isPressed = true;
  queueMicrotask(() => {
    isPressed = false;
  });
}

/** Presses the control of a label, unless this tap did so already. */
export function pressControl(label: HTMLElement, id: string): void {
  if (!isPressed) controlOf(label, id)?.press();
}

/** Names the control of a label after it. */
export function nameControl(label: HTMLElement, id: string): void {
  const spoken = controlOf(label, id)?.spoken;
  if (spoken && !spoken.hasAttribute('aria-label')) spoken.setAttribute('aria-labelledby', documentId(label));
}

/** Makes a component something that a form around it collects. */
export function makeField(dom: HTMLElement, field: Field): void {
  fields.set(dom, field);
}

/** The fields in a form, in the order of the document. */
export function fieldsIn(form: HTMLElement): readonly Field[] {
  return [...form.querySelectorAll('*')].map((element) => fields.get(element)).filter((field) => field !== undefined);
}

function controlOf(label: HTMLElement, id: string): Control | undefined {
  if (id === '') return [...label.querySelectorAll('*')].map((element) => controls.get(element)).find(Boolean);
  const target = label.closest('wx-page')?.querySelector(`[wx-id="${CSS.escape(id)}"]`);
  return target ? controls.get(target) : undefined;
}
