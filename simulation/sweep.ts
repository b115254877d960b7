import type { FaultKind } from '../emulator/faults/faults';
import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import { complaints } from './complaints';
import { difference, finalState, type FinalState } from './final-state';
import { begin, CLIENTS, finish, perform, type Client, type Flow } from './flow';
import type { Scene } from './scene';
import { createSimulation, EXACT, type Simulation, type Snapshot } from './simulation';

/** How a call of a run ends: before it leaves, after it took effect, or with the socket under its answer. */
const KINDS = ['die-before', 'die-after', 'lose-answer'] as const satisfies readonly FaultKind[];

/** One call that a flow's acts make when nothing disturbs them. */
export interface FlowCall extends Pick<GatewayCall, 'function' | 'apiAction' | 'action' | 'collection' | 'index'> {
  readonly act: number;
  readonly requestId: string;
  /** The how-manieth call of its function with this index it is, within the acts. */
  readonly nth: number;
}

/** A flow with what it does undisturbed: its calls, and where it ends when it is left after each of its acts. */
export interface Studied {
  readonly flow: Flow;
  readonly snapshot: Snapshot;
  readonly scene: Scene;
  readonly calls: readonly FlowCall[];
  /** By how many of the acts happened, from none to all. */
  readonly ends: readonly FinalState[];
  /** What is wrong with it even so. */
  readonly wrong: readonly string[];
}

/** One disturbance of one flow. */
export interface Case {
  readonly call: FlowCall;
  readonly kind: (typeof KINDS)[number];
  readonly client: Client;
}

/** Plays a flow undisturbed, once for each act that may be its last. */
export async function study(flow: Flow): Promise<Studied> {
  const opened = await within({}, async (sim) => ({ scene: await begin(flow, sim), snapshot: sim.snapshot() }));
  const ends: FinalState[] = [];
  const wrong: string[] = [];
  let calls: FlowCall[] = [];
  for (let until = 0; until <= flow.acts.length; until += 1) {
    const [before] = ends.slice(-1);
    if (before && flow.acts[until - 1]?.kind === 'time') {
      // Time passes in any case.
      ends.push(before);
      continue;
    }
    await within({ from: opened.snapshot }, async (sim) => {
      const scene = structuredClone(opened.scene);
      sim.faults.replace([...(flow.faults ?? []), EXACT]);
      const actEnds: number[] = [];
      const onAct = (): unknown => actEnds.push(sim.calls().length);
      await perform(flow, sim, scene, { client: 'leaves', until, onAct });
      calls = callsOf(sim.calls(), actEnds);
      await finish(flow, sim, scene);
      wrong.push(...sim.printed(), ...complaints(sim));
      ends.push(finalState(sim.documents()));
    });
  }
  return { flow, ...opened, calls, ends, wrong };
}

/** Every disturbance of every call that does something. */
export function casesOf({ flow, calls }: Studied): Case[] {
  return calls.flatMap((call) =>
    KINDS.flatMap((kind) =>
      CLIENTS.filter((client) => client === 'asks again' || flow.acts[call.act]?.kind === 'request').map((client) => ({
        call,
        kind,
        client,
      })),
    ),
  );
}

/** Disturbs a flow once and says what is wrong with its end: nothing, if all is as undisturbed or as if left early. */
export async function tryCase(
  { flow, snapshot, scene, ends }: Studied,
  { call, kind, client }: Case,
): Promise<string[]> {
  return within({ from: snapshot }, async (sim) => {
    const match = { function: call.function, call: call.index };
    sim.faults.replace([...(flow.faults ?? []), EXACT, { match, kind, nth: call.nth }]);
    const own = structuredClone(scene);
    try {
      await perform(flow, sim, own, { client });
      const struck = sim.calls().some(({ fault }) => fault === kind);
      await finish(flow, sim, own);
      const allowed = client === 'asks again' ? ends.slice(-1) : ends.slice(call.act);
      const got = finalState(sim.documents());
      const differences = allowed.map((end) => difference(end, got).filter((line) => !isLeftOver(flow, client, line)));
      const nearest = differences.sort((a, b) => a.length - b.length)[0] ?? [];
      return [...(struck ? [] : ['the mishap did not strike']), ...nearest, ...complaints(sim)];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}

/** The disturbance in one line, from which it can be repeated. */
export const caseName = ({ flow }: Studied, { call, kind, client }: Case): string =>
  `${flow.name} | ${kind} at ${callName(call)} (no. ${String(call.nth)}) | the client ${client}`;

/** A call as the recordings name it. */
export const callName = ({ function: name, apiAction, index, action, collection }: FlowCall): string =>
  `${apiAction ?? name} ${String(index)} ${[action.replace('database.', ''), collection].join(' ').trim()}`;

const isLeftOver = ({ leavesOver }: Flow, client: Client, line: string): boolean =>
  client !== 'asks again' && leavesOver?.test(line) === true;

async function within<T>(options: { readonly from?: Snapshot }, run: (sim: Simulation) => Promise<T>): Promise<T> {
  const sim = createSimulation({ seed: 1, ...options });
  try {
    return await run(sim);
  } finally {
    sim.close();
  }
}

/** The calls of the acts, numbered as the mishaps count them; without runs of timers that found nothing to do. */
function callsOf(calls: readonly GatewayCall[], actEnds: readonly number[]): FlowCall[] {
  const counts = new Map<string, number>();
  const idle = new Set(calls.map(({ requestId }) => requestId));
  for (const call of calls) if (!isIdle(call)) idle.delete(call.requestId);
  return calls.flatMap(({ function: name, apiAction, action, collection, index, requestId }, place) => {
    const key = `${name} ${String(index)}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    const act = actEnds.findIndex((end) => place < end);
    if (idle.has(requestId)) return [];
    return [{ function: name, apiAction, action, collection, index, requestId, nth, act }];
  });
}

const isIdle = ({ apiAction, action, trace }: GatewayCall): boolean =>
  apiAction === undefined && action === 'database.getDocument' && trace.every(({ matched }) => matched === 0);
