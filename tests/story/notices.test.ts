import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import type { Fault } from '../../emulator/faults/faults';
import type { DealInput } from '../../typings/deal';
import type { IfFull } from '../../typings/order';
import { HOUR, MINUTE, SECOND, startStory, type Story } from './cloud-driver';
import * as shop from './shop';
import { id, OWNER } from './shop';

let cloud: Story;

beforeAll(async () => {
  cloud = await startStory();
  await shop.openShop(cloud);
});

afterEach(async () => {
  await cloud.faults();
  await cloud.balance(1_000_000);
});

afterAll(() => cloud.close());

/** One thing that can happen to the notice of a payment. */
interface Mishap {
  readonly name: string;
  readonly fault?: Fault;
  readonly notifyAfterMs?: number;
  /** How the trade learns of the payment all the same, before the story goes on. */
  readonly then: (openid: string, orderId: string) => Promise<void>;
  /** How much later the story is looked at: after the last notice. */
  readonly tailMs: number;
}

const payNotice = { function: 'pay-notify' };
const nothing = (): Promise<void> => Promise.resolve();
const closing = (): Promise<void> => cloud.advance(7 * MINUTE);
const returning = async (openid: string, orderId: string): Promise<void> => {
  await cloud.do(openid, 'confirmPayment', { orderId });
};

const mishaps: readonly Mishap[] = [
  { name: 'on time', then: nothing, tailMs: 0 },
  { name: 'twice at once', fault: { match: payNotice, kind: 'duplicate-notify' }, then: nothing, tailMs: MINUTE },
  { name: 'after the buyer came back', notifyAfterMs: 30 * SECOND, then: returning, tailMs: MINUTE },
  {
    name: 'never, the buyer came back',
    fault: { match: payNotice, kind: 'drop-notify' },
    then: returning,
    tailMs: HOUR,
  },
  { name: 'never, found at closing', fault: { match: payNotice, kind: 'drop-notify' }, then: closing, tailMs: HOUR },
  {
    name: 'at the second try',
    fault: { match: payNotice, kind: 'drop-notify', nth: 1 },
    then: () => cloud.advance(15 * SECOND),
    tailMs: 0,
  },
  { name: 'ten minutes late', fault: { match: payNotice, kind: 'delay-notify' }, then: closing, tailMs: HOUR },
  { name: 'twenty hours late', notifyAfterMs: 20 * HOUR, then: closing, tailMs: 21 * HOUR },
  { name: 'twenty-five hours late', notifyAfterMs: 25 * HOUR, then: closing, tailMs: 26 * HOUR },
  {
    name: 'repeated, because its function died after the first update',
    fault: { match: { function: 'pay-notify', call: 1 }, kind: 'die-after', nth: 1 },
    then: () => cloud.advance(15 * SECOND),
    tailMs: MINUTE,
  },
];

/** Pays, has the mishap happen to the notice, and comes back when the trade knows of the payment. */
async function payWith(mishap: Mishap, openid: string, made: Awaited<ReturnType<typeof shop.order>>): Promise<void> {
  if (mishap.fault) await cloud.faults(mishap.fault);
  const { notifyAfterMs } = mishap;
  const reply = await cloud.pay(openid, made.payment, notifyAfterMs === undefined ? {} : { notifyAfterMs });
  expect(reply.status).toBe(200);
  await mishap.then(openid, made.orderId);
}

/** What the two orders and their deal have come to, without its times. */
async function stateOf(dealId: string, orders: Readonly<Record<string, string>>) {
  const views = [];
  for (const [openid, orderId] of Object.entries(orders)) {
    const order = await cloud.do(openid, 'getOrder', { orderId });
    const { status, groupStatus, refundedFen, vouchers } = order;
    views.push({ status, groupStatus, refundedFen, vouchers: vouchers.map((voucher) => voucher.status) });
  }
  const names = Object.fromEntries(Object.values(orders).map((orderId, i) => [orderId, 'AB'.charAt(i)]));
  const ledger = await shop.ledger(cloud, names);
  return { views, ledger: [...ledger].sort(), stock: await shop.stockOf(cloud, dealId) };
}

describe('payment notice', () => {
  const issued = { status: 'issued', groupStatus: 'formed', refundedFen: 0, vouchers: ['valid'] };
  const formed = {
    views: [issued, issued],
    ledger: [
      ['pay:A', 'wechat', 'escrow', 2990],
      ['pay:B', 'wechat', 'escrow', 2990],
    ],
    stock: 3,
  };
  const onTime: Mishap = { name: 'on time', then: nothing, tailMs: 0 };

  test.each(mishaps)('of the leader, $name: the group forms with the next member', async (mishap) => {
    expect(await formWith(mishap, onTime)).toEqual(formed);
  });

  test.each(mishaps)('of the last member, $name: the group is formed', async (mishap) => {
    expect(await formWith(onTime, mishap)).toEqual(formed);
  });

  test.each(mishaps)('of an alone order, $name: its vouchers are issued', async (mishap) => {
    const dealId = await shop.publish(cloud, { stock: 5 });
    const made = await shop.order(cloud, 'o-a', { dealId, buy: 'alone', quantity: 2 });
    await payWith(mishap, 'o-a', made);
    await cloud.advance(2 * MINUTE + mishap.tailMs);
    expect(await stateOf(dealId, { 'o-a': made.orderId })).toEqual({
      views: [{ status: 'issued', groupStatus: undefined, refundedFen: 0, vouchers: ['valid', 'valid'] }],
      ledger: [['pay:A', 'wechat', 'escrow', 10_000]],
      stock: 3,
    });
  });

  async function formWith(ofLeader: Mishap, ofMember: Mishap) {
    const dealId = await shop.publish(cloud, { stock: 5 });
    const a = await shop.order(cloud, 'o-a', { dealId, buy: 'open' });
    await payWith(ofLeader, 'o-a', a);
    await cloud.faults();
    const b = await shop.order(cloud, 'o-b', { dealId, buy: 'join', groupId: a.groupId ?? '' });
    await payWith(ofMember, 'o-b', b);
    await cloud.advance(2 * MINUTE + ofLeader.tailMs + ofMember.tailMs);
    return stateOf(dealId, { 'o-a': a.orderId, 'o-b': b.orderId });
  }

  test('in another order than the payments: the group of three forms with the last notice', async () => {
    const dealId = await shop.publish(cloud, { groupSize: 3 });
    const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    const b = await shop.order(cloud, 'o-b', { dealId, buy: 'join', groupId });
    const c = await shop.order(cloud, 'o-c', { dealId, buy: 'join', groupId });
    await cloud.pay('o-b', b.payment, { notifyAfterMs: 2 * MINUTE });
    await cloud.pay('o-c', c.payment, { notifyAfterMs: MINUTE });
    await cloud.advance(MINUTE);
    expect(await cloud.do('o-x', 'getGroup', { groupId })).toMatchObject({
      status: 'open',
      seatsHeld: 1,
      seatsLeft: 0,
    });
    await cloud.advance(MINUTE);
    expect(await cloud.do('o-x', 'getGroup', { groupId })).toMatchObject({ status: 'formed', seatsHeld: 0 });
  });

  test('before the answer of createOrder reached the buyer: the retry gives the answer that was lost', async () => {
    const dealId = await shop.publish(cloud, { stock: 5 });
    const ordering = shop.ordering({ dealId, buy: 'alone' });
    await cloud.faults({ match: { action: 'createOrder', call: 'database.insertDocument' }, kind: 'die-after' });
    await expect(cloud.ask('o-early', 'createOrder', ordering)).rejects.toThrow('createOrder');
    await cloud.faults();
    const [listed] = (await cloud.do('o-early', 'listOrders', {})).items;
    const orderId = listed?.orderId ?? '';
    const { payment } = await cloud.do('o-early', 'getPayment', { orderId });
    expect(await cloud.pay('o-early', payment)).toMatchObject({ status: 200 });
    expect(await cloud.do('o-early', 'createOrder', ordering)).toMatchObject({ orderId, payment, amountFen: 5000 });
    expect(await cloud.do('o-early', 'getOrder', { orderId })).toMatchObject({ status: 'issued' });
    expect(await shop.stockOf(cloud, dealId)).toBe(4);
  });

  test('after the group has failed: the refunded order stays refunded, once', async () => {
    const dealId = await shop.publish(cloud, { stock: 5 });
    const a = await shop.order(cloud, 'o-a', { dealId, buy: 'open' });
    await cloud.pay('o-a', a.payment, { notifyAfterMs: 25 * HOUR });
    await cloud.advance(26 * HOUR);
    expect(await stateOf(dealId, { 'o-a': a.orderId })).toMatchObject({
      views: [{ status: 'refunded', groupStatus: 'failed', refundedFen: 2990 }],
      stock: 5,
    });
    const rows = await cloud.query('transfers', { orderId: a.orderId });
    expect(rows.map(({ from, to, fen }) => [from, to, fen])).toEqual([
      ['wechat', 'escrow', 2990],
      ['escrow', 'wechat', 2990],
    ]);
  });
});

describe('late success', () => {
  /** A member's order of a group is closed unpaid; then others do something, and the payment comes all the same. */
  async function payLate(
    story: { readonly deal?: Partial<DealInput>; readonly ifFull?: IfFull; readonly quantity?: number },
    meanwhile: (dealId: string, groupId: string) => Promise<unknown>,
  ) {
    const dealId = await shop.publish(cloud, { stock: 5, ...story.deal });
    const { groupId = '' } = await shop.buy(cloud, 'o-lead', { dealId, buy: 'open' });
    const { ifFull = 'refund', quantity = 1 } = story;
    const late = await shop.order(cloud, 'o-late', { dealId, buy: 'join', groupId, ifFull, quantity });
    await cloud.advance(7 * MINUTE);
    expect(await cloud.do('o-late', 'getOrder', { orderId: late.orderId })).toMatchObject({ status: 'closed' });
    expect(await cloud.pay('o-late', late.payment)).toEqual({ status: 409, body: { error: 'ORDERCLOSED' } });
    await meanwhile(dealId, groupId);
    await cloud.faults({ match: {}, kind: 'paid-after-close' });
    expect(await cloud.pay('o-late', late.payment)).toMatchObject({ status: 200 });
    await cloud.faults();
    await cloud.advance(3 * MINUTE);
    return { dealId, groupId, orderId: late.orderId };
  }

  const lateOrder = (orderId: string) => cloud.do('o-late', 'getOrder', { orderId });
  const gone = { status: 'refunded', refunds: [{ reason: 'seat_lost', status: 'succeeded' }], vouchers: [] };

  test('the seat is still free: it is taken again and the group forms', async () => {
    const { dealId, orderId, groupId } = await payLate({}, nothing);
    expect(await lateOrder(orderId)).toMatchObject({ status: 'issued', groupId, groupStatus: 'formed' });
    expect(await shop.stockOf(cloud, dealId)).toBe(3);
  });

  test('the last seat went to another, ifFull refund: the money goes back, the group stays as it is', async () => {
    const taken = (dealId: string, groupId: string) => shop.buy(cloud, 'o-fast', { dealId, buy: 'join', groupId });
    const { dealId, orderId, groupId } = await payLate({}, taken);
    expect(await lateOrder(orderId)).toMatchObject({ ...gone, refundedFen: 2990 });
    const group = await cloud.do('o-fast', 'getGroup', { groupId });
    expect([group.status, group.members.length]).toEqual(['formed', 2]);
    expect(await shop.stockOf(cloud, dealId)).toBe(3);
    const [refund] = (await lateOrder(orderId)).refunds;
    expect(await shop.ledger(cloud, { [orderId]: 'L', [refund?.refundId ?? '']: 'RL' })).toEqual([
      ['pay:L', 'wechat', 'escrow', 2990],
      ['refund:RL', 'escrow', 'wechat', 2990],
    ]);
  });

  test('the last seat went to another, ifFull newGroup: the buyer leads a group of his own', async () => {
    const taken = (dealId: string, groupId: string) => shop.buy(cloud, 'o-fast', { dealId, buy: 'join', groupId });
    const { dealId, orderId, groupId } = await payLate({ ifFull: 'newGroup' }, taken);
    const order = await lateOrder(orderId);
    expect(order).toMatchObject({ status: 'paid', groupStatus: 'open', seatsLeft: 1 });
    expect(order.groupId).not.toBe(groupId);
    const led = await cloud.do('o-late', 'getGroup', { groupId: order.groupId ?? '' });
    expect(led.members).toEqual([{ nickname: '', isLeader: true, isYou: true }]);
    await shop.buy(cloud, 'o-next', { dealId, buy: 'join', groupId: order.groupId ?? '' });
    expect(await lateOrder(orderId)).toMatchObject({ status: 'issued', groupStatus: 'formed' });
    expect(await shop.stockOf(cloud, dealId)).toBe(1);
  });

  test.each([
    ['the deal was taken off the shelf', (dealId: string) => cloud.do(OWNER, 'unpublishDeal', { dealId })],
    ['the price has changed', (dealId: string) => rewrite(dealId, { groupPriceFen: 3990 })],
    ['the stock is gone', (dealId: string) => cloud.do(OWNER, 'adjustStock', { requestId: id(), dealId, delta: -3 })],
  ])('no seat, and %s: ifFull newGroup goes back as well', async (_name, change) => {
    const { orderId } = await payLate({ ifFull: 'newGroup' }, async (dealId, groupId) => {
      await shop.buy(cloud, 'o-fast', { dealId, buy: 'join', groupId });
      await change(dealId);
    });
    expect(await lateOrder(orderId)).toMatchObject({ ...gone, refundedFen: 2990 });
  });

  test('the limit was used up elsewhere: the money goes back', async () => {
    const elsewhere = (dealId: string) => shop.buy(cloud, 'o-late', { dealId, buy: 'alone', quantity: 2 });
    const { orderId } = await payLate({ deal: { limitPerBuyer: 3 }, quantity: 2 }, elsewhere);
    expect(await lateOrder(orderId)).toMatchObject({ ...gone, refundedFen: 5980 });
  });

  test('he sits in the group by a newer order: the money goes back', async () => {
    const again = (dealId: string, groupId: string) => shop.buy(cloud, 'o-late', { dealId, buy: 'join', groupId });
    const { orderId, groupId } = await payLate({ deal: { groupSize: 3 } }, again);
    expect(await lateOrder(orderId)).toMatchObject({ ...gone, refundedFen: 2990 });
    expect(await cloud.do('o-late', 'getGroup', { groupId })).toMatchObject({ status: 'open', seatsLeft: 1 });
  });

  test('its notice is lost: the buyer who comes back has WeChat asked, closed order or not', async () => {
    const dealId = await shop.publish(cloud);
    const { orderId, payment } = await shop.order(cloud, 'o-late', { dealId, buy: 'alone' });
    await cloud.advance(7 * MINUTE);
    expect(await cloud.do('o-late', 'confirmPayment', { orderId })).toEqual({ status: 'closed' });
    await cloud.faults({ match: {}, kind: 'paid-after-close' }, { match: payNotice, kind: 'drop-notify' });
    await cloud.pay('o-late', payment);
    expect(await lateOrder(orderId)).toMatchObject({ status: 'closed' });
    expect(await cloud.do('o-late', 'confirmPayment', { orderId })).toEqual({ status: 'issued' });
  });

  test('the group has ended: the money goes back', async () => {
    const { orderId, groupId } = await payLate({ deal: { windowMinutes: 10 } }, () => cloud.advance(10 * MINUTE));
    expect(await cloud.do('o-x', 'getGroup', { groupId })).toMatchObject({ status: 'failed' });
    expect(await lateOrder(orderId)).toMatchObject({ ...gone, refundedFen: 2990 });
  });

  test.each(['alone', 'open'] as const)('of an order to buy %s: stock is taken again', async (buy) => {
    const dealId = await shop.publish(cloud, { stock: 2 });
    const late = await shop.order(cloud, 'o-late', { dealId, buy });
    await cloud.advance(7 * MINUTE);
    await cloud.faults({ match: {}, kind: 'paid-after-close' });
    await cloud.pay('o-late', late.payment);
    await cloud.faults();
    const expected = buy === 'alone' ? { status: 'issued' } : { status: 'paid', groupStatus: 'open' };
    expect(await lateOrder(late.orderId)).toMatchObject(expected);
    expect(await shop.stockOf(cloud, dealId)).toBe(1);
    if (buy === 'open') {
      // Its window begins with the late payment, not with the order.
      expect(await lateOrder(late.orderId)).toMatchObject({ expiresAt: (await cloud.now()) + 24 * HOUR });
    }
  });

  const rewrite = (dealId: string, changes: Partial<DealInput>) =>
    cloud.do(OWNER, 'saveDeal', { requestId: id(), dealId, deal: shop.aDeal({ stock: 5, ...changes }) });
});

describe('refund', () => {
  const refundNotice = { function: 'refund-notify' };

  /** An alone order of 50.00 with 10.00 on their way back; gives how it stands after a while. */
  async function refundWith(fault: Fault, waitMs: number) {
    const dealId = await shop.publish(cloud);
    const { orderId } = await shop.buy(cloud, 'o-r', { dealId, buy: 'alone' });
    await cloud.faults(fault);
    const refund = { requestId: id(), orderId, amountFen: 1000, reason: '补偿' };
    const { refundId } = await cloud.do(OWNER, 'refundOrder', refund);
    await cloud.advance(waitMs);
    const { refundedFen, refunds } = await cloud.do('o-r', 'getOrder', { orderId });
    const ledger = await shop.ledger(cloud, { [orderId]: 'O', [refundId]: 'R' });
    return { orderId, refundId, refundedFen, statuses: refunds.map((each) => each.status), ledger };
  }

  const paid = ['pay:O', 'wechat', 'escrow', 5000];
  const back = ['refund:R', 'escrow', 'wechat', 1000];
  const succeeded = { refundedFen: 1000, statuses: ['succeeded'], ledger: [paid, back] };

  test.each([
    ['twice at once', { match: refundNotice, kind: 'duplicate-notify' }, 3 * MINUTE],
    ['at the second try', { match: refundNotice, kind: 'drop-notify', nth: 1 }, 4 * MINUTE],
    ['ten minutes late', { match: refundNotice, kind: 'delay-notify' }, 15 * MINUTE],
    [
      'repeated, because its function died after its update',
      { match: { ...refundNotice, call: 2 }, kind: 'die-after', nth: 1 },
      4 * MINUTE,
    ],
    ['while the outbox runs twice at once', { match: { function: 'deliver' }, kind: 'timer-double' }, 4 * MINUTE],
    [
      'although the outbox died before it wrote WeChat’s answer down',
      { match: { function: 'deliver', call: 'refund' }, kind: 'die-after', nth: 1 },
      8 * MINUTE,
    ],
    [
      'although WeChat’s answer was lost',
      { match: { function: 'deliver', call: 'refund' }, kind: 'lose-answer', nth: 1 },
      8 * MINUTE,
    ],
  ] as const)('notice %s: the money goes back once', async (_name, fault, waitMs) => {
    expect(await refundWith(fault, waitMs)).toMatchObject(succeeded);
  });

  test('notice in another order than the refunds: both succeed', async () => {
    const first = await refundWith({ match: refundNotice, kind: 'delay-notify', nth: 1 }, 2 * MINUTE);
    expect(first).toMatchObject({ refundedFen: 0, statuses: ['processing'], ledger: [paid] });
    const { orderId } = first;
    await cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId, amountFen: 500, reason: '再补' });
    await cloud.advance(2 * MINUTE);
    const between = await cloud.do('o-r', 'getOrder', { orderId });
    expect(between.refunds.map((refund) => refund.status)).toEqual(['processing', 'succeeded']);
    await cloud.advance(10 * MINUTE);
    expect(await cloud.do('o-r', 'getOrder', { orderId })).toMatchObject({ refundedFen: 1500 });
  });

  test('NOTENOUGH: kept, shown to the merchant, asked again under its number until there is money', async () => {
    await cloud.balance(0);
    const dealId = await shop.publish(cloud);
    const { orderId } = await shop.buy(cloud, 'o-r', { dealId, buy: 'alone' });
    await cloud.balance(0);
    const { refundId } = await cloud.do(OWNER, 'refundOrder', {
      requestId: id(),
      orderId,
      amountFen: 1000,
      reason: '补',
    });
    await cloud.forgetCalls();
    await cloud.advance(45 * MINUTE);
    const waiting = { refundId, status: 'waiting_for_funds', amountFen: 1000 };
    expect(await cloud.do(OWNER, 'getMerchantOrder', { orderId })).toMatchObject({
      refunds: [waiting],
      refundedFen: 0,
    });
    const asked = (await cloud.calls()).find((call) => call.function === 'deliver' && call.action === 'refund');
    expect(asked?.count).toBeGreaterThanOrEqual(4);
    await cloud.balance(1_000_000);
    await cloud.advance(15 * MINUTE);
    expect(await cloud.do('o-r', 'getOrder', { orderId })).toMatchObject({
      ...{ refundedFen: 1000, refunds: [{ refundId, status: 'succeeded' }] },
    });
    expect(await shop.ledger(cloud, { [orderId]: 'O', [refundId]: 'R' })).toEqual([paid, back]);
  });

  test('abnormal: it waits for a person, and the ledger says nothing went back', async () => {
    const fault = { match: { function: 'deliver' }, kind: 'refund-abnormal' } as const;
    expect(await refundWith(fault, 10 * MINUTE)).toMatchObject({
      refundedFen: 0,
      statuses: ['abnormal'],
      ledger: [paid],
    });
  });
});
