import { expect, test } from '@jest/globals';

import { orderOf, paidCard, redeem, show, type Scene } from '../../simulation/scene';
import { Refused } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';

let sim: Simulation;
let scene: Scene;

inFreshShop(async (opened, its) => {
  [sim, scene] = [opened, its];
  await paidCard(sim, scene, 'mei', 2);
  await show(sim, scene, 'mei');
});

const second = (): string => `${orderOf(scene, 'mei').orderId}V02`;

test.each<[string, { uses?: number; alsoVoucherIds?: string[] }, string]>([
  ['more uses than a card has', { uses: 4 }, 'uses'],
  ['the same voucher twice', { alsoVoucherIds: ['V01'] }, 'alsoVoucherIds'],
  ['a voucher twice among the others', { alsoVoucherIds: ['V02', 'V02'] }, 'alsoVoucherIds'],
])('redeemVoucher: %s is refused, and nothing is used', async (_, { alsoVoucherIds, ...also }, field) => {
  const { orderId } = orderOf(scene, 'mei');
  const others = alsoVoucherIds ? { alsoVoucherIds: alsoVoucherIds.map((key) => orderId + key) } : {};
  const refusal = await redeem(sim, scene, 'mei', 'code', { ...also, ...others }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refused);
  expect(refusal).toMatchObject({ code: 'INVALID_INPUT', detail: { field } });
  expect(scene.receipt).toBeUndefined();
});

test('redeemVoucher: all uses of two cards at once, each card with a receipt of its own', async () => {
  await redeem(sim, scene, 'mei', 'token', { uses: 3, alsoVoucherIds: [second()] });
  const { orderId } = orderOf(scene, 'mei');
  const now = sim.clock.now();
  expect(scene.receipt).toEqual({
    ...{ redemptionId: `${orderId}V01R1`, redeemedAt: now, usesLeft: 0, undoUntil: now + 3_600_000 },
    redemptions: [
      { redemptionId: `${orderId}V01R1`, voucherId: `${orderId}V01`, usesLeft: 0 },
      { redemptionId: `${orderId}V02R1`, voucherId: second(), usesLeft: 0 },
    ],
  });
  expect(sim.look('orders').get(orderId)).toMatchObject({
    ...{ unposted: true, deliverAt: now },
    vouchers: { V01: { usesLeft: 0 }, V02: { usesLeft: 0 } },
  });
});

test('redeemVoucher: one use where nothing else is said', async () => {
  await redeem(sim, scene, 'mei', 'code');
  expect(scene.receipt).toMatchObject({ usesLeft: 2 });
});
