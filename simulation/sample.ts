import { Chance } from './chance';
import type { Circumstances } from './circumstances';
import { CRASHES, type Crash } from './crashes';
import type { Flow } from './flow';
import { oneOf } from './months/choices';
import type { Report } from './outcome';
import { casesOf, type Case } from './sweep';
import type { Studied, Studies } from './study';

/** A case with the flow that it disturbs. */
export type Picked = readonly [studied: Studied, its: Case];

/** So many rounds without anything new end it: there are no more cases than that. */
const STALE_ROUNDS_MAX = 50;

/**
 * Cases that chance picks, all different, spread over flows and circumstances as evenly as they go: each flow in its
 * turn, under circumstances that it was not yet under. The same seed picks the same.
 */
export async function sampled(
  studies: Studies,
  flows: readonly Flow[],
  {
    count,
    seed,
    kinds = CRASHES,
  }: { readonly count: number; readonly seed: number; readonly kinds?: readonly Crash[] },
  report: Report,
): Promise<Picked[]> {
  const chance = new Chance('sample', seed);
  const decks = new Map<Flow, Circumstances[]>();
  const picked = new Map<string, Picked>();
  let inTurn: Flow[] = [];
  let [staleRounds, before] = [0, 0];
  for (let i = 0; picked.size < count && staleRounds < STALE_ROUNDS_MAX; i += 1) {
    if (i % flows.length === 0) {
      inTurn = shuffled(chance, flows);
      staleRounds = picked.size > before ? 0 : staleRounds + 1;
      before = picked.size;
    }
    const flow = inTurn[i % flows.length];
    if (!flow) break;
    report(picked.size, count, `undisturbed, ${flow.name}`);
    const deck = decks.get(flow) ?? [];
    if (deck.length === 0) deck.push(...shuffled(chance, await studies.circumstancesOf(flow)));
    decks.set(flow, deck);
    // Where no timer runs, a flow in which only time passes does nothing.
    let studied: Studied | undefined;
    while (deck.length > 0 && !studied?.calls.length) studied = await studies.study(flow, deck.pop());
    const its = studied && oneOf(chance, casesOf(studied, kinds));
    if (studied && its) picked.set(JSON.stringify([flow.name, studied.under, its]), [studied, its]);
  }
  return [...picked.values()];
}

function shuffled<T>(chance: Chance, things: readonly T[]): T[] {
  const rest = [...things];
  return things.flatMap(() => rest.splice(chance.below(rest.length), 1));
}
