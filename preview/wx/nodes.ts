import type { IntersectionOptions } from '../phone/phone';
import { createAnimation } from './animation';
import type { MakeFamily } from './family';
import { fromBase64, toBase64 } from './files';

/** What looks at nodes or draws, and what belongs to the language rather than to the phone. */
export const nodes: MakeFamily = (phone) => ({
  createSelectorQuery: () => phone.createSelectorQuery(),
  createIntersectionObserver: (component?: object, options?: IntersectionOptions) =>
    phone.createIntersectionObserver(component, options),
  createAnimation,
  createOffscreenCanvas: ({ width = 300, height = 150 }: { readonly width?: number; readonly height?: number } = {}) =>
    Object.assign(new OffscreenCanvas(width, height), { createImage: () => new Image() }),
  nextTick: (task: () => void) => void window.setTimeout(task),
  arrayBufferToBase64: toBase64,
  base64ToArrayBuffer: fromBase64,
});
