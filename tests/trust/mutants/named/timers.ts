import type { NamedMutant } from './mutant';

const ASK = 'cloudfunctions/timers/ask-refund.ts';
const ASK_TEST = 'cloudfunctions/timers/ask-refund.test.ts';
const DELIVER_TEST = 'cloudfunctions/timers/deliver.test.ts';

/** What timers do for many at once. */
export const timerMutants: readonly NamedMutant[] = [
  {
    name: 'refusals of one merchant cost all others their turn',
    file: ASK,
    find: 'return (refused.get(merchantId)?.times ?? 0) < most;',
    replace: 'return all < REFUSALS_OF_A_MERCHANT_MAX && most > 0;',
    killedBy: [ASK_TEST, 'leaves the others their turn'],
  },
  {
    name: 'of refunds that an empty account cannot pay only the first few are told',
    file: ASK,
    find: 'if (!hasTurn && !isLacked(run, order, refund)) return now + MINUTE_MS;',
    replace: 'if (!hasTurn) return now + MINUTE_MS;',
    killedBy: [ASK_TEST, 'wait too, and the owner is told of each'],
  },
  {
    name: 'an empty account is asked every ten minutes for ever',
    file: ASK,
    find: 'Math.min(Math.max(wait, FUNDS_AGAIN_MIN_MS), FUNDS_AGAIN_MAX_MS)',
    replace: 'FUNDS_AGAIN_MIN_MS',
    killedBy: [ASK_TEST, 'asked less and less'],
  },
  {
    name: 'of many orders that wait to be posted only the first are in an answer',
    file: 'cloudfunctions/trade/posted.ts',
    find: 'if (page.length < PER_CALL) return orders;',
    replace: 'return orders;',
    killedBy: ['cloudfunctions/trade/posted.test.ts', 'each is in every answer'],
  },
  {
    name: 'an order without rows holds up its page',
    file: 'cloudfunctions/timers/post.ts',
    find: 'return postEach(world, orders);',
    replace: "throw new Error('some rows could not be written');",
    killedBy: [DELIVER_TEST, 'holds up no other'],
  },
  {
    name: 'an order whose rows could not be written counts as posted',
    file: 'cloudfunctions/timers/deliver.ts',
    find: 'unposted: isUnwritten, ...shipped',
    replace: 'unposted: false, ...shipped',
    killedBy: [DELIVER_TEST, 'tried again, and written once they can'],
  },
  {
    name: 'a large midnight is settled over hours',
    file: 'cloudfunctions/timers/settle.ts',
    find: 'const PAGES_PER_RUN_MAX = 40;',
    replace: 'const PAGES_PER_RUN_MAX = 10;',
    killedBy: ['cloudfunctions/timers/settle.test.ts', 'in one run'],
  },
  {
    name: 'of a group that fails goes back what was paid before its last held seat was decided',
    ...{
      file: 'cloudfunctions/timers/expire.ts',
      find: "group.status === 'open' && group.held > 0 ? await database.get('groups', group._id) : group;",
      replace: 'await Promise.resolve(group);',
    },
    killedBy: ['simulation/orders-tried-again.test.ts', 'its last held seat is found paid'],
  },
  {
    name: 'of two runs that tell of a group the slower one is noted',
    ...{ file: 'cloudfunctions/timers/tell-cards.ts', find: ', cardsSay: cardsSay ?? is.absent() }', replace: ' }' },
    killedBy: ['cloudfunctions/timers/tell-cards.test.ts', 'a slow run that told of one less'],
  },
  {
    name: 'a payment that the timer could not carry on is left for good',
    file: 'cloudfunctions/timers/deliver.ts',
    find: 'isUnfinished: unfinished.includes(order), ',
    replace: 'isUnfinished: unfinished.length > orders.length, ',
    killedBy: ['simulation/defects.test.ts', 'the cloud too busy for the timer: the group opens'],
  },
];
