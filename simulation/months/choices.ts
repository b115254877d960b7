import type { Chance } from '../chance';

/** One of some things; nothing where there are none. */
export const oneOf = <T>(chance: Chance, things: readonly T[]): T | undefined =>
  things.length === 0 ? undefined : things[chance.below(things.length)];

/** One of some things. Throws where there are none. */
export function pick<T>(chance: Chance, things: readonly T[]): T {
  const thing = oneOf(chance, things);
  if (thing === undefined) throw new Error('there is nothing to choose from');
  return thing;
}

/** Whether something happens that happens so many times in a hundred. */
export const happens = (chance: Chance, percent: number): boolean => chance.below(10_000) < percent * 100;

/** A whole number between two, both included. */
export const between = (chance: Chance, least: number, most: number): number => least + chance.below(most - least + 1);

/** One thing by its weight; those whose weight is greater come up more often. */
export function weighted<T extends { readonly weight: number }>(chance: Chance, things: readonly T[]): T | undefined {
  let left = chance.below(things.reduce((sum, { weight }) => sum + weight, 0));
  return things.find(({ weight }) => (left -= weight) < 0);
}

/** Of things in the order of their beginning mostly one of the newest: people care about what is recent. */
export function recent<T>(chance: Chance, things: readonly T[]): T | undefined {
  return oneOf(chance, happens(chance, 75) ? things.slice(-NEWEST) : things);
}

const NEWEST = 12;
