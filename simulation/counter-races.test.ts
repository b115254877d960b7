import { expect, test } from '@jest/globals';
import { outcomesOf, the, type Outcome } from './race';
import { MINUTE_MS, orderOf, paidCard, redeem, show, type Scene, usedToday } from './scene';
import { ask, CLERK, OWNER } from './shop';
import type { Simulation } from './simulation';

const orderIn = (outcome: Outcome) => the(outcome, 'orders');

async function shownCard(sim: Simulation, scene: Scene): Promise<void> {
  await paidCard(sim, scene, 'lin', 1);
  await sim.advance(5 * MINUTE_MS);
  await show(sim, scene, 'lin');
}

/** Redeems, and takes it back: the uses left are then what they were. */
async function redeemsAndUndoes(sim: Simulation, scene: Scene): Promise<void> {
  const { code = '' } = scene.shown.lin ?? {};
  const { redemptionId } = await ask(sim, CLERK, 'redeemVoucher', { requestId: 'redeem-wrongly', code });
  await ask(sim, CLERK, 'undoRedemption', { requestId: 'undo-it-again', redemptionId, reason: '扫错' });
}

test('race: a redemption that looked before another one was made and undone is not written over it', async () => {
  const outcomes = await outcomesOf({
    name: 'redeem, redeem and undo',
    before: shownCard,
    acts: [(sim, scene) => redeem(sim, scene, 'lin', 'token'), redeemsAndUndoes],
  });
  for (const outcome of outcomes) {
    const { redemptions = {}, usesLeft } = orderIn(outcome).vouchers.V01 ?? {};
    expect(
      Object.values(redemptions)
        .map(({ undo }) => undo === undefined)
        .sort(),
    ).toEqual([false, true]);
    expect(usesLeft).toBe(2);
  }
});

test('race: a refund that looked before a redemption was made, undone and made again takes what is there', async () => {
  const outcomes = await outcomesOf({
    name: 'refund, redeem and undo',
    before: async (sim, scene) => {
      await shownCard(sim, scene);
      const storeId = scene.shop.otherStoreId;
      const store = { name: 'second', address: '人民路 1 号', partnerPercent: 50 };
      await ask(sim, OWNER, 'saveStore', { requestId: 'store-is-partner', storeId, store });
      await redeem(sim, scene, 'lin', 'token');
    },
    acts: [
      (sim, scene) => {
        const about = { requestId: 'refund-a-sum', orderId: orderOf(scene, 'lin').orderId };
        return ask(sim, OWNER, 'refundOrder', { ...about, amountFen: 7000, reason: '补偿' });
      },
      async (sim, scene) => {
        const { redemptionId = '' } = scene.receipt ?? {};
        await ask(sim, CLERK, 'undoRedemption', { requestId: 'undo-the-first', redemptionId, reason: '扫错' });
        const storeId = scene.shop.otherStoreId;
        const { code = '' } = scene.shown.lin ?? {};
        await ask(sim, OWNER, 'redeemVoucher', { requestId: 'redeem-elsewhere', code, storeId });
      },
    ],
  });
  for (const outcome of outcomes) expect(Object.values(orderIn(outcome).refunds)).toHaveLength(1);
});

test('race: a use that comes back while expired vouchers are looked at for the last time is refunded', async () => {
  const outcomes = await outcomesOf({
    name: 'undo and settle',
    before: async (sim, scene) => {
      await usedToday(sim, scene, 'mei');
      sim.faults.replace([{ match: { function: 'settle' }, kind: 'timer-skip' }]);
      await sim.advance(30 * MINUTE_MS);
    },
    acts: [
      (sim, scene) => {
        const redemptionId = scene.receipt?.redemptionId ?? '';
        return ask(sim, CLERK, 'undoRedemption', { requestId: 'undo-0001', redemptionId, reason: '误扫' });
      },
      (sim) => sim.timer('settle'),
    ],
  });
  for (const outcome of outcomes) expect(orderIn(outcome)).toMatchObject({ status: 'refunded', settleAt: null });
});
