import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { build } from './build';

const ping = 'export async function main(event: { n: number }) { return { n: event.n + 1 }; }';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-'));
  write('package.json', '{ "version": "1.2.3" }');
  write('cloudfunctions/functions/ping.ts', ping);
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

test('build: a function becomes a folder that runs by itself, with its configuration', async () => {
  write('cloudfunctions/functions/ping.json', '{ "triggers": [] }');
  await build(root);

  const folder = join(root, 'dist/cloudfunctions/ping');
  const { main } = createRequire(folder)(folder) as { main: (event: { n: number }) => Promise<unknown> };
  expect(await main({ n: 1 })).toEqual({ n: 2 });
  expect(JSON.parse(read('dist/cloudfunctions/ping/package.json'))).toEqual({
    name: 'ping',
    version: '1.2.3',
    main: 'index.js',
  });
  expect(JSON.parse(read('dist/cloudfunctions/ping/config.json'))).toEqual({ triggers: [] });
});

test('build: the schema is written as data', async () => {
  write('cloudfunctions/schema/schema.ts', "export const schema = [{ name: 'deals', indexes: [] }] as const;");
  await build(root);
  expect(JSON.parse(read('dist/schema.json'))).toEqual({ collections: [{ name: 'deals', indexes: [] }] });
});

test('build: nothing is written when nothing changed, and a change in a test is no change', async () => {
  await build(root);
  const before = statSync(join(root, 'dist/cloudfunctions/ping/index.js')).mtimeMs;
  write('cloudfunctions/functions/ping.test.ts', 'export {};');
  await build(root);
  expect(statSync(join(root, 'dist/cloudfunctions/ping/index.js')).mtimeMs).toBe(before);
});

test('build: a changed function is built again, a removed one goes', async () => {
  write('cloudfunctions/functions/pong.ts', ping);
  await build(root);
  write('cloudfunctions/functions/ping.ts', ping.replace('+ 1', '+ 2'));
  rmSync(join(root, 'cloudfunctions/functions/pong.ts'));
  await build(root);
  expect(read('dist/cloudfunctions/ping/index.js')).toContain('+2');
  expect(existsSync(join(root, 'dist/cloudfunctions/pong'))).toBe(false);
});

test('build: two at once leave one whole result and nothing else', async () => {
  await Promise.all([build(root), build(root)]);
  expect(readdirSync(join(root, 'dist')).sort()).toEqual(['cloudfunctions', 'stamp']);
});

test.each([
  ['a name that WeChat refuses', 'pay.notify.ts', 'letters, digits'],
  ['a configuration without its function', 'pay-notify.json', 'does not exist'],
])('build: %s is refused', async (_name, file, reason) => {
  write(`cloudfunctions/functions/${file}`, '{}');
  await expect(build(root)).rejects.toThrow(reason);
});

test('build: a lock that a dead process left is taken over', async () => {
  write('dist/.lock/pid', '999999999');
  await build(root);
  expect(existsSync(join(root, 'dist/cloudfunctions/ping/index.js'))).toBe(true);
});
