import { afterEach, describe, expect, test } from '@jest/globals';

import { complaints } from '../../simulation/complaints';
import { emptyScene, HOUR_MS, join, open, order, orderOf, pay, type Scene } from '../../simulation/scene';
import { ask, OWNER, publish, shareDeal } from '../../simulation/shop';
import { createSimulation, type Simulation } from '../../simulation/simulation';
import { atOnce as allAtOnce, type Act } from '../../tests/story/at-once';
import type { Order } from '../domain/order';

let sim: Simulation;
let scene: Scene;

afterEach(() => {
  sim.close();
});

/** A shop in which this has happened; then all act at once, the first resting after some calls. Gives the answers. */
async function atOnce(before: Act, after: number, acts: readonly Act[]): Promise<readonly string[]> {
  const done = await allAtOnce(before, after, acts);
  ({ sim, scene } = done);
  return done.answers;
}

const ordersNow = () => [...sim.look('orders').values()] as unknown as readonly Order[];
const freeOf = (dealId: string): unknown => sim.look('deals').get(dealId)?.free;
const groupNow = () => [...sim.look('groups').values()][0];

/** Whoever did not pay in time holds nothing an hour later, and the books are in order. */
async function expectNothingLeft(dealId: string, free: number): Promise<void> {
  await sim.advance(HOUR_MS);
  expect(sim.look('deals').get(dealId)).toMatchObject({ free, holds: {} });
  expect([...sim.printed(), ...complaints(sim)]).toEqual([]);
}

const opened: Act = async (own, its) => {
  await open(own, its, 'lin');
  await pay(own, its, 'lin');
};
const stock =
  (delta: number): Act =>
  (own, its) =>
    ask(own, OWNER, 'adjustStock', { requestId: `stock-by-${String(delta)}`, dealId: its.shop.shareId, delta });
const joins =
  (who: string): Act =>
  (own, its) =>
    join(own, its, who, 'lin');
const buys =
  (who: string, quantity = 1): Act =>
  (own, its) =>
    order(own, its, who, { dealId: its.shop.shareId, buy: 'alone', quantity });

describe('createOrder: a phone asks twice at once, and the first try rests after a call', () => {
  test.each([1, 2, 3, 4, 5])('after %i: both get the same answer, of one seat and one order', async (after) => {
    const answers: unknown[] = [];
    const asks: Act = async (own, its) => {
      await join(own, its, 'mei', 'lin');
      answers.push(orderOf(its, 'mei'));
    };
    expect(await atOnce(opened, after, [asks, asks])).toEqual(['ok', 'ok']);
    expect(answers[1]).toEqual(answers[0]);
    expect(ordersNow().map(({ buyer }) => buyer)).toEqual(['lin', 'mei']);
    expect(groupNow()).toMatchObject({ left: 0, held: 1 });
    expect(freeOf(scene.shop.shareId)).toBe(8);
    await expectNothingLeft(scene.shop.shareId, 10);
  });
});

describe('createOrder: what was there when it was judged is gone when it is taken', () => {
  test.each<[what: string, answer: string, meanwhile: Act]>([
    ['the last seat', 'GROUP_FULL', joins('hua')],
    ['the group’s time', 'GROUP_NOT_OPEN', (own) => own.leap(HOUR_MS)],
    ['the last unit', 'SOLD_OUT', stock(-9)],
  ])('%s: told so, and nothing is taken', async (_, answer, meanwhile) => {
    expect(await atOnce(opened, 1, [joins('mei'), meanwhile])).toEqual([answer, 'ok']);
    expect(ordersNow().map(({ buyer }) => buyer)).not.toContain('mei');
    expect(JSON.stringify([groupNow(), ...sim.look('deals').values()])).not.toContain('"mei"');
  });

  test('the last unit, when the seat has been taken: the seat is free again at once', async () => {
    expect(await atOnce(opened, 2, [joins('mei'), stock(-9)])).toEqual(['SOLD_OUT', 'ok']);
    expect(groupNow()).toMatchObject({ left: 1, held: 0 });
    expect(sim.look('deals').get(scene.shop.shareId)).toMatchObject({ free: 0, holds: {} });
  });

  test('the price: the buyer of the old page is told, whoever named none pays the new one', async () => {
    const dearer: Act = (own, its) =>
      ask(own, OWNER, 'saveDeal', {
        ...{ requestId: 'dearer-deal', dealId: its.shop.shareId, deal: { ...shareDeal, alonePriceFen: 9000 } },
      });
    const asSeen: Act = (own, its) =>
      order(own, its, 'mei', { dealId: its.shop.shareId, buy: 'alone', quantity: 1, version: 1 });
    expect(await atOnce(opened, 1, [asSeen, dearer])).toEqual(['DEAL_CHANGED', 'ok']);
    sim.close();
    expect(await atOnce(opened, 1, [buys('mei'), dearer])).toEqual(['ok', 'ok']);
    expect(orderOf(scene, 'mei').amountFen).toBe(9000);
  });

  test('the deal itself: off the shelf nothing is sold alone, an open group is still joined', async () => {
    const off: Act = (own, its) => ask(own, OWNER, 'unpublishDeal', { dealId: its.shop.shareId });
    expect(await atOnce(opened, 1, [buys('mei'), off])).toEqual(['DEAL_NOT_ON_SALE', 'ok']);
    sim.close();
    expect(await atOnce(opened, 2, [joins('mei'), off])).toEqual(['ok', 'ok']);
  });
});

describe('createOrder: a buyer sends two orders of one deal at once', () => {
  test.each([2, 3, 4])(
    'the one that is written later is refused, its place and unit are free (after %i)',
    async (after) => {
      const joinsBy =
        (requestId: string): Act =>
        (own, its) =>
          ask(own, 'mei', 'createOrder', {
            ...{ requestId, dealId: its.shop.shareId, buy: 'join', groupId: orderOf(its, 'lin').groupId, quantity: 1 },
          });
      const ofThree: Act = async (own, its) => {
        const dealId = await publish(own, 'deal-three', { ...shareDeal, groupSize: 3 });
        Object.assign(its.shop, { shareId: dealId });
        await opened(own, its);
      };
      const answers = await atOnce(ofThree, after, [joinsBy('request-1'), joinsBy('request-2')]);
      expect(answers).toEqual(['ORDER_PENDING', 'ok']);
      expect(groupNow()).toMatchObject({ left: 1, held: 1 });
      expect(freeOf(scene.shop.shareId)).toBe(8);
      await expectNothingLeft(scene.shop.shareId, 10);
    },
  );
});

test('createOrder: a buyer who sends two orders at once, each for himself, has one', async () => {
  const buysBy =
    (requestId: string): Act =>
    (own, its) =>
      ask(own, 'mei', 'createOrder', { requestId, dealId: its.shop.shareId, buy: 'alone', quantity: 1 });
  const answers = await atOnce(() => Promise.resolve(), 2, [buysBy('request-1'), buysBy('request-2')]);
  expect(answers).toEqual(['ORDER_PENDING', 'ok']);
  expect(freeOf(scene.shop.shareId)).toBe(9);
});

describe('createOrder: of a deal with imported codes', () => {
  const dealOf = (its: Scene): string => its.shown.codes?.code ?? '';
  const onSale =
    (count: number): Act =>
    async (own, its) => {
      const refund = { anytime: true, onExpiry: true, restock: false };
      const deal = { ...shareDeal, title: '电影票', codeSource: 'imported', refund } as const;
      const { dealId } = await ask(own, OWNER, 'saveDeal', { requestId: 'deal-codes', deal });
      its.shown.codes = { code: dealId, token: '' };
      const codes = Array.from({ length: count }, (_, i) => `FILM-${String(i + 100)}`);
      const fileId = await own.upload('codes.txt', codes.join('\n'));
      await ask(own, OWNER, 'importCodes', { requestId: 'import-codes', dealId, fileId });
      await ask(own, OWNER, 'publishDeal', { dealId });
    };
  const takes =
    (who: string, quantity: number): Act =>
    (own, its) =>
      order(own, its, who, { dealId: dealOf(its), buy: 'alone', quantity });
  const unused = () => [...sim.look('codes').values()].filter(({ orderId }) => orderId === null).length;

  test.each([1, 2, 3, 4, 5, 6])(
    'asked twice at once, the first resting after %i: codes for one order',
    async (after) => {
      expect(await atOnce(onSale(30), after, [takes('mei', 2), takes('mei', 2)])).toEqual(['ok', 'ok']);
      expect(unused()).toBe(28);
      expect(freeOf(dealOf(scene))).toBe(28);
      await expectNothingLeft(dealOf(scene), 30);
      expect(unused()).toBe(30);
    },
  );

  test('a first try that finds others with the last codes: sold out, its second keeps its own', async () => {
    const acts = [takes('mei', 2), takes('mei', 2), takes('hua', 2)];
    expect(await atOnce(onSale(4), 2, acts)).toEqual(['SOLD_OUT', 'ok', 'ok']);
    expect(ordersNow().map(({ buyer }) => buyer)).toEqual(['mei', 'hua']);
    expect(sim.look('deals').get(dealOf(scene))).toMatchObject({ free: 0 });
    await expectNothingLeft(dealOf(scene), 4);
    expect(unused()).toBe(4);
  });

  test('asked twice at once, and WeChat refuses the first a prepayment: the second keeps its codes', async () => {
    const refusedFirst: Act = (own, its) => {
      own.faults.replace([{ match: {}, kind: 'prepay-fails', nth: 2 }]);
      return takes('mei', 2)(own, its);
    };
    expect(await atOnce(onSale(30), 4, [refusedFirst, takes('mei', 2)])).toEqual(['PAYMENT_UNAVAILABLE', 'ok']);
    expect([unused(), freeOf(dealOf(scene))]).toEqual([28, 28]);
    await expectNothingLeft(dealOf(scene), 30);
  });

  test.each([3, 4, 5, 6])(
    'asked again when the first try has died at call %i: the codes that it had taken',
    async (call) => {
      sim = createSimulation({ seed: 1 });
      scene = await emptyScene(sim);
      await onSale(30)(sim, scene);
      sim.faults.replace([{ match: { action: 'createOrder', call }, kind: 'die-after', nth: 1 }]);
      await expect(takes('mei', 2)(sim, scene)).rejects.toThrow('killed');
      await takes('mei', 2)(sim, scene);
      expect([unused(), freeOf(dealOf(scene))]).toEqual([28, 28]);
      await expectNothingLeft(dealOf(scene), 30);
    },
  );

  test('the owner is told when few are left: not of a deal that draws its codes, which never run short', async () => {
    sim = createSimulation({ seed: 1 });
    scene = await emptyScene(sim);
    await buys('hua', 5)(sim, scene);
    expect([...sim.look('messages').values()]).toEqual([]);
    await onSale(12)(sim, scene);
    await takes('mei', 2)(sim, scene);
    expect([...sim.look('messages').values()]).toMatchObject([{ person: OWNER, kind: 'codes_running_low' }]);
  });

  test('the owner cannot be told that few are left: the order is made, and it is reported', async () => {
    sim = createSimulation({ seed: 1 });
    scene = await emptyScene(sim);
    await onSale(12)(sim, scene);
    sim.faults.replace([
      { match: { action: 'createOrder', call: 'database.insertDocument' }, kind: 'lose-answer', nth: 2 },
    ]);
    await takes('mei', 2)(sim, scene);
    expect(ordersNow()).toMatchObject([{ buyer: 'mei', status: 'pending_payment' }]);
    expect(sim.printed()).toEqual([expect.stringContaining('an owner was not told of few codes')]);
    expect(sim.printed()).toEqual([expect.stringContaining(`"dealId":"${dealOf(scene)}"`)]);
  });
});

test('createOrder: whether it was written is not known: all is held, and the retry knows', async () => {
  sim = createSimulation({ seed: 1 });
  scene = await emptyScene(sim);
  sim.faults.replace([
    { match: { action: 'createOrder', call: 'database.insertDocument' }, kind: 'lose-answer', nth: 1 },
  ]);
  await expect(buys('mei')(sim, scene)).rejects.toMatchObject({ code: 'INTERNAL' });
  expect(freeOf(scene.shop.shareId)).toBe(9);
  await buys('mei')(sim, scene);
  expect(ordersNow()).toHaveLength(1);
  expect(freeOf(scene.shop.shareId)).toBe(9);
});
