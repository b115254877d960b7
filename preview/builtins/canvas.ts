import { pictureUrl } from '../phone/urls';
import { builtin } from './builtin';
import { hiddenMembers, setScriptNode } from './script-node';

/** A canvas to draw on; `type="2d"` and `webgl` give a script the browser's own contexts. */
export const canvas = builtin('canvas', {
  properties: { type: '', canvasId: '', disableScroll: false },
  attributes: ['disableScroll'],
  live(self) {
    const element = self.part('canvas') as HTMLCanvasElement;
    setScriptNode(self.dom, canvasNode(element));
    return {
      changed: {
        canvasId() {
          self.host.phone.journal.add('warning', '<canvas canvas-id> is the old interface: use type="2d"');
        },
      },
    };
  },
});

/** The canvas as a script of the page knows it (developers.weixin.qq.com, Canvas, 2026-11-22). */
function canvasNode(element: HTMLCanvasElement): object {
  return hiddenMembers({
    get width() {
      return element.width;
    },
    set width(width: number) {
      element.width = width;
    },
    get height() {
      return element.height;
    },
    set height(height: number) {
      element.height = height;
    },
    getContext: (type: string, options?: unknown) => element.getContext(type, options),
    createImage: () => new Picture(),
    createPath2D: (path?: Path2D) => new Path2D(path),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    requestAnimationFrame: (draw: FrameRequestCallback) => window.requestAnimationFrame(draw),
    cancelAnimationFrame: (id: number) => window.cancelAnimationFrame(id),
    toDataURL: (type?: string, quality?: number) => element.toDataURL(type, quality),
    addEventListener: element.addEventListener.bind(element),
    removeEventListener: element.removeEventListener.bind(element),
  });
}

/** A picture to draw, also from the mini-program's files and the cloud's storage. */
class Picture extends Image {
  override get src(): string {
    return super.src;
  }
  override set src(source: string) {
    super.src = pictureUrl(source, '');
  }
}
