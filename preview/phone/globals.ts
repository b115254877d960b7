import type { LaunchOptions, OpenPage } from './phone';

/** What `App()` was given; the app's own members besides. */
export interface AppInstance {
  onLaunch?(options: LaunchOptions): void;
  onShow?(options: LaunchOptions): void;
  onHide?(): void;
  onError?(error: string): void;
  onPageNotFound?(options: { path: string; query: object; isEntryPage: boolean }): void;
  onUnhandledRejection?(rejection: { reason: unknown }): void;
}

/** Sets `App`, `getApp` and `getCurrentPages`; the result gives the app once `App()` has been called. */
export function installGlobals(pages: () => readonly OpenPage[]): () => AppInstance {
  let app: AppInstance = {};
  Object.assign(globalThis, {
    App: (options: AppInstance) => {
      app = options;
    },
    getApp: () => app,
    getCurrentPages: () => pages().map(({ instance }) => instance),
  });
  return () => app;
}
