import { builtin } from './builtin';
import { typing, typingProperties } from './typing';

/** The keyboards of WeChat's types; the rest is text. */
const inputModes: Readonly<Record<string, string>> = { number: 'numeric', digit: 'decimal', idcard: 'text' };

/** A line of text that is typed in. */
export const input = builtin('input', {
  properties: {
    ...typingProperties,
    ...{ type: 'text', password: false, confirmType: 'done' },
    ...{ safePasswordCertPath: null, safePasswordLength: null, safePasswordTimeStamp: null },
    ...{ safePasswordNonce: null, safePasswordSalt: null, safePasswordCustomHash: null },
  },
  attributes: ['disabled', 'holdKeyboard'],
  classes: ['placeholder-class'],
  ariaPart: 'input',
  live(self) {
    const field = self.part('input') as HTMLInputElement;
    const behaviour = typing(self, field, () => undefined);
    const keyboard = (): void => {
      const type = self.read('type');
      field.type = self.read('password') || type === 'safe-password' ? 'password' : 'text';
      field.inputMode = inputModes[type] ?? 'text';
    };
    field.autocomplete = 'off';
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      self.emit('confirm', { value: field.value });
      if (!self.read('confirmHold')) field.blur();
    });
    field.addEventListener('change', () => {
      if (self.read('type') === 'nickname') self.emit('nicknamereview', { pass: true, timeout: false });
    });
    keyboard();
    return { ...behaviour, changed: { ...behaviour.changed, type: keyboard, password: keyboard } };
  },
});
