import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Engine } from '../engine/engine';
import { InvalidPath } from './cloud-path';
import { createStorage, FILE_BYTES_MAX, FileTooLarge, storageCollections } from './storage';

const directories: string[] = [];
afterAll(() => {
  directories.forEach((directory) => {
    rmSync(directory, { recursive: true });
  });
});

function storageForTests(directory?: string) {
  let count = 0;
  const ids = () => `id${String((count += 1))}`;
  const clock = { now: () => 1000 };
  const engine = new Engine({ now: clock.now, id: ids, refuseScans: true, conflictAt: 'operation' });
  engine.declare(storageCollections);
  const storage = createStorage({ engine, clock, ids, ...(directory === undefined ? {} : { directory }) });
  return { engine, storage };
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'storage-'));
  directories.push(directory);
  return directory;
}

describe.each([
  ['in memory', () => undefined],
  ['in a directory', temporaryDirectory],
])('storage %s', (_, place) => {
  test('storage: an upload is five texts, one PUT, and then a file', async () => {
    const { storage } = storageForTests(place());
    const ticket = storage.beginUpload('dir/图 1.txt', 'http://127.0.0.1:1');
    expect(Object.values(ticket).map((value) => typeof value)).toEqual(Array(5).fill('string'));
    expect(ticket.fileId).toBe('cloud://local-env.bucket/dir/图 1.txt');
    expect(ticket.url).toBe(`http://127.0.0.1:1/storage/uploads/${ticket.token}`);
    expect(storage.temporaryUrl(ticket.fileId, 'http://127.0.0.1:1')).toBeUndefined();
    expect(await storage.receive(ticket.token, Buffer.from('你好'))).toBe(ticket.fileId);
    expect((await storage.read(ticket.fileId))?.toString()).toBe('你好');
    expect(storage.temporaryUrl(ticket.fileId, 'http://127.0.0.1:1')).toBe('http://127.0.0.1:1/storage/dir/图 1.txt');
  });

  test('storage: an upload can be received once, and only when it was opened', async () => {
    const { storage } = storageForTests(place());
    const { token } = storage.beginUpload('a', '');
    expect(await storage.receive('another', Buffer.from('x'))).toBeUndefined();
    expect(await storage.receive(token, Buffer.from('x'))).toBe('cloud://local-env.bucket/a');
    expect(await storage.receive(token, Buffer.from('y'))).toBeUndefined();
  });

  test('storage: a file replaces the one at its path; a path may continue another', async () => {
    const { storage } = storageForTests(place());
    const file = await storage.write('a', Buffer.from('1'));
    await storage.write('a/b', Buffer.from('2'), 'ann');
    await storage.write('a', Buffer.from('3'));
    expect((await storage.read(file))?.toString()).toBe('3');
    expect((await storage.read('cloud://local-env.bucket/a/b'))?.toString()).toBe('2');
  });

  test('storage: a removed file is gone, once', async () => {
    const { storage } = storageForTests(place());
    const file = await storage.write('a', Buffer.from('1'));
    expect([await storage.remove(file), await storage.remove(file)]).toEqual([true, false]);
    expect(await storage.read(file)).toBeUndefined();
    expect(storage.temporaryUrl(file, '')).toBeUndefined();
  });
});

test.each(['', '/a', 'a/', 'a//b', '..', 'a/../../b', './a', 'a\\b', 'a?b', 'a#b', 'a%2e', 'a\nb', 'x'.repeat(851)])(
  'storage: the path %p is refused',
  async (path) => {
    const { engine, storage } = storageForTests();
    expect(() => storage.beginUpload(path, '')).toThrow(InvalidPath);
    await expect(storage.write(path, Buffer.from('1'))).rejects.toThrow(InvalidPath);
    expect(engine.count('sys_files', {})).toBe(0);
  },
);

test('storage: a file that is too large is refused', async () => {
  const { storage } = storageForTests();
  await expect(storage.write('a', Buffer.alloc(FILE_BYTES_MAX + 1))).rejects.toThrow(FileTooLarge);
  expect(await storage.write('a', Buffer.alloc(FILE_BYTES_MAX))).toBe('cloud://local-env.bucket/a');
});

test('storage: a fileID of another bucket or that leads out of this one is no file', async () => {
  const { storage } = storageForTests(temporaryDirectory());
  for (const fileId of ['cloud://other.bucket/a', 'cloud://local-env.bucket/../../etc/passwd', '/etc/passwd', '']) {
    expect(await storage.read(fileId)).toBeUndefined();
    expect(await storage.remove(fileId)).toBe(false);
  }
});

test('storage: a directory holds whole files only, and a later start finds them', async () => {
  const directory = temporaryDirectory();
  const { engine, storage } = storageForTests(directory);
  const file = await storage.write('dir/a', Buffer.from('1'));
  expect(readdirSync(directory)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  const later = storageForTests(directory);
  later.engine.load('sys_files', engine.find('sys_files', { filter: { _id: file } }));
  expect((await later.storage.read(file))?.toString()).toBe('1');
});
