import type { StoreCard } from '../../typings/deal';
import type { GroupView } from '../../typings/group';
import { group as text } from '../text/group';
import { groupRules, type DealRule } from './deal-rules';
import { buyersLabel } from './deal-shelf';
import { areMany, seatsShown, seatsTaken, type SeatShown } from './group-seats';
import { groupPriceFen, missingToForm, nextTierOf, situationOf, standingOf, type Situation } from './group-situation';
import { price } from './money';
import { refundsAfterUses, refundTerms, type RefundAfterUses, type RefundTerm } from './refund-terms';
import { tierLadder, type TierStep } from './tier-ladder';

/** A group as the page behind a shared card shows it. */
export interface GroupPage extends Situation {
  readonly groupId: string;
  readonly dealId: string;
  /** The caller's order; empty: he is not in the group. */
  readonly orderId: string;
  readonly title: string;
  readonly cover: string;
  readonly modeLabel: string;
  /** What the price is, where it is not simply the price: of a tiered group. */
  readonly priceNote: string;
  readonly price: string;
  readonly alonePrice: string;
  readonly tiers: readonly TierStep[];
  readonly seats: readonly SeatShown[];
  readonly seatSize: 'large' | 'small';
  readonly seatsTitle: string;
  readonly seatsSpoken: string;
  readonly rules: readonly DealRule[];
  readonly terms: readonly RefundTerm[];
  readonly afterUses: readonly RefundAfterUses[];
  readonly stores: readonly StoreCard[];
  /** Whether it may still change. */
  readonly isOpen: boolean;
  /** When what is shown changes by itself (epoch ms); 0: never. */
  readonly changesAt: number;
  /** The group that others can be led to; empty: nobody has paid in it yet, and they are led to the deal. */
  readonly sharedGroupId: string;
  readonly shareTitle: string;
}

/** What the page of a group shows at an instant. */
export function groupPage(group: GroupView, now: number): GroupPage {
  const { groupId, dealId, dealTitle: title, mode, size, alonePriceFen } = group;
  const seats = seatsShown(group);
  return {
    ...situationOf(group, now),
    ...{ groupId, dealId, orderId: group.yourOrderId ?? '', title, cover: group.imageFileIds[0] ?? '' },
    ...{ modeLabel: buyersLabel(mode, size), ...pricesOf(group) },
    alonePrice: alonePriceFen === undefined ? '' : text.alone(price(alonePriceFen)),
    tiers: tierLadder(group.tiers, standingOf(group)),
    ...{ seats, seatSize: areMany(seats) ? 'small' : 'large', ...seatsInWords(group) },
    ...{ rules: groupRules(group), terms: refundTerms(group.refund, mode) },
    ...{ afterUses: refundsAfterUses(group.refundAfterUses), stores: group.stores },
    ...{ isOpen: group.status === 'open', changesAt: changesAt(group, now) },
    ...{ sharedGroupId: seatsTaken(group) > 0 ? groupId : '', shareTitle: shareTitle(group) },
  };
}

function pricesOf(group: GroupView): Pick<GroupPage, 'priceNote' | 'price'> {
  const { mode, status, tierPriceFen } = group;
  const { first, now, final } = text.priceNotes;
  if (mode !== 'tiered') return { priceNote: '', price: price(groupPriceFen(group)) };
  if (tierPriceFen === undefined) return { priceNote: first, price: price(groupPriceFen(group)) };
  return { priceNote: status === 'open' ? now : final, price: price(tierPriceFen) };
}

/** Seats that the merchant filled are no people: they are told as what they are. */
function seatsInWords({ mode, members, filledSeats, size }: GroupView): Pick<GroupPage, 'seatsTitle' | 'seatsSpoken'> {
  const filled = filledSeats > 0 ? text.filledSeats(filledSeats) : '';
  const titled = mode === 'tiered' ? text.seatsTitleTiered : text.seatsTitle;
  return {
    seatsTitle: titled(members.length, size) + filled,
    seatsSpoken: text.seatsSpoken(members.length, size) + filled,
  };
}

function changesAt({ status, expiresAt, joinableUntil, payBy }: GroupView, now: number): number {
  if (status !== 'open') return 0;
  const ahead = [expiresAt, joinableUntil, payBy ?? 0].filter((at) => at > now);
  return ahead.length > 0 ? Math.min(...ahead) : 0;
}

function shareTitle(group: GroupView): string {
  const { dealTitle: title, status } = group;
  const next = nextTierOf(group);
  if (next) return text.share.nextTier(next.people, next.price, title);
  const missing = missingToForm(group);
  const shown = pricesOf(group).price;
  const isMissing = status === 'open' && missing > 0 && seatsTaken(group) > 0;
  return isMissing ? text.share.missing(missing, shown, title) : text.share.other(shown, title);
}
