import { emptyScene, type Scene } from '../../simulation/scene';
import { Refused } from '../../simulation/shop';
import { createSimulation, type Simulation } from '../../simulation/simulation';

/** What somebody does while others do something, too. */
export type Act = (sim: Simulation, scene: Scene) => Promise<unknown>;

/** What acts at once were answered, `ok` or the refusal, and the simulation in which they happened. To be closed. */
export interface AtOnce {
  readonly sim: Simulation;
  readonly scene: Scene;
  readonly answers: readonly string[];
}

/** A shop in which this has happened; then all act at once: the first rests after some calls until all others end. */
export async function atOnce(before: Act, after: number, acts: readonly Act[]): Promise<AtOnce> {
  const { scene, from } = await openedBy(before);
  const sim = createSimulation({ seed: 1, from, rest: { runner: 1, after } });
  try {
    const answers = await Promise.all(acts.map((act) => act(sim, scene).then(() => 'ok', refusal)));
    return { sim, scene, answers };
  } catch (error) {
    sim.close();
    throw error;
  }
}

async function openedBy(before: Act) {
  const opening = createSimulation({ seed: 1 });
  try {
    const scene = await emptyScene(opening);
    await before(opening, scene);
    return { scene, from: opening.snapshot() };
  } finally {
    opening.close();
  }
}

function refusal(error: unknown): string {
  if (error instanceof Refused) return error.code;
  throw error;
}
