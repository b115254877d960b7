import { createHash } from 'node:crypto';
import type { Simulation } from '../../simulation/simulation';

type Documents = ReturnType<Simulation['documents']>;
type Stored = Documents[string][number];

/** A stored document is never changed, only replaced by its next version: its hash is taken once. */
const hashes = new WeakMap<Stored, string>();

function hashOf(document: Stored): string {
  const known = hashes.get(document);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('base64');
  hashes.set(document, hash);
  return hash;
}

/** Everything that is stored, or what of it meets a condition, in one text: equal only if nothing differs. */
export function databaseHash(
  documents: Documents,
  wanted: (collection: string, document: Stored) => boolean = () => true,
): string {
  const whole = createHash('sha256');
  for (const [collection, stored] of Object.entries(documents)) {
    for (const document of stored) {
      if (wanted(collection, document)) whole.update(`${collection} ${hashOf(document)}\n`);
    }
  }
  return whole.digest('base64');
}

/** Where wrong codes are counted, and their owner told of too many. */
const COUNTERS = ['staff', 'stores', 'messages'];

/** Whether only what counts attempts can have changed. */
export function sameButCounters(before: Documents, after: Documents): boolean {
  const isNoCounter = (collection: string) => !COUNTERS.includes(collection);
  return databaseHash(before, isNoCounter) === databaseHash(after, isNoCounter);
}
