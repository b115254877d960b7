import type { Deal } from '../domain/deal';
import { GROUP_FAILED } from '../domain/ledger';
import type { Order } from '../domain/order';
import { sum } from '../domain/worth';
import { grouped, type Books } from './documents';
import { named, unless, type Violation } from './invariant';

/**
 * Nobody has more of a deal than the rules say that he bought by: each order, in the order in which his were counted,
 * with all that he had before it. What went back since counts no more, so that no sum is greater than it was then.
 */
export function withinLimits(deal: Deal, { ordersOfDeal }: Books): readonly Violation[] {
  const counting = (ordersOfDeal.get(deal._id) ?? []).filter(({ nth }) => nth > 0);
  return [...grouped(counting, ({ buyer }) => buyer).values()].flatMap((orders) => {
    const inTurn = [...orders].sort((a, b) => a.nth - b.nth);
    return inTurn.flatMap((order, i) => {
      const units = sum(inTurn.slice(0, i + 1).map(unitsKept));
      const { limitPerBuyer = Infinity } = order.rules;
      const says = `its buyer has ${String(units)} units with it, and may have ${String(limitPerBuyer)}`;
      return unless(units <= limitPerBuyer, says, named('orders', order._id), named('deals', deal._id));
    });
  });
}

/** Units that are not back on sale. */
const unitsKept = ({ quantity, refunds }: Order): number =>
  GROUP_FAILED in refunds ? 0 : quantity - sum(Object.values(refunds).map(({ restock }) => restock));
