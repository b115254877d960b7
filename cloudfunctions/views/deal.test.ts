import { expect, test } from '@jest/globals';
import { newRefund } from '../domain/refund';
import { dealDetail, merchantDeal } from './deal';
import { aDeal, anOrder, aStore, NOON } from './documents-for-tests';

const nothing = { stores: [], groups: [], mine: [], service: { hours: '' } };
const group = (id: string, left: number, expiresAt: number) => ({ _id: id, status: 'open' as const, left, expiresAt });
const restocked = newRefund({
  ...{ kind: 'vouchers', amountFen: 1, reason: '', by: null, at: NOON, took: [], restock: 1 },
});

test('a deal offers the groups that can still be joined, those first that end first', () => {
  const groups = [
    group('late', 1, NOON + 300_000),
    group('soon', 1, NOON + 60_001),
    group('last-minute', 1, NOON + 60_000),
    group('full', 0, NOON + 300_000),
  ];
  const { openGroups } = dealDetail(aDeal(), { ...nothing, groups }, NOON);
  expect(openGroups.map(({ groupId }) => groupId)).toEqual(['soon', 'late']);
});

test.each([
  ['all stores where it names none', undefined, ['S1', 'S2']],
  ['the stores it names', ['S2', 'gone'], ['S2']],
])('a deal lists %s', (_, storeIds, listed) => {
  const detail = dealDetail(aDeal({ storeIds }), { ...nothing, stores: [aStore('S1'), aStore('S2')] }, NOON);
  expect(detail.stores.map(({ storeId }) => storeId)).toEqual(listed);
});

test.each([
  ['no limit', undefined, [anOrder()], undefined],
  ['an order counts its units', 3, [anOrder({ quantity: 2 })], 1],
  ['a closed order counts nothing', 3, [anOrder({ status: 'closed' })], 3],
  ['a unit that went back on sale counts nothing', 3, [anOrder({ quantity: 2, refunds: { R1: restocked } })], 2],
  ['a limit that was lowered leaves nothing', 1, [anOrder({ quantity: 2 })], 0],
])('limitLeft: %s', (_, limitPerBuyer, mine, left) => {
  expect(dealDetail(aDeal({ limitPerBuyer }), { ...nothing, mine }, NOON).limitLeft).toBe(left);
});

test.each([
  ['the group price', aDeal(), [10_000, 6666, 3333, 0]],
  ['the alone price where there is no group', aDeal({ mode: 'alone' }), [15_000, 10_000, 5000, 0]],
  ['nothing while there is no price', aDeal({ groupPriceFen: undefined }), []],
])('refundAfterUses is of %s', (_, deal, fen) => {
  expect(dealDetail(deal, nothing, NOON).refundAfterUses).toEqual(fen);
});

test('a merchant gets back the deal as it was written, and the stock that is free now', () => {
  const { deal, stock } = merchantDeal(aDeal({}, { stocked: 10, adjusted: 5, free: 7 }));
  expect([deal.stock, stock, deal.title, deal.windowMinutes]).toEqual([10, 7, '双人火锅', 1440]);
});
