import { clockCollections, rememberClock, restoreClock } from '../clock/remembered-clock';
import { Durable } from '../engine/durable';
import { Engine } from '../engine/engine';
import type { CollectionSpec } from '../engine/schema';
import { payCollections } from '../pay/collections';
import { timerCollections } from '../runner/timer';
import { storageCollections } from '../storage/storage';
import { wechatCollections } from '../wechat/collections';
import { occupy } from './directory-lock';
import type { CloudSetting, Ground } from './ground';
import { settingCollections } from './set-up';

/** What the local cloud keeps beside the functions' collections. */
export const systemCollections: readonly CollectionSpec[] = [
  ...clockCollections,
  ...payCollections,
  ...settingCollections,
  ...storageCollections,
  ...timerCollections,
  ...wechatCollections,
];

/** The documents of a local cloud, and the data directory that keeps them, if there is one. */
export interface Store {
  readonly engine: Engine;
  /** Resolves when everything that was changed so far is durable. */
  readonly committed: () => Promise<void>;
  /** Remembers where the clock stands and lets the data directory go. */
  readonly close: () => Promise<void>;
}

/** Opens what is kept, and puts the clock where it stood. Throws when another local cloud has the data directory. */
export function openStore({ dataDirectory, refuseScans }: CloudSetting, { clock, ids, collections }: Ground): Store {
  const letGo = dataDirectory === undefined ? undefined : occupy(dataDirectory);
  const engine = new Engine({ now: () => clock.now(), id: ids, refuseScans, conflictAt: 'operation' });
  const durable = dataDirectory === undefined ? undefined : Durable.open(dataDirectory, engine);
  engine.declare([...systemCollections, ...collections]);
  restoreClock(engine, clock);
  return {
    engine,
    committed: () => durable?.committed() ?? Promise.resolve(),
    async close() {
      rememberClock(engine, clock);
      await durable?.close();
      letGo?.();
    },
  };
}
