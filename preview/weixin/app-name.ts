import type { AppConfig } from '../app';

/** What the mini-program is called: the title of its window. */
export function appName({ window }: Pick<AppConfig, 'window'>): string {
  return window.navigationBarTitleText ?? '小程序';
}
