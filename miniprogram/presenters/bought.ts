import type { DealDetail } from '../../typings/deal';
import type { GroupView } from '../../typings/group';
import type { Buy } from '../../typings/order';
import { checkout as text } from '../text/checkout';
import {
  cutShortAt,
  endsWithVouchers,
  groupEnd,
  groupRules,
  saleRules,
  storeRule,
  useRules,
  type DealRule,
} from './deal-rules';
import { groupPriceFen, standingOf } from './group-situation';
import { tierLadder, type TierStep } from './tier-ladder';
import { duration, moment } from './time';

/** What is bought: the deal in its present rules, or in those of the group that is joined. */
export interface Bought extends Pick<
  DealDetail,
  'mode' | 'unitsPerOrderMax' | 'usesPerVoucher' | 'refund' | 'version' | 'refundAfterUses'
> {
  readonly title: string;
  /** Of one unit, as it is paid now (fen). */
  readonly priceFen: number;
  readonly buying: string;
  readonly line: string;
  readonly facts: readonly DealRule[];
  readonly tiers: readonly TierStep[];
}

/** What this way to buy gives; undefined if the deal does not offer it. */
export function boughtBy(buy: Buy, deal: DealDetail, group: GroupView | undefined, now: number): Bought | undefined {
  if (buy === 'join') return group && joined(group, now);
  return buy === 'alone' ? alone(deal, now) : opened(deal, now);
}

function alone(deal: DealDetail, now: number): Bought | undefined {
  if (deal.alonePriceFen === undefined) return undefined;
  const refundAfterUses = deal.refundAfterUsesAlone ?? deal.refundAfterUses;
  const { commission: _commission, ...sold } = { ...deal, mode: 'alone' as const, refundAfterUses };
  const facts = [...useRules(sold), ...saleRules(sold, now), ...storeRule(sold.stores)];
  return { ...sold, priceFen: deal.alonePriceFen, buying: text.buying.alone, line: text.lines.alone, facts, tiers: [] };
}

function opened(deal: DealDetail, now: number): Bought | undefined {
  const { mode, groupSize = 0 } = deal;
  const priceFen = mode === 'tiered' ? deal.tiers?.[0]?.priceFen : deal.groupPriceFen;
  if (mode === 'alone' || priceFen === undefined) return undefined;
  const buying = mode === 'tiered' ? text.buying.openTiered : text.buying.open(groupSize);
  const facts = [...useRules(deal), ...saleRules(deal, now), ...storeRule(deal.stores)];
  return { ...deal, priceFen, buying, line: openLine(deal, now), facts, tiers: tierLadder(deal.tiers) };
}

function joined(group: GroupView, now: number): Bought {
  const { mode, size, tiers, expiresAt, validity, dealTitle: title } = group;
  const isTiered = mode === 'tiered';
  const isPricedAtEnd = isTiered && !endsWithVouchers(validity, expiresAt);
  return {
    ...{ ...group, title, priceFen: groupPriceFen(group) },
    buying: isTiered ? text.buying.joinTiered : text.buying.join(size),
    line: isPricedAtEnd ? text.lines.joinTiered(moment(expiresAt, now)) : text.lines.join,
    facts: [...groupRules(group), ...groupEnd(group, now), ...storeRule(group.stores)],
    tiers: tierLadder(tiers, standingOf(group)),
  };
}

function openLine(deal: DealDetail, now: number): string {
  const { open, openUntil, openTiered, openTieredUntil } = text.lines;
  const endsAt = cutShortAt(deal, now);
  const isPricedAtEnd = deal.mode === 'tiered' && !endsWithVouchers(deal.validity, endsAt ?? now);
  const [lasting, until] = isPricedAtEnd ? [openTiered, openTieredUntil] : [open, openUntil];
  return endsAt === undefined ? lasting(duration(deal.windowMinutes * 60_000)) : until(moment(endsAt, now));
}
