import { builtin } from './builtin';
import { typing, typingProperties } from './typing';

/** Lines of text that are typed in. */
export const textarea = builtin('textarea', {
  properties: {
    ...typingProperties,
    ...{ autoHeight: false, confirmType: 'return', fixed: null, showConfirmBar: null, disableDefaultPadding: null },
  },
  attributes: ['disabled', 'holdKeyboard', 'autoHeight'],
  classes: ['placeholder-class'],
  ariaPart: 'textarea',
  live(self) {
    const field = self.part('textarea') as HTMLTextAreaElement;
    let lines = 0;
    const grow = (): void => {
      if (!self.dom.isConnected) return;
      field.style.height = '0';
      const height = field.scrollHeight;
      field.style.height = self.read('autoHeight') ? `${height}px` : '';
      const lineCount = Math.max(1, Math.round(height / lineHeight(field)));
      if (lineCount === lines) return;
      lines = lineCount;
      self.emit('linechange', { height, heightRpx: (height * 750) / window.innerWidth, lineCount });
    };
    const behaviour = typing(self, field, grow);
    field.rows = 1;
    field.addEventListener('keydown', (event) => {
      const type = self.read('confirmType');
      if (event.key !== 'Enter' || event.isComposing || event.shiftKey || type === 'return') return;
      event.preventDefault();
      self.emit('confirm', { value: field.value });
      if (!self.read('confirmHold')) field.blur();
    });
    return { ...behaviour, changed: { ...behaviour.changed, autoHeight: grow } };
  },
});

function lineHeight(field: HTMLTextAreaElement): number {
  const { lineHeight: height, fontSize } = getComputedStyle(field);
  return Number.parseFloat(height) || Number.parseFloat(fontSize) * 1.4;
}
