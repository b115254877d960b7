import { openWorld } from '../../cloudfunctions/adapters/world';
import deliverConfig from '../../cloudfunctions/functions/deliver.json';
import type { World } from '../../cloudfunctions/runtime/operation';
import type { CollectionName, Collections } from '../../cloudfunctions/runtime/ports';
import { cloudFunctions } from '../../simulation/functions';
import { createSimulation, type Simulation, type Snapshot } from '../../simulation/simulation';

/** Documents to begin with, by collection. */
export type Begun = { readonly [C in CollectionName]?: readonly Collections[C][] };

/** A simulation that stands at an instant, with these documents and nothing else. To be closed. */
export function simulationOf(begun: Begun, now: number): Simulation {
  return simulationFrom({ now, idsGiven: 0, documents: JSON.parse(JSON.stringify(begun)) as Record<string, []> });
}

/** A simulation that goes on from where another one stood. To be closed. */
export function simulationFrom(from: Snapshot): Simulation {
  const { permissions } = deliverConfig;
  const probe = { main: () => work(openWorld()), config: { permissions } };
  return createSimulation({ seed: 1, from, functions: { ...cloudFunctions, probe } });
}

let work: (world: World) => Promise<unknown> = () => Promise.resolve();

/** Does something as a deployed function does it; gives its result as JSON carries it. */
export function within(sim: Simulation, doing: (world: World) => Promise<unknown>): Promise<unknown> {
  work = doing;
  return sim.invoke('probe', {}, { appid: 'wx0000000000demo1', source: 'wx_trigger' });
}
