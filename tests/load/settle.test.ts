import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Fault } from '../../emulator/faults/faults';
import type { Output } from '../../typings/api';
import { DAY, MINUTE } from '../story/cloud-driver';
import { ordering, publish } from '../story/shop';
import { answerOf, asks, pays } from './fire';
import { patienceMs, progress, say, size, startLoadShop, type LoadShop } from './load-shop';

/** Two vouchers an order, 4.99 each. */
const ORDERS = size(2500, 600);
const UNITS = 2;
const FEN = 499;
const AT_ONCE = 250;

const directory = mkdtempSync(join(tmpdir(), 'tuanquan-'));
let shop: LoadShop;

beforeAll(async () => {
  shop = await startLoadShop({ dist: hastyDist() });
});
afterAll(async () => {
  await shop.close();
  rmSync(directory, { recursive: true });
});

/** The built functions, but `settle` has one second. */
function hastyDist(): string {
  cpSync(resolve(__dirname, '../../dist'), directory, { recursive: true });
  const path = join(directory, 'cloudfunctions/settle/config.json');
  const config = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...config, timeout: 1 }));
  return directory;
}

/**
 * Its ninth and its eleventh call take half a second, so its time is over when five pages, 500 vouchers, are done; on a
 * busy machine it may be fewer.
 */
const outOfTime: readonly Fault[] = [9, 11, 13].map((call) => ({
  ...{ match: { function: 'settle', call }, kind: 'delay' },
}));

/** The run dies behind its nth call, before it has its answer. */
const dies = (call: number): Fault => ({ match: { function: 'settle', call }, kind: 'die-after', nth: 1 });

/** Buys and pays for all orders, some of each deal at a time; gives their ids. */
async function buyAll(): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < ORDERS) {
    const dealId = await publish(shop, { stock: AT_ONCE * UNITS, alonePriceFen: FEN, groupPriceFen: FEN - 1 });
    const n = Math.min(AT_ONCE, ORDERS - ids.length);
    const people = Array.from({ length: n }, (_, i) => `o-guest-${String(ids.length + i)}`);
    const wish = { dealId, buy: 'alone', quantity: UNITS } as const;
    const made = await shop.fire(
      'ordering',
      people.map((person) => asks(person, 'createOrder', ordering(wish))),
    );
    const orders = made.map((hit) => (answerOf(hit) as { data: Output<'createOrder'> }).data);
    await shop.fire(
      'paying',
      orders.map(({ payment }, i) => pays(people[i] ?? '', payment)),
    );
    ids.push(...orders.map(({ orderId }) => orderId));
    progress('settle, bought', ids.length, ORDERS);
  }
  return ids;
}

const settledOrders = async (): Promise<number> =>
  (await shop.query('orders', { settledAt: { $ne: null }, status: 'issued' })).length;

/** A run as its timer makes it: whether it came to its end is nobody's answer. */
const tick = (): Promise<unknown> => shop.timer('settle').catch(() => undefined);

test(
  `settle: ${String(ORDERS * UNITS)} vouchers due at once, too many for one run, killed twice: each once`,
  async () => {
    const ids = await buyAll();
    expect(ids).toHaveLength(ORDERS);
    // Rows of payments and shipping first, so that what is posted afterwards is the settlement alone.
    await shop.advance(DAY);
    expect(await shop.query('orders', { deliverAt: { $ne: null } })).toEqual([]);
    await shop.advance(6 * DAY - 10 * MINUTE);
    await shop.faults({ match: {}, kind: 'timer-skip' });
    await shop.advance(20 * MINUTE);
    expect(await settledOrders()).toBe(0);

    const startedAt = performance.now();
    const done: number[] = [];
    while ((done.at(-1) ?? 0) < ORDERS) {
      // Dies behind an update that was made, and behind a page that was read.
      const mishaps = done.length === 1 ? [dies(4)] : done.length === 2 ? [dies(3)] : [];
      await shop.faults(...outOfTime, ...mishaps);
      await tick();
      await shop.faults();
      const settled = await settledOrders();
      expect(settled).toBeGreaterThan(done.at(-1) ?? 0);
      done.push(settled);
      progress('settle, orders', settled, ORDERS);
    }
    say(`  settle: after each run ${done.join(', ')} orders, ${(performance.now() - startedAt).toFixed(0)} ms in all`);
    expect(done[0]).toBeLessThanOrEqual(6 * 50);
    expect((done[1] ?? 0) - (done[0] ?? 0)).toBe(2 * 50);
    expect((done[2] ?? 0) - (done[1] ?? 0)).toBe(50);

    // Twice more, and two at once: nothing is due any more.
    await shop.faults({ match: { function: 'settle' }, kind: 'timer-double' });
    await tick();
    await shop.faults();
    await shop.advance(2 * 60 * MINUTE);
    const rows = (await shop.query('transfers')).map(({ _id, from, to, fen }) => [_id, from, to, fen].join(' '));
    expect(rows.sort()).toEqual(
      ids
        .flatMap((id) => [
          `pay:${id} wechat escrow 998`,
          `settle:${id}V01:1:0 escrow merchant 499`,
          `settle:${id}V02:1:0 escrow merchant 499`,
        ])
        .sort(),
    );
  },
  patienceMs(15),
);
