import { builtin } from './builtin';
import { makeControl, makeField } from './controls';

/** On or off. */
export const switchBuiltin = builtin('switch', {
  properties: { checked: false, disabled: false, type: 'switch', color: '', name: '' },
  attributes: ['checked', 'disabled', 'type'],
  live(self) {
    const { dom } = self;
    const draw = (): void => {
      const isDisabled = self.read('disabled');
      dom.ariaChecked = String(self.read('checked'));
      dom.ariaDisabled = isDisabled ? 'true' : null;
      dom.tabIndex = isDisabled ? -1 : 0;
      self.part('.wx-choice-mark').style.setProperty('--choice-color', self.read('color') || null);
    };
    let initial = false;
    makeControl(self, () => {
      if (self.read('disabled')) return;
      self.write('checked', !self.read('checked'));
      self.emit('change', { value: self.read('checked') });
    });
    makeField(dom, {
      name: () => self.read('name'),
      value: () => self.read('checked'),
      reset: () => self.write('checked', initial),
    });
    dom.setAttribute('role', 'switch');
    draw();
    return {
      changed: { checked: draw, disabled: draw, color: draw },
      attached() {
        initial = self.read('checked');
      },
    };
  },
});
