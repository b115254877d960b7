import type { DealCard, DealDetail, DealInput, MerchantDeal } from '../../typings/deal';
import { priceOf, refundAfterUses, type Deal, type DealRules } from '../domain/deal';
import { isJoinable, type Group } from '../domain/group';
import type { Merchant, Store } from '../domain/merchant';
import { unitsCounted } from '../domain/order';
import type { OrderOfBuyer } from '../domain/purchase';
import { given } from './given';
import { storesFor } from './store';

/** Groups that a deal's page offers to join, at the most. */
const OPEN_GROUPS_MAX = 20;

/** What is read of a group for a deal's page. */
export type GroupOnShelf = Pick<Group, '_id' | 'status' | 'left' | 'expiresAt'>;

/** A deal on the shelf. */
export function dealCard(deal: Deal): DealCard {
  const { title, imageFileIds, mode, unitsPerOrderMax, usesPerVoucher } = deal.rules;
  return {
    ...{ dealId: deal._id, version: deal.version, status: deal.status, title, imageFileIds, mode },
    ...given(deal.rules, ['alonePriceFen', 'groupPriceFen', 'groupSize', 'tiers']),
    ...{ stock: deal.free, unitsPerOrderMax, usesPerVoucher },
    ...given(deal.rules, ['saleStartsAt', 'saleEndsAt']),
  };
}

/** A deal with everything that a buyer should know before paying. */
export function dealDetail(
  deal: Deal,
  beside: {
    readonly stores: readonly Store[];
    readonly groups: readonly GroupOnShelf[];
    readonly mine: readonly Pick<OrderOfBuyer, 'status' | 'quantity' | 'refunds'>[];
    readonly service: Merchant['service'];
  },
  now: number,
): DealDetail {
  const { rules } = deal;
  const priceFen = priceOf(rules, rules.mode === 'alone' ? 'alone' : 'open');
  return {
    ...dealCard(deal),
    ...{ description: rules.description, stores: storesFor(rules, beside.stores), refund: rules.refund },
    refundAfterUses: priceFen === undefined ? [] : refundAfterUses(priceFen, rules.usesPerVoucher),
    ...afterUsesAlone(rules),
    ...{ validity: rules.validity, excludedDays: rules.excludedDays, excludedWeekdays: rules.excludedWeekdays },
    windowMinutes: rules.windowMinutes,
    ...commissionOf(rules),
    ...limitOf(rules, beside.mine),
    service: beside.service,
    openGroups: openGroups(beside.groups, now),
  };
}

/** A deal as its merchant sees it, with the input to edit. */
export function merchantDeal(deal: Deal): MerchantDeal {
  return {
    ...{ ...dealCard(deal), deal: dealInputOf(deal), createdAt: deal.createdAt },
    ...(deal.imported === undefined ? {} : { codesImported: deal.imported }),
  };
}

/** A stored deal in the words in which it was written. */
export function dealInputOf(deal: Pick<Deal, 'rules' | 'stocked'>): DealInput {
  return { ...deal.rules, stock: deal.stocked };
}

/** What a leader earns under these rules; nothing where no leader does. */
export const commissionOf = (rules: DealRules): Pick<DealDetail, 'commission'> =>
  rules.mode === 'commission' ? given(rules, ['commission']) : {};

/** What comes back after k uses of a unit bought alone; nothing where it can only be bought in one way. */
function afterUsesAlone(rules: DealRules): Pick<DealDetail, 'refundAfterUsesAlone'> {
  const priceFen = rules.mode === 'alone' ? undefined : priceOf(rules, 'alone');
  return priceFen === undefined ? {} : { refundAfterUsesAlone: refundAfterUses(priceFen, rules.usesPerVoucher) };
}

/** Groups to join, those first that end first. */
function openGroups(groups: readonly GroupOnShelf[], now: number): DealDetail['openGroups'] {
  return groups
    .filter((group) => group.left > 0 && isJoinable(group, now))
    .sort((a, b) => a.expiresAt - b.expiresAt)
    .slice(0, OPEN_GROUPS_MAX)
    .map(({ _id, left, expiresAt }) => ({ groupId: _id, seatsLeft: left, expiresAt }));
}

function limitOf(rules: DealRules, mine: Parameters<typeof dealDetail>[1]['mine']) {
  const { limitPerBuyer } = rules;
  if (limitPerBuyer === undefined) return {};
  const counted = mine.reduce((units, order) => units + unitsCounted(order), 0);
  return { limitPerBuyer, limitLeft: Math.max(0, limitPerBuyer - counted) };
}
