import { expect, test } from '@jest/globals';

import { orderRow } from '../../../miniprogram/presenters/order-state';
import type { OrderCard } from '../../../typings/order';

const NOW = Date.UTC(2026, 2, 8, 2);

const order: OrderCard = {
  ...{ orderId: 'O1', dealId: 'D1', dealTitle: '洗车', imageFileIds: [], status: 'paid', useStatus: 'unused' },
  ...{ quantity: 1, amountFen: 2990, refundedFen: 0, orderedAt: NOW, groupId: 'G1', groupStatus: 'open' },
  ...{ seatsLeft: 2, missing: 2, filledSeats: 0, expiresAt: NOW + 3_600_000 },
};

test.each<[string, Partial<OrderCard>, string]>([
  ['lacks people', {}, '还差2人'],
  ['waits for a payment', { seatsLeft: 0, missing: 1 }, '名额付款中'],
  ['has enough for its first step', { seatsLeft: 8, missing: 0 }, '已够成团'],
  ['has a seat of the merchant', { seatsLeft: 1, missing: 1, filledSeats: 1 }, '还差1人 · 商家补位 1 席'],
  ['formed with seats of the merchant', { status: 'issued', groupStatus: 'formed', filledSeats: 2 }, '商家补位 2 席'],
  ['formed', { status: 'issued', groupStatus: 'formed' }, ''],
])('an order whose group %s says so in its row', (_, changes, groupNote) => {
  expect(orderRow({ ...order, ...changes }, NOW).groupNote).toBe(groupNote);
});

test('an order whose vouchers all expired does not look as if they could be used', () => {
  const issued = { ...order, status: 'issued', groupStatus: 'formed' } as const;
  expect(orderRow(issued, NOW).label.word).toBe('未使用');
  expect(orderRow({ ...issued, expired: true }, NOW).label.word).toBe('已过期');
});
