import { expect, test } from '@jest/globals';
import { complaints } from '../../simulation/complaints';
import { emptyScene, HOUR_MS, MINUTE_MS, paidCard } from '../../simulation/scene';
import { ask, cardDeal, OWNER, publish, refused, shareDeal } from '../../simulation/shop';
import { createSimulation, type Simulation } from '../../simulation/simulation';

/** What months of trade by chance have found, each by itself. */

async function within<T>(seed: number, run: (sim: Simulation) => Promise<T>): Promise<T> {
  const sim = createSimulation({ seed });
  try {
    return await run(sim);
  } finally {
    sim.close();
  }
}

const SEEDS = Array.from({ length: 24 }, (_, i) => i + 1);

/** An order tapped twice; WeChat refuses one of the two prepayments. What is paid is what is sold. */
test.each(['alone', 'join'] as const)(
  'createOrder: twice at once (%s), one prepayment refused, sells once',
  async (buy) => {
    const answers: string[] = [];
    for (const seed of SEEDS) {
      await within(seed, async (sim) => {
        const { shop } = await emptyScene(sim);
        const dealId = shop.shareId;
        const led = { requestId: 'lin-opens', dealId, buy: 'open', quantity: 1 } as const;
        const { groupId = '', payment } = await ask(sim, 'lin', 'createOrder', led);
        await sim.pay('lin', payment);
        const wanted = {
          requestId: 'mei-taps',
          dealId,
          buy,
          quantity: 1,
          ...(buy === 'join' ? { groupId } : {}),
        } as const;
        sim.faults.replace([{ match: { call: 'unifiedOrder' }, kind: 'prepay-fails', nth: 1 + (seed % 2) }]);
        const told = await Promise.all([1, 2].map(() => sim.call('mei', 'createOrder', wanted)));
        const given = told.find((answer) => answer.ok);
        answers.push(
          told
            .map((answer) => (answer.ok ? 'ok' : answer.error))
            .sort()
            .join(),
        );
        if (given?.ok) await sim.pay('mei', given.data.payment);
        await sim.advance(30 * MINUTE_MS);
        expect([seed, ...complaints(sim)]).toEqual([seed]);
      });
    }
    expect(answers).toContain('PAYMENT_UNAVAILABLE,ok');
  },
  60_000,
);

test('a late payment: a member whose leader was refunded, and who leads a group of his own now, has none', async () => {
  await within(1, async (sim) => {
    await emptyScene(sim);
    const deal = {
      ...shareDeal,
      mode: 'commission',
      commission: { kind: 'percent', value: 10 },
      groupSize: 3,
    } as const;
    const dealId = await publish(sim, 'deal-commission', {
      ...deal,
      refund: { anytime: true, onExpiry: true, restock: false },
    });
    const buys = async (person: string, groupId?: string) => {
      const how = groupId === undefined ? { buy: 'open' as const } : { buy: 'join' as const, groupId };
      const wanted = { requestId: `${person}-orders`, dealId, quantity: 1, ifFull: 'newGroup', ...how } as const;
      return ask(sim, person, 'createOrder', wanted);
    };
    const led = await buys('lin');
    await sim.pay('lin', led.payment);
    const late = await buys('mei', led.groupId);
    await sim.advance(7 * MINUTE_MS);
    for (const person of ['hua', 'bao']) await sim.pay(person, (await buys(person, led.groupId)).payment);
    await ask(sim, OWNER, 'refundOrder', { requestId: 'refund-lin', orderId: led.orderId, reason: '客户要求' });
    await sim.advance(2 * MINUTE_MS);
    sim.faults.replace([{ match: { call: 'pay' }, kind: 'paid-after-close' }]);
    await sim.pay('mei', late.payment);
    const order = sim.look('orders').get(late.orderId);
    expect(order).toMatchObject({ status: 'paid', buy: 'open' });
    expect([order?.leader, order?.leaderRefundedAt]).toEqual([undefined, undefined]);
    await sim.advance(30 * MINUTE_MS);
    expect(complaints(sim)).toEqual([]);
  });
});

/** A card that is good until tonight's midnight, at two minutes before it. */
async function tonightOnly(sim: Simulation, refund = { anytime: true, onExpiry: false, restock: false }) {
  await emptyScene(sim);
  const dealId = await publish(sim, 'deal-tonight', { ...cardDeal, validity: { untilDay: '2026-11-22' }, refund });
  await sim.advance(12 * HOUR_MS - 2 * MINUTE_MS);
  const wanted = { dealId, buy: 'alone', quantity: 1 } as const;
  return { buys: (person: string) => ask(sim, person, 'createOrder', { requestId: `${person}-orders`, ...wanted }) };
}

test('createOrder: in the last minute of its vouchers, and after, a deal is sold no more', async () => {
  await within(1, async (sim) => {
    const { buys } = await tonightOnly(sim);
    const { payBy } = await buys('mei');
    expect(new Date(payBy).toISOString()).toBe('2026-11-22T16:00:00.000Z');
    await sim.advance(MINUTE_MS);
    await refused(buys('lin'), 'DEAL_NOT_ON_SALE');
    await sim.advance(2 * MINUTE_MS);
    await refused(buys('hua'), 'DEAL_NOT_ON_SALE');
  });
});

test.each([2, 8])(
  'a payment %i minutes later, when its vouchers would be worth nothing, goes back',
  async (minutes) => {
    await within(1, async (sim) => {
      const { buys } = await tonightOnly(sim);
      const { orderId, payment } = await buys('mei');
      await sim.advance(minutes * MINUTE_MS);
      sim.faults.replace([{ match: { call: 'pay' }, kind: 'paid-after-close' }]);
      await sim.pay('mei', payment);
      await sim.advance(5 * MINUTE_MS);
      expect(sim.look('orders').get(orderId)).toMatchObject({ status: 'refunded', issuedAt: null });
      expect(complaints(sim)).toEqual([]);
    });
  },
);

test('deliver: a hand-over whose answer was lost twice is not told for ever', async () => {
  await within(1, async (sim) => {
    const scene = await emptyScene(sim);
    const told = 'wxa.sec.order.uploadShippingInfo';
    sim.faults.replace([1, 2].map((nth) => ({ match: { call: told }, kind: 'lose-answer', nth }) as const));
    await paidCard(sim, scene, 'mei');
    await sim.advance(3 * HOUR_MS);
    expect(sim.calls().filter(({ action }) => action === told)).toHaveLength(3);
    expect(sim.look('orders').get(scene.orders.mei?.orderId)?.shippedAt).not.toBeNull();
  });
});

test('saveStore: a change that is tapped twice is remembered once', async () => {
  for (const seed of SEEDS.slice(0, 8)) {
    await within(seed, async (sim) => {
      const { shop } = await emptyScene(sim);
      const store = { name: '总店', address: '解放路 2 号' };
      const wanted = { requestId: 'store-moves', storeId: shop.storeId, store };
      const told = await Promise.all([1, 2].map(() => ask(sim, OWNER, 'saveStore', wanted)));
      expect(told).toEqual([{ storeId: shop.storeId }, { storeId: shop.storeId }]);
      expect(complaints(sim)).toEqual([]);
    });
  }
});
