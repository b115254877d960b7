import type { WindowConfig } from '../app';
import { draw } from './dom';
import type { NavigationBar } from './phone';

/** What the button at the left of the bar does: nothing, back to the page below, or to the first page. */
export type LeftButton = 'none' | 'back' | 'home';

/** Draws the bar above a page; `leave` is called when its left button is tapped. */
export function openNavigationBar(config: WindowConfig, left: LeftButton, leave: () => void): NavigationBar {
  const heading = draw('h1', 'phone-title', config.navigationBarTitleText ?? '');
  const spinner = draw('span', 'phone-spinner');
  spinner.hidden = true;
  const element = draw('header', 'phone-bar', spinner, heading);
  element.hidden = config.navigationStyle === 'custom';
  const button = left === 'none' ? undefined : draw('button', `phone-bar-button phone-${left}`);
  if (button) {
    button.ariaLabel = left === 'back' ? '返回' : '回到首页';
    button.addEventListener('click', leave);
    element.prepend(button);
  }
  const setColors = (front: '#000000' | '#ffffff', back: string) => {
    element.style.color = front;
    element.style.backgroundColor = back;
  };
  const isDark = config.navigationBarTextStyle !== 'black';
  setColors(isDark ? '#ffffff' : '#000000', config.navigationBarBackgroundColor ?? '#000000');
  return {
    element,
    get title() {
      return heading.textContent;
    },
    setTitle(title) {
      heading.textContent = title;
    },
    setColors,
    setLoading(isLoading) {
      spinner.hidden = !isLoading;
    },
    hideHomeButton() {
      if (left === 'home') button?.remove();
    },
  };
}
