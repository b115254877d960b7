import { builtin } from './builtin';
import { TEMPORARY_SEGMENT } from './plan';

/** A small picture of WeChat's; its shape is css. */
export const icon = builtin('icon', {
  properties: { type: '', size: '23', color: '' },
  attributes: ['type'],
  live(self) {
    const draw = (): void => {
      const [size, color] = [self.read('size'), self.read('color')];
      const sized = `--icon-size:${/^[\d.]+$/.test(size) ? `${size}px` : size};`;
      self.node.setNodeStyle(color === '' ? sized : `${sized}color:${color}`, TEMPORARY_SEGMENT);
    };
    draw();
    return { changed: { size: draw, color: draw } };
  },
});
