import { makeField, makeLabelled } from './controls';
import type { Plan, Self } from './plan';
import { textOf } from './values';

/** What `<input>` and `<textarea>` have in common (developers.weixin.qq.com, input and textarea, 2026-11-22). */
export const typingProperties = {
  ...{ value: null, placeholder: '', placeholderStyle: '', placeholderClass: '', disabled: false, maxlength: 140 },
  ...{ focus: false, autoFocus: false, name: '', confirmHold: false, holdKeyboard: false },
  ...{ cursor: -1, selectionStart: -1, selectionEnd: -1 },
  ...{ cursorSpacing: null, cursorColor: null, adjustPosition: null, alwaysEmbed: null },
};

type Typing = typeof typingProperties & { readonly confirmType: string };
type Native = HTMLInputElement | HTMLTextAreaElement;

/** Makes a field of the browser behave as WeChat's; `grown` is called when its text may have changed its size. */
export function typing<P extends Typing>(self: Self<P>, field: Native, grown: () => void): ReturnType<Live<P>> {
  const typed = self as unknown as Self<Typing>;
  const placeholder = self.part('.wx-placeholder');
  const text = (): string => textOf(typed.read('value'));
  const draw = (): void => {
    if (field.value !== text()) field.value = text();
    placeholder.hidden = field.value !== '';
    grown();
  };
  const limit = (): void => {
    const max = typed.read('maxlength');
    if (max < 0) field.removeAttribute('maxlength');
    else field.maxLength = max;
  };
  const focus = (wanted: boolean): void => {
    if (!wanted) field.blur();
    if (!wanted || document.activeElement === field) return;
    field.focus({ preventScroll: true });
    const [start, end, cursor] = [typed.read('selectionStart'), typed.read('selectionEnd'), typed.read('cursor')];
    if (start >= 0) field.setSelectionRange(start, end);
    else if (cursor >= 0) field.setSelectionRange(cursor, cursor);
  };
  listen(typed, field, draw);
  limit();
  draw();
  makeField(self.dom, {
    name: () => typed.read('name'),
    value: text,
    reset: () => typed.write('value', ''),
  });
  makeLabelled(self.dom, () => field.focus(), field);
  // What is around the text belongs to the field too.
  self.on('tap', () => {
    if (document.activeElement !== field) field.focus({ preventScroll: true });
    return undefined;
  });
  return {
    changed: {
      value: draw,
      placeholder() {
        placeholder.textContent = typed.read('placeholder');
        field.placeholder = typed.read('placeholder');
      },
      placeholderStyle: () => placeholder.setAttribute('style', typed.read('placeholderStyle')),
      disabled() {
        field.disabled = typed.read('disabled');
      },
      maxlength: limit,
      focus: () => self.dom.isConnected && focus(typed.read('focus')),
      confirmType() {
        field.enterKeyHint = typed.read('confirmType');
      },
    },
    attached() {
      if (typed.read('focus') || typed.read('autoFocus')) queueMicrotask(() => focus(true));
      grown();
    },
  };
}

type Live<P extends Typing> = NonNullable<Plan<P>['live']>;

/** What is typed is told when it is text: while an input method composes, it is not yet. */
function listen(self: Self<Typing>, field: Native, draw: () => void): void {
  const told = (keyCode: number): void => {
    self.write('value', field.value);
    draw();
    self.emit('input', { value: field.value, cursor: field.selectionEnd ?? 0, keyCode }, (answer) => {
      const replaced = replacement(answer);
      if (replaced === undefined) return;
      self.write('value', replaced.value);
      draw();
      if (replaced.cursor !== undefined) field.setSelectionRange(replaced.cursor, replaced.cursor);
    });
  };
  let keyCode = 0;
  (field as HTMLElement).addEventListener('keydown', ({ key }) => {
    keyCode = key.length === 1 ? key.charCodeAt(0) : key === 'Backspace' ? 8 : 0;
  });
  field.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) told(keyCode);
  });
  field.addEventListener('compositionstart', () => {
    self.part('.wx-placeholder').hidden = true;
  });
  field.addEventListener('compositionend', () => told(0));
  field.addEventListener('focus', () => {
    self.write('focus', true);
    self.emit('focus', { value: field.value, height: 0 });
  });
  field.addEventListener('blur', () => {
    self.write('focus', false);
    self.emit('blur', { value: field.value, cursor: field.selectionEnd ?? 0 });
  });
}

/** A listener of `input` may answer another text, or a text and where the cursor stands in it. */
function replacement(answer: unknown): { readonly value: string; readonly cursor?: number } | undefined {
  if (typeof answer === 'string') return { value: answer };
  if (typeof answer !== 'object' || answer === null || !('value' in answer)) return undefined;
  const cursor = 'cursor' in answer && typeof answer.cursor === 'number' ? { cursor: answer.cursor } : {};
  return { value: textOf(answer.value), ...cursor };
}
