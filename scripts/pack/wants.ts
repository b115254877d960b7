import { packageOf } from './own-sources';
import type { OwnSource } from './own-sources';
import { referencesIn } from './references';
import type { Reference } from './references';

/** What a package of the mini-program loads from npm: paths below `miniprogram_npm/`, and what is meant by them. */
export type Wants = ReadonlyMap<string, readonly Reference[]>;

/** What each package wants, sorted, so that the same wants look the same. */
export function wantsOf(folders: readonly string[], sources: readonly OwnSource[]): Wants {
  return new Map(
    folders.map((folder) => {
      const own = sources.filter(({ path }) => packageOf(folders, path) === folder);
      const wants = own.flatMap(({ path, text }) => referencesIn(path, text).flatMap(fromNpm));
      const byName = new Map(wants.map((want) => [`${want.means} ${want.specifier}`, want]));
      return [folder, [...byName.keys()].sort().flatMap((name) => byName.get(name) ?? [])];
    }),
  );
}

/** A bare name means a package, except in WXML, WXSS and WXS, where it is a file beside. */
function fromNpm({ specifier, means }: Reference): Reference[] {
  const [, packed] = specifier.split('miniprogram_npm/');
  if (packed !== undefined) return [{ specifier: packed, means }];
  return means === 'file' || /^[./]/.test(specifier) ? [] : [{ specifier, means }];
}
