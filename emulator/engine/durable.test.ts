import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { Durable } from './durable';
import type { Engine } from './engine';
import { testEngine } from './test-engine';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'durable-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function opened(): { engine: Engine; durable: Durable } {
  const { engine } = testEngine({}, [{ name: 'n', keys: [['n', 1]], unique: true }]);
  return { engine, durable: Durable.open(directory, engine) };
}

/** How many rows are on disk, as another connection sees it. */
function rowsOnDisk(): number {
  const database = new Database(join(directory, 'documents.db'), { readonly: true });
  const { n } = database.prepare('SELECT count(*) AS n FROM doc').get() as { n: number };
  database.close();
  return n;
}

describe('durable', () => {
  test('documents, removals, new collections and the order of documents survive', async () => {
    const first = opened();
    first.engine.createCollection('empty');
    first.engine.insert('c', [
      { _id: 'z', n: 1, at: new Date(5) },
      { _id: 1, n: NaN },
      { _id: '1', n: 3 },
      { _id: 'y', n: 4 },
    ]);
    await first.durable.committed();
    first.engine.update('c', { _id: 'z' }, { $set: { n: 7 } }, false);
    first.engine.remove('c', { _id: 'y' }, false);
    first.engine.insert('c', [{ _id: 'a', n: 4 }]);
    await first.durable.close();

    const { engine, durable } = opened();
    expect(engine.find('c', {})).toEqual([
      { _id: 'z', n: 7, at: new Date(5) },
      { _id: 1, n: NaN },
      { _id: '1', n: 3 },
      { _id: 'a', n: 4 },
    ]);
    expect(engine.hasCollection('empty')).toBe(true);
    expect(() => engine.insert('c', [{ n: 7 }])).toThrow(/E11000/);
    await durable.close();
  });

  test('committed waits for what has changed so far, and all of one turn is written at once', async () => {
    const { engine, durable } = opened();
    await durable.committed();
    engine.insert('c', [{ n: 1 }]);
    const first = durable.committed();
    engine.insert('c', [{ n: 2 }]);
    expect(rowsOnDisk()).toBe(0);
    await first;
    expect(rowsOnDisk()).toBe(2);
    engine.insert('c', [{ n: 3 }]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(rowsOnDisk()).toBe(3);
    await durable.close();
  });

  test('an uncommitted transaction leaves nothing on disk', async () => {
    const { engine, durable } = opened();
    engine.insert('c', [{ n: 1 }], { transactionId: engine.begin() });
    await durable.close();
    expect(rowsOnDisk()).toBe(0);
  });

  test('a write that fails is told, and made up for by the next', async () => {
    const { engine, durable } = opened();
    const other = new Database(join(directory, 'documents.db'));
    other.exec('BEGIN IMMEDIATE');
    engine.insert('c', [{ n: 1 }]);
    await expect(durable.committed()).rejects.toThrow(/locked|busy/);
    other.exec('ROLLBACK');
    other.close();
    await durable.close();
    expect(rowsOnDisk()).toBe(1);
  });

  // Goal: nothing acknowledged is lost and no transaction is split, wherever the process dies. Method: a child that
  // writes pairs is killed with SIGKILL a few milliseconds after some acknowledgement, three times on the same files.
  test('kill -9 loses no acknowledged write and splits no transaction', async () => {
    for (const [round, delayMs] of [3, 11, 24].entries()) {
      const acknowledged = await killedAfter(delayMs);
      const { engine, durable } = opened();
      const pairs = new Set(engine.find('c', {}).map(({ pair }) => pair as number));
      expect(Math.max(...pairs)).toBeGreaterThanOrEqual(acknowledged);
      expect(acknowledged).toBeGreaterThan(round);
      expect(engine.count('c', {})).toBe(2 * pairs.size);
      expect(pairs.size).toBe(Math.max(...pairs) + 1);
      await durable.close();
    }
  });
});

/** Kills the writing child so long after it has acknowledged its twentieth pair; gives the last one it acknowledged. */
async function killedAfter(delayMs: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'durable-writer.ts'), directory]);
  let output = '';
  let dying = false;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (dying || output.split('\n').length <= 20) return;
    dying = true;
    setTimeout(() => child.kill('SIGKILL'), delayMs);
  });
  await once(child, 'close');
  return Number(output.trimEnd().split('\n').at(-1));
}
