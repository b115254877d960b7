import { builtin } from './builtin';
import { makeField } from './controls';
import { nearestStep } from './steps';
import { fingerOf } from './touches';

const keySteps: Readonly<Record<string, number>> = {
  ...{ ArrowLeft: -1, ArrowDown: -1, PageDown: -10 },
  ...{ ArrowRight: 1, ArrowUp: 1, PageUp: 10 },
};

/** A number that is chosen along a line. */
export const slider = builtin('slider', {
  properties: {
    ...{ min: 0, max: 100, step: 1, value: 0, disabled: false, showValue: false, name: '', ariaLabel: '' },
    ...{ color: '', selectedColor: '', activeColor: '#1aad19', backgroundColor: '#e9e9e9' },
    ...{ blockSize: 28, blockColor: '#ffffff' },
  },
  attributes: ['disabled'],
  ariaPart: '.wx-slider-thumb',
  live(self) {
    const track = self.part('.wx-slider-track');
    const filled = self.part('.wx-slider-filled');
    const thumb = self.part('.wx-slider-thumb');
    const draw = (): void => {
      const [min, max, value] = [self.read('min'), self.read('max'), self.read('value')];
      const percent = max > min ? ((Math.min(max, Math.max(min, value)) - min) / (max - min)) * 100 : 0;
      const size = `${Math.min(28, Math.max(12, self.read('blockSize')))}px`;
      track.style.backgroundColor = self.read('color') || self.read('backgroundColor');
      filled.style.cssText = `width:${percent}%;background:${self.read('selectedColor') || self.read('activeColor')}`;
      thumb.style.cssText = `left:${percent}%;width:${size};height:${size};background:${self.read('blockColor')}`;
      thumb.tabIndex = self.read('disabled') ? -1 : 0;
      thumb.ariaDisabled = self.read('disabled') ? 'true' : null;
      thumb.ariaLabel = self.read('ariaLabel') || '滑块';
      [thumb.ariaValueMin, thumb.ariaValueMax, thumb.ariaValueNow] = [String(min), String(max), String(value)];
    };
    const set = (wanted: number, event: 'changing' | 'change'): void => {
      if (self.read('disabled')) return;
      const value = nearestStep(wanted, self.read('min'), self.read('max'), self.read('step'));
      if (value === self.read('value') && event === 'changing') return;
      self.write('value', value);
      self.emit(event, { value });
    };
    const follow = (event: Parameters<typeof fingerOf>[0], type: 'changing' | 'change'): boolean => {
      const finger = fingerOf(event);
      const { left, width } = track.getBoundingClientRect();
      const area = self.dom.closest('wx-page')?.parentElement?.getBoundingClientRect().left ?? 0;
      const fraction = ((finger?.clientX ?? 0) + area - left) / width;
      set(self.read('min') + fraction * (self.read('max') - self.read('min')), type);
      return false;
    };
    self.on('touchstart', (event) => follow(event, 'changing'));
    self.on('touchmove', (event) => follow(event, 'changing'));
    self.on('touchend', (event) => follow(event, 'change'));
    thumb.addEventListener('keydown', (event) => {
      const steps = keySteps[event.key];
      if (steps === undefined) return;
      event.preventDefault();
      set(self.read('value') + steps * self.read('step'), 'change');
    });
    makeField(self.dom, {
      name: () => self.read('name'),
      value: () => self.read('value'),
      reset: () => self.write('value', self.read('min')),
    });
    draw();
    return {
      changed: {
        ...{ min: draw, max: draw, value: draw, disabled: draw, color: draw, selectedColor: draw, ariaLabel: draw },
        ...{ activeColor: draw, backgroundColor: draw, blockSize: draw, blockColor: draw },
      },
    };
  },
});
