import type { NamedMutant } from './mutant';

const HOLDS = 'cloudfunctions/trade/holds.ts';
const ISSUE = 'cloudfunctions/trade/issue.ts';
const EXPIRE = 'cloudfunctions/timers/expire.ts';
const RULES = 'tests/story/trade-rules.test.ts';

/** Defects in how groups fill, form and fail. */
export const groupMutants: readonly NamedMutant[] = [
  {
    name: 'a seat is taken although the group is full',
    ...{ file: HOLDS, find: "status: 'open', left: is.above(0), expiresAt", replace: "status: 'open', expiresAt" },
    killedBy: ['simulation/races.test.ts', 'five who want the last seat'],
  },
  {
    name: 'a seat counts as taken only once it is paid: the last one is sold to two',
    ...{
      file: 'cloudfunctions/domain/purchase.ts',
      find: "if (group) demand(group.left > 0, 'GROUP_FULL'",
      replace: "if (group) demand(group.missing > 0, 'GROUP_FULL'",
    },
    also: [
      { file: HOLDS, find: "status: 'open', left: is.above(0),", replace: "status: 'open', missing: is.above(0)," },
    ],
    killedBy: [RULES, 'a held seat says until when'],
  },
  {
    name: 'somebody joins in the last minute and cannot pay any more',
    ...{
      file: 'cloudfunctions/domain/group.ts',
      find: 'now < group.expiresAt - LAST_MINUTE_MS',
      replace: 'now < group.expiresAt',
    },
    also: [{ file: HOLDS, find: 'is.above(now + LAST_MINUTE_MS)', replace: 'is.above(now)' }],
    killedBy: [RULES, 'joining stops a minute before the end'],
  },
  {
    name: 'a group is complete only if exactly none are missing before its last payment',
    ...{ file: ISSUE, find: '{ ...held, missing: 1 }', replace: '{ ...held, missing: 0 }' },
    killedBy: ['tests/story/main-job.test.ts', 'main job'],
  },
  {
    name: 'a group whose last payment was carried on after its last day forms all the same',
    ...{ file: ISSUE, find: 'const forms = now < vouchersEndAt(rules);', replace: 'const forms = now < Infinity;' },
    killedBy: ['simulation/orders-tried-again.test.ts', 'was cut short at midnight'],
  },
  {
    name: 'a group is complete as soon as anybody pays',
    ...{ file: ISSUE, find: '{ ...held, missing: 1 }', replace: 'held' },
    killedBy: ['tests/story/trade-rules.test.ts', 'a member of three may not join again'],
  },
  {
    name: 'the same payment told twice takes two seats',
    file: ISSUE,
    find: '[`${path}.until`]: is.present(), [`${path}.paidAt`]: is.absent() };',
    replace: '[`${path}.until`]: is.present() };',
    killedBy: ['simulation/races.test.ts', 'told twice and confirmed at once'],
  },
  {
    name: 'a paid seat is given to somebody else',
    file: HOLDS,
    find: '...{ _id: groupId, [`seats.${orderId}.paidAt`]: is.absent() },',
    replace: '...{ _id: groupId },',
    killedBy: ['cloudfunctions/trade/holds.test.ts', 'a paid one not at all'],
  },
  {
    name: 'a seat is given back twice',
    ...{ file: HOLDS, find: '[`seats.${orderId}.until`]: until ?? is.present(),', replace: '' },
    killedBy: ['cloudfunctions/trade/holds.test.ts', 'a seat comes back once'],
  },
  {
    name: 'the deadline makes a failure of a group that has just formed',
    file: EXPIRE,
    find: "{ _id: group._id, status: 'open', held: 0, missing: tooMany,",
    replace: '{ _id: group._id,',
    killedBy: ['simulation/races.test.ts', 'the last payment, a second before the group ends'],
  },
  {
    name: 'a group fails while its last seat is being paid',
    ...{ file: 'cloudfunctions/domain/group.ts', find: ' || group.held > 0) return', replace: ') return' },
    killedBy: [RULES, 'past its end with a seat being paid'],
  },
  {
    name: 'a failed group gives back the leader’s order only',
    file: EXPIRE,
    find: "{ groupId: group._id, status: 'paid' },",
    replace: "{ groupId: group._id, status: 'paid', buy: 'open' },",
    killedBy: ['tests/story/filled-seats.test.ts', 'a group that fails all the same'],
  },
  {
    name: 'a failed group gives back again what had gone back before',
    ...{ file: EXPIRE, find: "{ groupId: group._id, status: 'paid' },", replace: '{ groupId: group._id },' },
    killedBy: ['cloudfunctions/timers/timers.test.ts', 'only what was paid goes back'],
  },
  {
    name: 'a failed group tells nobody: money goes back when somebody looks',
    ...{
      file: EXPIRE,
      find: "status: 'refunding', [`refunds.${GROUP_FAILED}`]: to.be(refund), refundSeq",
      replace: "status: 'refunding', refundSeq",
    },
    killedBy: ['tests/story/main-job.test.ts', 'a group that does not fill'],
  },
  {
    name: 'every group lasts a day, whatever its deal says',
    ...{ file: 'cloudfunctions/domain/group.ts', find: 'rules.windowMinutes * 60_000', replace: '86_400_000' },
    killedBy: ['cloudfunctions/domain/group.test.ts', 'groupEndsAt'],
  },
  {
    name: 'a group outlives the sale of its deal',
    ...{
      file: 'cloudfunctions/domain/group.ts',
      find: 'rules.windowMinutes * 60_000, saleEndsAt, vouchers',
      replace: 'rules.windowMinutes * 60_000, vouchers',
    },
    killedBy: [RULES, 'sale dates'],
  },
  {
    name: 'one person sits in a group twice',
    file: 'cloudfunctions/domain/purchase.ts',
    find: 'paidAt !== undefined || paid.has(orderId)',
    replace: 'paidAt === 0',
    killedBy: ['tests/story/trade-rules.test.ts', 'a member of three may not join again'],
  },
  {
    name: 'vouchers are issued again to whose money went back',
    ...{
      file: ISSUE,
      find: "changeAll('orders', { groupId, status: 'paid' },",
      replace: "changeAll('orders', { groupId },",
    },
    killedBy: ['tests/story/notices.test.ts', 'ifFull refund: the money goes back'],
  },
  {
    name: 'the merchant fills a group in which one alone has paid',
    ...{ file: 'cloudfunctions/domain/group.ts', find: 'PAID_BEFORE_FILLING = 2', replace: 'PAID_BEFORE_FILLING = 1' },
    killedBy: ['tests/story/filled-seats.test.ts', 'not while one alone has paid'],
  },
  {
    name: 'seats are filled that somebody has taken meanwhile',
    ...{
      file: 'cloudfunctions/operations/fill-seats.ts',
      find: "status: 'open', left, missing, filled, expiresAt",
      replace: "status: 'open', expiresAt",
    },
    killedBy: ['simulation/merchant-races.test.ts', 'buyers and the merchant want the last seats'],
  },
  {
    name: 'who has paid, but whose seat does not know it yet, joins the same group again',
    ...{ file: 'cloudfunctions/domain/purchase.ts', find: ' || paid.has(orderId)', replace: '' },
    killedBy: ['simulation/defects.test.ts', 'his seat is not told of it yet'],
  },
];
