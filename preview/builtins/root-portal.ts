import { builtin } from './builtin';

/** Content that is laid over the whole page, out of the boxes around it. */
export const rootPortal = builtin('root-portal', {
  properties: { enable: true },
  live(self) {
    const content = self.part('.wx-root-portal');
    const place = (): void => {
      const page = self.read('enable') ? self.dom.closest('wx-page') : null;
      (page ?? self.dom).append(content);
    };
    return {
      changed: { enable: () => self.dom.isConnected && place() },
      // The tree is put into the page first, then told that it is there.
      attached: place,
      detached: () => self.dom.append(content),
    };
  },
});
