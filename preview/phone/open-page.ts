import type { GeneralComponent } from 'glass-easel';
import type { Root } from 'glass-easel-miniprogram-adapter';

import type { ComponentConfig, WindowConfig } from '../app';
import type { Engine } from './engine';
import { openNavigationBar, type LeftButton } from './navigation-bar';
import { openFrame, type PageFrame } from './page-frame';
import type { NavigationBar, OpenPage, PageInstance } from './phone';
import { openPullDown, type PullDown } from './pull-down';
import type { PageUrl } from './urls';

/** What a page is opened with. */
export interface PagePlan {
  readonly url: PageUrl;
  readonly config: ComponentConfig;
  readonly window: WindowConfig;
  readonly isTab: boolean;
  readonly left: LeftButton;
  /** The left button of the bar was tapped. */
  readonly leave: () => void;
}

/** A page on the stack with what only the stack may do to it. Made hidden; `load` starts its life. */
export class StackedPage implements OpenPage {
  readonly route: string;
  readonly query: PageUrl['query'];
  readonly isTab: boolean;
  readonly instance: PageInstance;
  readonly bar: NavigationBar;
  readonly component: GeneralComponent;
  isShown = false;
  private readonly frame: PageFrame;
  private readonly root: Root;
  private readonly pullDown: PullDown;

  constructor(
    private readonly engine: Engine,
    parent: HTMLElement,
    { url, config, window, isTab, left, leave }: PagePlan,
  ) {
    const look = { ...window, ...config };
    this.route = url.route;
    this.query = url.query;
    this.isTab = isTab;
    this.bar = openNavigationBar(look, left, leave);
    this.frame = openFrame(look, this.bar, isTab, {
      scrolled: (scrollTop) => this.tell('onPageScroll', { scrollTop }),
      reachedBottom: () => this.tell('onReachBottom'),
    });
    this.pullDown = openPullDown(this.scroller, look.enablePullDownRefresh === true, () => {
      this.tell('onPullDownRefresh');
    });
    this.root = createRoot(engine, url);
    this.component = this.root.getComponent();
    this.instance = Object.assign(this.root.get() as object, { route: url.route, options: url.query }) as PageInstance;
    parent.append(this.frame.element);
  }

  get element(): HTMLElement {
    return this.frame.area;
  }

  get scroller(): HTMLElement {
    return this.frame.scroller;
  }

  has(method: string): boolean {
    return typeof this.instance[method] === 'function';
  }

  call(method: string, ...args: readonly unknown[]): unknown {
    const own = this.instance[method];
    return typeof own === 'function' ? (own.apply(this.instance, args) as unknown) : undefined;
  }

  startPullDown(): void {
    this.pullDown.start();
  }

  stopPullDown(): void {
    this.pullDown.stop();
  }

  load(): void {
    attach(this.root, this.scroller, this.route);
    this.tell('onLoad', this.query);
    this.show();
    this.engine.ready.flush();
    this.tell('onReady');
  }

  show(): void {
    if (!this.isShown) this.setShown(true);
  }

  hide(): void {
    if (this.isShown) this.setShown(false);
  }

  /** Calls `onUnload` and takes the page out of the phone for good. */
  unload(): void {
    this.tell('onUnload');
    this.root.release();
    this.frame.element.remove();
  }

  /** The window has another size. */
  resized(size: { readonly windowWidth: number; readonly windowHeight: number }): void {
    this.tell('onResize', { size });
    this.component.triggerPageLifetime('resize', [{ size }]);
  }

  private setShown(isShown: boolean): void {
    this.isShown = isShown;
    this.frame.setShown(isShown);
    this.tell(isShown ? 'onShow' : 'onHide');
    this.component.triggerPageLifetime(isShown ? 'show' : 'hide', []);
  }

  /** An error in a page's method is told to the phone, and the page goes on. */
  private tell(method: string, ...args: readonly unknown[]): void {
    try {
      this.call(method, ...args);
    } catch (error) {
      window.reportError(error);
    }
  }
}

/** A page made of components gets its query, decoded, as properties; one that cannot be decoded is left out. */
function createRoot({ associated, space }: Engine, { route, text }: PageUrl): Root {
  try {
    decodeURIComponent(text);
    return associated.createRoot('wx-page', space, text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return associated.createRoot('wx-page', space, route);
  }
}

function attach(root: Root, scroller: HTMLElement, route: string): void {
  const placeholder = document.createElement('div');
  scroller.append(placeholder);
  root.getComponent().$$?.setAttribute('is', route);
  type Place = Parameters<Root['attach']>[0];
  root.attach(scroller as unknown as Place, placeholder as unknown as Place);
}
