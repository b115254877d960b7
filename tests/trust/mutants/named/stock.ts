import type { NamedMutant } from './mutant';

const HOLDS = 'cloudfunctions/trade/holds.ts';
const SWEEP = 'cloudfunctions/timers/sweep-deal.ts';
const SCHEMA = 'cloudfunctions/schema/schema.ts';
const CODES = 'cloudfunctions/trade/codes.ts';

/** Defects in how stock, limits and codes are kept. */
export const stockMutants: readonly NamedMutant[] = [
  {
    name: 'more is sold than there is',
    ...{ file: HOLDS, find: '...asSeen, free: is.atLeast(hold.q), ', replace: '...asSeen, ' },
    killedBy: ['simulation/races.test.ts', 'stock that is lowered while it is sold'],
  },
  {
    name: 'a retry takes the stock a second time',
    ...{ file: HOLDS, find: ', [`holds.${hold.orderId}`]: is.absent() },', replace: ' },' },
    killedBy: ['simulation/races.test.ts', 'the same request three times at once'],
  },
  {
    name: 'a sweep forgets whose lease it looked at',
    file: HOLDS,
    find: '[`holds.${orderId}.q`]: hold.q, [`holds.${orderId}.until`]: hold.until }',
    replace: '[`holds.${orderId}.q`]: hold.q }',
    killedBy: ['cloudfunctions/trade/holds.test.ts', 'the hold that was seen comes back'],
  },
  {
    name: 'stock comes back twice for one refund',
    ...{ file: HOLDS, find: '{ _id: dealId, [`returned.${cause.key}`]: is.absent() },', replace: '{ _id: dealId },' },
    killedBy: ['cloudfunctions/trade/holds.test.ts', 'each cause brings its units back once'],
  },
  {
    name: 'stock of an unpaid order is locked for ever',
    ...{ file: HOLDS, find: 'if (applied) await releaseHolds(database, order, order.payBy);', replace: '' },
    killedBy: ['cloudfunctions/trade/holds.test.ts', 'closeUnpaid'],
  },
  {
    name: 'closed orders use up the limit',
    ...{ file: 'cloudfunctions/domain/order.ts', find: "order.status === 'closed' || refunds", replace: 'refunds' },
    killedBy: ['cloudfunctions/domain/order.test.ts', 'none of a closed one'],
  },
  {
    name: 'a limit is judged on a count, which three orders at once all see',
    ...{
      file: SCHEMA,
      find: "unique('buyerKey', 'nth')",
      replace: "index('buyerKey', 'nth')",
    },
    killedBy: ['simulation/races.test.ts', 'a limit holds against three orders at once'],
  },
  {
    name: 'the sweep sells what is being paid',
    ...{ file: SWEEP, find: "if (order?.status === 'pending_payment') continue;", replace: '' },
    killedBy: ['cloudfunctions/timers/timers.test.ts', 'a sweep leaves what is being paid'],
  },
  {
    name: 'the sweep puts back on sale what was sold',
    ...{
      file: SWEEP,
      find: "if (order && order.status !== 'closed' && !lostItsSeat(order)) sold",
      replace: 'if (!order) sold',
    },
    killedBy: ['cloudfunctions/timers/timers.test.ts', 'a sweep leaves what is being paid'],
  },
  {
    name: 'one code is sold to two',
    ...{ file: CODES, find: '{ _id: is.oneOf(ids), orderId: null }', replace: '{ _id: is.oneOf(ids) }' },
    also: [{ file: SCHEMA, find: "unique('codes', 'merchantId')", replace: "index('codes', 'merchantId')" }],
    killedBy: ['simulation/codes-races.test.ts', 'five who want the last three codes'],
    says: 'I4: ',
  },
  {
    name: 'a voucher’s code has four digits',
    ...{ file: 'cloudfunctions/operations/create-order.ts', find: 'chance.digits(12)', replace: 'chance.digits(4)' },
    killedBy: ['cloudfunctions/operations/create-order.test.ts', 'twelve digits'],
  },
  {
    name: 'a voucher’s code tells when it was bought',
    ...{
      file: 'cloudfunctions/operations/create-order.ts',
      find: '() => chance.digits(12)',
      replace: '(_, i) => String(context.now + i).slice(-12)',
    },
    killedBy: ['cloudfunctions/operations/create-order.test.ts', 'twelve digits'],
  },
  {
    name: 'an issued code goes back on sale with its refund',
    ...{
      file: 'cloudfunctions/trade/refund.ts',
      find: 'const restock = order.rules.refund.restock ? ended.length : 0;',
      replace: 'const restock = ended.length;',
    },
    killedBy: ['tests/story/imported-codes.test.ts', 'never after issue'],
  },
  {
    name: 'what a dead import has left behind counts with another file under its request',
    file: 'cloudfunctions/domain/imported-code.ts',
    find: ' && (input === undefined || remembered.input === input)',
    replace: '',
    killedBy: ['cloudfunctions/operations/import-codes.test.ts', 'another file under the request'],
  },
];
