import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import type { Document } from './document';
import type { Change, Engine } from './engine';
import { decodeDocument, encodeDocument } from './stored-json';

/**
 * Keeps an engine's committed documents on disk (libsql, WAL, full sync). What changes in one turn of the event loop is
 * written by one SQL transaction with one sync, so a transaction of the engine is never split.
 */
export class Durable {
  /** The last change of each document that is not on disk yet. */
  private changed = new Map<string, Change>();
  private readonly collections = new Set<string>();
  private writing: Promise<void> | undefined;

  private constructor(
    private readonly database: Database.Database,
    private readonly engine: Engine,
  ) {
    engine.onChange((change) => {
      this.changed.set(JSON.stringify([change.collection, change.id]), change);
      // Whoever waits for the disk learns of a failure from committed(), which then tries again.
      this.committed().catch(() => undefined);
    });
  }

  /** Opens the store in a directory, made if missing, and loads what it holds into the engine. */
  static open(directory: string, engine: Engine): Durable {
    mkdirSync(directory, { recursive: true });
    const database = new Database(join(directory, 'documents.db'));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // The id is stored as JSON, since 1 and '1' are two documents.
    database.exec(`
      CREATE TABLE IF NOT EXISTS collection (name TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS doc (collection TEXT, id TEXT, json TEXT, PRIMARY KEY (collection, id));
    `);
    const durable = new Durable(database, engine);
    durable.load();
    return durable;
  }

  /** Resolves when everything that the engine changed so far is on disk; rejects if it could not be written. */
  committed(): Promise<void> {
    if (this.writing !== undefined) return this.writing;
    if (this.changed.size === 0 && this.newCollections().length === 0) return Promise.resolve();
    this.writing = new Promise((resolve, reject) => {
      setImmediate(() => {
        this.writing = undefined;
        try {
          this.write();
          resolve();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    return this.writing;
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    await this.committed();
    this.database.close();
  }

  private load(): void {
    const names = this.database.prepare('SELECT name FROM collection').all() as { name: string }[];
    const documents = this.database.prepare('SELECT json FROM doc WHERE collection = ? ORDER BY rowid');
    for (const { name } of names) {
      this.collections.add(name);
      const rows = documents.all(name) as { json: string }[];
      this.engine.load(
        name,
        rows.map(({ json }): Document => decodeDocument(json)),
      );
    }
  }

  private newCollections(): string[] {
    return this.engine.collectionNames().filter((name) => !this.collections.has(name));
  }

  private write(): void {
    const put = this.database.prepare(
      'INSERT INTO doc (collection, id, json) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json',
    );
    const remove = this.database.prepare('DELETE FROM doc WHERE collection = ? AND id = ?');
    const create = this.database.prepare('INSERT OR IGNORE INTO collection (name) VALUES (?)');
    const created = this.newCollections();
    this.database.exec('BEGIN IMMEDIATE');
    try {
      for (const name of created) create.run(name);
      for (const { collection, id, document } of this.changed.values()) {
        if (document === null) remove.run(collection, JSON.stringify(id));
        else put.run(collection, JSON.stringify(id), encodeDocument(document));
      }
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
    for (const name of created) this.collections.add(name);
    this.changed = new Map();
  }
}
