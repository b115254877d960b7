import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { withLock } from '../lock.cjs';

/** A part of dist/ that is made as a whole, and again only when something that it is made from has changed. */
export interface Part {
  /** What is made, for who waits: "the cloud functions". */
  readonly name: string;
  /** Files and folders that it is made from; those that do not exist count as empty. */
  readonly inputs: readonly string[];
  /** Which files of a folder count; not tests, for example. */
  readonly isInput: (file: string) => boolean;
  /** What lies in dist/ because of it. */
  readonly outputs: readonly string[];
  /** The file in dist/ that says from what it was made. */
  readonly stamp: string;
  /** Writes the outputs into an empty folder. */
  readonly write: (out: string, root: string) => Promise<void>;
}

/** Makes a part unless it is up to date; several programs may ask at once. `say` takes one line for who waits. */
export async function ensurePart(part: Part, root: string, say: (line: string) => void): Promise<void> {
  const dist = join(root, 'dist');
  if (isUpToDate(part, root)) return;
  await withLock(join(dist, '.lock'), async () => {
    const stamp = stampOf(part, root);
    if (isUpToDate(part, root)) return;
    say(`Building ${part.name} …`);
    for (const left of readdirSync(dist).filter((name) => name.startsWith('.building-')))
      rmSync(join(dist, left), { recursive: true });
    const fresh = mkdtempSync(join(dist, '.building-'));
    try {
      await part.write(fresh, root);
      rmSync(join(dist, part.stamp), { force: true });
      replaceFiles(part, fresh, dist);
      writeFileSync(join(dist, part.stamp), stamp);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
}

/** The files below a folder, in a fixed order. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** File by file, each by renaming: a local cloud that is running never finds one missing or half written. */
function replaceFiles({ outputs }: Part, from: string, to: string): void {
  const files = filesBelow(from);
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  }
  const kept = new Set(files.flatMap((file) => [file, ...foldersOf(file)]));
  for (const entry of readdirSync(to, { recursive: true, encoding: 'utf8' })) {
    const isOwn = outputs.some((output) => entry === output || entry.startsWith(join(output, '/')));
    if (isOwn && !kept.has(entry)) rmSync(join(to, entry), { recursive: true, force: true });
  }
}

function foldersOf(file: string): string[] {
  const folder = dirname(file);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}

function isUpToDate(part: Part, root: string): boolean {
  const path = join(root, 'dist', part.stamp);
  return existsSync(path) && readFileSync(path, 'utf8') === stampOf(part, root);
}

function stampOf({ inputs, isInput }: Part, root: string): string {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const path = join(root, input);
    if (!existsSync(path)) continue;
    const files = statSync(path).isFile() ? [''] : filesBelow(path).filter(isInput);
    for (const file of files) hash.update(`\0${input}/${file}\0`).update(readFileSync(join(path, file)));
  }
  return hash.digest('hex');
}
