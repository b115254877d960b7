import type { VirtualClock } from '../clock/clock';
import type { CollectionSpec } from '../engine/schema';
import type { FunctionRunner, RunnerParts } from '../runner/function-runner';
import type { Route } from './route';

/** What whoever starts a local cloud decides. */
export interface CloudSetting {
  /** 0: any free one. */
  readonly port: number;
  /** Where everything is kept; absent: nothing outlives the process. */
  readonly dataDirectory?: string;
  /** A query that looks at more than 100 documents without an index fails. */
  readonly refuseScans: boolean;
  /** Takes what functions print and what goes wrong, line by line. */
  readonly log: (line: string) => void;
  /** What is served besides the local cloud's own interface. */
  readonly routes?: readonly Route[];
}

/** What a local cloud stands on: time, chance, and the functions with what they keep. */
export interface Ground {
  readonly clock: VirtualClock;
  /** Gives no id twice, not even after a restart on the same data directory. */
  readonly ids: () => string;
  /** Signs tokens where a data directory has no secret yet. */
  readonly newSecret: () => string;
  /** The collections of the functions. */
  readonly collections: readonly CollectionSpec[];
  readonly runnerOf: (parts: RunnerParts) => FunctionRunner;
}
