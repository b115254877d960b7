/** The window part of `app.json` or of a page's json, as far as the preview draws it. */
export interface WindowConfig {
  readonly navigationBarTitleText?: string;
  readonly navigationBarBackgroundColor?: string;
  readonly navigationBarTextStyle?: 'black' | 'white';
  readonly navigationStyle?: 'default' | 'custom';
  readonly homeButton?: boolean;
  readonly backgroundColor?: string;
  readonly backgroundTextStyle?: 'dark' | 'light';
  readonly enablePullDownRefresh?: boolean;
  readonly onReachBottomDistance?: number;
  readonly disableScroll?: boolean;
}

/** One tab of the tab bar in `app.json`; icons are files in the mini-program. */
export interface TabConfig {
  readonly pagePath: string;
  readonly text: string;
  readonly iconPath?: string;
  readonly selectedIconPath?: string;
}

/** The tab bar in `app.json`. */
export interface TabBarConfig {
  readonly list: readonly TabConfig[];
  readonly color?: string;
  readonly selectedColor?: string;
  readonly backgroundColor?: string;
  readonly borderStyle?: 'black' | 'white';
}

/** `app.json`, as far as the preview reads it. `pages` holds the pages of sub-packages too. */
export interface AppConfig {
  readonly pages: readonly string[];
  readonly window: WindowConfig;
  readonly tabBar?: TabBarConfig;
}

/** The json of a page or component; `usingComponents` holds ids with a leading `/`. */
export interface ComponentConfig extends WindowConfig {
  readonly component?: boolean;
  readonly usingComponents?: Readonly<Record<string, string>>;
  readonly componentGenerics?: Readonly<Record<string, true | { readonly default: string }>>;
  readonly styleIsolation?: StyleIsolation;
  readonly addGlobalClass?: boolean;
  readonly pureDataPattern?: string;
}

/** Which styles reach into a component, in WeChat's words (developers.weixin.qq.com, wxml-wxss, 2026-11-22). */
export type StyleIsolation =
  'isolated' | 'apply-shared' | 'shared' | 'page-isolated' | 'page-apply-shared' | 'page-shared';

/** The ids of all components that a page or component may hold. */
export function usedIds({ usingComponents, componentGenerics }: ComponentConfig): string[] {
  const generics = Object.values(componentGenerics ?? {}).flatMap((each) => (each === true ? [] : each.default));
  return [...Object.values(usingComponents ?? {}), ...generics].map((path) => path.slice(1));
}

/** A page or component as the compiler leaves it. */
export interface CompiledComponent {
  /** Path without extension: `pages/deal/deal`, `miniprogram_npm/tdesign-miniprogram/button/button`. */
  readonly id: string;
  readonly config: ComponentConfig;
  /** Name of its style scope; absent when its styles are shared with the page. */
  readonly scope?: string;
  /** Written by us and not taken from an npm package. */
  readonly own: boolean;
  /** Runs its script, which calls `Page()` or `Component()`. */
  readonly load: () => unknown;
}

/** The whole mini-program as the compiler leaves it; the generated entry hands it to `startPhone`. */
export interface CompiledApp {
  readonly appid: string;
  readonly config: AppConfig;
  readonly components: readonly CompiledComponent[];
  /**
   * Compiled templates by id, opaque but to the engine. Those of the built-in components are named
   * `builtins/<tag>` and come from `preview/builtins/templates/<tag>.wxml`.
   */
  readonly templates: Readonly<Record<string, unknown>>;
  /** Runs `app.ts`, which calls `App()`. */
  readonly load: () => unknown;
}
