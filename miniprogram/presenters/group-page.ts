import type { StoreCard } from '../../typings/deal';
import type { GroupView } from '../../typings/group';
import { modeLabels } from '../text/deals';
import { group as text } from '../text/group';
import { areMany, seatsShown, seatsTaken, type SeatShown } from './group-seats';
import { groupPriceFen, situationOf, type Situation } from './group-situation';
import { price } from './money';
import { refundTerms, type RefundTerm } from './refund-terms';

/** A group as the page behind a shared card shows it. */
export interface GroupPage extends Situation {
  readonly groupId: string;
  readonly dealId: string;
  /** The caller's order; empty: he is not in the group. */
  readonly orderId: string;
  readonly title: string;
  readonly cover: string;
  readonly modeLabel: string;
  readonly price: string;
  readonly alonePrice: string;
  readonly seats: readonly SeatShown[];
  readonly seatSize: 'large' | 'small';
  readonly seatsTitle: string;
  readonly seatsSpoken: string;
  readonly terms: readonly RefundTerm[];
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
  const taken = seatsTaken(group);
  const seats = seatsShown(group);
  return {
    ...situationOf(group, now),
    ...{ groupId, dealId, orderId: group.yourOrderId ?? '', title, cover: group.imageFileIds[0] ?? '' },
    ...{ modeLabel: modeLabels[mode](size), price: price(groupPriceFen(group)) },
    alonePrice: alonePriceFen === undefined ? '' : text.alone(price(alonePriceFen)),
    ...{ seats, seatSize: areMany(seats) ? 'small' : 'large', seatsTitle: text.seatsTitle(taken, size) },
    ...{ seatsSpoken: text.seatsSpoken(taken, size), terms: refundTerms(group.refund, mode), stores: group.stores },
    ...{ isOpen: group.status === 'open', changesAt: changesAt(group, now) },
    ...{ sharedGroupId: taken > 0 ? groupId : '', shareTitle: shareTitle(group) },
  };
}

function changesAt({ status, expiresAt, joinableUntil, payBy }: GroupView, now: number): number {
  if (status !== 'open') return 0;
  const ahead = [expiresAt, joinableUntil, payBy ?? 0].filter((at) => at > now);
  return ahead.length > 0 ? Math.min(...ahead) : 0;
}

function shareTitle(group: GroupView): string {
  const missing = (group.tiers?.[0]?.size ?? group.size) - seatsTaken(group);
  const shown = price(groupPriceFen(group));
  const isMissing = group.status === 'open' && missing > 0 && seatsTaken(group) > 0;
  return isMissing ? text.share.missing(missing, shown, group.dealTitle) : text.share.other(shown, group.dealTitle);
}
