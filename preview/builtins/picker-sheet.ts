import type { Column } from './picker-columns';

/** A choice in columns that a sheet offers. */
export interface Choosing {
  readonly title: string;
  readonly columns: readonly Column[];
  /** A column was turned; the answer is how all stand now. */
  turned(column: number, index: number): readonly Column[];
  confirmed(): void;
  cancelled(): void;
}

/** The height of an option, in px; picker.css says the same. */
const OPTION_PX = 44;

/** Opens a sheet at the bottom of the phone's screen. It can be worked with fingers, mouse and keyboard. */
export function openPickerSheet(screen: HTMLElement, choosing: Choosing): void {
  const sheet = document.createElement('dialog');
  sheet.className = 'picker-sheet';
  sheet.ariaLabel = choosing.title || '选择';
  const close = (finish: () => void): void => {
    sheet.close();
    sheet.remove();
    finish();
  };
  const wheels = choosing.columns.map((_, place) => {
    const wheel = document.createElement('div');
    watchWheel(wheel, (index) => choosing.turned(place, index).forEach((column, at) => drawWheel(wheels[at], column)));
    return wheel;
  });
  const confirm = (): void => {
    wheels.forEach((wheel, place) => choosing.turned(place, indexOf(wheel)));
    close(() => choosing.confirmed());
  };
  sheet.append(
    row('picker-sheet-bar', [
      press('取消', 'picker-sheet-cancel', () => close(() => choosing.cancelled())),
      textOf(choosing.title),
      press('确定', 'picker-sheet-confirm', confirm),
    ]),
    row('picker-sheet-wheels', wheels),
  );
  sheet.addEventListener('cancel', (event) => {
    event.preventDefault();
    close(() => choosing.cancelled());
  });
  sheet.addEventListener('click', ({ target }) => target === sheet && close(() => choosing.cancelled()));
  sheet.addEventListener('keydown', ({ key, target }) => {
    if (key === 'Enter' && wheels.includes(target as HTMLDivElement)) confirm();
  });
  screen.append(sheet);
  sheet.showModal();
  choosing.columns.forEach((column, place) => drawWheel(wheels[place], column));
  wheels[0]?.focus({ preventScroll: true });
}

/** Shows a column as it stands; what is shown already is left alone, so that a wheel that turns goes on turning. */
function drawWheel(wheel: HTMLElement | undefined, { name, options, index }: Column): void {
  if (!wheel) return;
  const key = options.join('\n');
  if (wheel.dataset['options'] !== key) {
    wheel.dataset['options'] = key;
    wheel.className = 'picker-sheet-wheel';
    wheel.tabIndex = 0;
    wheel.role = 'listbox';
    wheel.ariaLabel = name || '选项';
    wheel.replaceChildren(...options.map((text) => optionOf(text, name)));
  }
  [...wheel.children].forEach((option, at) => {
    option.ariaSelected = String(at === index);
  });
  if (indexOf(wheel) !== index) wheel.scrollTo({ top: index * OPTION_PX });
}

/** Tells the option that a wheel has come to rest on. */
function watchWheel(wheel: HTMLElement, turned: (index: number) => void): void {
  const turnTo = (index: number): void => {
    const wanted = Math.min(wheel.children.length - 1, Math.max(0, index));
    wheel.scrollTo({ top: wanted * OPTION_PX });
    turned(wanted);
  };
  wheel.addEventListener('scrollend', () => turned(indexOf(wheel)));
  wheel.addEventListener('click', ({ target }) => {
    const index = [...wheel.children].indexOf(target as Element);
    if (index >= 0) turnTo(index);
  });
  wheel.addEventListener('keydown', (event) => {
    const ends: Readonly<Record<string, number>> = {
      ...{ ArrowUp: indexOf(wheel) - 1, ArrowDown: indexOf(wheel) + 1 },
      ...{ PageUp: indexOf(wheel) - 5, PageDown: indexOf(wheel) + 5, Home: 0, End: wheel.children.length - 1 },
    };
    const index = ends[event.key];
    if (index === undefined) return;
    event.preventDefault();
    turnTo(index);
  });
}

function indexOf(wheel: HTMLElement): number {
  return Math.round(wheel.scrollTop / OPTION_PX);
}

function optionOf(text: string, unit: string): HTMLElement {
  const option = textOf(text);
  if (unit !== '') option.dataset['unit'] = unit;
  option.role = 'option';
  return option;
}

function press(text: string, className: string, pressed: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.textContent = text;
  button.addEventListener('click', pressed);
  return button;
}

function textOf(text: string): HTMLElement {
  const element = document.createElement('div');
  element.textContent = text;
  return element;
}

function row(className: string, children: readonly HTMLElement[]): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.append(...children);
  return element;
}
