import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

/** Stands in for npm: installs tsx only, and writes down that it ran. */
const npm = `#!/bin/sh
echo "npm $1" >> npm.log
sleep 0.3
if [ -e offline ]; then echo "no registry" >&2; exit 7; fi
mkdir -p node_modules && ln -s "${join(__dirname, '../node_modules/tsx')}" node_modules/tsx
`;

const scripts = {
  'hello.ts': 'const name: string = process.argv[2] ?? "nobody"; console.log("hello", name);',
  'stay.ts':
    'process.on("SIGTERM", () => process.exit(7)); setInterval(() => 0, 1000); console.log("here", process.pid);',
};

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'run-'));
  mkdirSync(join(root, 'scripts'));
  mkdirSync(join(root, 'bin'));
  for (const file of ['run.mjs', 'lock.cjs']) copyFileSync(join(__dirname, file), join(root, 'scripts', file));
  for (const [file, text] of Object.entries(scripts)) writeFileSync(join(root, 'scripts', file), text);
  writeFileSync(join(root, 'package-lock.json'), '{ "packages": {} }');
  writeFileSync(join(root, 'bin/npm'), npm, { mode: 0o755 });
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

interface Ended {
  readonly status: number | null;
  readonly said: string;
}

function run(args: readonly string[], onSaid?: (said: string, kill: () => void) => void): Promise<Ended> {
  const env = { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(process.execPath, [...args], { cwd: root, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      said += part.toString();
      onSaid?.(said, () => child.kill('SIGTERM'));
    });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, said })));
}

const installs = () => (existsSync(join(root, 'npm.log')) ? readFileSync(join(root, 'npm.log'), 'utf8') : '');

test('run: the first command installs and says so, the next one does not', async () => {
  const first = await run(['scripts/run.mjs', 'hello', 'you']);
  expect(first).toEqual({ status: 0, said: expect.stringMatching(/^Installing .* done\.\nhello you\n$/s) });
  expect(await run(['scripts/run.mjs', 'hello'])).toEqual({ status: 0, said: 'hello nobody\n' });
  expect(installs()).toBe('npm ci\n');
});

test('run: another lock file installs again', async () => {
  await run(['scripts/run.mjs', 'hello']);
  writeFileSync(join(root, 'package-lock.json'), '{ "packages": { "": {} } }');
  rmSync(join(root, 'node_modules/tsx'));
  await run(['scripts/run.mjs', 'hello']);
  expect(installs()).toBe('npm ci\nnpm ci\n');
});

test('run: two first commands at once install once', async () => {
  const both = await Promise.all([run(['scripts/run.mjs', 'hello']), run(['scripts/run.mjs', 'hello'])]);
  expect(both.map(({ status }) => status)).toEqual([0, 0]);
  expect(installs()).toBe('npm ci\n');
});

test('run: an installation that fails is told with its reason, and tried again', async () => {
  writeFileSync(join(root, 'offline'), '');
  expect(await run(['scripts/run.mjs', 'hello'])).toEqual({ status: 7, said: expect.stringContaining('no registry') });
  rmSync(join(root, 'offline'));
  expect((await run(['scripts/run.mjs', 'hello'])).status).toBe(0);
  expect(existsSync(join(root, '.install-lock'))).toBe(false);
});

test('run: SIGTERM reaches the script, whose exit status is the answer', async () => {
  const ended = await run(['scripts/run.mjs', 'stay'], (said, kill) => {
    if (said.includes('here')) kill();
  });
  expect(ended.status).toBe(7);
  expect(() => process.kill(Number(/here (\d+)/.exec(ended.said)?.[1]), 0)).toThrow('ESRCH');
});

test('run: an unknown command is refused with those that exist, before anything is installed', async () => {
  const refused = { status: 1, said: 'There is no command "nonsense". There are: check, format, hello, stay, test.\n' };
  expect(await run(['scripts/run.mjs', 'nonsense'])).toEqual(refused);
  expect(installs()).toBe('');
});

test('run: an older Node is refused in one sentence', async () => {
  writeFileSync(
    join(root, 'older.cjs'),
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } });",
  );
  const { status, said } = await run(['--require', './older.cjs', 'scripts/run.mjs', 'hello']);
  expect({ status, said }).toEqual({ status: 1, said: expect.stringMatching(/^Node 20\.19 or newer is needed.*\n$/) });
});

test('npm runs no command of its own accord', () => {
  const { scripts: commands } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as {
    readonly scripts: object;
  };
  // docs.npmjs.com, using npm, scripts, life cycle (2026-11-22); whoever begins so begins before or after another one.
  const ownAccord = /^(?:dependencies|install|prepare|publish|uninstall|version|(?:pre|post).+)$/;
  expect(Object.keys(commands).filter((name) => ownAccord.test(name))).toEqual([]);
  expect(['dependencies', 'postinstall', 'prepare', 'pretest'].filter((name) => !ownAccord.test(name))).toEqual([]);
});
