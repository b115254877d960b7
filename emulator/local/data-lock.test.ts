import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from '@jest/globals';

import { DataInUse, takeData } from './data-lock';

const newDirectory = (): string => mkdtempSync(join(tmpdir(), 'data-lock-'));

/** Another process that takes the directory and lives until it is killed. */
async function otherOwner(directory: string) {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `require('./data-lock').takeData(${JSON.stringify(directory)}); console.log('taken'); setInterval(() => {}, 1e6)`,
      resolveDir: __dirname,
    },
    ...{ bundle: true, platform: 'node', write: false },
  });
  const child = spawn(process.execPath, ['-e', outputFiles[0]?.text ?? ''], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

test('takeData: a living process keeps the directory and is named; a killed one has let it go', async () => {
  const directory = newDirectory();
  const owner = await otherOwner(directory);
  expect(() => takeData(directory)).toThrow(DataInUse);
  expect(() => takeData(directory)).toThrow(String(owner.pid));
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  takeData(directory)();
});

test('takeData: an earlier life of a number that lives again does not count', () => {
  const directory = newDirectory();
  writeFileSync(join(directory, 'process-id'), `${String(process.ppid)} 1`);
  takeData(directory)();
});
