import { expect, test } from '@jest/globals';
import { TIER } from '../cloudfunctions/domain/tier';
import { earned, filled, ledByLin, payLin, tieredDeal } from './flows/modes';
import { all, outcomesOf, the, type Outcome } from './race';
import { join, MINUTE_MS, orderOf, pay, redeem, SECOND_MS, type Scene } from './scene';
import { ask, CLERK, OWNER } from './shop';
import type { Simulation } from './simulation';

const ordersIn = (outcome: Outcome) => all(outcome, 'orders');
const leaderIn = (outcome: Outcome) => the(outcome, 'leaders');
const ways = (outcomes: readonly Outcome[]): Set<string> => new Set(outcomes.map(({ answers }) => answers.join()));

const refundsMei = (sim: Simulation, scene: Scene) => {
  const { orderId } = orderOf(scene, 'mei');
  return ask(sim, OWNER, 'refundOrder', { requestId: 'refund-mei', orderId, amountFen: 7000, reason: '补偿' });
};

test.each([
  { others: ['mei', 'hua'], priceFen: 4000, title: 'the top tier' },
  { others: ['mei'], priceFen: 4501, title: 'a middle tier' },
])('race: the payment that reaches $title, a second before the end, counts for all', async ({ others, priceFen }) => {
  const outcomes = await outcomesOf({
    name: 'last payment, end of a tiered group',
    before: async (sim, scene) => {
      await filled(sim, scene, tieredDeal, others);
      await sim.advance(8 * MINUTE_MS);
      await join(sim, scene, 'bo', 'lin');
      await sim.advance(2 * MINUTE_MS - SECOND_MS);
      await pay(sim, scene, 'bo', SECOND_MS);
    },
    acts: [(sim) => sim.leap(SECOND_MS)],
  });
  for (const outcome of outcomes) {
    const orders = ordersIn(outcome);
    expect(orders.map(({ status }) => status)).toEqual(Array(others.length + 2).fill('issued'));
    expect(new Set(orders.map(({ tierPriceFen }) => tierPriceFen))).toEqual(new Set([priceFen]));
    expect(orders.every(({ refunds }) => refunds[TIER]?.status === 'succeeded')).toBe(true);
  }
});

test('race: of two pay-outs of all that is payable one is made, however often it is asked for', async () => {
  const outcomes = await outcomesOf({
    name: 'pay, pay',
    before: earned,
    acts: [
      ...['pay-lin-first', 'pay-lin-first', 'pay-lin-other'].map(
        (requestId) => (sim: Simulation) => payLin(sim, requestId, 500),
      ),
      (sim) => sim.timer('deliver'),
    ],
    horizonMs: 5 * MINUTE_MS,
  });
  for (const outcome of outcomes) {
    const { paidFen, payouts } = leaderIn(outcome);
    expect(paidFen).toBe(500);
    expect(Object.values(payouts).map(({ status }) => status)).toEqual(['paid']);
  }
  const too = 'COMMISSION_TOO_LARGE';
  expect(ways(outcomes)).toEqual(new Set([`ok,ok,${too},ok`, `${too},${too},ok,ok`]));
});

test('race: a commission is paid while its order goes back: paid or not, the books add up', async () => {
  const outcomes = await outcomesOf({
    name: 'pay, refund',
    before: earned,
    acts: [(sim) => payLin(sim, 'pay-lin-once', 500), refundsMei, (sim) => sim.timer('deliver')],
    horizonMs: 5 * MINUTE_MS,
  });
  for (const { answers } of outcomes) expect(['ok', 'COMMISSION_TOO_LARGE']).toContain(answers[0]);
  expect(ways(outcomes).size).toBeGreaterThan(1);
});

test('race: a leader is refunded while what he earns on is redeemed, undone and settled', async () => {
  await outcomesOf({
    name: 'refund of the leader, redeem, settle',
    before: async (sim, scene) => {
      await ledByLin(sim, scene);
      await redeem(sim, scene, 'mei', 'token', { requestId: 'redeem-before' });
    },
    acts: [
      (sim, scene) => {
        const about = { requestId: 'refund-lin', orderId: orderOf(scene, 'lin').orderId };
        return ask(sim, OWNER, 'refundOrder', { ...about, reason: '全退' });
      },
      (sim, scene) => {
        const redemptionId = scene.receipt?.redemptionId ?? '';
        return ask(sim, CLERK, 'undoRedemption', { requestId: 'undo-redemption', redemptionId, reason: '扫错' });
      },
      refundsMei,
      (sim) => sim.timer('deliver'),
    ],
    horizonMs: 5 * MINUTE_MS,
  });
});

test('race: lists of commissions say what is so now, though an earlier run of the timer writes last', async () => {
  const outcomes = await outcomesOf({
    name: 'deliver, undo and deliver',
    before: async (sim, scene) => {
      await ledByLin(sim, scene);
      await redeem(sim, scene, 'mei', 'token');
    },
    acts: [
      (sim) => sim.timer('deliver'),
      async (sim, scene) => {
        const redemptionId = scene.receipt?.redemptionId ?? '';
        await ask(sim, CLERK, 'undoRedemption', { requestId: 'undo-redemption', redemptionId, reason: '扫错' });
        await sim.timer('deliver');
      },
    ],
    horizonMs: 5 * MINUTE_MS,
  });
  for (const { documents } of outcomes) {
    expect(documents.commissions?.map(({ accruedFen }) => accruedFen)).toEqual([0, 0]);
  }
});
