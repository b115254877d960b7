/** The policy, said once more than in the domain: a store judges so many unknown codes in a day. */
export const STORE_WRONG_MAX = 50;

/** More than so much a day no code may be guessed with. */
export const HIT_CHANCE_MAX = 1e-6;

/** Codes of a shop that can be redeemed, out of how many that there could be, and where they are typed. */
export interface LiveCodes {
  readonly live: number;
  readonly space: number;
  readonly stores: number;
}

/** The chance that a live code is hit within a day, where every store judges as many unknown ones as it may. */
export const hitChance = ({ live, space, stores }: LiveCodes): number =>
  live >= space ? 1 : -Math.expm1(stores * STORE_WRONG_MAX * Math.log1p(-live / space));

/** Codes that are drawn: twelve digits. */
export const GENERATED = 10 ** 12;

/** The most that a shop with ten stores is reckoned to have out at once. */
export const BUSIEST = { live: 100_000, stores: 10 } as const;

/** The computed worst case of generated codes, in words. */
export function worstOfGenerated(): string {
  const oneIn = Math.round(1 / hitChance({ ...BUSIEST, space: GENERATED })).toLocaleString('en');
  const { live, stores } = BUSIEST;
  return `of ${live.toLocaleString('en')} live codes in ${String(stores)} stores one is hit on one day in ${oneIn}`;
}
