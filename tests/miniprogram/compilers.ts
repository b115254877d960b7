import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';

const folders: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'mac', linux: 'linux', win32: 'windows' };

/** What WeChat's compiler of templates (and the WXS they use) says against these files; empty if nothing. */
export function wcc(root: string, paths: readonly string[]): string {
  return complaintOf('wcc', root, ['-d', '-cc', '0', ...paths.map(fromRoot), '-gn', '$gwx']);
}

/** What WeChat's compiler of style sheets says against these files; empty if nothing. */
export function wcsc(root: string, paths: readonly string[]): string {
  return complaintOf('wcsc', root, ['-db', '-pc', '0', ...paths.map(fromRoot)]);
}

/** Only so do the compilers understand references that begin with a slash. */
const fromRoot = (path: string): string => `./${path}`;

function complaintOf(name: string, root: string, options: readonly string[]): string {
  const folder = folders[process.platform] ?? '';
  const ending = process.platform === 'win32' ? '.exe' : '';
  const file = join(__dirname, '../../node_modules/miniprogram-compiler/bin', folder, name + ending);
  // It is published without its executable bit.
  chmodSync(file, 0o755);
  const { status, stderr, error } = spawnSync(file, options, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  if (error) throw error;
  return status === 0 ? '' : stderr.toString().trim();
}
