import type { Clock } from '../clock/clock';
import type { Engine } from '../engine/engine';
import type { CollectionSpec } from '../engine/schema';
import { bytesInDirectory, bytesInMemory } from './bytes';
import { fileIdOf, pathOf } from './cloud-path';

const files = 'sys_files';

/** The collection that knows which files there are. */
export const storageCollections: readonly CollectionSpec[] = [{ name: files, indexes: [] }];

/** The largest file that the local cloud takes. The cloud's own limit is far higher. */
export const FILE_BYTES_MAX = 20 * 1024 * 1024;

/** A file that is larger than FILE_BYTES_MAX. */
export class FileTooLarge extends Error {}

/** What wx-server-sdk 4.0.2 needs to upload a file: five texts, all of which become header values. */
export interface UploadTicket {
  readonly url: string;
  readonly token: string;
  readonly authorization: string;
  readonly fileId: string;
  readonly cosFileId: string;
}

/** The files of the cloud, each under `cloud://local-env.bucket/<path>`. */
export interface Storage {
  /** Opens an upload to `path`: the bytes are then put to `<baseUrl>/storage/uploads/<token>`. */
  beginUpload(path: string, baseUrl: string): UploadTicket;
  /** The bytes of an opened upload; gives the fileID, or undefined when no such upload is open. */
  receive(token: string, bytes: Buffer): Promise<string | undefined>;
  /** Puts a file at `path` at once, in the place of an earlier one; gives the fileID. */
  write(path: string, bytes: Buffer, openid?: string): Promise<string>;
  /** Where the file can be had by a plain GET: `<baseUrl>/storage/<path>`, or undefined when there is no such file. */
  temporaryUrl(fileId: string, baseUrl: string): string | undefined;
  read(fileId: string): Promise<Buffer | undefined>;
  /** Whether there was such a file. */
  remove(fileId: string): Promise<boolean>;
}

/** What storage stands on; without a directory the bytes live in memory. */
export interface StorageOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly ids: () => string;
  readonly directory?: string;
}

/** Opens the files of the cloud. */
export function createStorage({ engine, clock, ids, directory }: StorageOptions): Storage {
  const kept = directory === undefined ? bytesInMemory() : bytesInDirectory(directory, ids);
  const openUploads = new Map<string, string>();
  const exists = (fileId: string) => engine.find(files, { filter: { _id: fileId }, limit: 1 }).length > 0;

  const write = async (path: string, bytes: Buffer, openid?: string): Promise<string> => {
    const fileId = fileIdOf(path);
    if (bytes.length > FILE_BYTES_MAX)
      throw new FileTooLarge(`a file may have ${String(FILE_BYTES_MAX)} bytes at most`);
    // The bytes first: a file that is known has its bytes, whenever the process dies.
    await kept.write(fileId, bytes);
    const known = { _id: fileId, sizeBytes: bytes.length, openid: openid ?? null, uploadedAt: clock.now() };
    engine.replace(files, { _id: fileId }, known, true);
    return fileId;
  };

  return {
    beginUpload(path, baseUrl) {
      const fileId = fileIdOf(path);
      const token = ids();
      openUploads.set(token, path);
      const url = `${baseUrl}/storage/uploads/${token}`;
      return { url, token, authorization: `local ${token}`, fileId, cosFileId: token };
    },
    async receive(token, bytes) {
      const path = openUploads.get(token);
      openUploads.delete(token);
      return path === undefined ? undefined : write(path, bytes);
    },
    write,
    // Not encoded: the SDK encodes it itself and would encode a % again (wx-server-sdk 4.0.2, measured 2026-11-22).
    temporaryUrl: (fileId, baseUrl) => (exists(fileId) ? `${baseUrl}/storage/${pathOf(fileId) ?? ''}` : undefined),
    read: (fileId) => (exists(fileId) ? kept.read(fileId) : Promise.resolve(undefined)),
    async remove(fileId) {
      if (engine.remove(files, { _id: fileId }, false) === 0) return false;
      await kept.remove(fileId);
      return true;
    },
  };
}
