import { dirname, relative, resolve, sep } from 'node:path';

import { build, type Message, type Plugin } from 'esbuild';

import { resolveScript } from './resolve';
import type { Warn } from './warnings';

/** What `bundleEntry` needs: the generated entry's text, the folder that its paths start from, and where to write. */
export interface BundleJob {
  readonly entry: string;
  readonly folder: string;
  readonly root: string;
  readonly outfile: string;
}

/** Bundles the phone and the app's scripts into one file. What does not compile or resolve is warned about. */
export async function bundleEntry({ entry, folder, root, outfile }: BundleJob, warn: Warn): Promise<void> {
  const result = await build({
    stdin: { contents: entry, resolveDir: folder, sourcefile: 'entry.js', loader: 'js' },
    bundle: true,
    outfile,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    sourcemap: 'linked',
    sourcesContent: true,
    logLevel: 'silent',
    plugins: [miniProgramModules(root)],
  }).catch((error: unknown) => {
    if (!isBuildFailure(error)) throw error;
    return error;
  });
  for (const message of [...result.errors, ...result.warnings]) {
    const file = relative(root, resolve(message.location?.file ?? 'entry.js'))
      .split(sep)
      .join('/');
    if (!file.includes('node_modules/') && !file.includes('miniprogram_npm/')) warn(file, placed(message));
    else if (result.errors.includes(message)) warn(file, placed(message));
  }
}

/** In the mini-program a bare import means `miniprogram_npm/`, and no import leaves the mini-program. */
function miniProgramModules(root: string): Plugin {
  const isInside = (path: string) => path === root || path.startsWith(root + sep);
  return {
    name: 'mini-program-modules',
    setup(builder) {
      builder.onResolve({ filter: /./ }, ({ path, importer, kind }) => {
        if (kind === 'entry-point' || !isInside(importer)) return undefined;
        if (!path.startsWith('.')) {
          const found = resolveScript(root, importer, path);
          return found ? { path: found } : { errors: [{ text: `package "${path}" is not in miniprogram_npm/` }] };
        }
        if (isInside(resolve(dirname(importer), path))) return undefined;
        return { errors: [{ text: `"${path}" is outside of the mini-program: take types from there only` }] };
      });
    },
  };
}

function placed({ text, location }: Message): string {
  return location ? `${location.line}:${location.column + 1} ${text}` : text;
}

function isBuildFailure(error: unknown): error is Error & { errors: Message[]; warnings: Message[] } {
  return error instanceof Error && 'errors' in error && 'warnings' in error;
}
