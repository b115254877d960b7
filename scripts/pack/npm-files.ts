import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import { referencesIn } from './references';
import type { Reference } from './references';

/** Files of npm packages, by their path below `miniprogram_npm/`; undefined where there is none. */
export type NpmFiles = (path: string) => string | undefined;

const TDESIGN = 'tdesign-miniprogram/miniprogram_dist';

/** Where the files of a package lie; others are those that TDesign brings along. */
const homes: Readonly<Record<string, string>> = { 'tdesign-miniprogram': TDESIGN, dayjs: 'dayjs' };

/** Files that have another name in their package, or that no package has. */
const renamed: Readonly<Record<string, string>> = { 'dayjs/index.js': 'dayjs/dayjs.min.js' };

/** The packages below `node_modules/`, and the charts, which are bundled. */
export function npmFilesIn(nodeModules: string, charts: string): NpmFiles {
  const known = new Map<string, string | undefined>([['echarts/index.js', charts]]);
  return (path) => {
    if (!known.has(path)) {
      const [name = '', ...rest] = path.split('/');
      const home = homes[name] ?? `${TDESIGN}/miniprogram_npm/${name}`;
      const file = join(nodeModules, renamed[path] ?? posix.join(home, ...rest));
      known.set(path, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
    }
    return known.get(path);
  };
}

/** The path, without its ending where scripts and components are meant, of what a file at `from` refers to. */
export function targetOf(from: string, { specifier }: Pick<Reference, 'specifier'>): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier;
}

/** The files that a reference means. Throws, naming both, if there are none. */
export function filesOf(npm: NpmFiles, from: string, reference: Reference): string[] {
  const target = targetOf(from, reference);
  const candidates = {
    component: ['.json', '.js', '.wxml', '.wxss'].map((ending) => target + ending),
    script: [target, `${target}.js`, `${target}/index.js`].filter((path) => path.endsWith('.js')),
    file: [target, `${target}.wxml`],
  }[reference.means];
  const present = candidates.filter((path) => npm(path) !== undefined);
  if (present.length === 0) throw new Error(`${from}: there is no ${reference.means} "${reference.specifier}"`);
  return reference.means === 'component' ? present : present.slice(0, 1);
}

/** These files and everything that they load. */
export function closureOf(npm: NpmFiles, files: readonly string[]): ReadonlySet<string> {
  const closure = new Set(files);
  for (const path of closure)
    for (const reference of referencesIn(path, npm(path) ?? ''))
      for (const file of filesOf(npm, path, reference)) closure.add(file);
  return closure;
}
