/** The environment and bucket that every file of the local cloud lies in. */
const fileIdPrefix = 'cloud://local-env.bucket/';
/** A path may be this long (storage naming rules of the cloud, from documentation memory). */
const PATH_BYTES_MAX = 850;
/** Characters that would end or change the path inside a URL, Windows' separator, and control characters. */
const forbidden = /[?#%\\\p{Cc}]/u;

/** A path that the storage does not take: the message says why. */
export class InvalidPath extends Error {}

/** The fileID of the file at this path; InvalidPath for one that is empty, too long, or leads out of the bucket. */
export function fileIdOf(path: string): string {
  const isEscape = path.split('/').some((part) => part === '' || part === '.' || part === '..');
  if (isEscape) throw new InvalidPath(`cloudPath is not a path within the bucket: ${path}`);
  if (forbidden.test(path)) throw new InvalidPath(`cloudPath has a character that is not allowed: ${path}`);
  if (Buffer.byteLength(path) > PATH_BYTES_MAX) throw new InvalidPath('cloudPath is longer than 850 bytes');
  return fileIdPrefix + path;
}

/** The path of a fileID of this bucket, or undefined for anything else. */
export function pathOf(fileId: string): string | undefined {
  return fileId.startsWith(fileIdPrefix) ? fileId.slice(fileIdPrefix.length) : undefined;
}
