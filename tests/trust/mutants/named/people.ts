import type { NamedMutant } from './mutant';

const ACCEPT = 'cloudfunctions/operations/accept-invitation.ts';
const ACCEPT_TEST = 'cloudfunctions/operations/accept-invitation.test.ts';
const DELETE_ME = 'cloudfunctions/operations/delete-me.ts';
const DELETE_ME_TEST = 'cloudfunctions/operations/delete-me.test.ts';
const ATTEMPTS = 'cloudfunctions/trade/attempts.ts';
const TYPED = 'cloudfunctions/operations/prepare-redemption.test.ts';
const REFUND_ORDER = 'cloudfunctions/operations/refund-order.test.ts';
const AS_NOW = 'refuseUnlessIssued(orderAt(order, found.group[0], now));';

/** Names, places in a shop, and what people are told. */
export const peopleMutants: readonly NamedMutant[] = [
  {
    name: 'a tiered group forms in the instant in which its vouchers end',
    file: 'cloudfunctions/domain/tier.ts',
    find: "rules.mode === 'tiered' && expiresAt < vouchersEndAt(rules)",
    replace: "rules.mode === 'tiered'",
    killedBy: ['cloudfunctions/operations/get-group.test.ts', 'ends with its vouchers fails at its end'],
  },
  {
    name: 'a store is closed for the day and its owner hears nothing',
    file: ATTEMPTS,
    find: "if (counted === 'last') await tell(`${store._id}:${dayOf(now)}`, {});",
    replace: '',
    killedBy: [TYPED, 'the fiftieth unknown code'],
  },
  {
    name: 'two clerks at once have one code more than a store takes',
    file: ATTEMPTS,
    find: "const last = { ...begun, 'unknownCodes.count': STORE_UNKNOWN_CODES_MAX - 1 };",
    replace: 'const last = begun;',
    killedBy: [TYPED, 'three type the last two codes'],
  },
  {
    name: 'a name stays in a seat whose order never had it',
    file: DELETE_ME,
    find: 'const inGroups = { merchantId, buyer: person, groupId: is.not(null) };',
    replace: "const inGroups = { merchantId, buyer: person, groupId: is.not(null), nickname: is.not('') };",
    killedBy: [DELETE_ME_TEST, 'cut short before its order was written'],
  },
  {
    name: 'a name goes from the first page of orders alone',
    file: DELETE_ME,
    find: 'if (!last || page.length < ORDERS_PER_CALL) return;',
    replace: 'if (last) return;',
    killedBy: [DELETE_ME_TEST, 'a thousand and one orders'],
  },
  {
    name: 'what an earlier owner offered counts when the shop is another’s',
    file: ACCEPT,
    find: 'now < invitation.expiresAt && by === owner',
    replace: 'now < invitation.expiresAt',
    killedBy: [ACCEPT_TEST, 'what an earlier owner offered is void'],
  },
  {
    name: 'an owner keeps a place of his own making',
    file: ACCEPT,
    find: "demand(owner !== person, 'INVITATION_INVALID');",
    replace: '',
    killedBy: [ACCEPT_TEST, 'the owner takes no place'],
  },
  {
    name: 'who claims a shop keeps the place that he had in it',
    file: 'cloudfunctions/operations/claim-shop.ts',
    find: 'claimedBy === null || Object.keys(staff.grants).length > 0',
    replace: 'Object.keys(staff.grants).length > 99',
    killedBy: [ACCEPT_TEST, 'has no other place in it'],
  },
  {
    name: 'vouchers that can be used on no day are sold',
    file: 'cloudfunctions/domain/deal-problems.ts',
    find: '!leavesNoWeekday(d) && !hasDaysOfUse(d, now)',
    replace: '!leavesNoWeekday(d) && !d',
    killedBy: ['cloudfunctions/domain/deal-problems.test.ts', 'validity no_day_left'],
  },
  {
    name: 'of many open groups the ones that end last are offered',
    ...{ file: 'cloudfunctions/operations/get-deal.ts', find: "['expiresAt', 1]", replace: "['expiresAt', -1]" },
    killedBy: ['cloudfunctions/operations/get-deal.test.ts', 'it offers those that end first'],
  },
  {
    name: 'vouchers of one day are sold on a weekday on which they cannot be used',
    ...{ file: 'cloudfunctions/domain/deal-problems.ts', find: 'return without <= days;', replace: 'return true;' },
    killedBy: ['cloudfunctions/domain/deal-problems.test.ts', 'validity no_day_left'],
  },
  {
    name: 'a deal that is found good cannot be published again',
    ...{
      file: 'cloudfunctions/domain/deal-problems.ts',
      find: '(d.saleEndsAt ?? 0) > vouchersEndAt(rulesOf(d))',
      replace: '(d.saleEndsAt ?? 0) > expiresAt(d, 0)',
    },
    killedBy: ['cloudfunctions/domain/deal-problems.test.ts', 'saleEndsAt sale_outlives_vouchers'],
  },
  {
    name: 'vouchers are sold on the closed days before their end',
    ...{ file: 'cloudfunctions/domain/deal.ts', find: '{ untilDay: last }', replace: 'validity' },
    killedBy: ['cloudfunctions/domain/deal.test.ts', 'the Friday before a closed weekend'],
  },
  {
    name: 'the merchant hears that a group is open which has failed',
    ...{ file: 'cloudfunctions/operations/refund-order.ts', find: AS_NOW, replace: 'refuseUnlessIssued(order);' },
    killedBy: [REFUND_ORDER, 'refundOrder: while its group is open'],
  },
  {
    name: 'the buyer hears that a group is open which has failed',
    ...{ file: 'cloudfunctions/operations/request-refund.ts', find: AS_NOW, replace: 'refuseUnlessIssued(order);' },
    killedBy: [REFUND_ORDER, 'requestRefund: while its group is open'],
  },
];
