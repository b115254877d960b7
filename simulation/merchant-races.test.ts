import { expect, test } from '@jest/globals';
import { all, outcomesOf, the, type Outcome } from './race';
import { join, MINUTE_MS, open, orderOf, paidCard, pay, SECOND_MS, type Scene } from './scene';
import { ask, OWNER, publish, shareDeal } from './shop';
import type { Simulation } from './simulation';

const groupIn = (outcome: Outcome) => the(outcome, 'groups');
const ordersIn = (outcome: Outcome) => all(outcome, 'orders');
const ways = (outcomes: readonly Outcome[]): Set<string> => new Set(outcomes.map(({ answers }) => answers.join()));

/** A group, of four if not said otherwise, of which Lin and Mei have paid. */
async function halfFull(sim: Simulation, scene: Scene, groupSize = 4): Promise<void> {
  const shareId = await publish(sim, 'deal-many', { ...shareDeal, title: '多人火锅', groupSize });
  await open(sim, { ...scene, shop: { ...scene.shop, shareId } }, 'lin');
  await pay(sim, scene, 'lin');
  await join(sim, scene, 'mei', 'lin');
  await pay(sim, scene, 'mei');
}

const fill = (requestId: string, seats: number) => (sim: Simulation, scene: Scene) =>
  ask(sim, OWNER, 'fillSeats', { requestId, groupId: orderOf(scene, 'lin').groupId ?? '', seats });

const buys = (who: string) => async (sim: Simulation, scene: Scene) => {
  await join(sim, scene, who, 'lin');
  await pay(sim, scene, who);
};

test('race: buyers and the merchant want the last seats; no seat goes to two, and the group forms', async () => {
  const outcomes = await outcomesOf({
    name: 'fill, join, join',
    before: (sim, scene) => halfFull(sim, scene),
    acts: [fill('fill-one-seat', 1), buys('hua'), buys('bo')],
  });
  for (const outcome of outcomes) {
    const { status, left, held, missing, filled } = groupIn(outcome);
    expect([status, left, held, missing]).toEqual(['formed', 0, 0, 0]);
    expect(filled).toBe(outcome.answers[0] === 'ok' ? 1 : 0);
    expect(ordersIn(outcome).filter((order) => order.status === 'issued')).toHaveLength(4 - filled);
  }
  expect(ways(outcomes).size).toBeGreaterThan(1);
});

test('race: of two who fill the last seats one does, the other is told that there are none', async () => {
  const outcomes = await outcomesOf({
    name: 'fill, fill',
    before: (sim, scene) => halfFull(sim, scene),
    acts: [fill('fill-first', 2), fill('fill-second', 2), fill('fill-second', 2)],
  });
  for (const outcome of outcomes) expect(groupIn(outcome)).toMatchObject({ status: 'formed', filled: 2 });
  const none = 'SEATS_NOT_FILLABLE';
  expect(ways(outcomes)).toEqual(new Set([['ok', none, none].join(), [none, 'ok', 'ok'].join()]));
});

test('race: a seat is filled while another one is given up, and while another one is paid', async () => {
  const outcomes = await outcomesOf({
    name: 'fill, close, pay',
    before: async (sim, scene) => {
      await halfFull(sim, scene, 5);
      await join(sim, scene, 'hua', 'lin');
      await sim.advance(4 * MINUTE_MS);
      await join(sim, scene, 'bo', 'lin');
      await sim.advance(90 * SECOND_MS);
    },
    acts: [(sim) => sim.timer('expire'), fill('fill-one-seat', 1), (sim, scene) => pay(sim, scene, 'bo')],
  });
  for (const outcome of outcomes) {
    expect(groupIn(outcome)).toMatchObject({ status: 'failed', left: 1, held: 0, missing: 1, filled: 1 });
  }
  expect(ways(outcomes)).toEqual(new Set(['ok,ok,ok']));
});

test('race: the last moment of a group; it is filled or it fails, never both', async () => {
  const outcomes = await outcomesOf({
    name: 'fill, deadline',
    before: async (sim, scene) => {
      await halfFull(sim, scene);
      await sim.advance(10 * MINUTE_MS - SECOND_MS);
    },
    acts: [fill('fill-both-seats', 2), (sim) => sim.leap(2 * SECOND_MS), (sim) => sim.timer('expire')],
  });
  for (const outcome of outcomes) {
    const isFilled = outcome.answers[0] === 'ok';
    const status = isFilled ? 'issued' : 'refunded';
    expect(ordersIn(outcome).map((order) => order.status)).toEqual([status, status]);
    expect(groupIn(outcome).status).toBe(isFilled ? 'formed' : 'failed');
  }
});

test('race: a refund is marked as paid by hand once, whoever else ends another of its order', async () => {
  const outcomes = await outcomesOf({
    name: 'mark, mark, notice',
    before: async (sim, scene) => {
      await paidCard(sim, scene, 'lin', 2);
      const { orderId } = orderOf(scene, 'lin');
      sim.faults.replace([{ match: { call: 'refund' }, kind: 'refund-abnormal', nth: 1 }]);
      const half = { orderId, amountFen: 10_000, reason: '退' };
      const { refundId } = await ask(sim, OWNER, 'refundOrder', { requestId: 'refund-first', ...half });
      await sim.advance(2 * MINUTE_MS);
      scene.shown.refund = { code: refundId, token: '' };
      await ask(sim, OWNER, 'refundOrder', { requestId: 'refund-second', ...half });
      await sim.advance(2 * SECOND_MS);
    },
    acts: [
      ...['mark-first', 'mark-second'].map((requestId) => (sim: Simulation, scene: Scene) => {
        const refundId = scene.shown.refund?.code ?? '';
        return ask(sim, OWNER, 'markRefundPaid', { requestId, refundId, reference: requestId });
      }),
      (sim) => sim.timer('deliver').then(() => sim.leap(10 * SECOND_MS)),
    ],
  });
  for (const outcome of outcomes) {
    const [order] = ordersIn(outcome);
    expect(order?.status).toBe('refunded');
    expect(Object.values(order?.refunds ?? {}).filter(({ byHand }) => byHand)).toHaveLength(1);
  }
  const second = 'REFUND_NOT_ALLOWED';
  expect(ways(outcomes)).toEqual(new Set([['ok', second, 'ok'].join(), [second, 'ok', 'ok'].join()]));
});

test.each([
  ['the rules that it has', {}, 1],
  ['other rules', { title: '三人火锅' }, 2],
])('race: a deal that is saved three times by one request, with %s, remembers it once', async (_, other, version) => {
  const save = (sim: Simulation, scene: Scene) => {
    const wanted = { requestId: 'save-it-again', dealId: scene.shop.shareId, deal: { ...shareDeal, ...other } };
    return ask(sim, OWNER, 'saveDeal', wanted);
  };
  const outcomes = await outcomesOf({ name: 'save thrice', before: () => Promise.resolve(), acts: [save, save, save] });
  for (const outcome of outcomes) {
    const deal = the(outcome, 'deals', ({ rules }) => rules.mode === 'share');
    expect(deal).toMatchObject({ version });
    expect(deal.requestKeys).toHaveLength(Object.keys(deal.requests).length + 1);
  }
  expect(ways(outcomes)).toEqual(new Set(['ok,ok,ok']));
});
