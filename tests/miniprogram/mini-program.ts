import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

/** A mini-program as its rules see it: files by their path below `miniprogram/`. */
export interface MiniProgram {
  readonly paths: readonly string[];
  readonly read: (path: string) => string | undefined;
  readonly bytes: (path: string) => number;
}

/** The mini-program that lies in this folder, with what was packed for it. */
export function miniProgramIn(folder: string): MiniProgram {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join('/'));
  const known = new Set(paths);
  return {
    paths,
    read: (path) => (known.has(path) ? readFileSync(join(folder, path), 'utf8') : undefined),
    bytes: (path) => (known.has(path) ? statSync(join(folder, path)).size : 0),
  };
}

/** A mini-program made of these texts. */
export function miniProgramOf(texts: Readonly<Record<string, string>>): MiniProgram {
  return {
    paths: Object.keys(texts),
    read: (path) => texts[path],
    bytes: (path) => (texts[path] ?? '').length,
  };
}

/** What is wrong with a mini-program, as sentences that begin with the file. */
export type Rule = (app: MiniProgram) => string[];

/** Its own files of one kind, without what was packed from npm. */
export function ownFiles(app: MiniProgram, ending: string): { readonly path: string; readonly text: string }[] {
  return app.paths
    .filter((path) => path.endsWith(ending) && !path.includes('miniprogram_npm/') && !path.endsWith('.d.ts'))
    .map((path) => ({ path, text: app.read(path) ?? '' }));
}

/** What app.json says, as far as rules look at it. */
export interface AppConfig {
  readonly pages: readonly string[];
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly usingComponents?: Readonly<Record<string, string>>;
  readonly tabBar?: {
    readonly list: readonly {
      readonly pagePath: string;
      readonly iconPath?: string;
      readonly selectedIconPath?: string;
    }[];
  };
}

/** The configuration of the app. */
export function appConfig(app: MiniProgram): AppConfig {
  return JSON.parse(app.read('app.json') ?? '{ "pages": [] }') as AppConfig;
}

/** The paths of all pages, those of subpackages with their root. */
export function pagePaths(app: MiniProgram): string[] {
  const { pages, subPackages = [] } = appConfig(app);
  return [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => posix.join(root, page)))];
}

/** A page or a component: its path without ending, and the components that its template may use, by tag. */
export interface Unit {
  readonly path: string;
  readonly isComponent: boolean;
  readonly usingComponents: Readonly<Record<string, string>>;
}

/** All pages and components of the app's own. */
export function unitsOf(app: MiniProgram): Unit[] {
  return ownFiles(app, '.json')
    .filter(({ path }) => !['app.json', 'sitemap.json', 'theme.json'].includes(path))
    .map(({ path, text }) => {
      const { component, usingComponents } = JSON.parse(text) as { component?: boolean } & Partial<Unit>;
      return {
        path: path.replace(/\.json$/, ''),
        isComponent: component === true,
        usingComponents: usingComponents ?? {},
      };
    });
}

/** Where a component that is named in a file of `folder` lies, without ending; undefined if nowhere. */
export function componentAt(app: MiniProgram, folder: string, name: string): string | undefined {
  const isFile = (path: string): boolean => app.read(`${path}.json`) !== undefined;
  if (name.startsWith('/')) return isFile(name.slice(1)) ? name.slice(1) : undefined;
  const beside = posix.join(folder, name);
  if (isFile(beside)) return beside;
  if (name.startsWith('.')) return undefined;
  const packed = posix.join(folder, 'miniprogram_npm', name);
  if (isFile(packed)) return packed;
  return folder === '.' || folder === '' ? undefined : componentAt(app, posix.dirname(folder), name);
}
