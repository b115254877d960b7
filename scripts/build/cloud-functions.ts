import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

import { build as bundle, type BuildOptions } from 'esbuild';

import type { Part } from './part';

/**
 * WeChat offers Node 16.13, 18.15 and 20.19 for cloud functions; the choice is made once in its console and the upload
 * cannot see it (docs.cloudbase.net, cloud-function/how-works). The bundle runs on 18.15 and on 20.19, where tests run.
 */
const FUNCTION_TARGET = 'node18';

const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: FUNCTION_TARGET,
  format: 'cjs',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
} satisfies BuildOptions;

const SOURCE = /(?<!\.test)\.(ts|json)$/;

/** One folder per cloud function as WeChat takes it, the local cloud's worker, and schema.json. */
export const cloudFunctions: Part = {
  name: 'the cloud functions',
  inputs: [
    'cloudfunctions',
    'emulator',
    'typings',
    'package-lock.json',
    'scripts/build/part.ts',
    'scripts/build/cloud-functions.ts',
  ],
  isInput: (file) => SOURCE.test(file),
  outputs: ['cloudfunctions', 'emulator', 'schema.json'],
  stamp: 'stamp',
  async write(out, root) {
    const worker = join(root, 'emulator/runner/worker.ts');
    await Promise.all([
      buildFunctions(join(out, 'cloudfunctions'), root),
      ...(existsSync(worker) ? [bundle({ ...OPTIONS, entryPoints: [worker], outdir: join(out, 'emulator') })] : []),
      buildSchema(out, root),
    ]);
  },
};

async function buildFunctions(out: string, root: string): Promise<void> {
  const sources = join(root, 'cloudfunctions/functions');
  const names = functionNames(sources);
  const entryPoints = Object.fromEntries(names.map((name) => [`${name}/index`, join(sources, `${name}.ts`)]));
  await bundle({ ...OPTIONS, entryPoints, outdir: out, minify: true, keepNames: true });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  for (const name of names) {
    writeFileSync(join(out, name, 'package.json'), JSON.stringify({ name, version, main: 'index.js' }));
    const config = join(sources, `${name}.json`);
    if (existsSync(config)) copyFileSync(config, join(out, name, 'config.json'));
  }
}

/** The folder listing is the only list of functions. */
function functionNames(sources: string): string[] {
  const files = existsSync(sources) ? readdirSync(sources) : [];
  const names = files.filter((file) => SOURCE.test(file) && file.endsWith('.ts')).map((file) => basename(file, '.ts'));
  const malformed = names.find((name) => !/^[A-Za-z0-9_-]+$/.test(name));
  if (malformed) throw new Error(`functions/${malformed}.ts: a function's name has letters, digits, "-" and "_" only`);
  const orphan = files.find((file) => file.endsWith('.json') && !names.includes(basename(file, '.json')));
  if (orphan) throw new Error(`functions/${orphan} configures a function that does not exist`);
  return names;
}

/** The collections, their indexes and permissions, for whoever must not import cloudfunctions/. */
async function buildSchema(out: string, root: string): Promise<void> {
  const source = join(root, 'cloudfunctions/schema/schema.ts');
  if (!existsSync(source)) return;
  const bundled = join(out, 'schema.cjs');
  await bundle({ ...OPTIONS, entryPoints: [source], outfile: bundled, sourcemap: false });
  const { schema } = createRequire(bundled)(bundled) as { schema: unknown };
  writeFileSync(join(out, 'schema.json'), JSON.stringify({ collections: schema }, null, 2));
  rmSync(bundled);
}
