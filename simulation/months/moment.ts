import { Chance } from '../chance';
import { acts } from './acts/acts';
import type { Moment } from './plan';
import { happens } from './choices';
import { races } from './races/races';
import type { Actor, Trade } from './trade';

/** Lets time pass up to an instant; mishaps strike by chance of these words, or not at all. */
export async function advance(
  { sim, faults, witness }: Trade,
  at: number,
  words: string | undefined,
  leaps = false,
): Promise<void> {
  faults.reseed(words === undefined ? undefined : new Chance(words, 'way'));
  const ms = at - sim.clock.now();
  if (ms > 0) await (leaps ? sim.leap(ms) : sim.advance(ms));
  faults.reseed(undefined);
  witness.read();
}

/** Time comes to a moment, and all that happens in it begins at once. */
export async function playMoment(trade: Trade, seed: number, moment: Moment, at: number): Promise<void> {
  const { sim, faults, chronicle, witness } = trade;
  const words = `${String(seed)} ${String(moment.n)}`;
  sim.reseed(words);
  chronicle.log(`moment ${String(moment.n)}`);
  await advance(trade, at, words, moment.leaps);
  faults.reseed(new Chance(words, 'mishaps'));
  const sides = moment.race === undefined ? [] : await sidesOf(trade, words, moment.race);
  faults.beSlow(true);
  await Promise.all([
    ...sides,
    ...moment.acts.map((name, i) => act(actorOf(trade, words, `m${String(moment.n)}-${String(i)}`), name)),
    ...moment.timers.map((name) => sim.timer(name).catch(() => undefined)),
  ]);
  faults.beSlow(false);
  faults.reseed(undefined);
  witness.read();
}

/** Of a hundred things that happen, so many happen in the small shop. */
const SMALL_PERCENT = 25;

function actorOf(trade: Trade, words: string, name: string): Actor {
  const chance = new Chance(words, name);
  const [large, small] = trade.shops;
  return { trade, shop: happens(chance, SMALL_PERCENT) ? small : large, chance, name: `${name}-`.padEnd(8, '0') };
}

const act = (actor: Actor, name: string): Promise<unknown> | undefined =>
  acts.find((candidate) => candidate.name === name)?.perform(actor);

/** The two sides of a race, begun when time has come to where they meet; what they come to is noted. */
async function sidesOf(trade: Trade, words: string, id: string): Promise<Promise<void>[]> {
  const race = races.find((candidate) => candidate.id === id);
  const sides = await race?.sides(actorOf(trade, words, `m${words.split(' ')[1] ?? ''}-race`));
  if (!sides) return [];
  const both = Promise.all(sides.map((side) => side()));
  return [
    both.then((answers) => {
      const words = answers.map((answer) => (typeof answer === 'string' ? answer : answer()));
      trade.chronicle.saw(`race ${id}: ${words.join('/')}`);
    }),
  ];
}
