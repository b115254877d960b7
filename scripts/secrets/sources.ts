import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import { built } from '../sizes/built-size';
import type { Source } from './search';

/** Every file that git has, or would take: what others read who get the repository. */
export function* repositorySources(root: string): Generator<Source> {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const path of new Set(listed.toString().split('\0'))) {
    // A file that was deleted stays listed until that is committed.
    const file = path === '' ? undefined : statSync(join(root, path), { throwIfNoEntry: false });
    if (file?.isFile() === true) yield { path, text: read(join(root, path)) };
  }
}

/** Every file of the mini-program as it is uploaded: what anyone can unpack on a phone, packages from npm included. */
export function* clientSources(miniprogram: string): Generator<Source> {
  for (const entry of readdirSync(miniprogram, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.d.ts')) continue;
    const path = relative(miniprogram, join(entry.parentPath, entry.name)).split(sep).join('/');
    yield { path: `uploaded: ${path}`, text: built(path, read(join(miniprogram, path))) };
  }
}

/** Byte by byte, so that a text within pictures or other binary files is searched as well. */
const read = (file: string): string => readFileSync(file, 'latin1');
