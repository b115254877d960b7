import { posix } from 'node:path';

import { closureOf, filesOf, targetOf } from './npm-files';
import type { NpmFiles } from './npm-files';
import { relationsIn, renameReferences } from './references';
import type { Wants } from './wants';

/** Which files go into the `miniprogram_npm/` of which package, by the package's folder. */
export type Placement = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The main package gets what it wants; a subpackage what the main package does not have. Everyone may load from the
 * main package, nobody from another subpackage (developers.weixin.qq.com, subpackages, 2026-11-22).
 */
export function place(npm: NpmFiles, wants: Wants): Placement {
  const filesFor = (folder: string): ReadonlySet<string> =>
    closureOf(
      npm,
      (wants.get(folder) ?? []).flatMap((want) => filesOf(npm, folder || 'the main package', want)),
    );
  const main = filesFor('');
  const subpackages = [...wants.keys()].filter((folder) => folder !== '');
  return new Map([
    ['', main],
    ...subpackages.map((folder) => [folder, missingIn(npm, main, filesFor(folder))] as const),
  ]);
}

/** What of these files the main package lacks, with the components that must lie beside those. */
function missingIn(npm: NpmFiles, main: ReadonlySet<string>, files: ReadonlySet<string>): ReadonlySet<string> {
  const missing = new Set([...files].filter((path) => !main.has(path)));
  for (const path of missing) {
    if (!path.endsWith('.js')) continue;
    for (const specifier of relationsIn(npm(path) ?? '')) {
      const isUsed = files.has(`${targetOf(path, { specifier })}.js`);
      if (isUsed) for (const file of filesOf(npm, path, { specifier, means: 'component' })) missing.add(file);
    }
  }
  return missing;
}

/**
 * The text of a placed file: where it loads what lies in the main package, or names a package of npm, it says where
 * that is. So no file needs another search than for paths.
 */
export function withPlacedReferences(npm: NpmFiles, placement: Placement, folder: string, path: string): string {
  const beside = placement.get(folder);
  return renameReferences(path, npm(path) ?? '', (reference) => {
    const [target = ''] = filesOf(npm, path, reference);
    const isBeside = beside?.has(target) === true;
    if (isBeside && reference.specifier.startsWith('.')) return reference.specifier;
    const placed = placedPath(isBeside ? folder : '', target);
    const relative = posix.relative(posix.dirname(placedPath(folder, path)), placed);
    const named = reference.means === 'file' ? relative : relative.replace(/\.\w+$/, '');
    return named.startsWith('.') ? named : `./${named}`;
  });
}

/** Where a file lies, below `miniprogram/`. */
export function placedPath(folder: string, path: string): string {
  return posix.join(folder, 'miniprogram_npm', path);
}
