import { wordOf, type Actor, type Told } from '../trade';

/** What one side of a race does; gives in one word what became of it, or tells it once all sides are over. */
export type Side = () => Promise<string | (() => string)>;

/** Two things that must not both rest on the same past, begun in the same moment. */
export interface Race {
  readonly id: string;
  readonly says: string;
  /** Finds what they meet on and lets time come to where they do; nothing where there is nothing to meet on. */
  readonly sides: (actor: Actor) => Promise<readonly Side[] | undefined> | readonly Side[] | undefined;
  /** What the sides must be seen to be answered, sometimes: either first, where either can be. */
  readonly sometimes: readonly string[];
}

/** A side that asks the api: its answer in one word; `-` where there was nothing to ask. */
export const told =
  (asked: () => Promise<Told | undefined>): Side =>
  async () => {
    const answer = await asked();
    return answer ? wordOf(answer) : '-';
  };

/** A side that is a run of a timer. */
export const timer =
  ({ trade }: Actor, name: string): Side =>
  () =>
    trade.sim.timer(name).then(
      () => 'ran',
      () => 'failed',
    );

/** The same actor once more, under a name of his own. */
export const second = (actor: Actor): Actor => ({ ...actor, name: `${actor.name}b` });
