import { expect, test } from '@jest/globals';

import { MINUTE_MS, open, orderOf, pay, type Scene } from '../../simulation/scene';
import { ask, OWNER } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';

let sim: Simulation;
let scene: Scene;

/** A group whose time is over; no timer has looked. */
inFreshShop(async (opened, its) => {
  [sim, scene] = [opened, its];
  await open(sim, scene, 'lin');
  await pay(sim, scene, 'lin');
  sim.faults.replace([{ match: { function: 'expire' }, kind: 'timer-skip' }]);
});

const asked = () => ({ requestId: 'refund-0001', orderId: orderOf(scene, 'lin').orderId });
const ways = [
  ['requestRefund', () => sim.call('lin', 'requestRefund', asked())],
  ['refundOrder', () => sim.call(OWNER, 'refundOrder', { ...asked(), reason: '退' })],
] as const;

test.each(ways)(
  '%s: while its group is open, nobody; past its end the order is on its way back',
  async (_, refunds) => {
    await sim.advance(10 * MINUTE_MS - 1);
    expect(await refunds()).toMatchObject({ error: 'REFUND_WHILE_GROUP_OPEN' });
    await sim.advance(1);
    const { status, canRefund } = await ask(sim, 'lin', 'getOrder', { orderId: asked().orderId });
    expect([status, canRefund]).toEqual(['refunding', { allowed: false, why: 'refunding' }]);
    expect(await refunds()).toMatchObject({ error: 'REFUND_NOT_ALLOWED', detail: { why: 'refunding' } });
  },
);
