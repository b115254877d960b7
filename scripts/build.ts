import { createHash } from 'node:crypto';
import {
  copyFileSync,
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
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';

import { build as bundle, type BuildOptions } from 'esbuild';

import { withLock } from './lock.cjs';

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

/** A change in any of these makes a new build. */
const INPUTS = ['cloudfunctions', 'emulator', 'typings', 'package-lock.json', 'scripts/build.ts'];

const SOURCE = /(?<!\.test)\.(ts|json)$/;

/**
 * Writes dist/: one folder per cloud function as WeChat takes it, the local cloud's worker, and schema.json.
 * Does nothing when no source changed; several processes may call it at once.
 */
export async function build(root = resolve(__dirname, '..')): Promise<void> {
  const dist = join(root, 'dist');
  if (readStamp(dist) === stampOf(root)) return;
  await withLock(join(dist, '.lock'), async () => {
    const stamp = stampOf(root);
    if (readStamp(dist) === stamp) return;
    for (const left of readdirSync(dist).filter((name) => name.startsWith('.building-')))
      rmSync(join(dist, left), { recursive: true });
    const fresh = mkdtempSync(join(dist, '.building-'));
    try {
      await buildInto(fresh, root);
      rmSync(join(dist, 'stamp'), { force: true });
      replaceFiles(fresh, dist);
      writeFileSync(join(dist, 'stamp'), stamp);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
}

async function buildInto(out: string, root: string): Promise<void> {
  const worker = join(root, 'emulator/runner/worker.ts');
  await Promise.all([
    buildFunctions(join(out, 'cloudfunctions'), root),
    ...(existsSync(worker) ? [bundle({ ...OPTIONS, entryPoints: [worker], outdir: join(out, 'emulator') })] : []),
    buildSchema(out, root),
  ]);
}

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

/** File by file, each by renaming: a local cloud that is running never finds one missing or half written. */
function replaceFiles(from: string, to: string): void {
  const files = filesBelow(from);
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  }
  const kept = new Set(files.flatMap((file) => [file, dirname(file), dirname(dirname(file))]));
  for (const entry of readdirSync(to, { recursive: true, encoding: 'utf8' })) {
    if (!entry.startsWith('.') && !kept.has(entry)) rmSync(join(to, entry), { recursive: true, force: true });
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function readStamp(dist: string): string | undefined {
  const path = join(dist, 'stamp');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function stampOf(root: string): string {
  const hash = createHash('sha256');
  for (const input of INPUTS) {
    const path = join(root, input);
    if (!existsSync(path)) continue;
    const files = statSync(path).isFile() ? [''] : filesBelow(path).filter((file) => SOURCE.test(file));
    for (const file of files) hash.update(`\0${input}/${file}\0`).update(readFileSync(join(path, file)));
  }
  return hash.digest('hex');
}

if (process.argv[1] === __filename) void build().then(() => console.log('dist/ is up to date.'));
