import type { TabBarConfig, TabConfig } from '../app';
import { draw } from './dom';
import type { TabBar } from './phone';

/** The tab bar with what only the page stack needs. */
export interface OpenTabBar extends TabBar {
  /** The tab page of this route is on top; none when undefined. */
  show(route: string | undefined): void;
}

/** Draws the tab bar of `app.json`; `choose` gets the route of the tab that was tapped. */
export function openTabBar(config: TabBarConfig, choose: (route: string) => void): OpenTabBar {
  const tabs = config.list.map((tab) => drawTab(tab, () => choose(tab.pagePath)));
  const list = draw('div', 'phone-tablist', ...tabs.map(({ button }) => button));
  list.role = 'tablist';
  const element = draw('nav', 'phone-tabs', list);
  element.ariaLabel = '标签页';
  element.style.backgroundColor = config.backgroundColor ?? '#ffffff';
  element.dataset['border'] = config.borderStyle ?? 'black';
  let isVisible = true;
  let shown: string | undefined;
  const redraw = () => {
    element.hidden = shown === undefined || !isVisible;
    if (element.hidden) return;
    config.list.forEach(({ pagePath }, index) => {
      const isOn = pagePath === shown;
      const tab = tabs[index];
      tab?.select(isOn, (isOn ? config.selectedColor : config.color) ?? 'inherit');
    });
  };
  element.hidden = true;
  return {
    element,
    setBadge: (index, text) => tabs[index]?.setBadge(text),
    setRedDot: (index, isOn) => tabs[index]?.setBadge(isOn ? '' : undefined),
    setVisible(value) {
      isVisible = value;
      redraw();
    },
    show(route) {
      shown = route;
      redraw();
    },
  };
}

function drawTab({ text, iconPath, selectedIconPath }: TabConfig, choose: () => void) {
  const icon = draw('img', 'phone-tab-icon');
  icon.alt = '';
  const badge = draw('span', 'phone-badge');
  badge.hidden = true;
  const button = draw('button', 'phone-tab', draw('span', 'phone-tab-picture', icon, badge), draw('span', '', text));
  button.role = 'tab';
  button.addEventListener('click', choose);
  return {
    button,
    select(isOn: boolean, color: string) {
      button.ariaSelected = String(isOn);
      button.style.color = color;
      const path = isOn ? (selectedIconPath ?? iconPath) : iconPath;
      icon.hidden = path === undefined;
      if (path !== undefined) icon.src = `/preview/assets/files/${path.replace(/^\//, '')}`;
    },
    /** An empty text is a red dot without a text. */
    setBadge(label: string | undefined) {
      badge.hidden = label === undefined;
      badge.textContent = label ?? '';
    },
  };
}
