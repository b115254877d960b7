import type { Simulation, Snapshot } from './simulation';
import { Chronicle } from './months/chronicle';
import { watchEdges } from './months/edges';

/** Follows every status on from where a simulation stands; whatever goes a way that it may not is in the answer. */
export function watchFrom({ documents }: Snapshot, sim: Pick<Simulation, 'onChange' | 'clock'>): readonly string[] {
  const chronicle = new Chronicle();
  const onChange: Simulation['onChange'] = (listener) => {
    for (const [collection, its] of Object.entries(documents)) {
      for (const document of its) listener({ collection, document, id: document._id });
    }
    // How that came to stand so was not seen.
    chronicle.wrong.splice(0);
    sim.onChange(listener);
  };
  watchEdges({ clock: sim.clock, onChange }, chronicle);
  return chronicle.wrong;
}
