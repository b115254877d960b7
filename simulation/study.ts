import { actsUnder, NOTICES, TIMERS, timesOf, USUAL, type Circumstances } from './circumstances';
import { difference, type FinalState } from './final-state';
import { begin, type Act, type Flow } from './flow';
import { play, within, type Play, type Played, type Start } from './play';
import { emptyScene } from './scene';
import type { SimulationOptions } from './simulation';
import { cloudFunctions } from './functions';
import { leewayIn, type Allows } from './sweep-leeway';
import { callsOf, type FlowCall } from './targets';

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

/** Begins to study flows; shops are opened and stories begun once, and what is wrong undisturbed is asked once. */
export function openStudies(functions?: SimulationOptions['functions']) {
  const shop = within({}, async (sim) => ({ scene: await emptyScene(sim), from: sim.snapshot() }));
  const startOf = remembered(
    (flow: Flow) => flow.name,
    async (flow) => {
      const { from, scene } = await shop;
      const begun = { ...flow, begin: flow.begin ?? (() => Promise.resolve(structuredClone(scene))) };
      return within(flow.begin ? {} : { from }, async (sim): Promise<Start> => {
        const own = await begin(begun, sim);
        return { flow, scene: own, snapshot: sim.snapshot(), ...(functions ? { functions } : {}) };
      });
    },
  );
  const study = remembered(
    ({ flow, under }: { flow: Flow; under: Circumstances }) => studyName(flow, under),
    async ({ flow, under }) => studied(await startOf(flow), under),
  );
  /** Every circumstances that make a difference to a flow. */
  const circumstancesOf = async (flow: Flow): Promise<Circumstances[]> => {
    const { whole, calls, acts } = await study({ flow, under: USUAL });
    const hasTimers = calls.some(
      ({ function: name, act }) => act < acts.length && cloudFunctions[name]?.config.triggers,
    );
    const notices = NOTICES.filter((habit) => matters(habit, whole.notices, acts));
    return notices.flatMap((habit) =>
      TIMERS.filter((timers) => hasTimers || timers === 'as ever').map((timers) => ({ notices: habit, timers })),
    );
  };
  return {
    circumstancesOf,
    study: (flow: Flow, under: Circumstances = USUAL) => study({ flow, under }),
    wrongUndisturbed: remembered(({ start, under }) => studyName(start.flow, under), wrongUndisturbed),
  };
}

const studyName = (flow: Flow, { notices, timers }: Circumstances): string => [flow.name, notices, timers].join();

/** Whether notices that come so differ from notices that come once, where WeChat makes some of these kinds. */
function matters(habit: Circumstances['notices'], kinds: readonly string[], acts: readonly Act[]): boolean {
  if (habit === 'latest first') return kinds.length > 1;
  if (habit === 'never, and nobody asks') {
    const paid = acts.findIndex(({ kind }) => kind === 'payment');
    // Whoever goes on after a payment has seen that it is known: a phone has asked.
    return paid >= 0 && acts.slice(paid).every(({ kind }) => kind !== 'request');
  }
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
  return { start, under, acts, whole, endAfter, calls: callsOf(played, acts, under) };
}

/** What is kept of it: there are thousands. */
const endOf = ({ end, wrong, printed, notices }: Played): End => ({ end, wrong, printed, notices });

/** What is wrong with a flow that nothing disturbs: it complains, or ends elsewhere than where notices come once. */
async function wrongUndisturbed({ start, under, whole, acts, endAfter }: Studied): Promise<string[]> {
  const ends = [];
  for (let until = 0; until <= acts.length; until += 1) ends.push(await endAfter(until));
  const wrong = ends.flatMap((end) => [...end.printed.map(({ line }) => line), ...end.wrong]);
  if (under === USUAL) return wrong;
  const own = start.flow.endsElsewhere?.find(({ notices }) => notices === under.notices);
  if (own) {
    const missed = own.says.filter((says) => !whole.end.some((line) => says.test(line)));
    return [...wrong, ...missed.map((says) => `it should end with ${String(says)}`)];
  }
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

/** Does something once for each key. */
function remembered<I, O>(key: (input: I) => string, run: (input: I) => Promise<O>): (input: I) => Promise<O> {
  const known = new Map<string, Promise<O>>();
  return (input) => {
    const its = known.get(key(input)) ?? run(input);
    known.set(key(input), its);
    return its;
  };
}
