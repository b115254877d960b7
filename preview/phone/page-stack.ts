import type { GeneralComponent } from 'glass-easel';

import type { CompiledApp } from '../app';
import { draw } from './dom';
import type { Engine } from './engine';
import type { Whereabouts } from './measure';
import type { LeftButton } from './navigation-bar';
import { StackedPage } from './open-page';
import type { OpenPage, PageStack } from './phone';
import { openTabBar, type OpenTabBar } from './tab-bar';
import { parsePageUrl, type PageUrl } from './urls';

/** WeChat's limit of pages on the stack (developers.weixin.qq.com, wx.navigateTo, 2026-11-22). */
const PAGES_MAX = 10;

/** What the phone tells the stack, and the stack the phone. */
export interface StackHost {
  readonly screen: HTMLElement;
  /** Whether the mini-program is in front; else no page is shown. */
  isInFront(): boolean;
  /** Another page is on top. */
  changed(page: StackedPage): void;
}

/** The pages that are open, from the bottom up. Starts without one. */
export class PhoneStack implements PageStack {
  readonly tabBar: OpenTabBar | undefined;
  private stack: StackedPage[] = [];
  /** Tab pages stay when another tab is shown. */
  private readonly tabs = new Map<string, StackedPage>();
  private readonly tabRoutes: ReadonlySet<string>;
  private readonly place = draw('div', 'phone-pages');
  /** The page that is being made, whose components exist before it does. */
  private opening = '';

  constructor(
    private readonly app: CompiledApp,
    private readonly engine: Engine,
    private readonly host: StackHost,
  ) {
    const { tabBar } = app.config;
    this.tabRoutes = new Set(tabBar?.list.map(({ pagePath }) => pagePath));
    this.tabBar = tabBar && openTabBar(tabBar, (route) => void this.switchTab(`/${route}`));
    host.screen.append(this.place, ...(this.tabBar ? [this.tabBar.element] : []));
    window.addEventListener('resize', () => {
      this.current()?.resized({ windowWidth: window.innerWidth, windowHeight: window.innerHeight });
    });
  }

  current(): StackedPage | undefined {
    return this.stack.at(-1);
  }

  all(): readonly StackedPage[] {
    return this.stack;
  }

  async navigateTo(url: string): Promise<OpenPage> {
    const target = await this.find(url);
    if (this.tabRoutes.has(target.route)) throw new Error('can not navigateTo a tabbar page');
    if (this.stack.length >= PAGES_MAX) throw new Error('webview count limit exceed');
    this.current()?.hide();
    return this.open(target);
  }

  async redirectTo(url: string): Promise<OpenPage> {
    const target = await this.find(url);
    if (this.tabRoutes.has(target.route)) throw new Error('can not redirectTo a tabbar page');
    const leaving = this.current();
    if (leaving) this.close(leaving);
    return this.open(target);
  }

  async reLaunch(url: string): Promise<OpenPage> {
    const target = await this.find(url);
    for (const page of new Set([...this.stack.toReversed(), ...this.tabs.values()])) this.close(page);
    return this.open(target);
  }

  async switchTab(url: string): Promise<OpenPage> {
    const target = await this.find(url);
    if (!this.tabRoutes.has(target.route)) throw new Error('can not switch to no-tabBar page');
    const kept = this.tabs.get(target.route);
    for (const page of this.stack.toReversed()) {
      if (!page.isTab) this.close(page);
      else if (page !== kept) page.hide();
    }
    this.stack = kept ? [kept] : [];
    if (!kept) return this.open({ ...target, query: {}, text: target.route });
    this.settle();
    return kept;
  }

  async navigateBack(delta = 1): Promise<void> {
    await Promise.resolve();
    if (this.stack.length < 2) throw new Error('cannot navigate back at first page.');
    const above = this.stack.slice(-Math.min(Math.max(delta, 1), this.stack.length - 1));
    for (const page of above.toReversed()) this.close(page);
    this.settle();
  }

  /** Shows or hides the page on top, as the mini-program comes and goes. */
  setInFront(isInFront: boolean): void {
    if (isInFront) this.current()?.show();
    else this.current()?.hide();
  }

  /** The route of the page that a component is in, or is being made for, and whether that page is hidden. */
  whereabouts(component: GeneralComponent): Whereabouts {
    const page = this.pageOf(component);
    return page ? { route: page.route, isHidden: !page.isShown } : { route: this.opening, isHidden: false };
  }

  /** The open page that a component is in. */
  pageOf(component: GeneralComponent): StackedPage | undefined {
    let root = component;
    for (let owner = root.ownerShadowRoot; owner; owner = root.ownerShadowRoot) root = owner.getHostNode();
    return [...this.stack, ...this.tabs.values()].find((page) => page.component === root);
  }

  /** Routing answers later, as on a phone. */
  private async find(url: string): Promise<PageUrl> {
    await Promise.resolve();
    const found = parsePageUrl(url, this.current()?.route);
    if (!this.app.config.pages.includes(found.route)) throw new Error(`page "${found.text}" is not found`);
    return found;
  }

  private open(url: PageUrl): StackedPage {
    const { config, components } = this.app;
    const isTab = this.tabRoutes.has(url.route);
    const left = this.leftButton(url.route, isTab);
    this.opening = url.route;
    this.engine.load(url.route);
    const page = new StackedPage(this.engine, this.place, {
      url,
      config: components.find(({ id }) => id === url.route)?.config ?? {},
      window: config.window,
      isTab,
      left,
      leave: () => void (left === 'back' ? this.navigateBack() : this.goHome()),
    });
    this.stack.push(page);
    if (isTab) this.tabs.set(url.route, page);
    page.load();
    this.settle();
    return page;
  }

  /** What is on top is shown, and told to the phone. */
  private settle(): void {
    const top = this.current();
    if (!top) return;
    this.tabBar?.show(top.isTab ? top.route : undefined);
    if (this.host.isInFront()) top.show();
    else top.hide();
    this.host.changed(top);
  }

  private close(page: StackedPage): void {
    this.stack = this.stack.filter((each) => each !== page);
    this.tabs.delete(page.route);
    page.unload();
  }

  private leftButton(route: string, isTab: boolean): LeftButton {
    if (this.stack.length > 0) return 'back';
    return isTab || route === this.app.config.pages[0] ? 'none' : 'home';
  }

  private goHome(): Promise<OpenPage> {
    const home = this.app.config.pages[0] ?? '';
    return this.tabRoutes.has(home) ? this.switchTab(`/${home}`) : this.reLaunch(`/${home}`);
  }
}
