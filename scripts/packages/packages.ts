/** Where a package ends up: in the code of phones, in deployed cloud functions, or only where the two are developed. */
export type Place = 'phones' | 'functions' | 'development';

/** A package of the lock file: where it lies, what it is, and where it ends up. */
export interface Package {
  /** Its folder, `node_modules/a/node_modules/b` for one that only `a` uses. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** As its author names it; empty: he does not. */
  readonly licence: string;
  readonly places: readonly Place[];
  /** Whether installing it runs a program of its author's. */
  readonly runsOnInstall: boolean;
  /** Whether the lock file knows the checksum of what is installed. */
  readonly isSealed: boolean;
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
}

const FOLDER = 'node_modules/';

/**
 * All packages of a lock file (npm's, version 3). `bundled`: the folders of those that the bundles of the cloud
 * functions are made of. `licenceOf`: what the package itself says where the lock file has nothing.
 */
export function packagesIn(
  lockFile: string,
  bundled: ReadonlySet<string>,
  licenceOf: (path: string) => string,
): readonly Package[] {
  const { packages } = JSON.parse(lockFile) as { readonly packages: Readonly<Record<string, Locked>> };
  return Object.entries(packages)
    .filter(([path]) => path.includes(FOLDER))
    .map(([path, { version = '', license, dev = false, hasInstallScript = false, integrity }]) => ({
      ...{ path, version, name: path.slice(path.lastIndexOf(FOLDER) + FOLDER.length) },
      ...{ licence: license ?? licenceOf(path), runsOnInstall: hasInstallScript, isSealed: integrity !== undefined },
      places: placesOf(!dev, bundled.has(path)),
    }));
}

/** What the project itself names and does not build on is bundled into functions, or only used to develop. */
function placesOf(isForPhones: boolean, isBundled: boolean): readonly Place[] {
  if (!isForPhones && !isBundled) return ['development'];
  return [...(isForPhones ? (['phones'] as const) : []), ...(isBundled ? (['functions'] as const) : [])];
}

/** The folders of the packages that a bundle is made of, by its source map. */
export function foldersIn(sourceMap: string): readonly string[] {
  const { sources } = JSON.parse(sourceMap) as { readonly sources: readonly string[] };
  return sources.flatMap((source) => {
    const [folder] = /node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(source) ?? [];
    return folder === undefined ? [] : [folder];
  });
}
