import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
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

/** More than all versions of all files together. */
const HISTORY_BYTES_MAX = 2 ** 30;

/**
 * Every version of every file that was ever committed, deleted ones too. Of a clone that is not whole, what is there:
 * nothing is asked for elsewhere.
 */
export function* historySources(root: string): Generator<Source> {
  const options = { cwd: root, maxBuffer: HISTORY_BYTES_MAX, env: { ...process.env, GIT_NO_LAZY_FETCH: '1' } };
  const listed = execFileSync('git', ['rev-list', '--objects', '--all', '--missing=allow-any'], options);
  const places = listed.toString().trim().split('\n');
  const paths = new Map(places.map((place) => [place.split(' ', 1)[0] ?? '', place.replace(/^\S* ?/, '')]));
  const input = [...paths.keys()].join('\n');
  const objects = execFileSync('git', ['cat-file', '--batch'], { ...options, input });
  for (let at = 0; at < objects.length;) {
    const end = objects.indexOf('\n', at);
    const [id = '', type, size] = objects.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type === 'missing') continue;
    const text = objects.subarray(at, at + Number(size));
    if (type === 'blob') yield { path: paths.get(id) ?? '', text: text.toString('latin1'), version: id };
    at += text.length + 1;
  }
}

/** Every file of the cloud functions as they are uploaded, if they have been built. */
export function* functionSources(dist: string): Generator<Source> {
  const folder = join(dist, 'cloudfunctions');
  for (const path of existsSync(folder) ? filesIn(folder) : []) {
    yield { path: `uploaded function: ${path}`, text: read(join(folder, path)) };
  }
}

/** Every file of the mini-program as it is uploaded: what anyone can unpack on a phone, packages from npm included. */
export function* clientSources(miniprogram: string): Generator<Source> {
  for (const path of filesIn(miniprogram)) {
    if (path.endsWith('.d.ts')) continue;
    yield { path: `uploaded: ${path}`, text: built(path, read(join(miniprogram, path))) };
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));

/** Byte by byte, so that a text within pictures or other binary files is searched as well. */
const read = (file: string): string => readFileSync(file, 'latin1');
