import { expect, test } from '@jest/globals';
import { DEFAULT_APPID } from '../emulator/local/set-up';
import { complaints } from './complaints';
import { earned, payLin } from './flows/modes';
import { all, outcomesOf, the } from './race';
import { buyCard, DAY_MS, emptyScene, join, MINUTE_MS, open, orderOf, paidCard, pay, SECOND_MS, show } from './scene';
import { ask, CLERK, OWNER } from './shop';
import { createSimulation, type Simulation } from './simulation';

test('race: a refund of a part while seven days end leaves every fen settled once', async () => {
  const outcomes = await outcomesOf({
    name: 'refund, settle',
    before: async (sim, scene) => {
      await sim.advance(5 * MINUTE_MS + 30 * SECOND_MS);
      await paidCard(sim, scene, 'mei');
      await sim.advance(7 * DAY_MS - 5 * SECOND_MS);
    },
    acts: [
      (sim, scene) => {
        const { orderId } = orderOf(scene, 'mei');
        return ask(sim, OWNER, 'refundOrder', { requestId: 'refund-a-part', orderId, amountFen: 4000, reason: '零头' });
      },
      (sim) => sim.leap(20 * SECOND_MS),
      // What is settled is in the books before the refund goes on.
      (sim) => sim.timer('settle').then(() => sim.timer('deliver')),
    ],
  });
  for (const outcome of outcomes) {
    const moved = all(outcome, 'transfers').map(({ from, to, fen }) =>
      to === 'merchant' ? fen : from === 'merchant' ? -fen : 0,
    );
    expect(moved.reduce((sum, fen) => sum + fen, 0)).toBe(6000);
  }
  const wasSettled = outcomes.map((outcome) =>
    all(outcome, 'transfers').some(({ _id }) => _id.startsWith('unsettle:')),
  );
  expect(new Set(wasSettled)).toEqual(new Set([true, false]));
});

test('race: a pay-out of all that is payable is refused once the order it is earned of went back', async () => {
  const outcomes = await outcomesOf({
    name: 'refund and pay, deliver',
    before: earned,
    acts: [
      async (sim, scene) => {
        const { orderId } = orderOf(scene, 'mei');
        await ask(sim, OWNER, 'refundOrder', { requestId: 'refund-mei', orderId, reason: '补偿' });
        await payLin(sim, 'pay-lin-late', 500);
      },
      (sim) => sim.timer('deliver'),
    ],
    horizonMs: 5 * MINUTE_MS,
  });
  for (const { answers } of outcomes) expect(answers).toEqual(['COMMISSION_TOO_LARGE', 'ok']);
});

test('race: who is sent away while another one is faster than he redeems no more', async () => {
  const places: string[] = [];
  const outcomes = await outcomesOf({
    name: 'redeem, revoke and redeem',
    before: async (sim, scene) => {
      await paidCard(sim, scene, 'mei');
      await show(sim, scene, 'mei');
    },
    acts: [
      (sim, scene) => {
        const { code = '' } = scene.shown.mei ?? {};
        return ask(sim, CLERK, 'redeemVoucher', { requestId: 'redeem-by-clerk', code });
      },
      async (sim, scene) => {
        const { items } = await ask(sim, OWNER, 'listStaff', {});
        await ask(sim, OWNER, 'revokeStaff', { staffId: items[0]?.staffId ?? '' });
        const { code = '' } = scene.shown.mei ?? {};
        const { storeId } = scene.shop;
        await ask(sim, OWNER, 'redeemVoucher', { requestId: 'redeem-by-owner', code, storeId });
      },
    ],
  });
  for (const outcome of outcomes) {
    const [card] = Object.values(the(outcome, 'orders').vouchers);
    const by = Object.values(card?.redemptions ?? {}).map(({ clerk }) => clerk);
    expect(by).toEqual(outcome.answers[0] === 'ok' ? [CLERK, OWNER] : [OWNER]);
    places.push(outcome.answers.join());
  }
  expect(new Set(places)).toEqual(new Set(['ok,ok', 'FORBIDDEN,ok']));
});

test('race: of two runs of the outbox one tells WeChat that an order was handed over', async () => {
  const told: string[][] = [];
  await outcomesOf({
    name: 'deliver, deliver',
    before: (sim, scene) => paidCard(sim, scene, 'mei'),
    acts: [1, 2].map((nth) => (sim: Simulation) => {
      if (nth === 1) {
        const calls: string[] = [];
        told.push(calls);
        sim.onCall(({ action }) => {
          if (action === 'wxa.sec.order.uploadShippingInfo') calls.push(action);
        });
      }
      return sim.timer('deliver');
    }),
  });
  for (const calls of told) expect(calls).toHaveLength(1);
});

test('race: a code that is drawn twice is drawn anew for the second, who hears nothing of it', async () => {
  const before = createSimulation({ seed: 1 });
  const scene = await emptyScene(before);
  const { idsGiven } = before.snapshot();
  await buyCard(before, scene, 'mei');
  await before.advance(SECOND_MS);
  // What an invocation draws hangs on its number: this one has Mei's once more.
  const sim = createSimulation({ seed: 1, from: { ...before.snapshot(), idsGiven } });
  before.close();
  try {
    await buyCard(sim, scene, 'hua');
    const codes = [...sim.look('orders').values()].map(({ codes: its }) => its as string[]);
    expect(codes.map((its) => its.length)).toEqual([2, 2]);
    expect(new Set(codes.map(([, code]) => code)).size).toBe(2);
    const inserts = sim.calls().filter(({ action }) => action === 'database.insertDocument');
    expect(inserts.map(({ failure }) => failure === undefined)).toEqual([false, true]);
    expect([...sim.printed(), ...complaints(sim)]).toEqual([]);
  } finally {
    sim.close();
  }
});

test('a notice of another amount for a seat that somebody holds pays neither the order nor the seat', async () => {
  const sim = createSimulation({ seed: 1 });
  try {
    const scene = await emptyScene(sim);
    await open(sim, scene, 'lin');
    await pay(sim, scene, 'lin');
    await join(sim, scene, 'mei', 'lin');
    const [told] = [...sim.look('sys_pay_notices').values()];
    const { orderId } = orderOf(scene, 'mei');
    const attach = sim.look('orders').get(orderId)?.attach;
    const claimed = { ...(told?.event as object), outTradeNo: orderId, subOpenid: 'mei', attach, totalFee: 1 };
    await sim.invoke('pay-notify', claimed, { appid: DEFAULT_APPID, source: 'wx_paycallback' });
    expect(sim.look('orders').get(orderId)).toMatchObject({ status: 'pending_payment' });
    expect([...sim.look('groups').values()]).toMatchObject([{ status: 'open', held: 1, missing: 1 }]);
  } finally {
    sim.close();
  }
});
