import { builtin } from './builtin';
import { fieldsIn } from './controls';

const forms = new WeakMap<Element, Readonly<Record<'submit' | 'reset', () => void>>>();

/** Submits or resets the form around a button. */
export function actOnForm(button: HTMLElement, action: 'submit' | 'reset'): void {
  const form = button.closest('wx-form');
  if (form) forms.get(form)?.[action]();
}

/** Collects the values of the named fields inside. */
export const form = builtin('form', {
  properties: { reportSubmit: false, reportSubmitTimeout: 0 },
  live(self) {
    forms.set(self.dom, {
      submit() {
        const named = fieldsIn(self.dom).filter((field) => field.name() !== '');
        const value = Object.fromEntries(named.map((field) => [field.name(), field.value()]));
        self.emit('submit', { value, target: { id: self.node.id, dataset: self.node.dataset } });
      },
      reset() {
        for (const field of fieldsIn(self.dom)) field.reset();
        self.emit('reset', { target: { id: self.node.id, dataset: self.node.dataset } });
      },
    });
    return {};
  },
});
