import type { Actor } from '../trade';

/** Something that people do of their own accord; how often, beside all others. */
export interface Act {
  readonly name: string;
  readonly weight: number;
  readonly perform: (actor: Actor) => Promise<unknown>;
}
