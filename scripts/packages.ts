import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { build } from './build';
import { foldersIn, packagesIn } from './packages/packages';
import { newerIn, weaknessesIn } from './packages/registry';
import { dependencyReport } from './packages/report';
import { runCommand } from './progress';

const root = join(__dirname, '..');

/** A registry that does not answer is said to be silent, and the report goes on. */
const ANSWER_MAX_MS = 60_000;

/** Tells what the project is built on, and what is known against it. It judges nothing: whoever reads it does. */
async function packages(): Promise<void> {
  await build();
  const installed = packagesIn(read('package-lock.json'), new Set(bundled()), licenceOf);
  const [audited, outdated] = await Promise.all([npm('audit', '--json'), npm('outdated', '--json')]);
  const findings = { packages: installed, weaknesses: weaknessesIn(audited, installed), newer: newerIn(outdated) };
  for (const line of dependencyReport({ ...findings, unpinned: unpinned() })) console.log(line);
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The folders of all packages that some cloud function is made of. */
function bundled(): readonly string[] {
  const functions = readdirSync(join(root, 'dist/cloudfunctions'));
  return functions.flatMap((name) => foldersIn(read(`dist/cloudfunctions/${name}/index.js.map`)));
}

/** Old packages name their licences in a list. */
function licenceOf(path: string): string {
  const { license, licenses = [] } = JSON.parse(read(join(path, 'package.json'))) as {
    readonly license?: string | { readonly type: string };
    readonly licenses?: readonly { readonly type: string }[];
  };
  if (typeof license === 'string') return license;
  return [license, ...licenses].flatMap((each) => (each ? [each.type] : [])).join(' OR ');
}

/** What the project asks for in a range, by name: every install could then bring something else. */
function unpinned(): readonly string[] {
  const asked = JSON.parse(read('package.json')) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  return Object.entries({ ...asked.dependencies, ...asked.devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name]) => name);
}

/** What npm prints; it also fails where it has found something. */
function npm(...words: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('npm', words, { cwd: root, timeout: ANSWER_MAX_MS, maxBuffer: 2 ** 26 }, (_, printed) => {
      resolve(printed);
    });
  });
}

runCommand(packages);
