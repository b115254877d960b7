import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import Database from 'libsql';

import { Durable } from '../../../emulator/engine/durable';
import { Engine } from '../../../emulator/engine/engine';
import { decodeDocument, encodeDocument } from '../../../emulator/engine/stored-json';
import type { Asked, Step } from './recorder';

/** A document as the sample keeps it. */
export interface Kept {
  readonly collection: string;
  readonly json: string;
}

/** What all data of the sample is signed with: it protects nothing. */
export const SAMPLE_KEY = 'the-key-of-a-sample-that-everybody-may-read';

const linesOf = (file: string): unknown[] =>
  readFileSync(join(__dirname, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

/** Every document that the previous release left, those of its local cloud too. */
export const keptDocuments = (): Kept[] =>
  linesOf('documents.jsonl').map((line) => {
    const { collection, document } = line as { readonly collection: string; readonly document: object };
    return { collection, json: JSON.stringify(document) };
  });

/** What clients of the previous release did, from its first call on. */
export const recordedSteps = (): Step[] => linesOf('calls.jsonl') as Step[];

/** What they read when the documents were taken, and nothing changed any more. */
export const recordedReads = (): Asked[] => linesOf('reads.jsonl') as Asked[];

/** Writes documents into an empty data directory, from which a local cloud starts. */
export async function layOut(directory: string, documents: readonly Kept[]): Promise<void> {
  const engine = new Engine({ now: () => 0, id: () => '', refuseScans: false, conflictAt: 'operation' });
  const durable = Durable.open(directory, engine);
  for (const { collection, json } of documents) {
    if (!engine.hasCollection(collection)) engine.createCollection(collection);
    engine.insert(collection, [decodeDocument(json)]);
  }
  await durable.close();
}

/** The documents of a data directory whose cloud has ended, each as a line of the sample. */
export function linesIn(directory: string): string[] {
  const database = new Database(`${pathToFileURL(join(directory, 'documents.db')).href}?mode=ro`);
  const rows = database.prepare('SELECT collection, json FROM doc ORDER BY collection, rowid').all() as Kept[];
  database.close();
  return rows.map(({ collection, json }) => `{"collection":${JSON.stringify(collection)},"document":${normal(json)}}`);
}

/** As it would be written again. */
const normal = (json: string): string => encodeDocument(decodeDocument(json));
