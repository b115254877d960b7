import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import { actsUnder, NOTICES, TIMERS, timesOf, USUAL, type Circumstances } from './circumstances';
import { difference, type FinalState } from './final-state';
import { begin, type Act, type Flow } from './flow';
import { play, within, type Play, type Played, type Start } from './play';
import { emptyScene } from './scene';
import { cloudFunctions } from './functions';
import { leewayIn, type Allows } from './sweep-leeway';

/** One call that a flow's acts make when nothing else disturbs them. */
export interface FlowCall extends Pick<GatewayCall, 'function' | 'apiAction' | 'action' | 'collection' | 'index'> {
  readonly act: number;
  readonly requestId: string;
  /** The how-manieth gateway call of the simulation it is. */
  readonly nth: number;
}

/** A flow under some circumstances: what it does undisturbed, and where it ends when it is left after some acts. */
export interface Studied {
  readonly start: Start;
  readonly under: Circumstances;
  readonly acts: readonly Act[];
  readonly calls: readonly FlowCall[];
  readonly whole: End;
  /** Where it ends if only so many of its first acts happen. */
  readonly endAfter: (acts: number) => Promise<End>;
}

/** Where a flow ends, and what is wrong there. */
type End = Pick<Played, 'end' | 'wrong' | 'printed' | 'notices'>;

/** Where flows are studied; what is found out is kept. */
export type Studies = ReturnType<typeof openStudies>;

/** Begins to study flows; shops are opened and stories begun once. */
export function openStudies() {
  const shop = within({}, async (sim) => ({ scene: await emptyScene(sim), from: sim.snapshot() }));
  const startOf = remembered(
    (flow: Flow) => flow.name,
    async (flow) => {
      const { from, scene } = await shop;
      const begun = { ...flow, begin: flow.begin ?? (() => Promise.resolve(structuredClone(scene))) };
      return within(flow.begin ? {} : { from }, async (sim): Promise<Start> => {
        const own = await begin(begun, sim);
        return { flow, scene: own, snapshot: sim.snapshot() };
      });
    },
  );
  const study = remembered(
    ({ flow, under }: { flow: Flow; under: Circumstances }) => [flow.name, under.notices, under.timers].join(),
    async ({ flow, under }) => studied(await startOf(flow), under),
  );
  /** Every circumstances that make a difference to a flow. */
  const circumstancesOf = async (flow: Flow): Promise<Circumstances[]> => {
    const { whole, calls } = await study({ flow, under: USUAL });
    const hasTimers = calls.some(({ function: name }) => cloudFunctions[name]?.config.triggers);
    const notices = NOTICES.filter((habit) => matters(habit, whole.notices));
    return notices.flatMap((habit) =>
      TIMERS.filter((timers) => hasTimers || timers === 'as ever').map((timers) => ({ notices: habit, timers })),
    );
  };
  return { circumstancesOf, study: (flow: Flow, under: Circumstances = USUAL) => study({ flow, under }) };
}

/** Whether notices that come so differ from notices that come once, where WeChat makes some of these kinds. */
function matters(habit: Circumstances['notices'], kinds: readonly string[]): boolean {
  if (habit === 'latest first') return kinds.length > 1;
  if (habit === 'before the answer') return kinds.includes('refund');
  return habit === 'once' || kinds.length > 0;
}

/** Plays a flow undisturbed from where its acts begin, and finds where it may be left. */
export async function studied(start: Start, under: Circumstances): Promise<Studied> {
  const acts = actsUnder(start.flow, under);
  const endAfter = remembered(
    (until: number) => String(until),
    async (until): Promise<End> => {
      // Time passes in any case.
      if (acts[until - 1]?.kind === 'time') return endAfter(until - 1);
      if (acts.slice(until).every(({ kind }) => kind === 'time')) return whole;
      return endOf(await play(start, { under, until }));
    },
  );
  const played = await play(start, { under });
  const whole = endOf(played);
  return { start, under, acts, whole, endAfter, calls: callsOf(played, acts) };
}

/** What is kept of it: there are thousands. */
const endOf = ({ end, wrong, printed, notices }: Played): End => ({ end, wrong, printed, notices });

/** What is wrong with a flow that nothing disturbs: it complains, or ends elsewhere than where notices come once. */
export async function wrongUndisturbed({ start, under, whole, acts, endAfter }: Studied): Promise<string[]> {
  const ends = [];
  for (let until = 0; until <= acts.length; until += 1) ends.push(await endAfter(until));
  const wrong = ends.flatMap((end) => [...end.printed, ...end.wrong]);
  if (under === USUAL) return wrong;
  const { heldBackMs, triedAgainMs } = timesOf(under);
  const usual = await play(start, { longerMs: heldBackMs + triedAgainMs });
  const allows = leewayIn(under);
  const isFine: Allows = (line, lines) => allows(line, lines) || isAlternative(start.flow, under, line);
  return [...wrong, ...nearest([usual.end], whole.end, isFine)];
}

/** Whether a flow may differ in this line from where it ends under usual circumstances. */
export const isAlternative = ({ alternatives = [] }: Flow, under: Circumstances, line: string): boolean =>
  alternatives.some(({ timers, lines }) => timers === under.timers && lines.test(line));

/** Plays a flow with other functions and says what gives them away: nothing, if they do what they should. */
export async function wrongWith(
  { start, under, whole }: Studied,
  functions: NonNullable<Play['functions']>,
): Promise<string[]> {
  try {
    const { end, wrong } = await play(start, { under, functions });
    return [...wrong, ...difference(whole.end, end)];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** The end that is nearest to where something has come, as lines by which it differs. */
export const nearest = (wanted: readonly FinalState[], got: FinalState, isFine: Allows): string[] =>
  wanted
    .map((end) => difference(end, got))
    .map((lines) => lines.filter((line) => !isFine(line, lines)))
    .sort((a, b) => a.length - b.length)[0] ?? [];

/** The calls of acts in their order, without runs of timers that found nothing to do, and what is spared. */
function callsOf({ calls, actEnds }: Played, acts: readonly Act[]): FlowCall[] {
  return busyCalls(calls).flatMap((call) => {
    const act = actEnds.findIndex((end) => call.nth <= end);
    return act < 0 || acts[act]?.isSpared ? [] : [{ ...call, act }];
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

/** Does something once for each key. */
function remembered<I, O>(key: (input: I) => string, run: (input: I) => Promise<O>): (input: I) => Promise<O> {
  const known = new Map<string, Promise<O>>();
  return (input) => {
    const its = known.get(key(input)) ?? run(input);
    known.set(key(input), its);
    return its;
  };
}
