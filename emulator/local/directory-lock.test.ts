import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from '@jest/globals';

import { DirectoryInUse, occupy } from './directory-lock';

const newDirectory = (): string => mkdtempSync(join(tmpdir(), 'directory-lock-'));

/** Another process that takes the directory and lives until it is killed. */
async function otherOwner(directory: string) {
  const take = `require('./directory-lock').occupy(${JSON.stringify(directory)})`;
  const { outputFiles } = buildSync({
    stdin: {
      contents: `${take}; console.log('taken'); setInterval(() => {}, 1e6)`,
      resolveDir: __dirname,
    },
    ...{ bundle: true, platform: 'node', write: false },
  });
  const child = spawn(process.execPath, ['-e', outputFiles[0]?.text ?? ''], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

test('occupy: a living process keeps the directory and is named; a killed one has let it go', async () => {
  const directory = newDirectory();
  const owner = await otherOwner(directory);
  expect(() => occupy(directory)).toThrow(DirectoryInUse);
  expect(() => occupy(directory)).toThrow(String(owner.pid));
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  occupy(directory)();
});

test('occupy: an earlier life of a number that lives again does not count', () => {
  const directory = newDirectory();
  writeFileSync(join(directory, 'process-id'), `${String(process.ppid)} 1`);
  occupy(directory)();
});
