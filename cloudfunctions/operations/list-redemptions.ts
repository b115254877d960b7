import { demand } from '../domain/failure';
import { redemptionsOf, type RedemptionPosting } from '../domain/redemption-rows';
import { endOfDay, startOfDay } from '../domain/time';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { inOrder, newestBy, pageOf } from '../runtime/paging';
import { is } from '../runtime/terms';
import { unpostedOrders } from '../trade/posted';
import { redemptionRow } from '../views/redemption';

/**
 * Redemptions, the newest first: a clerk sees his own, a manager everybody's, by store, clerk or day. What was redeemed
 * a second ago, or undone, is there: orders that wait to be posted speak for themselves.
 */
export const listRedemptions = operation('listRedemptions', {
  role: 'clerk',
  input: input.object({
    ...input.page,
    storeId: input.optional(input.id),
    clerkId: input.optional(input.id),
    day: input.optional(input.day),
  }),
  gather: ({ clerkId }) => ({ asked: byId('staff', clerkId) }),
  async run({ storeId, clerkId, day, ...page }, { caller, now, database, found, position }) {
    const { merchantId, person } = caller;
    const [asked] = found.asked;
    const isClerk = position?.role === 'clerk';
    demand(clerkId === undefined || asked?.merchantId === merchantId, 'NOT_FOUND');
    demand(!isClerk || asked === undefined || asked.person === person, 'NOT_FOUND');
    const clerk = isClerk ? person : asked?.person;
    const [from, end] = day === undefined ? [0, Infinity] : [startOfDay(day), endOfDay(day)];
    const fits = (row: RedemptionPosting) =>
      (clerk === undefined || row.clerk === clerk) &&
      (storeId === undefined || row.storeId === storeId) &&
      row.redeemedAt >= from &&
      row.redeemedAt < end;
    const fresh = (await unpostedOrders(database, merchantId)).flatMap(redemptionsOf).filter(fits);
    const where = {
      merchantId,
      ...(clerk === undefined ? {} : { clerk }),
      ...(storeId === undefined ? {} : { storeId }),
      ...(day === undefined ? {} : { redeemedAt: is.below(end) }),
    };
    const posted = await database.list('redemptions', where, newestBy('redeemedAt', page));
    const ids = new Set(fresh.map(({ _id }) => _id));
    const rows = inOrder([...fresh, ...posted.filter((row) => fits(row) && !ids.has(row._id))], page, placeOf);
    return pageOf(rows, page, placeOf, (row) => redemptionRow(row, now));
  },
});

const placeOf = ({ redeemedAt, _id }: RedemptionPosting) => ({ at: redeemedAt, id: _id });
