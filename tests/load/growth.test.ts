import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { schema } from '../../cloudfunctions/schema/schema';
import { Durable } from '../../emulator/engine/durable';
import { Engine, type Document } from '../../emulator/engine/engine';
import type { GatewayCall } from '../../emulator/gateway/cloud-parts';
import { MINUTE } from '../story/cloud-driver';
import { buy, CLERK, formGroup, order, pay, publish, redeem, voucher } from '../story/shop';
import { patienceMs, say, size, startLoadShop, type LoadShop } from './load-shop';

const FEW = 200;
const MANY = size(20_000, 5_000);

const directories: string[] = [];
const open: LoadShop[] = [];
afterAll(async () => {
  for (const shop of open) await shop.close();
  for (const directory of directories) rmSync(directory, { recursive: true });
});

const newDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'tuanquan-'));
  directories.push(directory);
  return directory;
};

/** A shop that has traded before: `n` more orders, groups and transfers than were really made. */
async function grownShop(n: number): Promise<LoadShop> {
  const dataDirectory = newDirectory();
  const young = await startLoadShop({ dataDirectory });
  const dealId = await publish(young, { groupSize: 2 });
  await formGroup(young, dealId, ['o-first', 'o-second']);
  await young.timer('deliver');
  await young.advance(15 * MINUTE);
  await young.close();
  await multiply(dataDirectory, n);
  const grown = await startLoadShop({ dataDirectory }, true);
  open.push(grown);
  return grown;
}

/** Writes copies of what lies in a data directory, each with ids of its own. */
async function multiply(dataDirectory: string, n: number): Promise<void> {
  const engine = new Engine({ now: Date.now, id: () => '', refuseScans: false, conflictAt: 'operation' });
  const durable = Durable.open(dataDirectory, engine);
  engine.declare(schema);
  const firstOf = (collection: string): Document => engine.find(collection, { limit: 1 })[0] as Document;
  const models = { orders: firstOf('orders'), groups: firstOf('groups'), transfers: firstOf('transfers') };
  for (let i = 0; i < n; i += 1) {
    const name = `COPY${String(i).padStart(16, '0')}`;
    const own = { buyer: `o-${name}`, buyerKey: name, codes: [name], requestKeys: [name], groupId: name };
    engine.insert('orders', [{ ...models.orders, ...own, _id: name }]);
    engine.insert('groups', [{ ...models.groups, _id: name }]);
    engine.insert('transfers', [{ ...models.transfers, _id: name, orderId: name }]);
  }
  await durable.close();
}

/** What calls looked at: the documents examined in each collection, call by call. */
const looks = (calls: readonly GatewayCall[]): string[] =>
  calls.map(
    ({ action, trace }) => `${action} ${trace.map((each) => `${each.collection}:${String(each.examined)}`).join()}`,
  );

/** Redeems by token and by code, and pays in every way; gives what was looked at. */
async function trade(shop: LoadShop): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  const watch = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    await shop.forgetCalls();
    await act();
    seen[what] = looks(await shop.log());
  };
  const dealId = await publish(shop, { groupSize: 2 });
  const alone = await order(shop, 'o-alone', { dealId, buy: 'alone', quantity: 2 });
  await watch('pay alone', () => pay(shop, 'o-alone', alone));
  const led = await order(shop, 'o-leader', { dealId, buy: 'open' });
  await watch('pay as leader', () => pay(shop, 'o-leader', led));
  const wish = { dealId, buy: 'join', groupId: led.groupId ?? '' } as const;
  let last: Awaited<ReturnType<typeof order>> | undefined;
  await watch('order', async () => (last = await order(shop, 'o-last', wish)));
  await watch('pay as the last', () => pay(shop, 'o-last', last as NonNullable<typeof last>));
  const shown = await voucher(shop, 'o-last', last?.orderId ?? '');
  await watch('redeem a token', () => redeem(shop, CLERK, { token: shown.token ?? '' }));
  const { vouchers } = await shop.do('o-alone', 'getOrder', { orderId: alone.orderId });
  const { code } = await shop.do('o-alone', 'getVoucher', { voucherId: vouchers[1]?.voucherId ?? '' });
  await watch('redeem a code', () => redeem(shop, CLERK, { code }));
  await watch('look at a deal', () => shop.do('o-visitor', 'getDeal', { dealId }));
  await watch('list orders', () => shop.do('o-last', 'listOrders', {}));
  await watch('buy again', () => buy(shop, 'o-alone', { dealId, buy: 'alone' }));
  for (const timer of ['expire', 'settle']) await watch(timer, () => shop.timer(timer));
  return seen;
}

test(
  `growth: among ${String(MANY)} documents nothing looks at more of them than among ${String(FEW)}`,
  async () => {
    const seen = [];
    for (const n of [FEW, MANY]) {
      const shop = await grownShop(n);
      expect((await shop.query('orders')).length).toBe(n + 2);
      const startedAt = performance.now();
      seen.push(await trade(shop));
      say(
        `  growth: the same trade among ${String(n)} documents took ${(performance.now() - startedAt).toFixed(0)} ms`,
      );
      await shop.close();
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(Object.keys(seen[0] ?? {})).toHaveLength(11);
  },
  patienceMs(5),
);
