import type { AppConfig } from '../app';
import type { Journal } from './journal';

/** Why the mini-program came to the front: WeChat's scene number, the page and its query. */
export interface LaunchOptions {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly scene: number;
}

/** What `getCurrentPages()` gives: the page's `this`, with the methods that its author wrote. */
export interface PageInstance {
  readonly route: string;
  readonly options: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
  setData(patch: Readonly<Record<string, unknown>>, done?: () => void): void;
  readonly [member: string]: unknown;
}

/** One page on the stack. */
export interface OpenPage {
  /** Path without query: `pages/deal/deal`. */
  readonly route: string;
  /** As `onLoad` gets it: values are not decoded. */
  readonly query: Readonly<Record<string, string>>;
  readonly isTab: boolean;
  readonly isShown: boolean;
  readonly instance: PageInstance;
  /** Area below the navigation bar; `position: fixed` is relative to it. */
  readonly element: HTMLElement;
  /** What scrolls inside that area. */
  readonly scroller: HTMLElement;
  readonly bar: NavigationBar;
  /** Calls a method of the page or, for a page of components, of its `methods`; undefined when it has none. */
  call(method: string, ...args: readonly unknown[]): unknown;
  has(method: string): boolean;
  startPullDown(): void;
  stopPullDown(): void;
}

/** The bar above a page. */
export interface NavigationBar {
  readonly element: HTMLElement;
  readonly title: string;
  setTitle(title: string): void;
  setColors(front: '#000000' | '#ffffff', back: string): void;
  setLoading(isLoading: boolean): void;
  hideHomeButton(): void;
}

/** The bar of tabs below tab pages, by index in `app.json`. */
export interface TabBar {
  readonly element: HTMLElement;
  setBadge(index: number, text: string | undefined): void;
  setRedDot(index: number, isOn: boolean): void;
  setVisible(isVisible: boolean): void;
}

/**
 * The pages that are open, at most ten. Urls are as in `wx.navigateTo`: absolute, or relative to the current page.
 * A refused change rejects with an `Error` whose message is WeChat's `errMsg` without the call's name:
 * `page "x" is not found`, `webview count limit exceed`, `can not navigateTo a tabbar page`.
 */
export interface PageStack {
  navigateTo(url: string): Promise<OpenPage>;
  redirectTo(url: string): Promise<OpenPage>;
  switchTab(url: string): Promise<OpenPage>;
  reLaunch(url: string): Promise<OpenPage>;
  navigateBack(delta?: number): Promise<void>;
  /** The page on top; undefined until the mini-program was launched. */
  current(): OpenPage | undefined;
  /** From the bottom up. */
  all(): readonly OpenPage[];
  readonly tabBar: TabBar | undefined;
}

/** What the engine tells others; each name with what it carries. */
export interface PhoneEvents {
  /** The mini-program came to the front. */
  appShow: LaunchOptions;
  /** The mini-program left the front. */
  appHide: undefined;
  /** The phone went on or off line. */
  network: { readonly isOnline: boolean };
  /** The top page has changed. */
  page: OpenPage;
  error: Error;
  unhandledRejection: { readonly reason: unknown };
}

/** A button with `open-type`, as `onShareAppMessage({ target })` shows it. */
export interface OpenTypeButton {
  readonly id: string;
  readonly dataset: Readonly<Record<string, unknown>>;
}

/** WeChat around the mini-program, as the engine and the built-in components call it. Drawn by weixin/. */
export interface Weixin {
  /** The mini-program is not in front: chats are shown above it. */
  showChat(): void;
  hideChat(): void;
  /** The capsule's `···`: share, network, and what else WeChat offers. */
  showMenu(): void;
  /** A button with `open-type` was tapped; resolves to the detail of its event (`bindcontact`, …), if it has one. */
  openType(openType: string, button: OpenTypeButton): Promise<unknown>;
}

/** The phone's own network, which can be switched off. */
export interface Network {
  readonly isOnline: boolean;
  setOnline(isOnline: boolean): void;
}

/** One phone with the mini-program in it: what wx/, weixin/ and builtins/ get. */
export interface Phone {
  readonly openid: string;
  readonly appid: string;
  readonly config: AppConfig;
  readonly pages: PageStack;
  /** The whole screen: weixin/ mounts sheets and chats here, above the mini-program. */
  readonly screen: HTMLElement;
  /** The capsule with `···` and `⊙`, top right. */
  readonly capsule: HTMLElement;
  readonly journal: Journal;
  readonly network: Network;
  /** How the mini-program was started first, and how it last came to the front. */
  readonly launchOptions: LaunchOptions;
  readonly enterOptions: LaunchOptions;
  readonly isInFront: boolean;
  readonly weixin: Weixin;
  /** A card or a code was opened: the mini-program comes to the front and shows only this page. */
  launch(path: string, scene?: number): void;
  /** The mini-program comes back as it was left. */
  enter(): void;
  /** The capsule's `⊙`: the mini-program is left, chats are in front. */
  leave(): void;
  /** Listens until the returned function is called. */
  on<Name extends keyof PhoneEvents>(name: Name, listener: (detail: PhoneEvents[Name]) => void): () => void;
  /** `wx.createSelectorQuery`, searching a component's shadow tree (its `this`) or the top page. */
  createSelectorQuery(scope?: object): unknown;
  /** `wx.createIntersectionObserver`. */
  createIntersectionObserver(scope: object | undefined, options?: IntersectionOptions): unknown;
}

/** The options of `wx.createIntersectionObserver`. */
export interface IntersectionOptions {
  readonly thresholds?: readonly number[];
  readonly initialRatio?: number;
  readonly observeAll?: boolean;
}
