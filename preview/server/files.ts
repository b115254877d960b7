import { readFile, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

import { Refusal, type LocalAnswer, type LocalRequest } from '../../emulator/local/route';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * A file below a folder. Whoever has it already in this version is told so: four phones load the same bundle.
 * Refuses with 404 what is not there, and what lies outside.
 */
export async function fileBelow(folder: string, path: string, { headers }: LocalRequest): Promise<LocalAnswer> {
  const file = join(folder, path);
  const found = file.startsWith(folder + sep) ? await stat(file).catch(() => undefined) : undefined;
  if (!found?.isFile()) throw new Refusal(404, `no such file in the preview: ${path}. Build it with: npm run build`);
  const version = `"${String(found.size)}-${String(found.mtimeMs)}"`;
  const contentType = contentTypes[extname(file)] ?? 'application/octet-stream';
  const ownHeaders = { 'content-type': contentType, 'cache-control': 'no-cache', etag: version };
  if (headers['if-none-match'] === version) return { status: 304, headers: ownHeaders, body: '' };
  return { status: 200, headers: ownHeaders, body: await readFile(file) };
}
