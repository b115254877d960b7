import type { Tier } from '../../typings/deal';
import { tiers as text } from '../text/tiers';
import { price } from './money';

/** One step of a tiered price: from so many people on it holds for everyone. */
export interface TierStep {
  readonly people: string;
  readonly price: string;
  /** What comes back of the first step's price, which everyone pays; empty where none of it does any more. */
  readonly back: string;
  /** `current`: the price that holds now. */
  readonly state: 'reached' | 'current' | 'ahead';
  /** Where the group stands with it, in words; empty: there is nothing to say. */
  readonly mark: string;
}

/** How far a group is: people who have paid, and whether the price may still fall. */
export interface Standing {
  readonly people: number;
  readonly isOpen: boolean;
}

/** The steps of a tiered price, the first one highest; of a group with how far it is. None for other deals. */
export function tierLadder(tiers: readonly Tier[] = [], standing?: Standing): TierStep[] {
  const firstFen = tiers[0]?.priceFen ?? 0;
  return tiers.map(({ size, priceFen }, i) => {
    const nextSize = tiers[i + 1]?.size ?? Number.MAX_SAFE_INTEGER;
    const state = stateOf(size, nextSize, standing?.people ?? 0);
    const back = backInWords(firstFen - priceFen, state, standing);
    return { people: text.people(size), price: price(priceFen), back, state, mark: markOf(size, state, standing) };
  });
}

function stateOf(size: number, nextSize: number, people: number): TierStep['state'] {
  if (people < size) return 'ahead';
  return people < nextSize ? 'current' : 'reached';
}

/** Once a group has ended only what it has reached comes back. */
function backInWords(backFen: number, state: TierStep['state'], standing?: Standing): string {
  if (standing?.isOpen === false) return state === 'current' && backFen > 0 ? text.backFinally(price(backFen)) : '';
  return backFen > 0 ? text.back(price(backFen)) : text.paidFirst;
}

function markOf(size: number, state: TierStep['state'], standing?: Standing): string {
  if (!standing || state === 'reached') return '';
  const { now, final, ahead } = text.marks;
  if (state === 'current') return standing.isOpen ? now : final;
  return standing.isOpen ? ahead(size - standing.people) : '';
}
