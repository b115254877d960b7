import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { auditAs } from '../../scripts/audit';
import type { DealInput } from '../../typings/deal';
import { DAY, MINUTE, startStory, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, OWNER } from './shop';

/** 合作门店: what is redeemed at a partner's store is his in part. */
let cloud: Story;
let own: string;
let partner: string;

beforeAll(async () => {
  cloud = await startStory();
  ({ storeId: own } = await shop.openShop(cloud));
  const store = { name: '合作店', address: '别路 2 号', partnerPercent: 15 };
  ({ storeId: partner } = await cloud.do(OWNER, 'saveStore', { requestId: id(), store }));
  await shop.hire(cloud, CLERK, { storeIds: [partner] });
});

afterAll(() => cloud.close());

const soon = () => cloud.advance(2 * MINUTE);

/** Units bought alone for 29.99 each; a moment passes, so that the ledger has the payment first. */
async function bought(quantity = 1, changes: Partial<DealInput> = {}): Promise<string> {
  const dealId = await shop.publish(cloud, { alonePriceFen: 2999, ...changes });
  const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity });
  await cloud.advance(1);
  return orderId;
}

async function redeem(orderId: string, storeId: string, n = 0, uses = 1) {
  const shown = (await shop.vouchers(cloud, 'o-a', orderId))[n];
  const receipt = await shop.redeem(cloud, CLERK, { code: shown?.code ?? '', storeId, uses });
  await cloud.advance(1);
  return receipt;
}

const refund = (orderId: string, amountFen?: number) =>
  cloud.do(OWNER, 'refundOrder', {
    ...{ requestId: id(), orderId, reason: '补偿' },
    ...(amountFen === undefined ? {} : { amountFen }),
  });

async function ledger(orderId: string): Promise<shop.LedgerRow[]> {
  const { refunds } = await cloud.do('o-a', 'getOrder', { orderId });
  const names = Object.fromEntries(refunds.map(({ refundId }, i) => [refundId, `back${String(i)}`]));
  const rows = await shop.ledger(cloud, { [orderId]: 'A', ...names });
  const named = (account: string) => account.replace(partner, 'STORE');
  return rows.map(([_id, from, to, fen]) => [_id, named(from), named(to), fen]);
}

async function expectAudited(): Promise<void> {
  const { lines } = await auditAs(['--url', cloud.url]);
  expect(lines.filter((line) => line.includes('VIOLATED') || line.startsWith('      '))).toEqual([]);
}

test('partner: each use redeemed at its store earns it its percentage, rounded down; at our own nothing', async () => {
  const orderId = await bought(2, { usesPerVoucher: 2 });
  await redeem(orderId, partner, 0, 2);
  await redeem(orderId, own, 1);
  await soon();
  expect(await ledger(orderId)).toEqual([
    ['pay:A', 'wechat', 'escrow', 5998],
    ['partner:AV01R1:1', 'merchant', 'partner:STORE', 225],
    ['partner:AV01R1:2', 'merchant', 'partner:STORE', 224],
    ['settle:AV01:1:0', 'escrow', 'merchant', 1500],
    ['settle:AV01:2:0', 'escrow', 'merchant', 1499],
    ['settle:AV02:1:0', 'escrow', 'merchant', 1500],
  ]);
  await expectAudited();
});

test('partner: a voucher that had settled by itself earns it as much, when it is redeemed there later', async () => {
  const orderId = await bought();
  await cloud.advance(8 * DAY);
  await redeem(orderId, partner);
  await soon();
  expect(await ledger(orderId)).toEqual([
    ['pay:A', 'wechat', 'escrow', 2999],
    ['settle:AV01:1:0', 'escrow', 'merchant', 2999],
    ['partner:AV01R1:1', 'merchant', 'partner:STORE', 449],
  ]);
});

test('partner: an undo takes its share back, also after seven days; redeemed elsewhere it has none', async () => {
  const orderId = await bought();
  const { redemptionId } = await redeem(orderId, partner);
  await cloud.do(OWNER, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' });
  await cloud.advance(8 * DAY);
  const later = await redeem(orderId, partner);
  await cloud.do(OWNER, 'undoRedemption', { requestId: id(), redemptionId: later.redemptionId, reason: '扫错了' });
  await cloud.advance(1);
  await redeem(orderId, own);
  await soon();
  expect(await ledger(orderId)).toEqual([
    ['pay:A', 'wechat', 'escrow', 2999],
    ['partner:AV01R1:1', 'merchant', 'partner:STORE', 449],
    ['settle:AV01:1:0', 'escrow', 'merchant', 2999],
    ['unpartner:AV01R1:1', 'partner:STORE', 'merchant', 449],
    ['unsettle:AV01:1:0', 'merchant', 'escrow', 2999],
    ['settle:AV01:1:1', 'escrow', 'merchant', 2999],
    ['partner:AV01R2:1', 'merchant', 'partner:STORE', 449],
    ['unpartner:AV01R2:1', 'partner:STORE', 'merchant', 449],
  ]);
  await expectAudited();
});

test('partner: of what is refunded it gives its part back, and keeps its percentage of the rest', async () => {
  const orderId = await bought();
  await refund(orderId, 99);
  await soon();
  await redeem(orderId, partner);
  await refund(orderId, 1000);
  await soon();
  await refund(orderId, 3);
  await soon();
  await refund(orderId);
  await soon();
  const rows = await ledger(orderId);
  expect(rows.filter(([_id]) => _id.includes('partner'))).toEqual([
    ['partner:AV01R1:1', 'merchant', 'partner:STORE', 435],
    ['unpartner:back1:AV01:1', 'partner:STORE', 'merchant', 150],
    ['unpartner:back2:AV01:1', 'partner:STORE', 'merchant', 1],
    ['unpartner:back3:AV01:1', 'partner:STORE', 'merchant', 284],
  ]);
  expect(shop.accounts(rows)).toEqual({ wechat: 0, escrow: 0, merchant: 0, 'partner:STORE': 0 });
  await expectAudited();
});

test('partner: its percentage is that of the redemption, whatever the store says later', async () => {
  const orderId = await bought(2);
  await redeem(orderId, partner);
  const store = { name: '合作店', address: '别路 2 号', partnerPercent: 50 };
  await cloud.do(OWNER, 'saveStore', { requestId: id(), storeId: partner, store });
  await redeem(orderId, partner, 1);
  await refund(orderId, 100);
  await soon();
  const rows = await ledger(orderId);
  expect(rows.filter(([_id]) => _id.includes('partner'))).toEqual([
    ['partner:AV01R1:1', 'merchant', 'partner:STORE', 449],
    ['partner:AV02R1:1', 'merchant', 'partner:STORE', 1499],
    ['unpartner:back0:AV01:1', 'partner:STORE', 'merchant', 15],
  ]);
});

test('partner: the statement of the shop is less by its share, that of the store says so', async () => {
  const days = { fromDay: '2030-01-01', toDay: '2031-12-31' };
  const all = await cloud.do(OWNER, 'getStatement', days);
  const there = await cloud.do(OWNER, 'getStatement', { ...days, storeId: partner });
  for (const { openingFen, settledFen, refundedFen, commissionFen, partnerFen, feeFen, closingFen } of [all, there]) {
    expect(openingFen + settledFen - refundedFen - commissionFen - partnerFen - feeFen).toBe(closingFen);
  }
  const rows = await cloud.query('transfers');
  const atPartner = rows.map(({ from, to, fen }) =>
    to === `partner:${partner}` ? Number(fen) : from === `partner:${partner}` ? -Number(fen) : 0,
  );
  expect(all.partnerFen).toBe(atPartner.reduce((total, fen) => total + fen, 0));
  expect(all.partnerFen).toBeGreaterThan(0);
});

test('partner and leader both have their part of one use', async () => {
  const commission = { kind: 'percent', value: 10 } as const;
  const dealId = await shop.publish(cloud, { mode: 'commission', commission, groupPriceFen: 2999 });
  const { orderIds } = await shop.formGroup(cloud, dealId, ['o-leader', 'o-a']);
  await cloud.advance(1);
  await redeem(orderIds[1] ?? '', partner);
  await soon();
  expect(shop.accounts(await ledger(orderIds[1] ?? ''))).toMatchObject({
    ...{ wechat: -2999, escrow: 0, merchant: 1201, 'partner:STORE': 1499 },
  });
  await expectAudited();
});
