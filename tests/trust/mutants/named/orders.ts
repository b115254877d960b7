import type { NamedMutant } from './mutant';

const AGAIN = 'simulation/orders-tried-again.test.ts';
const CREATE = 'cloudfunctions/operations/create-order.ts';
const LATE = 'cloudfunctions/trade/late-payment.ts';
const PURCHASE = 'cloudfunctions/domain/purchase.ts';

/** Orders that are asked for twice, cut short, or paid when their time was over. */
export const orderMutants: readonly NamedMutant[] = [
  {
    name: 'a refused write gives back what another try of the request goes on with',
    file: CREATE,
    find: 'if (!written) await letTakenGo(context, taken, held);',
    replace: 'if (!written) await releaseStock(context.database, taken.deal, held.orderId, held);',
    killedBy: [AGAIN, 'an order of its own, tapped twice with another one in between'],
  },
  {
    name: 'another wish under the same request id goes on with what the first has taken',
    ...{
      file: 'cloudfunctions/domain/ids.ts',
      find: "['order', requestKey, inputHash]",
      replace: "['order', requestKey]",
    },
    killedBy: [AGAIN, 'another wish under the request id of a try that died'],
  },
  {
    name: 'who tries again after his seat was swept goes on with stock that is swept next',
    file: CREATE,
    find: 'const until = seat?.until ?? stock?.until;',
    replace: 'const until = (group ? seat : stock)?.until;',
    killedBy: [AGAIN, 'in the moment of the sweep'],
  },
  {
    name: 'who has a seat and no stock is never told that it is sold out',
    ...{ file: PURCHASE, find: 'taken.stock || deal.free >= wish.quantity', replace: 'true' },
    killedBy: ['cloudfunctions/domain/purchase.test.ts', 'has taken a seat, and the stock is sold out'],
  },
  {
    name: 'who has stock and no seat is never told that his group is full',
    ...{ file: PURCHASE, find: 'taken.seat ? undefined : group', replace: 'undefined' },
    killedBy: ['cloudfunctions/domain/purchase.test.ts', 'and the last seat is gone'],
  },
  {
    name: 'who asks again is sold the deal as it has become',
    file: PURCHASE,
    find: " || wish.version === version, 'DEAL_CHANGED');\n  judgePlace(wish, shelf, rules, taken",
    replace: " || true, 'DEAL_CHANGED');\n  judgePlace(wish, shelf, rules, taken",
    killedBy: [AGAIN, 'who asks again after the deal was changed'],
  },
  {
    name: 'one payment pays a seat in the group that its order has left',
    ...{ file: 'cloudfunctions/timers/expire.ts', find: ' && order.groupId === group._id', replace: '' },
    killedBy: [AGAIN, 'a late payment cut short after its call 4'],
  },
  {
    name: 'who pays late sits in his group a second time',
    ...{
      file: LATE,
      find: '!sits && (group.seats',
      replace: '(group.seats[order._id] !== undefined || !sits) && (group.seats',
    },
    killedBy: [AGAIN, 'a late payment beside a new try to join'],
  },
  {
    name: 'a late payment is issued by rules whose day is over',
    ...{ file: LATE, find: ' && hasTime(late, world.now)', replace: '' },
    killedBy: [AGAIN, 'though the deal’s day was moved on'],
  },
  {
    name: 'a late payment leads a new group beyond today’s limit',
    ...{ file: LATE, find: ' && fitsLimit(late, deal.rules)', replace: '' },
    killedBy: [AGAIN, 'who pays late leads no new group'],
  },
  {
    name: 'a payment of which WeChat tells after the last day is issued expired',
    ...{
      file: 'cloudfunctions/trade/payment.ts',
      find: 'if (now >= vouchersEndAt(rules)) return examine(world, paid);',
      replace: '',
    },
    killedBy: [AGAIN, 'a voucher paid in time, of which WeChat tells'],
  },
  {
    name: 'a group that opens at the end of the sale is paid for when it is over',
    ...{ file: PURCHASE, find: "wish.buy === 'open' ? rules.saleEndsAt : undefined", replace: 'undefined' },
    killedBy: [AGAIN, 'a group opens with time to be paid for'],
  },
  {
    name: 'codes of an earlier try stay taken when the stock goes back',
    ...{
      file: 'cloudfunctions/trade/codes.ts',
      find: '{ orderId, until: is.atMost(until) }',
      replace: '{ orderId, until }',
    },
    killedBy: ['simulation/defects.test.ts', 'codes taken again for a late payment, cut short twice'],
  },
];
