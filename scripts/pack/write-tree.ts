import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** Texts by path. */
export type Tree = ReadonlyMap<string, string>;

/**
 * Makes a folder hold these files and nothing else. Whoever reads meanwhile finds each file whole, and those that do
 * not change untouched.
 */
export function writeTree(folder: string, tree: Tree): void {
  for (const [path, text] of tree) {
    const file = join(folder, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    const fresh = `${file}.${String(process.pid)}`;
    writeFileSync(fresh, text);
    renameSync(fresh, file);
  }
  if (!existsSync(folder)) return;
  const paths = [...tree.keys()];
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = entry.split(sep).join('/');
    const isKept = tree.has(path) || paths.some((each) => each.startsWith(`${path}/`));
    if (!isKept) rmSync(join(folder, entry), { recursive: true, force: true });
  }
  if (tree.size === 0) rmSync(folder, { recursive: true, force: true });
}

/** What was packed from what: as long as both are the same, there is nothing to do. */
export interface Stamp {
  readonly inputs: string;
  readonly files: readonly string[];
}

/** Whether the folder still holds what was packed from these inputs. */
export function isUpToDate(stampFile: string, inputs: string, folder: string): boolean {
  if (!existsSync(stampFile)) return false;
  const stamp = JSON.parse(readFileSync(stampFile, 'utf8')) as Stamp;
  return stamp.inputs === inputs && stamp.files.every((path) => existsSync(join(folder, path)));
}

/** Remembers what was packed. */
export function writeStamp(stampFile: string, stamp: Stamp): void {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify(stamp));
}

/** One text that changes whenever one of these does. */
export function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
