import type { NamedMutant } from './mutant';

const WORTH = 'cloudfunctions/domain/worth.ts';
const SETTLE = 'cloudfunctions/timers/settle.ts';
const MAIN_JOB = 'tests/story/main-job.test.ts';

/** Defects in whose the money is. */
export const shareMutants: readonly NamedMutant[] = [
  {
    name: 'fen that cannot be divided are lost',
    ...{ file: WORTH, find: '(i < greater ? least + 1 : least)', replace: 'least' },
    killedBy: ['cloudfunctions/domain/worth.test.ts', 'add up to the price'],
  },
  {
    name: 'shares are broken fen',
    ...{ file: WORTH, find: '(product - (product % whole)) / whole', replace: 'product / whole' },
    killedBy: ['cloudfunctions/domain/worth.test.ts', 'whole fen'],
  },
  {
    name: 'a sum with nothing in it is no number',
    ...{
      file: WORTH,
      find: 'amounts.reduce((total, fen) => total + fen, 0)',
      replace: 'amounts.reduce((total, fen) => total + fen, NaN)',
    },
    killedBy: ['cloudfunctions/domain/ledger.test.ts', 'a use redeemed, taken back'],
  },
  {
    name: 'a use is settled by its redemption, and once more after seven days',
    ...{
      file: 'cloudfunctions/domain/ledger.ts',
      find: 'if (!voucher || settledByRedemption(voucher, use)) continue;',
      replace: 'if (!voucher) continue;',
    },
    killedBy: ['cloudfunctions/domain/ledger.test.ts', 'a use redeemed, taken back'],
  },
  {
    name: 'what is settled settles again with every run',
    ...{ file: SETTLE, find: 'if (order.settledAt === null && now >= settleDueAt', replace: 'if (now >= settleDueAt' },
    killedBy: ['cloudfunctions/timers/timers.test.ts', 'what nobody used is the merchant’s after a week'],
  },
  {
    name: 'money is the merchant’s a day early',
    ...{
      file: 'cloudfunctions/domain/order.ts',
      find: 'SETTLE_AFTER_MS = 7 * DAY_MS',
      replace: 'SETTLE_AFTER_MS = 6 * DAY_MS',
    },
    killedBy: ['cloudfunctions/domain/order.test.ts', 'the times that people are told'],
  },
  {
    name: 'an undo keeps what its redemption settled',
    ...{
      file: 'cloudfunctions/domain/redemption.ts',
      find: 'const reversed = isDue ? [] : redemption.settled;',
      replace: 'const reversed: Redemption["settled"] = [];',
    },
    killedBy: [MAIN_JOB, 'main job'],
  },
  {
    name: 'settled money goes back and stays the merchant’s as well',
    ...{
      file: 'cloudfunctions/domain/ledger.ts',
      find: "move(`unsettle:${number}`, 'merchant', 'escrow', settled, at);",
      replace: '',
    },
    killedBy: ['cloudfunctions/domain/ledger.test.ts', 'a refund of settled money first takes the settlement back'],
  },
  {
    name: 'the difference of a tier goes back once for each order, not for each unit',
    ...{
      file: 'cloudfunctions/domain/order-money.ts',
      find: '(order.priceFen - unitWorthFen(order)) * order.quantity',
      replace: 'order.priceFen - unitWorthFen(order)',
    },
    killedBy: ['tests/story/tiered.test.ts', 'for each unit'],
  },
  {
    name: 'a tier is reached by one person less',
    ...{
      file: 'cloudfunctions/domain/tier.ts',
      find: '({ size }) => size <= people',
      replace: '({ size }) => size <= people + 1',
    },
    killedBy: ['cloudfunctions/domain/tier.test.ts', 'of 3 people has reached'],
  },
  {
    name: 'a leader earns on after his own money went back',
    ...{ file: 'cloudfunctions/domain/commission.ts', find: ' && order.leaderRefundedAt === undefined', replace: '' },
    killedBy: ['tests/story/commission.test.ts', 'from then on nothing accrues'],
  },
  {
    name: 'each refund of an order takes the whole commission back once more',
    ...{
      file: 'cloudfunctions/domain/commission.ts',
      find: '-commissionChange(order, voucher, -sum(earning.map((money) => money.fen)))',
      replace: 'earning.length > 0 ? commissionOn(order, voucher, order.priceFen) : 0',
    },
    killedBy: ['tests/story/commission.test.ts', 'in proportion with a partial refund'],
  },
  {
    name: 'two pay-outs at once pay the same commission',
    ...{
      file: 'cloudfunctions/operations/pay-commission.ts',
      find: "change('leaders', { _id, paidFen },",
      replace: "change('leaders', { _id },",
    },
    killedBy: ['simulation/mode-races.test.ts', 'two pay-outs of all that is payable'],
  },
  {
    name: 'a commission is paid before its redemption is beyond undoing',
    ...{
      file: 'cloudfunctions/domain/commission.ts',
      find: 'standing(voucher).map(({ at }) => at + UNDO_WINDOW_MS)',
      replace: 'standing(voucher).map(({ at }) => at)',
    },
    killedBy: ['tests/story/commission.test.ts', 'it can be paid an hour later'],
  },
  {
    name: 'a partner’s store keeps its share of what is refunded',
    ...{
      file: 'cloudfunctions/domain/partner.ts',
      find: 'return had > keeps ?',
      replace: 'return had > keeps && had < 0 ?',
    },
    killedBy: ['tests/story/partner.test.ts', 'of what is refunded it gives its part back'],
  },
  {
    name: 'a partner’s store earns by what it agreed to later',
    ...{
      file: 'cloudfunctions/domain/redemption.ts',
      find: '...(partnerPercent === undefined ? {} : { partnerPercent, partner }),',
      replace: '...(partnerPercent === undefined ? {} : { partner }),',
    },
    killedBy: ['tests/story/partner.test.ts', 'of what is refunded it gives'],
  },
];
