import { builtin } from './builtin';
import { makeControl, makeField } from './controls';
import type { Self } from './plan';
import type { Properties } from './values';

/** A box or a circle that is chosen, as its group sees it. */
interface Choice {
  readonly value: string;
  readonly isChecked: boolean;
  check(isChecked: boolean): void;
}

const choices = new WeakMap<Element, () => Choice>();
const tellGroup = new WeakMap<Element, (chosen: Choice) => void>();

const choiceProperties = {
  ...{ value: '', checked: false, disabled: false, color: '', name: null },
  ...{
    backgroundColor: null,
    borderColor: null,
    activeBackgroundColor: null,
    activeBorderColor: null,
    iconColor: null,
  },
};

/** One of a checkbox group. */
export const checkbox = builtin('checkbox', {
  properties: choiceProperties,
  attributes: ['checked', 'disabled'],
  live: (self) => choose(self, 'checkbox', (isChecked) => !isChecked),
});

/** One of a radio group, in which only one is chosen. */
export const radio = builtin('radio', {
  properties: choiceProperties,
  attributes: ['checked', 'disabled'],
  live: (self) => choose(self, 'radio', () => true),
});

/** Tells which of the boxes inside are checked. */
export const checkboxGroup = builtin('checkbox-group', {
  properties: { name: '' },
  live(self) {
    const checked = (): readonly string[] =>
      choicesIn(self.dom)
        .filter(({ isChecked }) => isChecked)
        .map(({ value }) => value);
    tellGroup.set(self.dom, () => self.emit('change', { value: checked() }));
    return asGroup(self, 'group', checked);
  },
});

/** Tells which of the circles inside is chosen. */
export const radioGroup = builtin('radio-group', {
  properties: { name: '' },
  live(self) {
    const chosen = (): string => choicesIn(self.dom).find(({ isChecked }) => isChecked)?.value ?? '';
    tellGroup.set(self.dom, (choice) => {
      for (const other of choicesIn(self.dom)) if (other.value !== choice.value) other.check(false);
      self.emit('change', { value: chosen() });
    });
    return asGroup(self, 'radiogroup', chosen);
  },
});

function choose(self: Self<typeof choiceProperties>, role: string, next: (isChecked: boolean) => boolean) {
  const { dom } = self;
  const draw = (): void => {
    const isDisabled = self.read('disabled');
    dom.ariaChecked = String(self.read('checked'));
    dom.ariaDisabled = isDisabled ? 'true' : null;
    dom.tabIndex = isDisabled ? -1 : 0;
    self.part('.wx-choice-mark').style.setProperty('--choice-color', self.read('color') || null);
  };
  const choice = (): Choice => ({
    value: self.read('value'),
    isChecked: self.read('checked'),
    check: (isChecked) => self.write('checked', isChecked),
  });
  makeControl(self, () => {
    const isChecked = next(self.read('checked'));
    if (self.read('disabled') || isChecked === self.read('checked')) return;
    self.write('checked', isChecked);
    const group = dom.closest('wx-checkbox-group, wx-radio-group');
    if (group) tellGroup.get(group)?.(choice());
  });
  choices.set(dom, choice);
  dom.setAttribute('role', role);
  draw();
  return { changed: { checked: draw, disabled: draw, color: draw } };
}

function asGroup<P extends Properties & { readonly name: string }>(
  self: Self<P>,
  role: string,
  value: () => unknown,
): object {
  const initial: { readonly choice: Choice; readonly isChecked: boolean }[] = [];
  self.dom.setAttribute('role', role);
  makeField(self.dom, {
    name: () => self.read('name'),
    value,
    reset() {
      for (const { choice, isChecked } of initial) choice.check(isChecked);
    },
  });
  return {
    attached() {
      initial.push(...choicesIn(self.dom).map((choice) => ({ choice, isChecked: choice.isChecked })));
    },
  };
}

function choicesIn(group: HTMLElement): readonly Choice[] {
  return [...group.querySelectorAll('*')]
    .map((element) => choices.get(element)?.())
    .filter((choice) => choice !== undefined);
}
