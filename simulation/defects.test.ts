import { afterEach, expect, test } from '@jest/globals';

import type { Order } from '../cloudfunctions/domain/order';
import { complaints } from './complaints';
import { begin } from './flow';
import { codeFlows } from './flows/codes';
import { filled, tieredDeal } from './flows/modes';
import {
  buyCard,
  DAY_MS,
  emptyScene,
  HOUR_MS,
  join,
  MINUTE_MS,
  open,
  order,
  orderOf,
  pay,
  redeem,
  type Scene,
  SECOND_MS,
  show,
  usedToday,
} from './scene';
import { ask, CLERK, OWNER, publish, shareDeal } from './shop';
import { createSimulation, type Simulation } from './simulation';

/** Sequences that once lost money, stock or an order's end. Each is told as it happened, and must end well. */
let sim: Simulation;

/** An empty shop, closed when its test ends. */
async function opened(seed = 1): Promise<Scene> {
  sim = createSimulation({ seed });
  return emptyScene(sim);
}

afterEach(() => {
  sim.close();
});

const ordersNow = (): Order[] => (sim.documents().orders ?? []) as unknown as Order[];

test('a first try that died, a second request, the first again: one place, one order', async () => {
  const scene = await opened();
  const dealId = await publish(sim, 'deal-three', { ...shareDeal, groupSize: 3, limitPerBuyer: 1 });
  await order(sim, scene, 'lin', { dealId, buy: 'open', quantity: 1 });
  await pay(sim, scene, 'lin');
  const wish = { dealId, buy: 'join', groupId: orderOf(scene, 'lin').groupId, quantity: 1 } as const;
  sim.faults.replace([{ match: { function: 'api', call: 'unifiedOrder' }, kind: 'die-after', nth: 1 }]);
  await expect(ask(sim, 'mei', 'createOrder', { requestId: 'request-1', ...wish })).rejects.toThrow();
  const { orderId } = await ask(sim, 'mei', 'createOrder', { requestId: 'request-2', ...wish });
  const again = ask(sim, 'mei', 'createOrder', { requestId: 'request-1', ...wish });
  await expect(again).rejects.toThrow(`ORDER_PENDING {"orderId":"${orderId}"}`);
  await sim.advance(HOUR_MS);
  expect(complaints(sim)).toEqual([]);
});

test('a late payment given up and cut short at the end of its group: failed, refunded, stock whole', async () => {
  const scene = await opened();
  await open(sim, scene, 'lin');
  await pay(sim, scene, 'lin');
  await sim.advance(8 * MINUTE_MS + 30 * SECOND_MS);
  await join(sim, scene, 'mei', 'lin');
  await sim.advance(95 * SECOND_MS);
  sim.faults.replace([
    { match: { call: 'pay' }, kind: 'paid-after-close' },
    { match: { function: 'pay-notify', call: 5 }, kind: 'die-before', nth: 1 },
  ]);
  await sim.pay('mei', orderOf(scene, 'mei').payment);
  await sim.advance(HOUR_MS);
  expect(ordersNow().map(({ status }) => status)).toEqual(['refunded', 'refunded']);
  expect(sim.documents().groups).toMatchObject([{ status: 'failed', held: 0 }]);
  expect(complaints(sim)).toEqual([]);
});

test("a leader's payment found by query, cut short before its group is written: the group opens", async () => {
  const scene = await opened();
  await open(sim, scene, 'lin');
  sim.faults.replace([
    { match: { function: 'pay-notify' }, kind: 'drop-notify' },
    { match: { function: 'api', action: 'confirmPayment', call: 5 }, kind: 'die-before', nth: 1 },
  ]);
  const { orderId, payment } = orderOf(scene, 'lin');
  await sim.pay('lin', payment);
  await expect(ask(sim, 'lin', 'confirmPayment', { orderId })).rejects.toThrow();
  expect(ordersNow().map(({ status }) => status)).toEqual(['paid']);
  expect(sim.documents().groups).toEqual([]);
  await sim.advance(2 * MINUTE_MS);
  expect(sim.documents().groups).toMatchObject([{ status: 'open', left: 1, missing: 1 }]);
});

test("a leader's payment cut short before its group, the cloud too busy for the timer: the group opens", async () => {
  const scene = await opened();
  await open(sim, scene, 'lin');
  sim.faults.replace([
    { match: { function: 'pay-notify' }, kind: 'drop-notify' },
    { match: { function: 'api', action: 'confirmPayment', call: 5 }, kind: 'die-before', nth: 1 },
    { match: { function: 'deliver', call: 'database.insertDocument' }, kind: 'busy', nth: 1 },
  ]);
  const { orderId, payment } = orderOf(scene, 'lin');
  await sim.pay('lin', payment);
  await expect(ask(sim, 'lin', 'confirmPayment', { orderId })).rejects.toThrow();
  await sim.advance(5 * MINUTE_MS);
  expect(sim.printed()).toEqual([expect.stringContaining(orderId)]);
  expect(sim.documents().groups).toMatchObject([{ status: 'open', left: 1, missing: 1 }]);
  expect(ordersNow()).toMatchObject([{ status: 'paid', deliverAt: null }]);
});

test.each([4, 5])(
  "a leader's payment found by query, cut short before call %i, and asked for again: the group is open at once",
  async (call) => {
    const scene = await opened();
    await open(sim, scene, 'lin');
    sim.faults.replace([
      { match: { function: 'pay-notify' }, kind: 'drop-notify' },
      { match: { function: 'api', action: 'confirmPayment', call }, kind: 'die-before', nth: 1 },
    ]);
    const { orderId, payment } = orderOf(scene, 'lin');
    await sim.pay('lin', payment);
    await expect(ask(sim, 'lin', 'confirmPayment', { orderId })).rejects.toThrow();
    expect(await ask(sim, 'lin', 'confirmPayment', { orderId })).toEqual({ status: 'paid' });
    expect(sim.documents().groups).toMatchObject([{ status: 'open', left: 1, missing: 1 }]);
  },
);

test('a use that comes back after its voucher expired is refunded', async () => {
  const scene = await opened();
  await usedToday(sim, scene, 'mei');
  await sim.advance(50 * MINUTE_MS);
  const redemptionId = scene.receipt?.redemptionId ?? '';
  await ask(sim, CLERK, 'undoRedemption', { requestId: 'undo-0001', redemptionId, reason: '误扫' });
  await sim.advance(DAY_MS);
  expect(ordersNow().map(({ status, settleAt }) => [status, settleAt])).toEqual([['refunded', null]]);
  expect(await ask(sim, OWNER, 'getBalance', {})).toEqual({ earnedFen: 0, escrowFen: 0 });
  expect(complaints(sim)).toEqual([]);
});

test.each([1, 2, 3, 4, 5])('two refunds of one order that end at once end the order (seed %i)', async (seed) => {
  const scene = await opened(seed);
  await buyCard(sim, scene, 'mei', 2);
  await pay(sim, scene, 'mei');
  const { orderId } = orderOf(scene, 'mei');
  sim.faults.replace([{ match: { function: 'refund-notify' }, kind: 'delay-notify' }]);
  for (const [i, key] of ['V01', 'V02'].entries()) {
    const requestId = `refund-0${String(i)}`;
    await ask(sim, 'mei', 'requestRefund', { requestId, orderId, voucherIds: [orderId + key] });
  }
  await sim.advance(4 * MINUTE_MS);
  const notices = (sim.documents().sys_pay_notices ?? []).filter(({ kind }) => kind === 'refund');
  const payCallback = { appid: 'wx0000000000demo1', source: 'wx_paycallback' };
  await Promise.all(notices.map(({ event }) => sim.invoke('refund-notify', event, payCallback)));
  await sim.advance(HOUR_MS);
  expect(ordersNow().map(({ status }) => status)).toEqual(['refunded']);
  expect(complaints(sim)).toEqual([]);
});

test.each([1, 2, 3, 4])('a late payment told twice keeps the stock that it has taken (seed %i)', async (seed) => {
  const scene = await opened(seed);
  await open(sim, scene, 'lin');
  await pay(sim, scene, 'lin');
  await sim.advance(8 * MINUTE_MS + 30 * SECOND_MS);
  await join(sim, scene, 'mei', 'lin', { ifFull: 'newGroup' });
  await sim.advance(95 * SECOND_MS);
  sim.faults.replace([
    { match: { call: 'pay' }, kind: 'paid-after-close' },
    { match: { function: 'pay-notify' }, kind: 'duplicate-notify' },
  ]);
  await sim.pay('mei', orderOf(scene, 'mei').payment);
  await sim.advance(HOUR_MS);
  expect(complaints(sim)).toEqual([]);
});

test('a late payment told twice, the answer to one of its calls lost: it has the place that is free', async () => {
  const scene = await opened();
  await open(sim, scene, 'mei');
  await sim.advance(6 * MINUTE_MS + SECOND_MS);
  sim.faults.replace([
    { match: { call: 'pay' }, kind: 'paid-after-close' },
    { match: { function: 'pay-notify' }, kind: 'duplicate-notify' },
    { match: { function: 'pay-notify', call: 4 }, kind: 'lose-answer', nth: 1 },
  ]);
  await sim.pay('mei', orderOf(scene, 'mei').payment);
  expect(ordersNow().map(({ status }) => status)).toEqual(['paid']);
  await sim.advance(HOUR_MS);
  expect(complaints(sim)).toEqual([]);
});

test.each([29, 101, 112, 154])(
  'a late payment told twice while a unit comes on sale: all or nothing (seed %i)',
  async (seed) => {
    const scene = await opened(seed);
    const { shareId: dealId } = scene.shop;
    await open(sim, scene, 'lin');
    await pay(sim, scene, 'lin');
    await join(sim, scene, 'mei', 'lin');
    await sim.advance(8 * MINUTE_MS);
    const [deal] = (sim.documents().deals ?? []).filter(({ _id }) => _id === dealId);
    await ask(sim, OWNER, 'adjustStock', { requestId: 'take-all', dealId, delta: -Number(deal?.free) });
    sim.faults.replace([
      { match: { call: 'pay' }, kind: 'paid-after-close' },
      { match: { function: 'pay-notify' }, kind: 'duplicate-notify' },
    ]);
    await Promise.all([
      sim.pay('mei', orderOf(scene, 'mei').payment),
      ask(sim, OWNER, 'adjustStock', { requestId: 'add-one1', dealId, delta: 1 }),
    ]);
    expect(complaints(sim)).toEqual([]);
    await sim.advance(HOUR_MS);
    expect(complaints(sim)).toEqual([]);
  },
);

test('a refused prepayment cut short while it let codes go: asked again it is refused, later it is not', async () => {
  sim = createSimulation({ seed: 1 });
  const flow = codeFlows.find(({ name }) => name === 'codes go back when WeChat refuses the prepayment');
  const [buysRefused] = flow?.acts ?? [];
  if (!flow || !buysRefused) throw new Error('there is no such flow');
  const scene = await begin(flow, sim);
  sim.faults.replace([
    { match: {}, kind: 'prepay-fails' },
    { match: { action: 'createOrder', call: 6 }, kind: 'die-after', nth: 1 },
  ]);
  await expect(buysRefused.perform(sim, scene)).rejects.toThrow('the function was killed');
  await buysRefused.perform(sim, scene);
  expect(sim.printed()).toEqual([]);
  await sim.advance(10 * MINUTE_MS);
  sim.faults.replace([]);
  await expect(buysRefused.perform(sim, scene)).rejects.toThrow('it was not refused');
  expect(complaints(sim)).toEqual([]);
});

test('few codes are left after a first try was cut short: the owner is told how many there are', async () => {
  sim = createSimulation({ seed: 1 });
  const flow = codeFlows.find(({ name }) => name === 'buy codes until few are left');
  const [buysTwo] = flow?.acts ?? [];
  if (!flow || !buysTwo) throw new Error('there is no such flow');
  const scene = await begin(flow, sim);
  sim.faults.replace([{ match: { action: 'createOrder', call: 3 }, kind: 'die-before', nth: 1 }]);
  await expect(buysTwo.perform(sim, scene)).rejects.toThrow('the function was killed');
  await buysTwo.perform(sim, scene);
  expect([...sim.look('messages').values()].map(({ about }) => about)).toMatchObject([{ left: 10 }]);
});

test('codes taken again for a late payment, cut short twice: they go back with the stock', async () => {
  sim = createSimulation({ seed: 1 });
  const flow = codeFlows.find(({ name }) => name === 'codes are taken again for a late payment');
  if (!flow) throw new Error('there is no such flow');
  const scene = await begin(flow, sim);
  const confirm = () => ask(sim, 'mei', 'confirmPayment', { orderId: orderOf(scene, 'mei').orderId });
  sim.faults.replace([
    { match: { call: 'pay' }, kind: 'paid-after-close' },
    { match: { function: 'pay-notify' }, kind: 'drop-notify' },
    { match: { action: 'confirmPayment', call: 8 }, kind: 'die-after', nth: 1 },
    { match: { action: 'confirmPayment', call: 6 }, kind: 'lose-answer', nth: 2 },
  ]);
  await pay(sim, scene, 'mei');
  await expect(confirm()).rejects.toThrow('the function was killed');
  await confirm().catch(() => undefined);
  await sim.advance(HOUR_MS);
  const codes = [...sim.look('codes').values()];
  expect(codes.filter(({ orderId }) => orderId !== null)).toEqual([]);
  expect(await confirm()).toEqual({ status: 'issued' });
  expect(complaints(sim)).toEqual([expect.stringMatching(/^nobody has taken the payment notice/)]);
});

test.each([8, 9, 10, 11, 12, 13])(
  'a group fails, and its outbox dies after call %i: its card says so',
  async (call) => {
    const scene = await opened();
    await open(sim, scene, 'lin');
    await pay(sim, scene, 'lin');
    await ask(sim, 'lin', 'getShareCard', { groupId: orderOf(scene, 'lin').groupId ?? '' });
    await sim.advance(9 * MINUTE_MS + 30 * SECOND_MS);
    sim.faults.replace([{ match: { function: 'deliver', call }, kind: 'die-after', nth: 1 }]);
    await sim.advance(HOUR_MS);
    expect(sim.documents().sys_activities).toMatchObject([{ state: 2 }]);
    expect(complaints(sim)).toEqual([]);
  },
);

test('a group fails, and WeChat never answers about its card: its money goes back all the same', async () => {
  const scene = await opened();
  await open(sim, scene, 'lin');
  await pay(sim, scene, 'lin');
  await ask(sim, 'lin', 'getShareCard', { groupId: orderOf(scene, 'lin').groupId ?? '' });
  await sim.advance(9 * MINUTE_MS + 30 * SECOND_MS);
  sim.faults.replace([{ match: { call: 'updatableMessage.setUpdatableMsg' }, kind: 'die-before' }]);
  await sim.advance(HOUR_MS);
  expect(ordersNow().map(({ status }) => status)).toEqual(['refunded']);
});

test('a group forms, and the answer about one of its cards is lost: the other cards say so too', async () => {
  const scene = await opened();
  await open(sim, scene, 'lin');
  await pay(sim, scene, 'lin');
  const { groupId = '' } = orderOf(scene, 'lin');
  for (const sharer of ['lin', 'mei', 'mei']) await ask(sim, sharer, 'getShareCard', { groupId });
  await join(sim, scene, 'mei', 'lin');
  sim.faults.replace([{ match: { call: 'updatableMessage.setUpdatableMsg' }, kind: 'lose-answer', nth: 1 }]);
  await pay(sim, scene, 'mei');
  await sim.advance(2 * MINUTE_MS);
  expect(sim.documents().sys_activities?.map(({ state }) => state)).toEqual([1, 1, 1]);
  expect(complaints(sim)).toEqual([]);
});

test('two vouchers of a tiered group that has just ended, shown at the same moment: both are used', async () => {
  const scene = await opened(17);
  await filled(sim, scene, tieredDeal, ['mei', 'hua']);
  await sim.advance(9 * MINUTE_MS + 59 * SECOND_MS);
  // Time has passed, and no timer has run: whoever comes first forms the group, the other one sees it half done.
  sim.clock.set(sim.clock.now() + 2 * SECOND_MS);
  await show(sim, scene, 'mei');
  await show(sim, scene, 'hua');
  await Promise.all(['mei', 'hua'].map((buyer) => redeem(sim, scene, buyer, 'token')));
  await sim.advance(HOUR_MS);
  expect(complaints(sim)).toEqual([]);
});

test('a member has paid, his seat is not told of it yet, and he joins again: he is in the group', async () => {
  const scene = await opened();
  const dealId = await publish(sim, 'deal-three', { ...shareDeal, groupSize: 3 });
  await order(sim, scene, 'lin', { dealId, buy: 'open', quantity: 1 });
  await pay(sim, scene, 'lin');
  await join(sim, scene, 'mei', 'lin', { dealId });
  sim.faults.replace([{ match: { function: 'pay-notify', call: 2 }, kind: 'die-before' }]);
  await pay(sim, scene, 'mei');
  const wish = { dealId, buy: 'join', groupId: orderOf(scene, 'lin').groupId, quantity: 1 } as const;
  const again = ask(sim, 'mei', 'createOrder', { requestId: 'mei-once-more', ...wish });
  await expect(again).rejects.toThrow('ALREADY_IN_GROUP');
  sim.faults.replace([]);
  await sim.advance(HOUR_MS);
  expect(complaints(sim)).toEqual([]);
});
