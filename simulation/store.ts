import { schema } from '../cloudfunctions/schema/schema';
import { VirtualClock } from '../emulator/clock/clock';
import { Engine, type Document } from '../emulator/engine/engine';
import { systemCollections } from '../emulator/local/store';
import { createStorage } from '../emulator/storage/storage';
import type { Known } from './windows';

/** Where a simulation stands when nothing of it runs: enough to go on from there, again and again. */
export interface Snapshot {
  readonly now: number;
  readonly idsGiven: number;
  readonly documents: Readonly<Record<string, readonly Document[]>>;
}

/** 2026-11-22 12:00:00 in Beijing, a Sunday. */
const BEGINNING = Date.parse('2026-11-22T12:00:00+08:00');

/** Opens the database and the storage of a simulation, empty or as another one left them. */
export function openStore(from: Snapshot | undefined) {
  const clock = new VirtualClock({ realNow: () => 0, frozenAt: from?.now ?? BEGINNING });
  let count = from?.idsGiven ?? 0;
  const ids = (): string => (count += 1).toString(16).padStart(32, '0');
  const engine = new Engine({ now: () => clock.now(), id: ids, refuseScans: true, conflictAt: 'operation' });
  engine.declare([...systemCollections, ...schema]);
  for (const [name, stored] of Object.entries(from?.documents ?? {})) engine.load(name, stored);
  const known = everythingIn(engine, from);
  const documents = () => Object.fromEntries([...known].map(([name, all]) => [name, [...all.values()]]));
  const storage = createStorage({ engine, clock, ids });
  return { clock, engine, ids, storage, known, documents, idsGiven: () => count };
}

/** What is kept in a simulation, and what time it is there. */
export type Store = ReturnType<typeof openStore>;

/** Every document by collection, kept beside the engine, which refuses to look through as many as that. */
function everythingIn(engine: Engine, from: Snapshot | undefined): Known {
  const known = new Map(engine.collectionNames().map((name) => [name, new Map<unknown, Document>()]));
  for (const [name, stored] of Object.entries(from?.documents ?? {})) {
    known.set(name, new Map(stored.map((document) => [document._id, document])));
  }
  engine.onChange(({ collection, id, document }) => {
    const documents = known.get(collection);
    if (document) documents?.set(id, document);
    else documents?.delete(id);
  });
  return known;
}
