import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

import { packageFolders, packageOf } from '../pack/own-sources';
import { builtBytes } from './built-size';

/** The size of a package of the mini-program, in all and by kind of file. */
export interface PackageSize {
  readonly name: string;
  readonly bytes: number;
  readonly byKind: Readonly<Record<string, number>>;
}

/** The sizes of all packages of the mini-program as it lies there, what is packed from npm included. */
export function measurePackages(miniprogram: string): PackageSize[] {
  const folders = packageFolders(miniprogram);
  const files = readdirSync(miniprogram, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(miniprogram.length + 1)
        .split(sep)
        .join('/'),
    );
  return folders.map((folder) => {
    const own = files.filter((path) => packageOf(folders, path) === folder);
    const byKind: Record<string, number> = {};
    for (const path of own) byKind[kindOf(path)] = (byKind[kindOf(path)] ?? 0) + builtBytes(join(miniprogram, path));
    return { name: folder || 'main', bytes: Object.values(byKind).reduce((sum, bytes) => sum + bytes, 0), byKind };
  });
}

function kindOf(path: string): string {
  if (path.includes('miniprogram_npm/')) return 'npm';
  const ending = path.split('.').at(-1) ?? '';
  return ending === 'ts' ? 'js' : ending;
}

const KB = 1024;
const SLACK_MIN_BYTES = 4 * KB;
const SLACK_SHARE = 0.05;

/** What a package may ever have, in bytes: a budget is below it, and a package below its budget. */
export const limits: Readonly<Record<string, number>> = {
  main: 500 * KB,
  clerk: 300 * KB,
  merchant: 300 * KB,
  figures: 600 * KB,
};

/** Bytes by package. */
export type Budget = Readonly<Record<string, number>>;

/** What is wrong with these sizes under this budget, as sentences. Room that is not needed is given back. */
export function objections(sizes: readonly PackageSize[], budget: Budget): string[] {
  const unknown = Object.keys(budget).filter((name) => !sizes.some((size) => size.name === name));
  return [
    ...unknown.map((name) => `${name} has a budget and is no package`),
    ...sizes.flatMap(({ name, bytes }) => objection(name, bytes, budget[name], limits[name])),
  ];
}

function objection(name: string, bytes: number, budget: number | undefined, limit: number | undefined): string[] {
  if (budget === undefined || limit === undefined) return [`${name} has no budget`];
  if (budget > limit) return [`the budget of ${name} (${budget}) is above its limit of ${limit} bytes`];
  if (bytes > budget) return [`${name} has ${bytes} bytes and may have ${budget}`];
  const slack = budget - bytes;
  if (slack > SLACK_MIN_BYTES && slack > budget * SLACK_SHARE)
    return [`${name} has ${bytes} bytes: lower its budget of ${budget} to at most ${Math.ceil(bytes * 1.04)}`];
  return [];
}
