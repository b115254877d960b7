import type { Collections } from '../cloudfunctions/runtime/ports';
import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import { complaints } from './complaints';
import { emptyScene, MINUTE_MS, type Scene } from './scene';
import { Refused } from './shop';
import type { Rest } from './scheduler';
import { createSimulation, type Simulation, type SimulationOptions, type Snapshot } from './simulation';

/** Things that happen at once, again and again in other orders. */
export interface Race {
  readonly name: string;
  readonly before: (sim: Simulation, scene: Scene) => Promise<unknown>;
  /** All begin at the same moment. */
  readonly acts: readonly ((sim: Simulation, scene: Scene) => Promise<unknown>)[];
  /** How long everything then has to come to its end. */
  readonly horizonMs?: number;
}

/** How a race went once: what each act was answered (`ok`, or the refusal), and what it came to. */
export interface Outcome {
  /** The seed or the rest that decided the order. */
  readonly order: string;
  readonly answers: readonly string[];
  readonly documents: ReturnType<Simulation['documents']>;
  /** What functions reported, and what an audit finds: nothing, if all went well. */
  readonly wrong: readonly string[];
}

/** More than in the everyday suite: `SEEDS=1000 npm test -- simulation/races`. */
const SEEDS = Number(process.env.SEEDS ?? 20);

/** Runs a race in many orders, and gives how it went each time. Rejects when anything was wrong at the end of one. */
export async function outcomesOf(race: Race): Promise<Outcome[]> {
  const outcomes = await runRace(race, SEEDS);
  for (const { order, wrong } of outcomes) if (wrong.length > 0) throw new Error([order, ...wrong].join('\n'));
  return outcomes;
}

/** The documents of a collection as a race left them. */
export const all = <C extends keyof Collections>({ documents }: Outcome, name: C): readonly Collections[C][] =>
  (documents[name] ?? []) as unknown as readonly Collections[C][];

/** The first of these documents that is as wanted. Throws where none is. */
export function the<C extends keyof Collections>(
  outcome: Outcome,
  name: C,
  isWanted: (one: Collections[C]) => boolean = () => true,
): Collections[C] {
  const found = all(outcome, name).find(isWanted);
  if (!found) throw new Error(`there is none among the ${name}`);
  return found;
}

/** Under the seeds from 1 on, and half as often with one of its runs resting, spread over where it can. */
async function runRace(race: Race, seeds: number): Promise<Outcome[]> {
  const opening = createSimulation({ seed: 0 });
  const scene = await emptyScene(opening);
  await race.before(opening, scene);
  const start = { from: opening.snapshot(), scene };
  opening.close();
  const outcomes: Outcome[] = [];
  let rests: Rest[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const once = await runOnce(race, start, { seed });
    outcomes.push(once.outcome);
    if (once.rests.length > rests.length) ({ rests } = once);
  }
  const stride = Math.ceil((2 * rests.length) / seeds);
  for (const rest of rests.filter((_, place) => place % stride === 0)) {
    outcomes.push((await runOnce(race, start, { seed: 1, rest })).outcome);
  }
  return outcomes;
}

interface Start {
  readonly from: Snapshot;
  readonly scene: Scene;
}

async function runOnce(race: Race, { from, scene }: Start, order: Pick<SimulationOptions, 'seed' | 'rest'>) {
  const sim = createSimulation({ ...order, from });
  const own = structuredClone(scene);
  try {
    const answers = await Promise.all(race.acts.map((act) => act(sim, own).then(() => 'ok', refusal)));
    const rests = restsIn(sim.calls());
    await sim.advance(race.horizonMs ?? 30 * MINUTE_MS);
    const wrong = [...sim.printed(), ...complaints(sim)];
    return { outcome: { order: JSON.stringify(order), answers, documents: sim.documents(), wrong }, rests };
  } finally {
    sim.close();
  }
}

/** Every place in which one of the runs could rest: the runs in the order of their beginning, each after each call. */
function restsIn(calls: readonly GatewayCall[]): Rest[] {
  const counts = new Map<string, number>();
  for (const { requestId } of calls) counts.set(requestId, (counts.get(requestId) ?? 0) + 1);
  const runs = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return runs.flatMap(([, count], i) => Array.from({ length: count - 1 }, (_, k) => ({ runner: i + 1, after: k + 1 })));
}

function refusal(error: unknown): string {
  if (error instanceof Refused) return error.code;
  throw error;
}
