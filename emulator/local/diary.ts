import type { VirtualClock } from '../clock/clock';
import type { Engine } from '../engine/engine';
import type { Identity } from '../runner/invocations';

/** A run of a function that was asked for from outside: by a phone, a timer, WeChat Pay or over HTTP. */
export interface Run {
  readonly kind: 'run';
  readonly function: string;
  readonly identity: Identity;
  readonly event: unknown;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether the functions' documents changed while it ran. */
  readonly changed: boolean;
  /** What it returned; absent when it failed. */
  readonly answer?: unknown;
  readonly failure?: string;
}

/** The clock was moved, stopped or started. */
export interface ClockMove {
  readonly kind: 'clock';
  readonly from: number;
  readonly to: number;
  readonly isFrozen: boolean;
  /** How many timers and notices ran on the way. */
  readonly ran: number;
}

export type Happening = Run | ClockMove;

type Invoke = (name: string, event: unknown, identity: Identity) => Promise<unknown>;

/** What happens in the local cloud, as one would tell it. It keeps nothing: whoever wants to know listens. */
export class Diary {
  readonly #clock: VirtualClock;
  readonly #listeners = new Set<(happening: Happening) => void>();
  #changes = 0;

  constructor(engine: Engine, clock: VirtualClock) {
    this.#clock = clock;
    engine.onChange(({ collection }) => {
      if (!collection.startsWith('sys_')) this.#changes += 1;
    });
  }

  /** Tells the listener everything from now on. */
  watch(listener: (happening: Happening) => void): void {
    this.#listeners.add(listener);
  }

  /** The same function calls, told when they have ended. */
  tellingRuns(invoke: Invoke): Invoke {
    return async (name, event, identity) => {
      const startedAt = this.#clock.now();
      const changesBefore = this.#changes;
      const tell = (outcome: Pick<Run, 'answer'> | Pick<Run, 'failure'>): void => {
        const changed = this.#changes > changesBefore;
        const times = { startedAt, endedAt: this.#clock.now() };
        this.tell({ kind: 'run', function: name, identity, event, ...times, changed, ...outcome });
      };
      try {
        const answer = await invoke(name, event, identity);
        tell({ answer });
        return answer;
      } catch (error) {
        tell({ failure: error instanceof Error ? error.message : String(error) });
        throw error;
      }
    };
  }

  tell(happening: Happening): void {
    for (const listener of this.#listeners) listener(happening);
  }
}
