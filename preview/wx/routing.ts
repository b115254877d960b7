import { api, demandText } from './call';
import type { MakeFamily } from './family';

interface Target {
  readonly url: string;
}

/** `wx.navigateTo` and its like: the engine keeps the stack. `events` and `eventChannel` are not offered. */
export const routing: MakeFamily = ({ pages }) => {
  const opens = (name: 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch') =>
    api<Target>(name, async (options) => {
      await pages[name](demandText(options, 'url'));
    });
  return {
    navigateTo: opens('navigateTo'),
    redirectTo: opens('redirectTo'),
    switchTab: opens('switchTab'),
    reLaunch: opens('reLaunch'),
    navigateBack: api<{ readonly delta?: number }>('navigateBack', ({ delta }) => pages.navigateBack(delta)),
  };
};
