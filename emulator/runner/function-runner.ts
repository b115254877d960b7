import type { VirtualClock } from '../clock/clock';
import type { Gateway } from '../gateway/gateway';
import type { Storage } from '../storage/storage';
import type { FunctionOptions } from './function-options';
import type { Identity, Invocation, Invocations } from './invocations';

/** What runs the deployed functions of a local cloud. */
export interface FunctionRunner {
  /** What each function's config.json says, by the function's name. */
  readonly options: ReadonlyMap<string, FunctionOptions>;
  /**
   * Runs a function and gives what it returned; rejects with an InvocationFailure. `parent` is the run that calls it.
   */
  invoke(name: string, event: unknown, identity: Identity, parent?: Invocation): Promise<unknown>;
  /** Ends a running invocation at once, as a crash would. */
  kill(token: string): void;
  /** Ends whatever still runs. */
  close(): Promise<void>;
}

/** What a local cloud gives to whatever runs its functions. */
export interface RunnerParts {
  readonly clock: VirtualClock;
  /** Where each run is entered, so that the gateway knows who asks. */
  readonly invocations: Invocations;
  /** The variables that every function has of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the gateway is served, and the gateway itself: two ways to the same. */
  readonly gatewayUrl: () => string;
  readonly gateway: Gateway;
  readonly storage: Storage;
  /** Takes what the functions print, line by line. */
  readonly log: (line: string) => void;
}
