import * as input from '../runtime/input';
import { ORDERS_OF_BUYER_MAX } from './orders-of-buyer';

/** The most people of a group, and the most uses of a times card: what one document and one update still carry well. */
const GROUP_SIZE_MAX = 500;
const USES_MAX = 100;

/** A text that the check judges as a day, so that the merchant learns of it with the deal's other problems. */
const writtenDay = input.text(10);

/**
 * A deal as the merchant writes it. Only shapes are refused here; what would make no sense to sell is a problem that
 * `checkDeal` names.
 */
export const dealInput = input.object({
  title: input.text(60),
  description: input.longText(5000),
  imageFileIds: input.array(input.text(300)).check(input.most(9)),
  mode: input.oneOf(['alone', 'share', 'tiered', 'commission']),
  alonePriceFen: input.optional(input.fen),
  groupPriceFen: input.optional(input.fen),
  groupSize: input.optional(input.whole(1, GROUP_SIZE_MAX)),
  tiers: input.optional(
    input.array(input.object({ size: input.whole(1, GROUP_SIZE_MAX), priceFen: input.fen })).check(input.most(10)),
  ),
  commission: input.optional(input.object({ kind: input.oneOf(['fixed', 'percent']), value: input.fen })),
  windowMinutes: input.optional(input.whole(1, 100_000)),
  stock: input.whole(0, 1_000_000),
  limitPerBuyer: input.optional(input.whole(1, ORDERS_OF_BUYER_MAX)),
  unitsPerOrderMax: input.whole(1, 1000),
  usesPerVoucher: input.whole(1, USES_MAX),
  validity: input.either([input.object({ untilDay: writtenDay }), input.object({ days: input.whole(0, 10_000) })]),
  excludedDays: input.optional(input.array(writtenDay).check(input.most(400))),
  excludedWeekdays: input.optional(input.array(input.whole(1, 7)).check(input.most(7))),
  storeIds: input.optional(input.array(input.id).check(input.most(200))),
  refund: input.optional(input.object({ anytime: input.flag(), onExpiry: input.flag(), restock: input.flag() })),
  codeSource: input.oneOf(['generated', 'imported']),
  saleStartsAt: input.optional(input.instant),
  saleEndsAt: input.optional(input.instant),
});
