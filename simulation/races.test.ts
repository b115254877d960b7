import { expect, test } from '@jest/globals';
import { all, outcomesOf, the, type Outcome } from './race';
import { buyCard, DAY_MS, join, MINUTE_MS, open, order, orderOf, paidCard, paidGroup, pay, redeem } from './scene';
import { SECOND_MS, show, type Scene } from './scene';
import { ask, CLERK, OWNER, publish, shareDeal } from './shop';
import type { Simulation } from './simulation';

const orderBy = (outcome: Outcome, buyer: string) => the(outcome, 'orders', (one) => one.buyer === buyer);

const share = (outcome: Outcome) => the(outcome, 'deals', ({ rules }) => rules.title === shareDeal.title);

/** The different ways in which a race went, each as its sorted answers. */
const ways = (outcomes: readonly Outcome[]): Set<string> =>
  new Set(outcomes.map(({ answers }) => [...answers].sort().join()));

const people = ['mei', 'hua', 'bo', 'jun', 'yan'];

async function ledByLin(sim: Simulation, scene: Scene): Promise<void> {
  await open(sim, scene, 'lin');
  await pay(sim, scene, 'lin');
}

async function meiMayPay(sim: Simulation, scene: Scene): Promise<void> {
  await ledByLin(sim, scene);
  await join(sim, scene, 'mei', 'lin');
}

test('race: of five who want the last seat one gets it, and the group forms with him', async () => {
  const outcomes = await outcomesOf({
    name: 'last seat',
    before: ledByLin,
    acts: people.map((who) => async (sim, scene) => {
      await join(sim, scene, who, 'lin');
      await pay(sim, scene, who);
    }),
  });
  for (const outcome of outcomes) {
    expect(outcome.answers.filter((answer) => answer === 'ok')).toHaveLength(1);
    // Once the winner has paid, the group is no longer open.
    expect(outcome.answers.every((answer) => ['ok', 'GROUP_FULL', 'GROUP_NOT_OPEN'].includes(answer))).toBe(true);
    expect(the(outcome, 'groups', () => true)).toMatchObject({ status: 'formed', left: 0, held: 0, missing: 0 });
    expect(share(outcome)).toMatchObject({ free: 8, holds: {} });
  }
  const winners = new Set(outcomes.map(({ answers }) => answers.indexOf('ok')));
  expect(winners.size).toBeGreaterThan(2);
});

test('race: a limit holds against three orders at once', async () => {
  const outcomes = await outcomesOf({
    name: 'limit',
    before: async (sim, scene) => {
      const limited = { ...shareDeal, title: '限购', limitPerBuyer: 2 };
      scene.shown.limited = { code: await publish(sim, 'deal-limited', limited), token: '' };
    },
    acts: [1, 2, 3].map((n) => async (sim, scene) => {
      const dealId = scene.shown.limited?.code ?? '';
      const requestId = `order-no-${String(n)}`;
      const { payment } = await ask(sim, 'mei', 'createOrder', { requestId, dealId, buy: 'alone', quantity: 2 });
      await sim.pay('mei', payment);
    }),
  });
  for (const outcome of outcomes) {
    expect(outcome.answers.filter((answer) => answer === 'ok')).toHaveLength(1);
    expect(outcome.answers.every((answer) => ['ok', 'ORDER_PENDING', 'LIMIT_REACHED'].includes(answer))).toBe(true);
    expect(the(outcome, 'deals', ({ rules }) => rules.title === '限购').free).toBe(8);
  }
});

test('race: of three scans of one voucher one redeems, the others learn that it is used', async () => {
  const outcomes = await outcomesOf({
    name: 'redeem, redeem',
    before: async (sim, scene) => {
      await paidGroup(sim, scene);
      await show(sim, scene, 'mei');
    },
    acts: (['token', 'code', 'code'] as const).map(
      (by, i) => (sim, scene) => redeem(sim, scene, 'mei', by, { requestId: `redeem-no-${String(i)}` }),
    ),
  });
  const used = 'VOUCHER_ALREADY_REDEEMED';
  expect(ways(outcomes)).toEqual(new Set([[used, used, 'ok'].join()]));
  expect(new Set(outcomes.map(({ answers }) => answers.indexOf('ok'))).size).toBe(3);
});

test('race: a voucher is redeemed or refunded, never both', async () => {
  const outcomes = await outcomesOf({
    name: 'redeem, refund',
    before: async (sim, scene) => {
      await paidGroup(sim, scene);
      await show(sim, scene, 'mei');
    },
    acts: [
      (sim, scene) => redeem(sim, scene, 'mei', 'token'),
      (sim, scene) =>
        ask(sim, 'mei', 'requestRefund', { requestId: 'refund-mei', orderId: orderOf(scene, 'mei').orderId }),
    ],
  });
  for (const outcome of outcomes) {
    const isRedeemed = outcome.answers[0] === 'ok';
    expect(outcome.answers).toEqual(isRedeemed ? ['ok', 'REFUND_NOT_ALLOWED'] : ['VOUCHER_REFUNDED', 'ok']);
    expect(orderBy(outcome, 'mei').status).toBe(isRedeemed ? 'issued' : 'refunded');
  }
  expect(ways(outcomes).size).toBe(2);
});

test('race: refunds at the same time never give back more than was paid', async () => {
  const outcomes = await outcomesOf({
    name: 'refund, refund',
    before: (sim, scene) => paidCard(sim, scene, 'mei', 2),
    acts: [
      (sim, scene) =>
        ask(sim, 'mei', 'requestRefund', { requestId: 'refund-mei', orderId: orderOf(scene, 'mei').orderId }),
      ...[12_000, 9_000].map((amountFen) => (sim: Simulation, scene: Scene) => {
        const about = { requestId: `refund-${String(amountFen)}`, orderId: orderOf(scene, 'mei').orderId };
        return ask(sim, OWNER, 'refundOrder', { ...about, amountFen, reason: '补偿' });
      }),
      (sim) => sim.timer('deliver'),
    ],
  });
  for (const outcome of outcomes) {
    const [paid] = outcome.documents.sys_pay_orders ?? [];
    expect(paid?.refundedFen).toBeLessThanOrEqual(20_000);
    expect(outcome.answers.slice(0, 3)).toContain('ok');
  }
  expect(ways(outcomes).size).toBeGreaterThan(1);
});

test('race: an undo while seven days end leaves every fen settled once', async () => {
  const outcomes = await outcomesOf({
    name: 'undo, settle',
    before: async (sim, scene) => {
      await sim.advance(5 * MINUTE_MS + 30 * SECOND_MS);
      await paidCard(sim, scene, 'mei');
      await sim.advance(7 * DAY_MS - 10 * MINUTE_MS);
      await show(sim, scene, 'mei');
      await redeem(sim, scene, 'mei', 'token', { uses: 2 });
      await sim.advance(10 * MINUTE_MS - 5 * SECOND_MS);
    },
    acts: [
      (sim, scene) => {
        const redemptionId = scene.receipt?.redemptionId ?? '';
        return ask(sim, CLERK, 'undoRedemption', { requestId: 'undo-redemption', redemptionId, reason: '扫错' });
      },
      // Seven days end, and the timer runs, while the undo is under way.
      (sim) => sim.leap(20 * SECOND_MS),
      (sim) => sim.timer('settle'),
    ],
  });
  for (const outcome of outcomes) {
    const moved = all(outcome, 'transfers').map(({ from, to, fen }) =>
      to === 'merchant' ? fen : from === 'merchant' ? -fen : 0,
    );
    expect(moved.reduce((sum, fen) => sum + fen, 0)).toBe(10_000);
  }
});

test('race: paid in time is paid, though its notice meets the timer that closes', async () => {
  const outcomes = await outcomesOf({
    name: 'expire, notice',
    before: async (sim, scene) => {
      await meiMayPay(sim, scene);
      await sim.advance(4 * MINUTE_MS);
      await pay(sim, scene, 'mei', 90 * SECOND_MS);
    },
    acts: [(sim) => sim.leap(2 * MINUTE_MS)],
  });
  for (const outcome of outcomes) {
    expect(orderBy(outcome, 'mei')).toMatchObject({ status: 'issued', closedAt: null });
    expect(share(outcome).free).toBe(8);
  }
});

test('race: the last payment, a second before the group ends, forms it whatever comes first', async () => {
  const outcomes = await outcomesOf({
    name: 'last payment, deadline',
    before: async (sim, scene) => {
      await ledByLin(sim, scene);
      await sim.advance(8 * MINUTE_MS);
      await join(sim, scene, 'mei', 'lin');
      await sim.advance(2 * MINUTE_MS - SECOND_MS);
      await pay(sim, scene, 'mei', SECOND_MS);
    },
    acts: [(sim) => sim.leap(SECOND_MS)],
  });
  for (const outcome of outcomes) {
    expect(the(outcome, 'groups', () => true)).toMatchObject({ status: 'formed', missing: 0 });
    expect(all(outcome, 'orders').map(({ status }) => status)).toEqual(['issued', 'issued']);
  }
});

test('race: a payment that is told twice and confirmed at once takes one seat', async () => {
  const confirm = (sim: Simulation, scene: Scene) =>
    ask(sim, 'mei', 'confirmPayment', { orderId: orderOf(scene, 'mei').orderId });
  const outcomes = await outcomesOf({
    name: 'notice, notice, confirm',
    before: async (sim, scene) => {
      const ofThree = { ...shareDeal, title: '三人火锅', groupSize: 3 };
      const shareId = await publish(sim, 'deal-three', ofThree);
      await ledByLin(sim, { ...scene, shop: { ...scene.shop, shareId } });
      await join(sim, scene, 'mei', 'lin');
    },
    acts: [
      (sim, scene) => {
        sim.faults.replace([{ match: { call: 'paymentNotice' }, kind: 'duplicate-notify', nth: 1 }]);
        return pay(sim, scene, 'mei');
      },
      confirm,
    ],
    horizonMs: MINUTE_MS,
  });
  for (const outcome of outcomes) {
    expect(the(outcome, 'groups', () => true)).toMatchObject({ status: 'open', left: 1, held: 0, missing: 1 });
  }
});

test('race: a late payment while its order is closed is taken or given back, never lost', async () => {
  const outcomes = await outcomesOf({
    name: 'close, late payment',
    before: async (sim, scene) => {
      await meiMayPay(sim, scene);
      await sim.advance(5 * MINUTE_MS + 30 * SECOND_MS);
    },
    acts: [
      (sim) => sim.timer('expire'),
      (sim, scene) => {
        sim.faults.replace([{ match: { call: 'pay' }, kind: 'paid-after-close' }]);
        return pay(sim, scene, 'mei');
      },
      (sim, scene) => join(sim, scene, 'hua', 'lin').then(() => pay(sim, scene, 'hua')),
      (sim) => sim.timer('expire'),
    ],
  });
  for (const outcome of outcomes) {
    const isTaken = orderBy(outcome, 'mei').status === 'issued';
    expect(orderBy(outcome, 'mei').status).toBe(isTaken ? 'issued' : 'refunded');
    expect(the(outcome, 'groups', () => true)).toMatchObject({ status: 'formed', left: 0, held: 0 });
    expect(outcome.answers[2]).toMatch(isTaken ? /^GROUP_(FULL|NOT_OPEN)$/ : /^ok$/);
    expect(share(outcome).free).toBe(8);
  }
});

test('race: stock that is lowered while it is sold is neither oversold nor lost', async () => {
  const outcomes = await outcomesOf({
    name: 'adjust stock, order',
    before: () => Promise.resolve(),
    acts: [
      (sim, scene) =>
        ask(sim, OWNER, 'adjustStock', { requestId: 'less-stock', dealId: scene.shop.shareId, delta: -8 }),
      ...people.slice(0, 4).map((who) => async (sim: Simulation, scene: Scene) => {
        await order(sim, scene, who, { dealId: scene.shop.shareId, buy: 'alone', quantity: 1 });
        await pay(sim, scene, who);
      }),
    ],
  });
  for (const outcome of outcomes) {
    const [adjusted, ...bought] = outcome.answers;
    const sold = bought.filter((answer) => answer === 'ok').length;
    const stock = adjusted === 'ok' ? 2 : 10;
    expect(share(outcome)).toMatchObject({ free: stock - sold, adjusted: stock - 10 });
    expect(adjusted === 'ok' ? sold <= 2 : adjusted === 'STOCK_TOO_LOW' && sold === 4).toBe(true);
  }
  expect(ways(outcomes).size).toBeGreaterThan(1);
});

test('race: the same request three times at once is one order, one redemption, one answer', async () => {
  const outcomes = await outcomesOf({
    name: 'the same request',
    before: async (sim, scene) => {
      await paidCard(sim, scene, 'lin');
      await show(sim, scene, 'lin');
    },
    acts: [1, 2, 3].flatMap(() => [
      (sim: Simulation, scene: Scene) => buyCard(sim, scene, 'mei', 2),
      (sim: Simulation, scene: Scene) => redeem(sim, scene, 'lin', 'token'),
    ]),
  });
  expect(ways(outcomes)).toEqual(new Set([Array<string>(6).fill('ok').join()]));
  for (const outcome of outcomes) {
    expect(all(outcome, 'orders')).toHaveLength(2);
    expect(orderBy(outcome, 'lin').vouchers.V01?.usesLeft).toBe(2);
    expect(the(outcome, 'deals', ({ rules }) => rules.mode === 'alone').free).toBe(9);
  }
});

test('race: timers that overlap refund once, settle once, post once', async () => {
  const outcomes = await outcomesOf({
    name: 'timers twice',
    before: async (sim, scene) => {
      await open(sim, scene, 'lin', 2);
      await pay(sim, scene, 'lin');
      await paidCard(sim, scene, 'mei');
      await sim.advance(10 * MINUTE_MS + SECOND_MS);
    },
    acts: ['deliver', 'expire', 'deliver', 'settle', 'expire'].map((name) => (sim) => sim.timer(name)),
  });
  for (const outcome of outcomes) {
    expect(orderBy(outcome, 'lin').status).toBe('refunded');
    expect(outcome.documents.sys_pay_refunds).toHaveLength(1);
    expect(share(outcome)).toMatchObject({ free: 10, returned: {} });
  }
});

test('race: of two who claim a shop or an invitation one has it', async () => {
  const outcomes = await outcomesOf({
    name: 'invitation',
    before: async (sim, scene) => {
      const wanted = { requestId: 'invitation-9', role: 'manager', storeIds: [] } as const;
      const { invitation } = await ask(sim, OWNER, 'inviteStaff', wanted);
      scene.shown.invitation = { code: invitation, token: '' };
    },
    acts: ['mei', 'hua', 'mei'].map((nickname) => (sim, scene) => {
      const invitation = scene.shown.invitation?.code ?? '';
      return ask(sim, nickname, 'acceptInvitation', { invitation, nickname });
    }),
  });
  expect(ways(outcomes)).toEqual(new Set(['INVITATION_INVALID,INVITATION_INVALID,ok', 'INVITATION_INVALID,ok,ok']));
});
