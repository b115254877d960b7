import { expect, test } from '@jest/globals';
import type { LeaderAccount } from '../domain/commission';
import type { Deal } from '../domain/deal';
import type { Order } from '../domain/order';
import { takeSum, takeVouchers } from '../domain/refund';
import { HOUR_MS } from '../domain/time';
import { account, ledDeal, orders, payoutId } from './fixtures/modes';
import { issued, led, ordered, paid, redeemed, refunded, START } from './fixtures/shop';
import { payoutsCovered } from './payouts';

const SECOND_MS = 1_000;
const PAID_AT = START + 12 * HOUR_MS;

/** The leader of a group was paid 149 fen: what one of two uses earns of 2990 fen. */
const paidOut: LeaderAccount = {
  ...account,
  paidFen: 149,
  payouts: { [payoutId]: { fen: 149, reference: '转账', by: 'o-owner', at: PAID_AT, status: 'paid', paidAt: PAID_AT } },
};

/** One of two uses was made; the other went back at one time, and what was used at another. */
function givenBack(restAt: number, usedAt: number): Order {
  const deal: Deal = { ...ledDeal, rules: { ...ledDeal.rules, usesPerVoucher: 2 } };
  const group = led(orders.leader);
  const member = issued(paid(ordered({ from: deal, buyer: 'o-member', buy: 'join', group })));
  const used = redeemed(member, 1, START + HOUR_MS);
  const rest = refunded(used, 'REST', { kind: 'vouchers', reason: '', at: restAt }, takeVouchers(used, ['V01']));
  return refunded(rest, 'USED', { kind: 'sum', reason: '', at: usedAt }, takeSum(rest, 1495));
}

test.each([
  ['for less than a minute before', PAID_AT - 40 * SECOND_MS, PAID_AT],
  ['for less than a minute around', PAID_AT - 20 * SECOND_MS, PAID_AT + 20 * SECOND_MS],
  ['from the same moment on', PAID_AT, PAID_AT + 1],
])('a pay-out of what was payable %s it is covered', (_when, restAt, usedAt) => {
  expect(payoutsCovered(paidOut, [givenBack(restAt, usedAt)])).toEqual([]);
});

test.each([
  ['not payable yet', PAID_AT + 2 * HOUR_MS, PAID_AT + 3 * HOUR_MS],
  ['not payable any more', PAID_AT - 3 * HOUR_MS, PAID_AT - 2 * HOUR_MS],
])('a pay-out of what was %s is not covered', (_when, restAt, usedAt) => {
  const [violation] = payoutsCovered(paidOut, [givenBack(restAt, usedAt)]);
  expect(violation?.says).toContain('he had been paid 149 fen, of 0 that were payable');
});
