import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A file of the mini-program itself: its path below `miniprogram/`, and its text. */
export interface OwnSource {
  readonly path: string;
  readonly text: string;
}

const SOURCE = /\.(ts|wxml|wxss|wxs|json)$/;

/** All sources of the mini-program but what was packed from npm. */
export function ownSourcesIn(miniprogram: string): OwnSource[] {
  return readdirSync(miniprogram, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => SOURCE.test(path) && !path.includes('miniprogram_npm/') && !path.endsWith('.d.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(miniprogram, path), 'utf8') }));
}

/** The folders that are downloaded on their own: the main package (`''`) and each subpackage of app.json. */
export function packageFolders(miniprogram: string): string[] {
  const path = join(miniprogram, 'app.json');
  if (!existsSync(path)) return [''];
  const { subPackages = [] } = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly subPackages?: readonly { readonly root: string }[];
  };
  return ['', ...subPackages.map(({ root }) => root.replace(/^\/|\/$/g, ''))];
}

/** The folder of the package that a file belongs to. */
export function packageOf(folders: readonly string[], path: string): string {
  return folders.find((folder) => folder !== '' && path.startsWith(`${folder}/`)) ?? '';
}
