import { existsSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** Files that make a path a component: `a/b` is one when `a/b.json` or `a/b.wxml` exists. */
const PARTS = ['.json', '.wxml'];

/**
 * The id (path from the root without extension) that a value of `usingComponents` means in the file `from`
 * (path from the root), or undefined when there is none. As WeChat looks it up: relative to the file, from the root
 * with a leading `/`, else in the nearest `miniprogram_npm/` upward; a folder stands for its `index`.
 */
export function resolveComponent(root: string, from: string, value: string): string | undefined {
  const folder = posix.dirname(from);
  const direct = value.startsWith('/') ? value.slice(1) : posix.join(folder, value);
  const candidates = [direct, ...(/^[./]/.test(value) ? [] : npmCandidates(folder, value))];
  return candidates.flatMap((id) => [id, `${id}/index`]).find((id) => isComponent(root, id));
}

/**
 * The absolute file that `import 'name'` means in the script `importer`: the nearest `miniprogram_npm/name` upward,
 * not above `root`.
 */
export function resolveScript(root: string, importer: string, name: string): string | undefined {
  const folder = relative(root, dirname(importer)).split(sep).join('/');
  return npmCandidates(folder, name)
    .flatMap((path) => [path, `${path}.js`, `${path}/index.js`])
    .map((path) => join(root, path))
    .find((path) => existsSync(path) && statSync(path).isFile());
}

/** The script of a page or component, or of the app: TypeScript first, as the sources are. */
export function scriptOf(root: string, id: string): string | undefined {
  return ['.ts', '.js'].map((extension) => join(root, id + extension)).find((path) => existsSync(path));
}

/** Files in npm packages are not ours: their flaws are their authors'. */
export function isNpm(path: string): boolean {
  return path.split('/').includes('miniprogram_npm');
}

function isComponent(root: string, id: string): boolean {
  return PARTS.some((extension) => existsSync(join(root, id + extension)));
}

function npmCandidates(folder: string, name: string): string[] {
  const parts = folder === '.' ? [] : folder.split('/').filter((part) => part !== '');
  return Array.from({ length: parts.length + 1 }, (_, up) =>
    posix.join(...parts.slice(0, parts.length - up), 'miniprogram_npm', name),
  );
}
