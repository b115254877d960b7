import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Output } from '../../typings/api';
import type { Row } from '../story/cloud-driver';
import { ordering, publish } from '../story/shop';
import { answerOf, asks, outcomes, pays, type Hit } from './fire';
import { patienceMs, say, startLoadShop, WORKERS, type LoadShop } from './load-shop';
import { atOnce, overtaken } from './overlap';

const UNITS = 100;
const BUYERS = 256;

let shop: LoadShop;
beforeAll(async () => {
  shop = await startLoadShop();
});
afterAll(() => shop.close());

type Made = Output<'createOrder'>;

/** The orders that were made, each with who made it. */
function madeBy(people: readonly string[], hits: readonly Hit[]): (Made & { person: string })[] {
  return people.flatMap((person, i) => {
    const answer = answerOf(hits[i] as Hit);
    return answer.ok ? [{ person, ...(answer.data as Made) }] : [];
  });
}

async function theDeal(
  dealId: string,
): Promise<Row & { stocked: number; free: number; holds: Record<string, unknown> }> {
  return (await shop.query('deals', { _id: dealId }))[0] as never;
}

test(
  `stock: ${String(BUYERS)} buyers at once on ${String(UNITS)} units: all sold, none twice, none lost`,
  async () => {
    const dealId = await publish(shop, { stock: UNITS });
    const people = Array.from({ length: BUYERS }, (_, i) => `o-buyer-${String(i)}`);
    await shop.forgetCalls();
    const hits = await shop.fire(
      'stock, ordering',
      people.map((person) => asks(person, 'createOrder', ordering({ dealId, buy: 'alone' }))),
    );
    const log = await shop.log();
    expect(outcomes(hits)).toEqual({ ok: UNITS, SOLD_OUT: BUYERS - UNITS });
    expect(atOnce(log, 'api')).toBe(WORKERS);
    const disturbed = overtaken(log, 'deals');
    say(`  stock: ${String(disturbed)} were overtaken, ${(log.length / BUYERS).toFixed(1)} gateway calls each`);
    expect(disturbed).toBeGreaterThan(UNITS / 4);

    const made = madeBy(people, hits);
    const deal = await theDeal(dealId);
    expect({ stocked: deal.stocked, free: deal.free, held: Object.keys(deal.holds).length }).toEqual({
      ...{ stocked: UNITS, free: 0, held: UNITS },
    });
    expect(Object.keys(deal.holds).sort()).toEqual(made.map(({ orderId }) => orderId).sort());

    const paid = await shop.fire(
      'stock, paying',
      made.map(({ person, payment }) => pays(person, payment)),
    );
    expect(paid.map(({ status }) => status)).toEqual(made.map(() => 200));
    const orders = await shop.query('orders', { dealId });
    expect(orders.map(({ _id, status, buyer }) => [_id, status, buyer]).sort()).toEqual(
      made.map(({ orderId, person }) => [orderId, 'issued', person]).sort(),
    );
    await shop.timer('deliver');
    await shop.timer('deliver');
    const transfers = await shop.query('transfers');
    expect(transfers.map(({ _id, from, to, fen }) => [_id, from, to, fen]).sort()).toEqual(
      made.map(({ orderId }) => [`pay:${orderId}`, 'wechat', 'escrow', 5000]).sort(),
    );
    // Nothing is left to sweep that would come back.
    await shop.advance(15 * 60_000);
    expect(await theDeal(dealId)).toMatchObject({ free: 0, holds: {} });
  },
  patienceMs(3),
);

test(
  'limit: ten orders of one buyer at once are one, until he has what he may',
  async () => {
    const dealId = await publish(shop, { limitPerBuyer: 2 });
    const rounds = [];
    for (let round = 0; round < 3; round += 1) {
      const ten = Array.from({ length: 10 }, () => asks('o-eager', 'createOrder', ordering({ dealId, buy: 'alone' })));
      const hits = await shop.fire('limit', ten);
      rounds.push(outcomes(hits));
      const people = ten.map(({ person }) => person);
      await shop.fire(
        'limit, paying',
        madeBy(people, hits).map(({ person, payment }) => pays(person, payment)),
      );
    }
    expect(rounds).toEqual([{ ok: 1, ORDER_PENDING: 9 }, { ok: 1, ORDER_PENDING: 9 }, { LIMIT_REACHED: 10 }]);
    expect(await theDeal(dealId)).toMatchObject({ free: 98 });
  },
  patienceMs(3),
);

test(
  'limit: ten orders at once of more than is left of it are none',
  async () => {
    const dealId = await publish(shop, { limitPerBuyer: 2 });
    const wish = { dealId, buy: 'alone', quantity: 3 } as const;
    const ten = Array.from({ length: 10 }, () => asks('o-greedy', 'createOrder', ordering(wish)));
    expect(outcomes(await shop.fire('limit, too many', ten))).toEqual({ LIMIT_REACHED: 10 });
    expect(await theDeal(dealId)).toMatchObject({ free: 100, holds: {} });
  },
  patienceMs(3),
);

test.each(['alone', 'open'] as const)(
  'requests: the same one 20 times at once is one order (%s)',
  async (buy) => {
    const dealId = await publish(shop);
    const same = asks(`o-impatient-${buy}`, 'createOrder', ordering({ dealId, buy, quantity: 2 }));
    const hits = await shop.fire(
      'same request',
      Array.from({ length: 20 }, () => same),
    );
    const answers = hits.map((hit) => answerOf(hit));
    expect(answers).toEqual(answers.map(() => answers[0]));
    expect(answers[0]?.ok).toBe(true);
    expect(await shop.query('orders', { dealId })).toHaveLength(1);
    expect(await theDeal(dealId)).toMatchObject({ stocked: 100, free: 98 });
  },
  patienceMs(3),
);
