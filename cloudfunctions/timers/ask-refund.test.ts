import { afterEach, expect, test } from '@jest/globals';

import { payAccounts, payOrders } from '../../emulator/pay/collections';
import { createSimulation, type Simulation } from '../../simulation/simulation';
import type { Merchant } from '../domain/merchant';
import type { Order } from '../domain/order';
import { newRefund } from '../domain/refund';
import { HOUR_MS, MINUTE_MS } from '../domain/time';
import { aMerchant, anOrder, NOON } from '../views/documents-for-tests';

let sim: Simulation;

afterEach(() => {
  sim.close();
});

/** A shop, by the number under which WeChat Pay knows it. */
const shop = (subMchId: string): Merchant => ({
  ...{ ...aMerchant(), _id: `M${subMchId}`, merchantId: `M${subMchId}`, requestKeys: [subMchId] },
  ...{ appid: `wx${subMchId}`, subMchId, owner: `owner-${subMchId}` },
});

const LARGE = '1900000001';
const SMALL = '1900000002';

/** An order of a shop, of which a sum is to go back. */
function refunding(subMchId: string, n: number, amountFen = 1000): Order {
  const _id = `${subMchId.slice(-1)}${String(n).padStart(19, '0')}`;
  const why = { kind: 'sum', reason: '补偿', by: 'wang' } as const;
  const refund = newRefund({ ...why, amountFen, at: NOON, took: [], restock: 0 });
  return anOrder({
    ...{
      _id,
      merchantId: `M${subMchId}`,
      requestKeys: [_id],
      buyerKey: _id,
      codes: [_id],
      groupId: null,
      buy: 'alone',
    },
    ...{ refunds: { [`R${_id}`]: refund }, refundSeq: 1, shippedAt: NOON, deliverAt: NOON, unposted: true },
  });
}

/** The same order as WeChat Pay has it. */
const atWeChat = ({ _id: outTradeNo, merchantId, amountFen }: Order) => ({
  ...{ _id: `${merchantId.slice(1)}:${outTradeNo}`, subMchId: merchantId.slice(1), outTradeNo, appid: 'wx1' },
  ...{ openid: 'ming', prepayId: outTradeNo, totalFeeFen: amountFen, body: '', attach: '', envId: '', parameters: '' },
  ...{ functionName: '', createdAt: NOON, payableUntil: NOON, closedAt: null, paidAt: NOON, transactionId: outTradeNo },
  ...{ refundedFen: 0, refundParts: 0, lastRefundAt: null },
});

/** At noon these shops are to give back these sums, and WeChat has so much money for each of them (fen). */
function begin(balances: Readonly<Record<string, number>>, orders: readonly Order[]): void {
  const accounts = Object.entries(balances).map(([_id, balanceFen]) => ({ _id, balanceFen }));
  const documents = {
    ...{ merchants: Object.keys(balances).map(shop), orders, [payOrders]: orders.map(atWeChat) },
    [payAccounts]: accounts.map((account) => ({ ...account, second: 0, accepted: 0, refused: 0 })),
  };
  const from = { now: NOON, idsGiven: 0, documents: JSON.parse(JSON.stringify(documents)) as Record<string, []> };
  sim = createSimulation({ seed: 1, from });
}

const many = (count: number, subMchId: string, amountFen?: number): Order[] =>
  Array.from({ length: count }, (_, n) => refunding(subMchId, n, amountFen));

/** How many refunds of a shop are in each status. */
function statusesOf(subMchId: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const order of (sim.documents().orders ?? []) as unknown as Order[]) {
    if (order.merchantId !== `M${subMchId}`) continue;
    for (const { status } of Object.values(order.refunds)) counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

/** How often WeChat was asked for a refund, in each run of the timer. */
function askedInEachRun(): number[] {
  const times = sim.calls().flatMap(({ action, startedAt }) => (action === 'refund' ? [startedAt] : []));
  return [...new Set(times)].map((time) => times.filter((at) => at === time).length);
}

const toldOwners = (): number => sim.documents().messages?.filter(({ kind }) => kind === WAITS).length ?? 0;
const WAITS = 'refund_waiting_for_funds';

test('refunds: a shop with an empty account leaves the others their turn', async () => {
  begin({ [LARGE]: 0, [SMALL]: 100_000 }, [...many(60, LARGE), refunding(SMALL, 0)]);
  await sim.timer('deliver');
  expect(statusesOf(SMALL)).toEqual({ processing: 1 });
  await sim.advance(MINUTE_MS);
  expect(statusesOf(SMALL)).toEqual({ succeeded: 1 });
});

test('refunds: many shops with empty accounts err less each, and every one has its turn', async () => {
  const numbers = Array.from({ length: 9 }, (_, i) => String(1_900_000_001 + i));
  const empty = numbers.slice(0, -1);
  const balances = Object.fromEntries(numbers.map((number) => [number, empty.includes(number) ? 0 : 100_000]));
  begin(balances, [...empty.flatMap((number) => many(10, number)), ...many(10, numbers.at(-1) ?? '')]);
  await sim.timer('deliver');
  expect(statusesOf(numbers.at(-1) ?? '')).toEqual({ processing: 10 });
  expect(empty.map(statusesOf)).toEqual(empty.map(() => ({ waiting_for_funds: 10 })));
  expect(askedInEachRun()).toEqual([20 + (empty.length - 4) + 10]);
});

test('refunds: those for which WeChat was not asked wait too, and the owner is told of each', async () => {
  begin({ [LARGE]: 0 }, many(60, LARGE));
  await sim.timer('deliver');
  expect(statusesOf(LARGE)).toEqual({ waiting_for_funds: 60 });
  expect(askedInEachRun()).toEqual([5]);
  expect(toldOwners()).toBe(60);
});

test('refunds: what is smaller than anything the account lacked is asked for in the next run', async () => {
  begin({ [LARGE]: 500 }, [...many(10, LARGE), refunding(LARGE, 90, 400)]);
  await sim.timer('deliver');
  expect(statusesOf(LARGE)).toEqual({ waiting_for_funds: 10, pending: 1 });
  await sim.advance(2 * MINUTE_MS);
  expect(statusesOf(LARGE)).toEqual({ waiting_for_funds: 10, succeeded: 1 });
});

test('refunds: an account that stays empty is asked less and less, but every hour, and then pays all', async () => {
  begin({ [LARGE]: 0 }, many(30, LARGE));
  await sim.advance(2 * HOUR_MS);
  const early = askedInEachRun();
  expect(Math.max(...early)).toBe(5);
  sim.forgetCalls();
  await sim.advance(22 * HOUR_MS);
  sim.forgetCalls();
  await sim.advance(2 * HOUR_MS);
  expect(askedInEachRun().length).toBeGreaterThan(1);
  expect(askedInEachRun().length).toBeLessThan(early.length / 2);
  expect(toldOwners()).toBe(30);
  sim.setMerchantBalance(1_000_000);
  await sim.advance(HOUR_MS + 2 * MINUTE_MS);
  expect(statusesOf(LARGE)).toEqual({ succeeded: 30 });
});
