import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import { USUAL, type Circumstances } from './circumstances';
import type { Act } from './flow';
import type { Played } from './play';
import { MINUTE_MS } from './scene';

/** One call of a flow that nothing else disturbs. */
export interface FlowCall extends Pick<GatewayCall, 'function' | 'apiAction' | 'action' | 'collection' | 'index'> {
  /** The act in which it is made; as many as there are acts: what timers and notices do by themselves after them. */
  readonly act: number;
  readonly requestId: string;
  /** The how-manieth gateway call of the simulation it is. */
  readonly nth: number;
}

/**
 * Circumstances under which also that is disturbed which timers and notices do by themselves when the acts are over:
 * each way of coming right late is here once. Crossed with the other timers and notices they come right no otherwise.
 */
const RECOVERIES: readonly Circumstances[] = [
  USUAL,
  { notices: 'once', timers: 'none' },
  { notices: 'a day late', timers: 'as ever' },
  { notices: 'never', timers: 'as ever' },
  { notices: 'never, and nobody asks', timers: 'as ever' },
];

/** What is disturbed later than this before the end has no time to come right. */
const LATEST_BEFORE_END_MS = 15 * MINUTE_MS;

/**
 * The calls of acts in their order, without runs of timers that found nothing to do; and of what comes right by itself
 * after them, or while nobody does anything, the first call of each kind: timers that go on for days repeat themselves.
 */
export function callsOf({ calls, actEnds, endedAt }: Played, acts: readonly Act[], under: Circumstances): FlowCall[] {
  const comesRight = RECOVERIES.some(({ notices, timers }) => notices === under.notices && timers === under.timers);
  const seen = new Set<string>();
  return busyCalls(calls).flatMap((call) => {
    const act = actEnds.findIndex((end) => call.nth <= end);
    if (act >= 0 && !acts[act]?.isSpared) return [{ ...call, act }];
    const kind = [call.function, call.index, call.action, call.collection].join();
    const at = calls[call.nth - 1]?.startedAt ?? endedAt;
    if (!comesRight || seen.has(kind) || at > endedAt - LATEST_BEFORE_END_MS) return [];
    seen.add(kind);
    return [{ ...call, act: acts.length }];
  });
}

/** All calls but those of runs of timers that found nothing to do. */
export function busyCalls(calls: readonly GatewayCall[]): Omit<FlowCall, 'act'>[] {
  const idle = new Set(calls.map(({ requestId }) => requestId));
  for (const call of calls) if (!isIdle(call)) idle.delete(call.requestId);
  return calls.flatMap(({ function: name, apiAction, action, collection, index, requestId }, i) =>
    idle.has(requestId) ? [] : [{ function: name, apiAction, action, collection, index, requestId, nth: i + 1 }],
  );
}

const isIdle = ({ apiAction, action, trace }: GatewayCall): boolean =>
  apiAction === undefined && action === 'database.getDocument' && trace.every(({ matched }) => matched === 0);
