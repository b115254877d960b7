import type { NamedMutant } from './mutant';

const REFUND = 'cloudfunctions/trade/refund.ts';
const ASK = 'cloudfunctions/timers/ask-refund.ts';
const STORY = 'tests/story/refund-rules.test.ts';

/** Defects in how money goes back. */
export const refundMutants: readonly NamedMutant[] = [
  {
    name: 'a refund has another number each time it is asked for',
    ...{
      file: ASK,
      find: 'refundId: refundIdOf(order, key), totalFen',
      replace: 'refundId: `${refundIdOf(order, key)}${String(refund.tries)}`, totalFen',
    },
    killedBy: ['tests/story/notices.test.ts', 'NOTENOUGH'],
  },
  {
    name: 'the number of a refund is drawn by chance',
    ...{
      file: 'cloudfunctions/domain/ids.ts',
      find: "digest(['refund', orderId, what], KEY_LENGTH)",
      replace: "digest(['refund', orderId, what, String(Math.random())], KEY_LENGTH)",
    },
    killedBy: ['cloudfunctions/domain/ids.test.ts', 'that of a refund'],
  },
  {
    name: 'more goes back than was paid',
    ...{
      file: 'cloudfunctions/operations/refund-order.ts',
      find: "demand(taking.amountFen <= refundableFen(order), 'REFUND_TOO_LARGE', { leftFen: refundableFen(order) });",
      replace: '',
    },
    killedBy: [STORY, 'unsettled money first'],
  },
  {
    name: 'two refunds at once are judged on the same past',
    ...{
      file: REFUND,
      find: 'return { _id, status, refundSeq, settledAt, ...untouched(order, [...vouchers]) };',
      replace: 'return { _id };',
    },
    killedBy: ['simulation/races.test.ts', 'refunds at the same time never give back more'],
  },
  {
    name: 'used vouchers go back as if unused',
    ...{
      file: 'cloudfunctions/domain/refund.ts',
      find: 'vouchers.includes(use.voucher) && !use.used',
      replace: 'vouchers.includes(use.voucher)',
    },
    killedBy: ['tests/story/trade-rules.test.ts', 'times card: after each use less comes back'],
  },
  {
    name: 'no part of a refund is kept for what may yet be undone',
    ...{
      file: 'cloudfunctions/domain/refund.ts',
      find: '!isTaken(key) && mayBeUndone(voucher, now)',
      replace: '!isTaken(key) && mayBeUndone(voucher, now) && partsLeft < 0',
    },
    killedBy: ['cloudfunctions/domain/refund.test.ts', 'a part is kept for a voucher'],
  },
  {
    name: 'a refund that has ended ends again with each notice',
    ...{ file: REFUND, find: "if (refund.status === 'succeeded') {", replace: 'if (refund.byHand) {' },
    killedBy: ['cloudfunctions/trade/payment.test.ts', 'a refund is over by a notice'],
  },
  {
    name: 'a refund notice of any amount is believed',
    ...{
      file: REFUND,
      find: 'if (refundFen(order, refund) !== notice.amountFen) {',
      replace: 'if (!notice.amountFen) {',
    },
    killedBy: ['cloudfunctions/trade/payment.test.ts', 'a refund is over by a notice'],
  },
  {
    name: 'a refund for which the shop lacks the money is given up',
    ...{
      file: ASK,
      find: "no_funds: ['waiting_for_funds', fundsAgainAt(refund, now)]",
      replace: "no_funds: ['abnormal', null]",
    },
    killedBy: ['tests/story/notices.test.ts', 'NOTENOUGH'],
  },
  {
    name: 'an order is over with the first of its refunds',
    ...{
      file: REFUND,
      find: "order.status === 'refunding' && others.every(([, refund]) => refund.status === 'succeeded')",
      replace: "order.status === 'refunding'",
    },
    killedBy: ['cloudfunctions/trade/refund.test.ts', 'not with the first'],
  },
  {
    name: 'of two refunds that end at once neither ends the order',
    ...{
      file: REFUND,
      find: 'refundSeq: order.refundSeq, ...Object.fromEntries(asSeen) },',
      replace: 'refundSeq: order.refundSeq },',
    },
    killedBy: ['cloudfunctions/trade/refund.test.ts', 'looks again'],
  },
  {
    name: 'a buyer leaves a group that is open',
    ...{
      file: 'cloudfunctions/operations/refund-order.ts',
      find: "demand(order.status !== 'paid', 'REFUND_WHILE_GROUP_OPEN');",
      replace: '',
    },
    killedBy: ['tests/story/trade-rules.test.ts', 'while the group is open: by nobody'],
  },
  {
    name: 'a buyer takes another buyer’s money back',
    ...{ file: 'cloudfunctions/operations/request-refund.ts', find: ' && seen.buyer === caller.person', replace: '' },
    killedBy: ['tests/story/bad-input.test.ts', 'is answered, to the byte'],
  },
  {
    name: 'everything can be given back, whatever the deal says',
    ...{
      file: 'cloudfunctions/domain/refund.ts',
      find: "if (!order.rules.refund.anytime) return 'not_offered';",
      replace: '',
    },
    killedBy: ['tests/story/trade-rules.test.ts', 'by the buyer: only where the deal says'],
  },
  {
    name: 'what nobody used is kept when it expires',
    ...{
      file: 'cloudfunctions/timers/settle.ts',
      find: 'await eachOne(world, expired, (order) => refundExpired(world, order));',
      replace: '',
    },
    killedBy: ['tests/story/main-job.test.ts', '过期退'],
  },
  {
    name: 'a refund that was begun is asked of WeChat only by hand',
    ...{
      file: 'cloudfunctions/domain/refund.ts',
      find: "status: 'pending', nextAt: refund.at, tries: 0",
      replace: "status: 'pending', nextAt: null, tries: 0",
    },
    killedBy: ['tests/story/main-job.test.ts', 'a group that does not fill'],
  },
  {
    name: 'a notice that the call failed is taken for a refund',
    ...{
      file: 'cloudfunctions/adapters/cloud-pay.ts',
      find: "  if (returnCode !== 'SUCCESS') return undefined;\n",
      replace: '',
    },
    killedBy: ['tests/trust/fuzz/fuzz.test.ts', 'no notice of WeChat'],
  },
];
