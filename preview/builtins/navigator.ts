import type { Phone } from '../phone/phone';
import { builtin } from './builtin';

const ways: Readonly<Record<string, (phone: Phone, url: string, delta: number) => Promise<unknown>>> = {
  navigate: ({ pages }, url) => pages.navigateTo(url),
  redirect: ({ pages }, url) => pages.redirectTo(url),
  switchTab: ({ pages }, url) => pages.switchTab(url),
  reLaunch: ({ pages }, url) => pages.reLaunch(url),
  navigateBack: ({ pages }, _url, delta) => pages.navigateBack(delta),
  exit: (phone) => {
    phone.leave();
    return Promise.resolve();
  },
};

/** A link to another page of the mini-program. */
export const navigator = builtin('navigator', {
  properties: {
    ...{ target: 'self', url: '', openType: 'navigate', delta: 1 },
    ...{ hoverClass: 'navigator-hover', hoverStayTime: 600 },
    ...{ appId: null, path: null, extraData: null, version: null, shortLink: null },
  },
  live(self) {
    const { dom, host } = self;
    const go = async (): Promise<void> => {
      const openType = self.read('openType');
      try {
        const way = self.read('target') === 'self' ? ways[openType] : undefined;
        if (!way)
          throw new Error(`<navigator open-type="${openType}" target="${self.read('target')}"> is not previewed`);
        await way(host.phone, self.read('url'), self.read('delta'));
        self.emit('success', { errMsg: `${openType}:ok` });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        host.phone.journal.add('error', `navigator: ${message}`);
        self.emit('fail', { errMsg: `${openType}:fail ${message}` });
      }
      self.emit('complete');
    };
    self.on('tap', () => {
      queueMicrotask(() => void go());
      return undefined;
    });
    dom.setAttribute('role', 'link');
    dom.tabIndex = 0;
    return {};
  },
});
