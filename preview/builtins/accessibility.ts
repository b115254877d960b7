import { textOf } from './values';

/** `aria-…` attributes of WXML that the preview passes on. */
const ariaAttributes = [
  ...['role', 'label', 'hidden', 'live', 'atomic', 'relevant', 'busy', 'modal', 'roledescription'],
  ...['checked', 'selected', 'pressed', 'expanded', 'disabled', 'readonly', 'required', 'invalid', 'current'],
  ...['valuenow', 'valuemin', 'valuemax', 'valuetext', 'level', 'posinset', 'setsize', 'sort', 'orientation'],
  ...['haspopup', 'autocomplete', 'multiline', 'multiselectable'],
  ...['labelledby', 'describedby', 'controls', 'owns', 'flowto', 'activedescendant'],
];

/** The same as properties of a component: `ariaLabel`. */
export const ariaNames: readonly string[] = ariaAttributes.map(
  (attribute) => `aria${attribute.charAt(0).toUpperCase()}${attribute.slice(1)}`,
);

/** These name other nodes by their `id` in WXML. */
const references = new Set(['labelledby', 'describedby', 'controls', 'owns', 'flowto', 'activedescendant']);

/** WeChat's readers know these roles, browsers do not, or by another name. */
const roles: Readonly<Record<string, string>> = { image: 'img', text: '' };

/** A person expects to press these, with the keyboard too. */
const pressable = new Set([
  ...['button', 'link', 'tab', 'checkbox', 'radio', 'switch', 'option', 'combobox', 'textbox'],
  ...['menuitem', 'menuitemcheckbox', 'menuitemradio', 'treeitem'],
]);

const TAPPABLE = 'wx-tappable';
const STOP = 'wx-stop';

/** Writes `aria-role` and `aria-…` of WXML to an element as browsers know them. */
export function reflectAria(element: HTMLElement, name: string, value: unknown): void {
  const attribute = name.slice('aria'.length).toLowerCase();
  const text = textOf(value);
  if (attribute === 'role') {
    write(element, 'role', roles[text] ?? text);
    refreshStop(element);
  } else if (references.has(attribute)) {
    queueMicrotask(() => write(element, `aria-${attribute}`, referred(element, text)));
  } else {
    write(element, `aria-${attribute}`, text);
    if (attribute === 'disabled') refreshStop(element);
  }
}

/** An element got a listener of `tap`: with a role that is pressed, the keyboard reaches it. */
export function markTappable(element: HTMLElement): void {
  element.setAttribute(TAPPABLE, '');
  refreshStop(element);
}

/** True for what the keyboard reaches and presses: a tap is what Enter means there. */
export function isPressable(element: HTMLElement): boolean {
  return pressable.has(element.getAttribute('role') ?? '');
}

/** The keyboard stops at tappable elements with a role that is pressed, unless the page says otherwise. */
function refreshStop(element: HTMLElement): void {
  const wants = element.hasAttribute(TAPPABLE) && isPressable(element) && element.ariaDisabled !== 'true';
  if (wants && !element.hasAttribute('tabindex')) {
    element.setAttribute(STOP, '');
    element.tabIndex = 0;
  } else if (!wants && element.hasAttribute(STOP)) {
    element.removeAttribute(STOP);
    element.removeAttribute('tabindex');
  }
}

function write(element: HTMLElement, attribute: string, text: string): void {
  if (text === '') element.removeAttribute(attribute);
  else element.setAttribute(attribute, text);
}

/** Ids of WXML as ids of the document: pages that are open at once may use the same ones. */
function referred(element: HTMLElement, ids: string): string {
  const page = element.closest('wx-page');
  const found = ids.split(/\s+/).map((id) => (id === '' ? null : page?.querySelector(`[wx-id="${CSS.escape(id)}"]`)));
  return found
    .filter((other) => other !== null && other !== undefined)
    .map(documentId)
    .join(' ');
}

let named = 0;

/** The id of an element in the document; it gets one if it has none. */
export function documentId(element: Element): string {
  if (element.id === '') element.id = `wx-${++named}`;
  return element.id;
}
