import { builtin } from './builtin';
import { nameControl, pressControl } from './controls';

/** Text that presses a control: the one with the id `for`, or the first one inside. */
export const label = builtin('label', {
  properties: { for: '' },
  live(self) {
    self.on('tap', () => {
      pressControl(self.dom, self.read('for'));
      return undefined;
    });
    return { attached: () => queueMicrotask(() => nameControl(self.dom, self.read('for'))) };
  },
});
