import type { NamedMutant } from './mutant';

const CREATE = 'cloudfunctions/operations/create-order.ts';
const AT_ONCE = 'cloudfunctions/operations/create-order-at-once.test.ts';
const MEETINGS = 'simulation/meetings-races.test.ts';
const AS_SEEN = "const asSeen = wish.buy === 'join' ? {} : { version: deal.version, status: 'published' as const };";

/** Defects of two who meet: each rests on what the other has changed by then. */
export const raceMutants: readonly NamedMutant[] = [
  {
    name: 'a refund of a part is judged before its money settles, and written after',
    file: 'cloudfunctions/trade/refund.ts',
    find: 'return { _id, status, refundSeq, settledAt, ...untouched(order, [...vouchers]) };',
    replace: 'return { _id, status, refundSeq, ...untouched(order, [...vouchers]) };',
    killedBy: [MEETINGS, 'a refund of a part while seven days end'],
  },
  {
    name: 'a use is taken back by what was not settled yet when it was looked at',
    file: 'cloudfunctions/operations/undo-redemption.ts',
    find: 'const asSeen = { _id, refundSeq, settledAt, ...untouched',
    replace: 'const asSeen = { _id, refundSeq, ...untouched',
    killedBy: ['simulation/races.test.ts', 'an undo while seven days end'],
  },
  {
    name: 'stock is taken of a deal that has just been taken off the shelf',
    ...{ file: CREATE, find: AS_SEEN, replace: AS_SEEN.replace(", status: 'published' as const", '') },
    killedBy: [AT_ONCE, 'the deal itself'],
  },
  {
    name: 'stock is taken at a price that has just been changed',
    ...{ file: CREATE, find: AS_SEEN, replace: AS_SEEN.replace('version: deal.version, ', '') },
    killedBy: [AT_ONCE, 'the price'],
  },
  {
    name: 'a pay-out is judged by rows that a refund has not reached yet',
    file: 'cloudfunctions/trade/commissions.ts',
    find: 'const moved = await unpostedOrders(database, merchantId, theirs);',
    replace: 'const moved: Awaited<ReturnType<typeof unpostedOrders>> = [];',
    killedBy: [MEETINGS, 'a pay-out of all that is payable'],
  },
  {
    name: 'who was sent away while he lost a race redeems all the same',
    file: 'cloudfunctions/runtime/dispatch.ts',
    find: 'const position = positionAt(',
    replace: 'const position = caller.position ??= positionAt(',
    killedBy: [MEETINGS, 'who is sent away while'],
  },
  {
    name: 'a run of the outbox tends what another run has claimed',
    file: 'cloudfunctions/timers/deliver.ts',
    find: "database.list('orders', { _id: is.oneOf(ids), ...claimed }, { limit",
    replace: "database.list('orders', { _id: is.oneOf(ids) }, { limit",
    killedBy: [MEETINGS, 'two runs of the outbox'],
  },
  {
    name: 'a claim of the outbox takes what another run has claimed',
    file: 'cloudfunctions/timers/deliver.ts',
    find: "changeAll('orders', { _id: is.oneOf(ids), deliverAt: is.atMost(now) }, claimed);",
    replace: "changeAll('orders', { _id: is.oneOf(ids) }, claimed);",
    killedBy: [MEETINGS, 'two runs of the outbox'],
  },
  {
    name: 'two vouchers of a shop bear the same code',
    file: 'cloudfunctions/schema/schema.ts',
    find: "unique('codes', 'merchantId')",
    replace: "index('codes', 'merchantId')",
    killedBy: [MEETINGS, 'a code that is drawn twice'],
  },
  {
    name: 'who draws a code that is taken is turned away',
    file: CREATE,
    find: 'await letGo(context, taken, held);\n      throw new Stale();',
    replace: "await letGo(context, taken, held);\n      throw new Failure('PAYMENT_UNAVAILABLE');",
    killedBy: [MEETINGS, 'a code that is drawn twice'],
  },
];
