import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { VirtualClock } from './clock/clock';
import type { CollectionSpec } from './engine/schema';
import type { CloudSetting } from './local/ground';
import { runCloud, type Cloud } from './local/running-cloud';
import { Functions } from './runner/functions';
import type { PoolLimits } from './runner/pool';

export type { Cloud } from './local/running-cloud';
export { DEFAULT_APPID } from './local/set-up';

export interface CloudOptions extends CloudSetting {
  /** The built functions, worker and schema. */
  readonly dist: string;
  readonly limits?: PoolLimits;
}

/**
 * Starts WeChat cloud development on this machine, each function in threads of its own, at real time; rejects when the
 * port is in use or the merchant cannot be made.
 */
export async function startCloud({ dist, limits, ...setting }: CloudOptions): Promise<Cloud> {
  return runCloud(setting, {
    clock: new VirtualClock({ realNow: Date.now }),
    ids: newIds(),
    newSecret: () => randomBytes(32).toString('hex'),
    collections: readSchema(dist),
    runnerOf: (parts) => {
      const [directory, workerFile] = [join(dist, 'cloudfunctions'), join(dist, 'emulator/worker.js')];
      return new Functions({ ...parts, directory, workerFile, ...(limits ? { limits } : {}) });
    },
  });
}

function readSchema(dist: string): readonly CollectionSpec[] {
  const schema = JSON.parse(readFileSync(join(dist, 'schema.json'), 'utf8')) as { collections: CollectionSpec[] };
  return schema.collections;
}

/** Ids of 32 hexadecimal digits, unique in this data directory: at random for each start, then counted. */
function newIds(): () => string {
  const prefix = randomBytes(10).toString('hex');
  let count = 0;
  return () => prefix + (count += 1).toString(16).padStart(12, '0');
}
