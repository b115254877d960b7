import { builtin } from './builtin';

/** A bar that is filled so far. */
export const progress = builtin('progress', {
  properties: {
    ...{ percent: 0, showInfo: false, strokeWidth: 6, borderRadius: 0, fontSize: 16, duration: 30 },
    ...{ color: '#09BB07', activeColor: '', backgroundColor: '#EBEBEB', active: false, activeMode: null },
  },
  live(self) {
    const { dom } = self;
    const bar = self.part('.wx-progress-bar');
    const filled = self.part('.wx-progress-filled');
    const draw = (): void => {
      const percent = Math.min(100, Math.max(0, self.read('percent')));
      bar.style.height = `${self.read('strokeWidth')}px`;
      bar.style.borderRadius = `${self.read('borderRadius')}px`;
      bar.style.backgroundColor = self.read('backgroundColor');
      filled.style.backgroundColor = self.read('activeColor') || self.read('color');
      filled.style.transitionDuration = self.read('active') ? `${self.read('duration') * percent}ms` : '0s';
      filled.style.width = `${percent}%`;
      dom.ariaValueNow = String(percent);
    };
    filled.addEventListener('transitionend', () => self.emit('activeend', { curPercent: self.read('percent') }));
    dom.setAttribute('role', 'progressbar');
    dom.ariaLabel = '进度';
    draw();
    return {
      changed: {
        ...{ percent: draw, strokeWidth: draw, borderRadius: draw, color: draw, activeColor: draw },
        ...{ backgroundColor: draw, active: draw },
      },
    };
  },
});
