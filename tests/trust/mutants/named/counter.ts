import type { NamedMutant } from './mutant';

const REDEEM = 'cloudfunctions/operations/redeem-voucher.ts';
const UNDO = 'cloudfunctions/operations/undo-redemption.ts';
const COUNTER = 'cloudfunctions/trade/counter.ts';
const RULES = 'cloudfunctions/domain/redemption.ts';
const STORY = 'tests/story/counter-rules.test.ts';
const AS_SEEN = 'const asSeen = { _id, status, refundSeq, settledAt, ...untouched(order, keys) };';

/** Defects at the counter. */
export const counterMutants: readonly NamedMutant[] = [
  {
    name: 'used is written without a condition: one voucher is used by two scans',
    ...{ file: REDEEM, find: AS_SEEN, replace: 'const asSeen = { _id };' },
    killedBy: ['simulation/races.test.ts', 'three scans of one voucher'],
  },
  {
    name: 'a voucher is redeemed while it goes back',
    ...{ file: REDEEM, find: AS_SEEN, replace: 'const asSeen = { _id, ...untouched(order, keys) };' },
    killedBy: ['simulation/races.test.ts', 'a voucher is redeemed or refunded, never both'],
  },
  {
    name: 'uses of a card are counted, then one is inserted: two scans count alike',
    ...{ file: 'cloudfunctions/trade/untouched.ts', find: '[next, is.absent()],', replace: '' },
    killedBy: ['simulation/counter-races.test.ts', 'is not written over'],
  },
  {
    name: 'more uses are taken than a card has',
    ...{ file: REDEEM, find: "demand(uses <= voucher.usesLeft, 'INVALID_INPUT', { field: 'uses' });", replace: '' },
    killedBy: ['cloudfunctions/operations/redeem-voucher.test.ts', 'more uses than a card has'],
  },
  {
    name: 'a clerk of any store redeems everywhere',
    file: COUNTER,
    find: 'found.stores.filter((store) => position?.storeIds?.includes(store._id) ?? true)',
    replace: 'found.stores',
    killedBy: [STORY, 'store: who works in several'],
  },
  {
    name: 'the store of a voucher is whichever redeems it',
    ...{ file: RULES, find: 'demand(voucher && isSoldHere && order', replace: 'demand(voucher && order' },
    killedBy: ['cloudfunctions/domain/redemption.test.ts', 'a store that the deal is not sold for'],
  },
  {
    name: 'another shop’s vouchers are redeemed here',
    ...{ file: COUNTER, find: 'candidate.merchantId === context.caller.merchantId', replace: 'candidate._id' },
    killedBy: ['tests/story/bad-input.test.ts', 'from another mini-program'],
  },
  {
    name: 'codes can be guessed without end',
    ...{ file: COUNTER, find: 'if (counts) await countAttempt(context, store, known);', replace: '' },
    killedBy: [STORY, 'lock: ten unknown codes'],
  },
  {
    name: 'fifty clerks guess fifty times as often',
    ...{
      file: 'cloudfunctions/trade/attempts.ts',
      find: 'store.unknownCodes.count >= STORE_UNKNOWN_CODES_MAX',
      replace: 'store.unknownCodes.count < 0',
    },
    killedBy: [STORY, 'lock: fifty unknown codes a day'],
  },
  {
    name: 'a forged token is believed',
    ...{ file: 'cloudfunctions/domain/token.ts', find: 'return genuine ? {', replace: 'return genuine || true ? {' },
    killedBy: ['cloudfunctions/domain/token.test.ts', 'with a changed signature'],
  },
  {
    name: 'a photographed token lives on',
    ...{ file: RULES, find: "demand(slot === undefined || isTokenCurrent(slot, now), 'TOKEN_EXPIRED');", replace: '' },
    killedBy: [STORY, 'token: dead to the millisecond'],
  },
  {
    name: 'an expired voucher is redeemed',
    ...{
      file: RULES,
      find: "demand(now < validUntil(order.rules.validity, order.issuedAt), 'VOUCHER_EXPIRED');",
      replace: '',
    },
    killedBy: ['tests/story/deal-rules.test.ts', 'untilDay: to the midnight'],
  },
  {
    name: 'excluded days are compared as one text, so that of a list none is excluded',
    ...{
      file: 'cloudfunctions/domain/deal.ts',
      find: '!excludedDays.includes(day)',
      replace: 'excludedDays.join() !== day',
    },
    killedBy: ['cloudfunctions/domain/redemption.test.ts', 'an excluded day'],
  },
  {
    name: 'days end at midnight in Greenwich',
    ...{
      file: 'cloudfunctions/domain/time.ts',
      find: 'new Date(at + SHANGHAI_OFFSET_MS).toISOString()',
      replace: 'new Date(at).toISOString()',
    },
    killedBy: ['cloudfunctions/domain/time.test.ts', 'dayOf, weekdayOf'],
  },
  {
    name: 'a clerk redeems what he bought himself',
    ...{
      file: RULES,
      find: "demand(counter.role !== 'clerk' || order.buyer !== counter.person, 'OWN_VOUCHER');",
      replace: '',
    },
    killedBy: [STORY, 'own voucher'],
  },
  {
    name: 'a redemption is undone until the deal ends',
    ...{
      file: RULES,
      find: 'demand(now < redemption.at + UNDO_WINDOW_MS,',
      replace: 'demand(now < validUntil(order.rules.validity, order.issuedAt ?? 0),',
    },
    killedBy: [STORY, 'undo: within the hour'],
  },
  {
    name: 'a redemption is undone in the instant in which its hour ends',
    ...{ file: RULES, find: 'now < redemption.at + UNDO_WINDOW_MS', replace: 'now <= redemption.at + UNDO_WINDOW_MS' },
    killedBy: [STORY, 'undo: within the hour'],
  },
  {
    name: 'a clerk is promised more time to undo than he has',
    ...{ file: REDEEM, find: 'undoUntil: now + UNDO_WINDOW_MS', replace: 'undoUntil: now + 2 * UNDO_WINDOW_MS' },
    killedBy: [STORY, 'undo: within the hour'],
  },
  {
    name: 'nobody knows who redeemed',
    ...{ file: RULES, find: 'uses: next, clerk: person,', replace: "uses: next, clerk: ''," },
    killedBy: [STORY, 'undo: within the hour'],
  },
  {
    name: 'an undo gives back a use that a refund has taken',
    ...{
      file: RULES,
      find: "demand(refundsOf(order, voucherKey) === refundsBefore, 'UNDO_NOT_ALLOWED');",
      replace: '',
    },
    killedBy: [STORY, 'undo: ten times per voucher'],
  },
  {
    name: 'a redemption is undone twice',
    ...{ file: RULES, find: 'demand(!redemption.undo && all', replace: 'demand(all' },
    killedBy: [STORY, 'undo: within the hour'],
  },
  {
    name: 'any clerk undoes what another one redeemed',
    ...{
      file: UNDO,
      find: "demand(position?.role !== 'clerk' || redemption.clerk === caller.person, 'NOT_FOUND');",
      replace: '',
    },
    killedBy: [STORY, 'undo: within the hour'],
  },
  {
    name: 'who was sent away works on',
    ...{
      file: 'cloudfunctions/operations/revoke-staff.ts',
      find: 'grants: to.be({}), revokedAt: now',
      replace: 'revokedAt: now',
    },
    killedBy: [STORY, 'revoked: nothing works any more'],
  },
  {
    name: 'a use comes back while expired vouchers are looked at for the last time, and is forgotten',
    file: UNDO,
    find: 'Math.max(order.settleAt ?? 0, now + SETTLE_AGAIN_MS)',
    replace: 'order.settleAt ?? now + SETTLE_AGAIN_MS',
    killedBy: ['simulation/counter-races.test.ts', 'looked at for the last time'],
    says: 'I8',
  },
  {
    name: 'a voucher of a group that somebody forms at this moment is not issued yet',
    ...{ file: 'cloudfunctions/trade/as-issued.ts', find: "current(found?.status !== 'paid');", replace: '' },
    killedBy: ['simulation/defects.test.ts', 'two vouchers of a tiered group'],
  },
];
