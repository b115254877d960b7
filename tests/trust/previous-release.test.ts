import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { startCloud, type Cloud } from '../../emulator/cloud';
import { auditAs } from '../../scripts/audit';
import { DAY, drive, HOUR, MINUTE, SECOND, type Driver } from '../story/cloud-driver';
import * as shop from '../story/shop';
import { CLERK, id, MANAGER, OWNER } from '../story/shop';
import { PARTNER_CLERK } from './previous-release/past';
import { LAST_HOUR } from './previous-release/present';
import type { Asked } from './previous-release/recorder';
import { asked, repeat } from './previous-release/repeat';
import { keptDocuments, layOut, recordedReads, recordedSteps } from './previous-release/sample';

/**
 * What the previous release left in its database goes on under the functions of this one. How the sample was taken is
 * told in previous-release/README.md.
 */
const root = resolve(__dirname, '../..');

describe('the previous release’s data under this release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tuanquan-previous-'));
  let running: Cloud;
  let cloud: Driver;

  beforeAll(async () => {
    await layOut(folder, keptDocuments());
    const log = (): void => undefined;
    running = await startCloud({ port: 0, dist: join(root, 'dist'), dataDirectory: folder, refuseScans: true, log });
    cloud = drive(running);
  });

  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true });
  });

  const holds = async () => (await auditAs(['--data', folder])).lines.filter((line) => !/^I\d+ +ok/.test(line));
  const orderOf = async (buyer: string) => {
    const [card] = (await cloud.do(buyer, 'listOrders', {})).items;
    return cloud.do(buyer, 'getOrder', { orderId: card?.orderId ?? '' });
  };
  const everything = async () => {
    const collections = new Set(keptDocuments().map(({ collection }) => collection));
    const ours = [...collections].filter((collection) => !collection.startsWith('sys_'));
    return Promise.all(ours.map((collection) => cloud.query(collection)));
  };

  test('every invariant holds on it', async () => {
    expect(await cloud.now()).toBeGreaterThan(LAST_HOUR);
    expect(await holds()).toEqual(['Everything holds.']);
  });

  test('everybody reads what he read before, to the fen, and nothing is changed by it', async () => {
    const before = await everything();
    const reads = recordedReads();
    expect(reads.length).toBeGreaterThan(400);
    expect(await repeat(cloud, reads)).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  test('what was done is not done again: each request gets its first answer', async () => {
    const before = await everything();
    const requests = asked(recordedSteps()).filter(isDoneOnce);
    expect(requests.length).toBeGreaterThan(80);
    expect(await repeat(cloud, requests)).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  test('a redemption of the last hour is undone: at home, at the partner’s, of settled money', async () => {
    const undo = async (clerk: string, buyer: string) => {
      const { items } = await cloud.do(clerk, 'listRedemptions', {});
      const { orderId } = await orderOf(buyer);
      const row = items.find(({ voucherId, canUndo }) => canUndo && voucherId.startsWith(orderId));
      const wish = { requestId: id(), redemptionId: row?.redemptionId ?? '', reason: '扫错了' };
      return cloud.do(clerk, 'undoRedemption', wish);
    };
    expect(await undo(CLERK, 'o-card-2')).toEqual({ usesLeft: 4 });
    expect(await undo(PARTNER_CLERK, 'o-card-1')).toEqual({ usesLeft: 3 });
    expect(await undo(CLERK, 'o-a')).toEqual({ usesLeft: 1 });
  });

  test('one that a refund has touched since is not undone', async () => {
    const { orderId } = await orderOf('o-unposted');
    const { refundableFen } = await cloud.do(OWNER, 'getMerchantOrder', { orderId });
    await cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId, amountFen: refundableFen, reason: '全退' });
    const undo = { requestId: id(), redemptionId: `${orderId}V01R1`, reason: '扫错了' };
    expect(await cloud.refusal(CLERK, 'undoRedemption', undo)).toEqual({ error: 'UNDO_NOT_ALLOWED' });
  });

  test('an unpaid order is paid; the seat that was held too, and the last member forms the group', async () => {
    for (const buyer of ['o-unpaid', 'o-held']) {
      const { orderId } = await orderOf(buyer);
      await shop.pay(cloud, buyer, await cloud.do(buyer, 'getPayment', { orderId }));
    }
    expect(await orderOf('o-unpaid')).toMatchObject({ status: 'issued' });
    expect(await orderOf('o-held')).toMatchObject({ status: 'paid', groupStatus: 'open', seatsLeft: 1 });
    for (const [leader, member] of [
      ['o-host', 'o-third'],
      ['o-leader', 'o-last'],
    ] as const) {
      const { dealId, groupId = '' } = await orderOf(leader);
      await shop.buy(cloud, member, { dealId, buy: 'join', groupId });
      expect(await orderOf(leader)).toMatchObject({ status: 'issued', groupStatus: 'formed' });
      expect(await orderOf(member)).toMatchObject({ status: 'issued' });
    }
    expect(await orderOf('o-held')).toMatchObject({ status: 'issued' });
  });

  test('the merchant fills the last seat of a group that knows nothing of filled seats', async () => {
    const { groupId = '' } = await orderOf('o-fill-1');
    const filled = await cloud.do(MANAGER, 'fillSeats', { requestId: id(), groupId, seats: 1 });
    expect(filled).toMatchObject({ status: 'formed', filledSeats: 1 });
    expect(await orderOf('o-fill-2')).toMatchObject({ status: 'issued' });
  });

  test('vouchers are redeemed and undone at the partner’s, where he earns from now on', async () => {
    const { orderId } = await orderOf('o-untouched');
    const [one, two] = await shop.vouchers(cloud, 'o-untouched', orderId);
    const { redemptionId } = await shop.redeem(cloud, PARTNER_CLERK, { code: one?.code ?? '' });
    await cloud.advance(SECOND);
    const undo = { requestId: id(), redemptionId, reason: '扫错了' };
    expect(await cloud.do(PARTNER_CLERK, 'undoRedemption', undo)).toEqual({ usesLeft: 1 });
    await shop.redeem(cloud, PARTNER_CLERK, { token: two?.token ?? '' });
    await cloud.advance(2 * MINUTE);
    const rows = await cloud.query('transfers', { orderId });
    const earned = rows.filter(({ to, from }) => [String(to), String(from)].some((at) => at.startsWith('partner:')));
    expect(earned.map(({ fen }) => fen)).toEqual([1320, 1320, 1320]);
  });

  test('money goes back: a sum, a voucher, and by hand what WeChat could not bring', async () => {
    const { orderId } = await orderOf('o-parts');
    await cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId, amountFen: 5000, reason: '补偿' });
    const again = await orderOf('o-leader');
    const voucherIds = [again.vouchers[0]?.voucherId ?? ''];
    await cloud.do('o-leader', 'requestRefund', { requestId: id(), orderId: again.orderId, voucherIds });
    for (const buyer of ['o-stuck-part', 'o-stuck-whole']) {
      const { refunds } = await orderOf(buyer);
      expect(refunds).toMatchObject([{ status: 'abnormal' }]);
      const paid = { requestId: id(), refundId: refunds[0]?.refundId ?? '', reference: '现金' };
      expect(await cloud.do(MANAGER, 'markRefundPaid', paid)).toMatchObject({ status: 'succeeded' });
      expect(await cloud.do(MANAGER, 'markRefundPaid', paid)).toMatchObject({ status: 'succeeded' });
    }
    // A card whose first uses earned the partner nothing, and whose next one does: all of it goes back.
    const card = await orderOf('o-card-1');
    await shop.redeem(cloud, PARTNER_CLERK, { code: (await shop.voucher(cloud, 'o-card-1', card.orderId)).code });
    const { refundableFen: amountFen } = await cloud.do(OWNER, 'getMerchantOrder', { orderId: card.orderId });
    await cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId: card.orderId, amountFen, reason: '补偿' });
    await cloud.advance(3 * MINUTE);
    expect(await orderOf('o-card-1')).toMatchObject({ status: 'refunded', refundedFen: 10_001 });
    expect(await orderOf('o-parts')).toMatchObject({ refundedFen: 13_800 });
    expect(await orderOf('o-leader')).toMatchObject({ refundedFen: 2990 });
    expect(await orderOf('o-stuck-whole')).toMatchObject({ status: 'refunded' });
  });

  test('what was under way ends: failed groups, refunds without funds or notice, payments unheard', async () => {
    await cloud.advance(2 * HOUR);
    for (const buyer of ['o-failing-1', 'o-failing-2', 'o-overdue', 'o-no-funds']) {
      expect([buyer, (await orderOf(buyer)).status]).toEqual([buyer, 'refunded']);
    }
    expect(await orderOf('o-processing')).toMatchObject({ refunds: [{ status: 'succeeded', amountFen: 8800 }] });
    expect(await orderOf('o-to-settle')).toMatchObject({ refunds: [{ status: 'succeeded', amountFen: 5000 }] });
    expect(await orderOf('o-lost')).toMatchObject({ status: 'issued' });
    expect(await orderOf('o-unheard')).toMatchObject({ status: 'paid', groupStatus: 'open' });
    expect(await orderOf('o-giving-up')).toMatchObject({ status: 'closed' });
  });

  test('after eight days all is settled, no day of the past has changed, and every invariant holds', async () => {
    await cloud.advance(8 * DAY);
    for (const buyer of ['o-untouched', 'o-unposted', 'o-lost', 'o-unpaid', 'o-third', 'o-fill-1', 'o-strict-2']) {
      const settled = (await orderOf(buyer)).vouchers.every(({ settlement }) => settlement.status !== 'pending');
      expect([buyer, settled]).toEqual([buyer, true]);
    }
    const today = new Date(LAST_HOUR).toISOString().slice(0, 10);
    const statements = recordedReads().filter(({ action, input }) => {
      return action === 'getStatement' && (input as { readonly toDay: string }).toDay < today;
    });
    expect(statements).toHaveLength(9);
    expect(await repeat(cloud, statements)).toEqual([]);
    expect(await holds()).toEqual(['Everything holds.']);
  });
});

/** A request that was granted and, asked again under its id, is answered from memory. */
function isDoneOnce({ input, answer }: Asked): boolean {
  return typeof input === 'object' && input !== null && 'requestId' in input && answer.ok;
}
