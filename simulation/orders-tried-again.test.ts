import { afterEach, expect, test } from '@jest/globals';

import { dayOf, startOfDay } from '../cloudfunctions/domain/time';
import type { Input } from '../typings/api';
import { complaints } from './complaints';
import { DAY_MS, emptyScene, HOUR_MS, MINUTE_MS, SECOND_MS } from './scene';
import { ask, cardDeal, OWNER, publish, shareDeal } from './shop';
import { createSimulation, type Simulation, type Snapshot } from './simulation';

/** Orders asked for twice, at once or after a crash, and payments that came late: places that were sold twice. */
let sim: Simulation;

afterEach(() => {
  sim.close();
});

type Wish = Input<'createOrder'>;

const once = { ...cardDeal, usesPerVoucher: 1 };
const noRefund = { anytime: false, onExpiry: false, restock: false };
const create = (who: string, wish: Wish) => sim.call(who, 'createOrder', wish);
const statuses = (): unknown[] => (sim.documents().orders ?? []).map(({ status }) => status);
const groupsNow = (): unknown[] => (sim.documents().groups ?? []).map(({ status, held }) => ({ status, held }));

async function opened(): Promise<void> {
  sim = createSimulation({ seed: 1 });
  await emptyScene(sim);
}

/** Somebody leads a group of a deal; gives the group's id. */
async function led(dealId: string): Promise<string> {
  const { groupId = '', payment } = await ask(sim, 'lin', 'createOrder', {
    ...{ requestId: 'open-lin-1', dealId, buy: 'open', quantity: 1 },
  });
  await sim.pay('lin', payment);
  return groupId;
}

/** The same moment with every one of some seeds: what two do at once comes in another order with each. */
async function withSeeds(from: Snapshot, count: number, happens: (seed: number) => Promise<void>): Promise<void> {
  for (let seed = 1; seed <= count; seed += 1) {
    sim = createSimulation({ seed, from });
    try {
      await happens(seed);
    } finally {
      sim.close();
    }
  }
}

function stood(): Snapshot {
  const from = sim.snapshot();
  sim.close();
  return from;
}

/** Somebody taps twice, and buys the same by another request between the taps. */
async function tapsTwice(wish: Wish, between: Wish) {
  const first = create('mei', wish);
  const second = create('mei', between).then(async (told) => {
    if (!told.ok) return told;
    await sim.pay('mei', told.data.payment);
    return create('mei', wish);
  });
  return Promise.all([first, second]);
}

test.each<[what: string, deal: typeof once | typeof shareDeal, join: boolean]>([
  ['of its own', once, false],
  ['in a group', { ...shareDeal, windowMinutes: 60 }, true],
])('an order %s, tapped twice with another one in between, holds what it is sold', async (_, deal, joins) => {
  await opened();
  const dealId = await publish(sim, 'deal-race', deal);
  const groupId = joins ? await led(dealId) : undefined;
  const alone: Wish = { requestId: 'request-B', dealId, buy: 'alone', quantity: 1 };
  const wish: Wish = { ...alone, requestId: 'request-A', ...(groupId === undefined ? {} : { buy: 'join', groupId }) };
  await withSeeds(stood(), 60, async (seed) => {
    await tapsTwice(wish, alone);
    expect([seed, ...complaints(sim)]).toEqual([seed]);
  });
});

test('another wish under the request id of a try that died takes a place of its own', async () => {
  await opened();
  const dealId = await publish(sim, 'deal-three', { ...once, stock: 5 });
  sim.faults.replace([{ match: { function: 'api', call: 'unifiedOrder' }, kind: 'die-before', nth: 1 }]);
  const wish = { requestId: 'request-1', dealId, buy: 'alone' } as const;
  await expect(create('mei', { ...wish, quantity: 1 })).rejects.toThrow('killed');
  expect(await create('mei', { ...wish, quantity: 3 })).toMatchObject({ ok: true, data: { amountFen: 30_000 } });
  expect(sim.look('deals').get(dealId)).toMatchObject({ free: 1 });
  expect(await create('mei', { ...wish, quantity: 1 })).toMatchObject({ error: 'REQUEST_ID_REUSED' });
  await sim.advance(HOUR_MS);
  expect(sim.look('deals').get(dealId)).toMatchObject({ free: 5 });
  expect(complaints(sim)).toEqual([]);
});

test('a try long after the first one died, in the moment of the sweep: no order without stock', async () => {
  await opened();
  const dealId = await publish(sim, 'deal-sweep', { ...shareDeal, groupSize: 3, windowMinutes: 60 });
  const groupId = await led(dealId);
  const wish: Wish = { requestId: 'request-1', dealId, buy: 'join', groupId, quantity: 1 };
  sim.faults.replace([{ match: { function: 'api', call: 'unifiedOrder' }, kind: 'die-before', nth: 1 }]);
  await expect(create('mei', wish)).rejects.toThrow('killed');
  await sim.advance(6 * MINUTE_MS + 50 * SECOND_MS);
  sim.faults.replace([{ match: { function: 'expire' }, kind: 'timer-skip' }]);
  await sim.advance(15 * SECOND_MS);
  await withSeeds(stood(), 60, async (seed) => {
    const [, told] = await Promise.all([sim.timer('expire'), create('mei', wish)]);
    const deal = sim.look('deals').get(dealId);
    const holds = Object.keys(deal?.holds ?? {});
    if (told.ok) expect([seed, holds]).toEqual([seed, expect.arrayContaining([told.data.orderId])]);
  });
});

test('two taps on a seat while the last unit goes: sold out, for whoever comes too late', async () => {
  await opened();
  const dealId = await publish(sim, 'deal-last', { ...shareDeal, groupSize: 3, stock: 2, windowMinutes: 60 });
  const groupId = await led(dealId);
  const wish: Wish = { requestId: 'request-A', dealId, buy: 'join', groupId, quantity: 1 };
  await withSeeds(stood(), 40, async (seed) => {
    const other = create('hua', { requestId: 'request-B', dealId, buy: 'alone', quantity: 1 });
    const told = await Promise.all([create('mei', wish), create('mei', wish), other]);
    const words = told.map((its) => (its.ok ? 'ok' : its.error)).join();
    expect([seed, words]).toEqual([seed, expect.stringMatching(/^(ok,ok,SOLD_OUT|SOLD_OUT,SOLD_OUT,ok)$/)]);
  });
});

test('who asks again after the deal was changed does not pay another price than he saw', async () => {
  await opened();
  const dealId = await publish(sim, 'deal-price', { ...once, alonePriceFen: 5000 });
  sim.faults.replace([{ match: { function: 'api', call: 'unifiedOrder' }, kind: 'die-before', nth: 1 }]);
  const wish: Wish = { requestId: 'request-1', dealId, buy: 'alone', quantity: 1, version: 1 };
  await expect(create('mei', wish)).rejects.toThrow('killed');
  await ask(sim, OWNER, 'saveDeal', { requestId: 'deal-dearer', dealId, deal: { ...once, alonePriceFen: 9000 } });
  expect(await create('mei', wish)).toMatchObject({ ok: false, error: 'DEAL_CHANGED' });
});

test.each([4, 5])(
  'a late payment cut short after its call %i, then too late for its group: it pays one seat',
  async (call) => {
    await opened();
    const dealId = await publish(sim, 'deal-ghost', shareDeal);
    const groupId = await led(dealId);
    await sim.advance(MINUTE_MS);
    const join = { requestId: 'join-mei-1', dealId, buy: 'join', groupId, quantity: 1, ifFull: 'newGroup' } as const;
    const { payment } = await ask(sim, 'mei', 'createOrder', join);
    await sim.advance(7 * MINUTE_MS + 50 * SECOND_MS);
    sim.faults.replace([
      { match: { call: 'pay' }, kind: 'paid-after-close' },
      { match: { function: 'pay-notify', call }, kind: 'die-after', nth: 1 },
    ]);
    await sim.pay('mei', payment);
    await sim.advance(HOUR_MS);
    expect(groupsNow()).toEqual([
      { status: 'failed', held: 0 },
      { status: 'failed', held: 0 },
    ]);
    expect(statuses()).toEqual(['refunded', 'refunded']);
    expect(complaints(sim)).toEqual([]);
  },
);

test('a late payment beside a new try to join: one person sits in the group once', async () => {
  await opened();
  const dealId = await publish(sim, 'deal-twice', { ...shareDeal, groupSize: 3, windowMinutes: 60 });
  const groupId = await led(dealId);
  const join = { dealId, buy: 'join', groupId, quantity: 1 } as const;
  const { payment } = await ask(sim, 'mei', 'createOrder', { requestId: 'request-A', ...join });
  await sim.advance(8 * MINUTE_MS);
  await withSeeds(stood(), 40, async (seed) => {
    sim.faults.replace([{ match: { call: 'pay' }, kind: 'paid-after-close' }]);
    await Promise.all([sim.pay('mei', payment), create('mei', { requestId: 'request-B', ...join })]);
    const seats = Object.values((sim.look('groups').get(groupId)?.seats ?? {}) as Record<string, { person: string }>);
    expect([seed, seats.map(({ person }) => person)]).toEqual([seed, ['lin', 'mei']]);
  });
});

/** Three minutes before the end of a voucher's only day; gives that midnight. */
async function beforeMidnight(): Promise<number> {
  await opened();
  const midnight = startOfDay(dayOf(sim.clock.now())) + DAY_MS;
  await sim.advance(midnight - sim.clock.now() - 3 * MINUTE_MS);
  return midnight;
}

test('a late payment for vouchers whose day is over goes back, though the deal’s day was moved on', async () => {
  const midnight = await beforeMidnight();
  const rules = { ...once, refund: noRefund, validity: { untilDay: dayOf(sim.clock.now()) } };
  const dealId = await publish(sim, 'deal-today', rules);
  const { payment } = await ask(sim, 'mei', 'createOrder', {
    requestId: 'request-1',
    dealId,
    buy: 'alone',
    quantity: 1,
  });
  const longer = { ...rules, validity: { untilDay: dayOf(midnight + 30 * DAY_MS) } };
  await ask(sim, OWNER, 'saveDeal', { requestId: 'deal-longer', dealId, deal: longer });
  await sim.advance(8 * MINUTE_MS);
  expect(statuses()).toEqual(['closed']);
  sim.faults.replace([{ match: { call: 'pay' }, kind: 'paid-after-close' }]);
  await sim.pay('mei', payment);
  await sim.advance(HOUR_MS);
  expect(statuses()).toEqual(['refunded']);
});

test.each<[what: string, wish: Partial<Wish>]>([
  ['a voucher', { buy: 'alone' }],
  ['a group', { buy: 'open' }],
])('%s paid in time, of which WeChat tells when its only day is over: the money goes back', async (_, how) => {
  await beforeMidnight();
  const deal = { ...shareDeal, refund: noRefund, validity: { untilDay: dayOf(sim.clock.now()) } };
  const dealId = await publish(sim, 'deal-today', deal);
  const wish = { requestId: 'request-1', dealId, buy: 'alone', quantity: 1, ...how } as const;
  const { payment } = await ask(sim, 'mei', 'createOrder', wish);
  const told = sim.pay('mei', payment, 4 * MINUTE_MS);
  await sim.advance(HOUR_MS);
  await told;
  expect(statuses()).toEqual(['refunded']);
  expect(await ask(sim, OWNER, 'getBalance', {})).toMatchObject({ earnedFen: 0, escrowFen: 0 });
  expect(complaints(sim)).toEqual([]);
});

test('a group of today whose last payment was cut short at midnight fails: it has nothing to give', async () => {
  const midnight = await beforeMidnight();
  const deal = { ...shareDeal, groupSize: 2, refund: noRefund, validity: { untilDay: dayOf(sim.clock.now()) } };
  const dealId = await publish(sim, 'deal-today', deal);
  const groupId = await led(dealId);
  const { payment } = await ask(sim, 'mei', 'createOrder', {
    ...{ requestId: 'join-mei-1', dealId, buy: 'join', groupId, quantity: 1 },
  });
  await sim.advance(midnight - sim.clock.now() - SECOND_MS);
  sim.faults.replace([{ match: { function: 'pay-notify', call: 2 }, kind: 'die-before', nth: 1 }]);
  await sim.pay('mei', payment);
  await sim.advance(HOUR_MS);
  expect(groupsNow()).toEqual([{ status: 'failed', held: 0 }]);
  expect(statuses()).toEqual(['refunded', 'refunded']);
  expect(await ask(sim, OWNER, 'getBalance', {})).toMatchObject({ earnedFen: 0, escrowFen: 0 });
  expect(complaints(sim)).toEqual([]);
});

test('a group that ends in the run in which its last held seat is found paid gives all its stock back', async () => {
  await opened();
  const dealId = await publish(sim, 'deal-three', { ...shareDeal, groupSize: 3, windowMinutes: 10 });
  const groupId = await led(dealId);
  const { payment } = await ask(sim, 'mei', 'createOrder', {
    ...{ requestId: 'join-mei-1', dealId, buy: 'join', groupId, quantity: 1 },
  });
  sim.faults.replace([{ match: { function: 'pay-notify', call: 2 }, kind: 'die-before', nth: 1 }]);
  await sim.pay('mei', payment);
  await sim.leap(13 * MINUTE_MS);
  await sim.timer('expire');
  expect(groupsNow()).toEqual([{ status: 'failed', held: 0 }]);
  await sim.advance(HOUR_MS);
  expect(statuses()).toEqual(['refunded', 'refunded']);
  expect(complaints(sim)).toEqual([]);
});

test('a try that was cut short while it let go hears, asked again, that its group is full now', async () => {
  await opened();
  const dealId = await publish(sim, 'deal-two', { ...shareDeal, groupSize: 2 });
  const groupId = await led(dealId);
  const joins = (who: string): Wish => ({ requestId: `join-${who}-1`, dealId, buy: 'join', groupId, quantity: 1 });
  const dies = { match: { action: 'createOrder', call: 6 }, kind: 'die-before', nth: 1 } as const;
  sim.faults.replace([{ match: { action: 'createOrder' }, kind: 'prepay-fails', nth: 1 }, dies]);
  await create('mei', joins('mei')).catch(() => undefined);
  sim.faults.replace([]);
  const { payment } = await ask(sim, 'hua', 'createOrder', joins('hua'));
  expect(await create('mei', joins('mei'))).toMatchObject({ ok: false, error: 'GROUP_FULL' });
  await sim.pay('hua', payment);
  expect(await create('mei', joins('mei'))).toMatchObject({ ok: false, error: 'GROUP_NOT_OPEN' });
  await sim.advance(HOUR_MS);
  expect(complaints(sim)).toEqual([]);
});

test('who pays late leads no new group where today’s limit leaves him none', async () => {
  await opened();
  const deal = { ...shareDeal, groupSize: 2 };
  const dealId = await publish(sim, 'deal-two', deal);
  const alone = await ask(sim, 'mei', 'createOrder', { requestId: 'alone-mei', dealId, buy: 'alone', quantity: 3 });
  await sim.pay('mei', alone.payment);
  const groupId = await led(dealId);
  const joins = { dealId, buy: 'join', groupId, quantity: 1 } as const;
  const late = await ask(sim, 'mei', 'createOrder', { ...joins, requestId: 'join-mei-1', ifFull: 'newGroup' });
  await sim.advance(7 * MINUTE_MS);
  const hua = await ask(sim, 'hua', 'createOrder', { ...joins, requestId: 'join-hua-1' });
  await sim.pay('hua', hua.payment);
  await ask(sim, OWNER, 'saveDeal', { requestId: 'two-each', dealId, deal: { ...deal, limitPerBuyer: 2 } });
  sim.faults.replace([{ match: { call: 'pay' }, kind: 'paid-after-close' }]);
  await sim.pay('mei', late.payment);
  await sim.advance(HOUR_MS);
  expect(sim.look('orders').get(late.orderId)).toMatchObject({ status: 'refunded', buy: 'join' });
  expect(complaints(sim)).toEqual([]);
});

test('a group opens with time to be paid for before the sale ends, or not at all', async () => {
  await opened();
  const saleEndsAt = sim.clock.now() + 10 * MINUTE_MS;
  const dealId = await publish(sim, 'deal-sale', { ...shareDeal, saleEndsAt });
  const wish = { dealId, quantity: 1 };
  await sim.advance(8 * MINUTE_MS);
  const opens = { ...wish, requestId: 'open-lin-1', buy: 'open' } as const;
  expect(await create('lin', opens)).toMatchObject({ data: { payBy: saleEndsAt } });
  await sim.advance(MINUTE_MS);
  const refused = { ok: false, error: 'DEAL_NOT_ON_SALE' };
  expect(await create('hua', { ...opens, requestId: 'open-hua-1' })).toMatchObject(refused);
  const alone = { ...wish, requestId: 'alone-hua', buy: 'alone' } as const;
  expect(await create('hua', alone)).toMatchObject({ data: { payBy: sim.clock.now() + 5 * MINUTE_MS } });
});
