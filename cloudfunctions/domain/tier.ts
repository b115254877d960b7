import type { Tier } from '../../typings/deal';
import { vouchersEndAt, type DealRules } from './deal';
import type { Group } from './group';
import type { Refund } from './order';
import { newRefund } from './refund';

/** The key of a tier difference's refund: the same in every order, so that one update writes a group's. */
export const TIER = 'TIER';

type Counted = Pick<Group, 'rules' | 'size' | 'missing' | 'expiresAt'>;

/** The tier that so many people have reached; nothing below the first. */
const tierOf = (rules: Pick<DealRules, 'tiers'>, people: number): Tier | undefined =>
  rules.tiers?.filter(({ size }) => size <= people).at(-1);

/**
 * How many people a group may lack at its end and still form: what a tiered one has above its first tier. None where
 * its vouchers end with it: they would be worth nothing.
 */
export const missingAtMost = ({ rules, size, expiresAt }: Omit<Counted, 'missing'>): number =>
  rules.mode === 'tiered' && expiresAt < vouchersEndAt(rules) ? size - (rules.tiers?.[0]?.size ?? size) : 0;

/** Whether a group forms when its time is over: of a tiered one, once the first tier is reached. */
export const formsAtEnd = (group: Counted): boolean => group.missing <= missingAtMost(group);

/** The tier that a tiered group has reached so far, if it has enough people to form. */
export const tierReached = (group: Counted): Tier | undefined =>
  group.rules.mode === 'tiered' && formsAtEnd(group) ? tierOf(group.rules, group.size - group.missing) : undefined;

/** How many more people a group needs to form at all. */
export const missingToForm = (group: Counted): number => Math.max(0, group.missing - missingAtMost(group));

/** What a unit is worth in a tiered group of so many people, where that is below what everyone paid (fen). */
export function priceBelowPaid(rules: Pick<DealRules, 'mode' | 'tiers'>, people: number): number | undefined {
  if (rules.mode !== 'tiered') return undefined;
  const [first] = rules.tiers ?? [];
  const reached = tierOf(rules, people);
  return first && reached && reached.priceFen < first.priceFen ? reached.priceFen : undefined;
}

/** The refund of the difference between the price paid and the one that was reached, one for each order. */
export function tierRefund(at: number): Refund {
  return newRefund({
    ...{ kind: 'tier', amountFen: null, reason: 'tier_difference', by: null, at, took: [], restock: 0 },
  });
}
