import { expect, test } from '@jest/globals';

import { buyCard, join, MINUTE_MS, open, orderOf, paidCard, pay, type Scene } from '../../simulation/scene';
import { ask, OWNER, publish, cardDeal, Refused } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';
import type { Input } from '../../typings/api';

let sim: Simulation;
let scene: Scene;

inFreshShop((opened, its) => {
  [sim, scene] = [opened, its];
});

type Wish = Omit<Input<'refundOrder'>, 'requestId' | 'orderId' | 'reason'>;

const idOf = (who: string): string => orderOf(scene, who).orderId;
const orderNow = (who: string) => sim.look('orders').get(idOf(who));
const gives = (who: string, wish: Wish = {}, requestId = 'refund-0001') =>
  ask(sim, OWNER, 'refundOrder', { requestId, orderId: idOf(who), reason: '退', ...wish });
const wants = (who: string, requestId = 'refund-0001') =>
  ask(sim, who, 'requestRefund', { requestId, orderId: idOf(who) });

async function refusal(asked: Promise<unknown>): Promise<unknown> {
  const error = await asked.then(
    () => 'nothing was refused',
    (its: unknown) => its,
  );
  return error instanceof Refused ? [error.code, error.detail] : error;
}

test('refundOrder: what nobody has paid, or what went back already, is refused by what the order is', async () => {
  await buyCard(sim, scene, 'mei');
  expect(await refusal(gives('mei'))).toEqual(['REFUND_NOT_ALLOWED', { why: 'pending_payment' }]);
  await pay(sim, scene, 'mei');
  await gives('mei', {}, 'refund-0002');
  expect(await refusal(gives('mei', {}, 'refund-0003'))).toEqual(['REFUND_NOT_ALLOWED', { why: 'refunding' }]);
  await sim.advance(5 * MINUTE_MS);
  expect(await refusal(gives('mei', {}, 'refund-0004'))).toEqual(['REFUND_NOT_ALLOWED', { why: 'refunded' }]);
});

test('refundOrder: one voucher that went back already refuses all that are named with it', async () => {
  await paidCard(sim, scene, 'mei', 2);
  const [first, second] = [`${idOf('mei')}V01`, `${idOf('mei')}V02`];
  await gives('mei', { voucherIds: [first] });
  const asked = gives('mei', { voucherIds: [first, second] }, 'refund-0002');
  expect(await refusal(asked)).toEqual(['REFUND_NOT_ALLOWED', { why: 'nothing_left' }]);
  expect(orderNow('mei')).toMatchObject({ status: 'issued', refundSeq: 1 });
});

test.each(['nonsense', 'V01', `${'Z'.repeat(20)}V01`])('refundOrder: %s is no voucher of the order', async (no) => {
  await paidCard(sim, scene, 'mei');
  expect(await refusal(gives('mei', { voucherIds: [no] }))).toEqual(['NOT_FOUND', undefined]);
});

test.each([
  ['the merchant', () => gives('lin')],
  ['the buyer', () => wants('lin')],
])('%s has refunded what a formed group owes, though its vouchers were not issued yet', async (_, refunds) => {
  await open(sim, scene, 'lin');
  await pay(sim, scene, 'lin');
  await join(sim, scene, 'mei', 'lin');
  sim.faults.replace([{ match: { function: 'pay-notify', call: 3 }, kind: 'die-before', nth: 1 }]);
  await pay(sim, scene, 'mei');
  expect([...sim.look('groups').values()]).toMatchObject([{ status: 'formed' }]);
  expect(orderNow('lin')).toMatchObject({ status: 'paid' });
  expect(await refunds()).toMatchObject({ amountFen: 5000, status: 'pending' });
  expect(orderNow('lin')).toMatchObject({ status: 'refunding' });
});

test.each([
  ['the merchant', () => gives('mei')],
  ['the buyer', () => wants('mei')],
])('%s who asks for the same refund again is given the same receipt, whatever has become of it', async (_, refunds) => {
  const anytime = { anytime: true, onExpiry: true, restock: false };
  const dealId = await publish(sim, 'deal-anytime', { ...cardDeal, refund: anytime });
  scene.orders.mei = await ask(sim, 'mei', 'createOrder', {
    requestId: 'order-mei',
    dealId,
    buy: 'alone',
    quantity: 1,
  });
  await pay(sim, scene, 'mei');
  const receipt = await refunds();
  expect(receipt).toEqual({ refundId: expect.stringMatching(/^R[0-9A-Z]{26}$/), amountFen: 10_000, status: 'pending' });
  await sim.advance(5 * MINUTE_MS);
  expect(orderNow('mei')).toMatchObject({ status: 'refunded' });
  expect(await refunds()).toEqual(receipt);
});
