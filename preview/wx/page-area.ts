import type { OpenPage, Phone } from '../phone/phone';
import { Refused } from '../weixin/refused';
import { api, demandText } from './call';
import type { MakeFamily } from './family';

interface Colors {
  readonly frontColor: '#000000' | '#ffffff';
  readonly backgroundColor: string;
}

interface ScrollOptions {
  readonly scrollTop?: number;
  readonly selector?: string;
  readonly offsetTop?: number;
  readonly duration?: number;
}

interface TabOptions {
  readonly index: number;
  readonly text?: string;
}

/** The bars around the page on top, its scrolling and its pull-down refresh. */
export const pageArea: MakeFamily = (phone) => ({
  setNavigationBarTitle: api<{ readonly title: string }>('setNavigationBarTitle', (options) =>
    topPage(phone).bar.setTitle(demandText(options, 'title')),
  ),
  setNavigationBarColor: api<Colors>('setNavigationBarColor', ({ frontColor, backgroundColor }) =>
    topPage(phone).bar.setColors(frontColor, backgroundColor),
  ),
  showNavigationBarLoading: api('showNavigationBarLoading', () => topPage(phone).bar.setLoading(true)),
  hideNavigationBarLoading: api('hideNavigationBarLoading', () => topPage(phone).bar.setLoading(false)),
  hideHomeButton: api('hideHomeButton', () => topPage(phone).bar.hideHomeButton()),
  pageScrollTo: api<ScrollOptions>('pageScrollTo', (options) => scrollTo(topPage(phone), options)),
  startPullDownRefresh: api('startPullDownRefresh', () => topPage(phone).startPullDown()),
  stopPullDownRefresh: api('stopPullDownRefresh', () => topPage(phone).stopPullDown()),
  setTabBarBadge: api<TabOptions>('setTabBarBadge', ({ index, text }) => tabBar(phone).setBadge(index, text)),
  removeTabBarBadge: api<TabOptions>('removeTabBarBadge', ({ index }) => tabBar(phone).setBadge(index, undefined)),
  showTabBarRedDot: api<TabOptions>('showTabBarRedDot', ({ index }) => tabBar(phone).setRedDot(index, true)),
  hideTabBarRedDot: api<TabOptions>('hideTabBarRedDot', ({ index }) => tabBar(phone).setRedDot(index, false)),
  showTabBar: api('showTabBar', () => tabBar(phone).setVisible(true)),
  hideTabBar: api('hideTabBar', () => tabBar(phone).setVisible(false)),
  hideKeyboard: api('hideKeyboard', () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }),
});

function topPage({ pages }: Phone): OpenPage {
  const page = pages.current();
  if (page === undefined) throw new Refused('no page is open');
  return page;
}

function tabBar({ pages }: Phone) {
  if (pages.tabBar === undefined) throw new Refused('not TabBar page');
  return pages.tabBar;
}

function scrollTo({ element, scroller }: OpenPage, options: ScrollOptions): void {
  const { scrollTop, selector, offsetTop = 0, duration = 300 } = options;
  const target = selector === undefined ? undefined : element.querySelector(cssOf(selector));
  if (selector !== undefined && target === null) throw new Refused(`can't find a node by ${selector}`);
  const distance = (target?.getBoundingClientRect().top ?? 0) - scroller.getBoundingClientRect().top;
  const top = target ? scroller.scrollTop + distance + offsetTop : (scrollTop ?? 0);
  scroller.scrollTo({ top, behavior: duration > 0 ? 'smooth' : 'instant' });
}

/** The engine keeps a WXML id in `wx-id`. */
function cssOf(selector: string): string {
  return selector.replace(/#([\w-]+)/g, '[wx-id="$1"]');
}
