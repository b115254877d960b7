import { component as adapter } from 'glass-easel-miniprogram-adapter';

import type { IntersectionOptions, Phone } from './phone';

/** Gives every component's `this` the phone's own queries: the adapter's know neither canvas nor page area. */
export function extendCallers(phone: Phone): void {
  Object.assign(adapter.ComponentCaller.prototype, {
    createSelectorQuery(this: object) {
      return phone.createSelectorQuery(this);
    },
    createIntersectionObserver(this: object, options?: IntersectionOptions) {
      return phone.createIntersectionObserver(this, options);
    },
  });
}
