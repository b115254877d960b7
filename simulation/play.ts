import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import { watchFrom } from './astray';
import {
  actsUnder,
  areLost,
  areWaiting,
  faultsUnder,
  noticesOf,
  tellBeforeTheAnswer,
  tellByBill,
  timesOf,
  USUAL,
  type Circumstances,
} from './circumstances';
import { complaints } from './complaints';
import { Crashes, type CrashAt } from './crashes';
import { finalState, type FinalState } from './final-state';
import { perform, type Client, type Flow } from './flow';
import { MINUTE_MS, type Scene } from './scene';
import { createSimulation, type Printed, type Simulation, type SimulationOptions, type Snapshot } from './simulation';

/** A flow where its acts begin. */
export interface Start {
  readonly flow: Flow;
  readonly snapshot: Snapshot;
  readonly scene: Scene;
  /** What runs in place of the functions that are deployed, from here on. */
  readonly functions?: SimulationOptions['functions'];
}

/** How a flow is played once. */
export interface Play {
  readonly under?: Circumstances;
  readonly client?: Client;
  /** Of the requests and payments only those of the first acts happen. */
  readonly until?: number;
  readonly crashes?: readonly CrashAt[];
  /** How much longer than the flow needs it is left alone at the end. */
  readonly longerMs?: number;
  /** Other functions than those that are deployed. */
  readonly functions?: SimulationOptions['functions'];
}

/** What came of it. */
export interface Played {
  readonly end: FinalState;
  /** What the audit finds, in a story without notices before its bill comes, and at the end; statuses gone astray. */
  readonly wrong: readonly string[];
  /** Lines that functions printed. */
  readonly printed: readonly Printed[];
  readonly calls: readonly GatewayCall[];
  /** How many calls there were when each of the acts was over. */
  readonly actEnds: readonly number[];
  /** When it was left alone for good. */
  readonly endedAt: number;
  /** The kinds of notices that WeChat had made by the end of the acts and nobody had taken before them. */
  readonly notices: readonly string[];
}

/** Within which everything must have come to its end, where a flow says nothing else. */
const HORIZON_MS = 30 * MINUTE_MS;

/** Plays a flow once, from where its acts begin to where timers and notices have brought everything to its end. */
export async function play(start: Start, how: Play = {}): Promise<Played> {
  const { flow, snapshot } = start;
  const { under = USUAL, client = 'leaves', until, crashes = [], longerMs = 0 } = how;
  const functions = how.functions ?? start.functions;
  const faults = new Crashes(crashes);
  return within({ from: snapshot, faults, ...(functions ? { functions } : {}) }, async (sim) => {
    const scene = structuredClone(start.scene);
    const astray = watchFrom(snapshot, sim);
    const takenBefore = new Set(noticesOf(sim).flatMap(({ _id, answeredAt }) => (answeredAt === null ? [] : [_id])));
    faults.replace(faultsUnder(flow, under));
    if (under.notices === 'before the answer') tellBeforeTheAnswer(sim);
    const actEnds: number[] = [];
    const onAct = (): unknown => actEnds.push(sim.calls().length);
    await perform(actsUnder(flow, under), sim, scene, { client, onAct, ...(until === undefined ? {} : { until }) });
    const notices = noticesOf(sim).flatMap(({ _id, kind }) => (takenBefore.has(_id) ? [] : [kind]));
    faults.replace(flow.faults ?? []);
    await flow.after?.(sim, scene);
    const unheard = areLost(under) ? await waitInVain(sim, flow, under) : [];
    const { triedAgainMs } = timesOf(under);
    await sim.advance(triedAgainMs);
    // Where more calls than one are struck, so may be both tries.
    if (crashes.length > 1 && areWaiting(sim)) await sim.advance(triedAgainMs);
    await sim.advance((flow.horizonMs ?? HORIZON_MS) + longerMs);
    const wrong = [...astray, ...unheard, ...complaints(sim)];
    const told = { printed: sim.printedBy(), calls: sim.calls(), actEnds, notices };
    return { end: finalState(sim.documents()), wrong, endedAt: sim.clock.now(), ...told };
  });
}

/** What only notices tell is open until the bill comes, and nothing else may be wrong. Gives what else is. */
async function waitInVain(sim: Simulation, flow: Flow, under: Circumstances): Promise<string[]> {
  sim.faults.replace(faultsUnder(flow, { ...under, timers: 'as ever' }));
  await sim.advance(timesOf(under).heldBackMs);
  const open = complaints(sim).filter((line) => !OPEN_UNTIL_THE_BILL.some(({ says }) => says.test(line)));
  sim.faults.replace(flow.faults ?? []);
  await tellByBill(sim);
  return open;
}

/** What may be wrong while notices are lost for good, and why nobody can know better. */
const OPEN_UNTIL_THE_BILL = [
  {
    says: /^I7: a refund (succeeded|abnormal) at WeChat; here it is processing/,
    because: 'a query for a refund answers without its state, so only its notice and the bill tell',
  },
  {
    says: /^I7: it is paid at WeChat; here it is closed/,
    because: 'WeChat took money for what it had closed, and no phone has asked since',
  },
] as const;

/** Runs something in a simulation of its own. */
export async function within<T>(
  options: Omit<SimulationOptions, 'seed'>,
  run: (sim: Simulation) => Promise<T>,
): Promise<T> {
  const sim = createSimulation({ seed: 1, ...options });
  try {
    return await run(sim);
  } finally {
    sim.close();
  }
}
