import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the bytes of files are kept, by a key that may be any text. */
export interface Bytes {
  write(key: string, bytes: Buffer): Promise<void>;
  read(key: string): Promise<Buffer | undefined>;
  remove(key: string): Promise<void>;
}

/** Bytes that are gone when the process ends. */
export function bytesInMemory(): Bytes {
  const kept = new Map<string, Buffer>();
  return {
    write: (key, bytes) => Promise.resolve(void kept.set(key, bytes)),
    read: (key) => Promise.resolve(kept.get(key)),
    remove: (key) => Promise.resolve(void kept.delete(key)),
  };
}

/**
 * Bytes in a directory, on disk before `write` resolves and whole or not there at all.
 * Files are named by a hash of the key: no key can lead out of the directory or be a directory of another.
 */
export function bytesInDirectory(directory: string, ids: () => string): Bytes {
  const placeOf = (key: string) => join(directory, createHash('sha256').update(key).digest('hex'));
  return {
    async write(key, bytes) {
      await mkdir(directory, { recursive: true });
      const unfinished = `${placeOf(key)}.${ids()}`;
      const file = await open(unfinished, 'w');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, placeOf(key));
    },
    read: (key) => readFile(placeOf(key)).catch(undefinedWhenMissing),
    remove: (key) => rm(placeOf(key), { force: true }),
  };
}

function undefinedWhenMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
