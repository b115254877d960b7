import { posix } from 'node:path';

import { z } from 'zod';

import { appConfig, ownFiles, pagePaths, unitsOf } from './mini-program';
import type { Rule } from './mini-program';

const colour = z.string().regex(/^#[0-9a-f]{6}$/);
const components = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string());

const look = {
  navigationBarTitleText: z.string().max(20).optional(),
  navigationBarBackgroundColor: colour.optional(),
  navigationBarTextStyle: z.enum(['black', 'white']).optional(),
  navigationStyle: z.enum(['default', 'custom']).optional(),
  backgroundColor: colour.optional(),
  backgroundColorTop: colour.optional(),
  backgroundColorBottom: colour.optional(),
  backgroundTextStyle: z.enum(['dark', 'light']).optional(),
  enablePullDownRefresh: z.boolean().optional(),
  onReachBottomDistance: z.number().int().optional(),
};

const tab = z.strictObject({
  pagePath: z.string(),
  text: z.string().min(1).max(5),
  iconPath: z.string().optional(),
  selectedIconPath: z.string().optional(),
});

/** What app.json may say here, and what it must (developers.weixin.qq.com, app.json, 2026-11-22). */
const app = z.strictObject({
  pages: z.array(z.string()).min(1),
  subPackages: z
    .array(z.strictObject({ root: z.string(), name: z.string(), pages: z.array(z.string()).min(1) }))
    .optional(),
  preloadRule: z
    .record(
      z.string(),
      z.strictObject({ network: z.enum(['all', 'wifi']).optional(), packages: z.array(z.string()).min(1) }),
    )
    .optional(),
  window: z.strictObject(look).optional(),
  tabBar: z
    .strictObject({
      color: colour,
      selectedColor: colour,
      backgroundColor: colour,
      borderStyle: z.enum(['black', 'white']).optional(),
      list: z.array(tab).min(2).max(5),
    })
    .optional(),
  usingComponents: components.optional(),
  permission: z
    .record(z.enum(['scope.userLocation', 'scope.userFuzzyLocation']), z.strictObject({ desc: z.string().max(30) }))
    .optional(),
  requiredPrivateInfos: z.array(z.string()).optional(),
  networkTimeout: z.record(z.string(), z.number().int()).optional(),
  lazyCodeLoading: z.literal('requiredComponents'),
  componentFramework: z.literal('glass-easel'),
  glassEaselWebview: z.literal(true).optional(),
  renderer: z.literal('webview').optional(),
  style: z.literal('v2'),
  resizable: z.boolean().optional(),
  __usePrivacyCheck__: z.literal(true),
  sitemapLocation: z.literal('sitemap.json'),
});

const unit = z.strictObject({
  ...look,
  component: z.literal(true).optional(),
  usingComponents: components.optional(),
  styleIsolation: z.enum(['isolated', 'apply-shared', 'shared']).optional(),
  disableScroll: z.boolean().optional(),
});

/** Each JSON file says what WeChat knows, in values that it takes. */
export const schemaRule: Rule = (miniProgram) =>
  ownFiles(miniProgram, '.json')
    .filter(({ path }) => path !== 'sitemap.json')
    .flatMap(({ path, text }) => {
      const { error } = (path === 'app.json' ? app : unit).safeParse(JSON.parse(text));
      return (error?.issues ?? []).map((issue) => `${path} ${issue.path.join('.')}: ${issue.message}`);
    });

/** Each page has its four files, and each page that lies there is listed. */
export const pageRule: Rule = (miniProgram) => {
  const pages = pagePaths(miniProgram);
  const missing = pages
    .flatMap((page) => ['.ts', '.wxml', '.wxss', '.json'].map((ending) => page + ending))
    .filter((path) => !miniProgram.paths.includes(path));
  const unlisted = unitsOf(miniProgram).filter(({ path, isComponent }) => !isComponent && !pages.includes(path));
  const twice = pages.filter((page, index) => pages.indexOf(page) !== index);
  return [
    ...missing.map((path) => `${path} does not exist`),
    ...unlisted.map(({ path }) => `${path} is in no list of pages in app.json`),
    ...twice.map((page) => `${page} is listed twice`),
  ];
};

/** Each component has a script, a template and a style sheet. */
export const componentFilesRule: Rule = (miniProgram) =>
  unitsOf(miniProgram)
    .filter(({ isComponent }) => isComponent)
    .flatMap(({ path }) => ['.ts', '.wxml', '.wxss'].map((ending) => path + ending))
    .filter((path) => !miniProgram.paths.includes(path))
    .map((path) => `${path} does not exist`);

const ICON_BYTES_MAX = 40 * 1024;

/** Tabs are pages of the main package, with icons that WeChat takes. */
export const tabRule: Rule = (miniProgram) => {
  const { pages, tabBar } = appConfig(miniProgram);
  return (tabBar?.list ?? []).flatMap(({ pagePath, iconPath, selectedIconPath }) => [
    ...(pages.includes(pagePath) ? [] : [`the tab ${pagePath} is no page of the main package`]),
    ...[iconPath, selectedIconPath].flatMap((icon) => {
      if (icon === undefined) return [`the tab ${pagePath} lacks an icon`];
      if (!miniProgram.paths.includes(icon)) return [`${icon} does not exist`];
      return miniProgram.bytes(icon) > ICON_BYTES_MAX ? [`${icon} has more than ${ICON_BYTES_MAX} bytes`] : [];
    }),
  ]);
};

/** No subpackage lies in another, none in the way of the main package's pages, and none is loaded by another. */
export const subpackageRule: Rule = (miniProgram) => {
  const { pages, subPackages = [] } = appConfig(miniProgram);
  const roots = subPackages.map(({ root }) => root);
  const nested = roots.filter((root) => roots.some((other) => other !== root && `${root}/`.startsWith(`${other}/`)));
  const swallowed = pages.filter((page) => roots.some((root) => page.startsWith(`${root}/`)));
  const foreign = [...ownFiles(miniProgram, '.ts'), ...ownFiles(miniProgram, '.wxml')].flatMap(({ path, text }) => {
    const own = roots.find((root) => path.startsWith(`${root}/`));
    const loaded = [...text.matchAll(/(?:from|src=)\s*["'](\.[^"']+)["']/g)].map(([, to]) =>
      posix.join(posix.dirname(path), to ?? ''),
    );
    const wrong = loaded.filter((to) => roots.some((root) => root !== own && to.startsWith(`${root}/`)));
    return wrong.map((to) => `${path} loads ${to} of another package`);
  });
  return [
    ...nested.map((root) => `the subpackage ${root} lies in another`),
    ...swallowed.map((page) => `${page} of the main package lies in a subpackage`),
    ...foreign,
  ];
};
