import type { GatewayCall } from '../../../emulator/gateway/cloud-parts';
import type { Actor } from '../trade';
import type { Side } from './race';

/** Every call of this moment from now on, whenever it is asked for. */
function callsFromNow({ trade: { sim } }: Actor): () => readonly GatewayCall[] {
  const before = sim.calls().length;
  return () => sim.calls().slice(before);
}

const matchedBy = ({ trace }: GatewayCall, kind: 'read' | 'write'): number =>
  trace.filter((its) => its.kind === kind).reduce((sum, { matched }) => sum + matched, 0);

const writes = (call: GatewayCall): boolean => call.trace.some(({ kind }) => kind === 'write');

/**
 * How a timer and a request met that both write: the timer wrote `before` the request, `after` it, or `between` its
 * look and its write, so that the request had to look again; `apart` where the timer wrote none of it.
 */
function metAs(calls: readonly GatewayCall[], timer: string, action: string): string {
  const byTimer = calls.find((call) => call.function === timer && matchedBy(call, 'write') > 0);
  const asked = calls.filter(({ apiAction }) => apiAction === action);
  const written = asked.find((call) => matchedBy(call, 'write') > 0);
  if (!byTimer) return 'apart';
  const isOvertaken = asked.some((call) => writes(call) && matchedBy(call, 'write') === 0);
  if (isOvertaken) return 'between';
  return !written || byTimer.startedNth < written.startedNth ? 'before' : 'after';
}

/** What each run of a timer came to, in the order of words: `first` to write, `beaten` to what it wanted, `idle`. */
function runsThatMet(calls: readonly GatewayCall[], timer: string): string[] {
  const runs = new Map<string, GatewayCall[]>();
  for (const call of calls.filter((its) => its.function === timer)) {
    runs.set(call.requestId, [...(runs.get(call.requestId) ?? []), call]);
  }
  return [...runs.values()]
    .map((its) => {
      const claim = its.find(writes);
      if (!claim) return 'idle';
      return matchedBy(claim, 'write') > 0 ? 'first' : 'beaten';
    })
    .sort();
}

/** A side that is a run of a timer; its word is how it met with what another side asks for. */
export const timerBeside =
  (actor: Actor, timer: string, action: string): Side =>
  async () => {
    const calls = callsFromNow(actor);
    await actor.trade.sim.timer(timer).catch(() => undefined);
    return () => metAs(calls(), timer, action);
  };

/** Two sides that are runs of one timer; their words are what they came to, whichever of them did. */
export function timerTwice(actor: Actor, timer: string): readonly Side[] {
  const calls = callsFromNow(actor);
  return [0, 1].map((place) => async () => {
    await actor.trade.sim.timer(timer).catch(() => undefined);
    return () => runsThatMet(calls(), timer)[place] ?? '-';
  });
}
