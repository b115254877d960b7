import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { auditAs } from '../../scripts/audit';
import type { DealInput } from '../../typings/deal';
import { DAY, HOUR, MINUTE, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OWNER } from './shop';

/** 佣金团: the leader earns on what the others buy, once it is settled. Each story has a leader of its own. */
let cloud: Story;

beforeAll(async () => {
  cloud = await shop.startShop();
});

afterAll(() => cloud.close());

const TEN_PERCENT = { kind: 'percent', value: 10 } as const;
const earned = (leader: string) => cloud.do(leader, 'getCommission', {});
const soon = () => cloud.advance(2 * MINUTE);
const beyondUndo = () => cloud.advance(HOUR + 2 * MINUTE);

/** A formed group of two: what its member bought. */
async function memberOf(leader: string, changes: Partial<DealInput> = {}, quantity = 1) {
  const dealId = await shop.publish(cloud, { mode: 'commission', commission: TEN_PERCENT, ...changes });
  const { groupId, orderIds } = await shop.formGroup(cloud, dealId, [leader, 'o-member'], quantity);
  const [leaderOrderId = '', orderId = ''] = orderIds;
  await cloud.advance(1);
  return { dealId, groupId, leaderOrderId, orderId };
}

/** A member's voucher is used up, or some uses of it are. */
async function redeem(orderId: string, n = 0, uses = 1) {
  const shown = (await shop.vouchers(cloud, 'o-member', orderId))[n];
  return shop.redeem(cloud, CLERK, { code: shown?.code ?? '', uses });
}

const refund = (orderId: string, also: { amountFen?: number; voucherIds?: string[] } = {}) =>
  cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId, reason: '补偿', ...also });

/** The ledger of a member's order; who is not the merchant or WeChat has his own account. */
async function ledger(orderId: string): Promise<shop.LedgerRow[]> {
  const { refunds } = await cloud.do('o-member', 'getOrder', { orderId });
  const names = Object.fromEntries(refunds.map(({ refundId }, i) => [refundId, `back${String(i)}`]));
  const rows = await shop.ledger(cloud, { [orderId]: 'M', ...names });
  return rows.map(([_id, from, to, fen]) => [_id, from.replace(/:.*/, ''), to.replace(/:.*/, ''), fen]);
}

const leaderIdOf = async (leader: string): Promise<string> => {
  const rows = await cloud.query('leaders', { person: leader });
  return rows[0]?._id ?? '';
};

const pay = async (leader: string, amountFen: number, requestId = id()) => ({
  ...{ requestId, leaderId: await leaderIdOf(leader), amountFen, reference: '微信转账' },
});

async function expectAudited(): Promise<void> {
  const { lines } = await auditAs(['--url', cloud.url]);
  expect(lines.filter((line) => line.includes('VIOLATED') || line.startsWith('      '))).toEqual([]);
}

describe('a commission accrues', () => {
  test('as a percentage of what a member’s redemption settles, at once; it can be paid an hour later', async () => {
    const { orderId, leaderOrderId } = await memberOf('o-lead-1');
    await soon();
    expect(await earned('o-lead-1')).toEqual({ accruedFen: 0, payableFen: 0, paidFen: 0 });
    await redeem(orderId);
    const own = await shop.voucher(cloud, 'o-lead-1', leaderOrderId);
    await shop.redeem(cloud, CLERK, { code: own.code });
    expect(await earned('o-lead-1')).toEqual({ accruedFen: 299, payableFen: 0, paidFen: 0 });
    await soon();
    expect(await ledger(orderId)).toEqual([
      ['pay:M', 'wechat', 'escrow', 2990],
      ['commission:MV01R1', 'merchant', 'leader', 299],
      ['settle:MV01:1:0', 'escrow', 'merchant', 2990],
    ]);
    expect(await shop.ledger(cloud, { [leaderOrderId]: 'L' })).toEqual([
      ['pay:L', 'wechat', 'escrow', 2990],
      ['settle:LV01:1:0', 'escrow', 'merchant', 2990],
    ]);
    await cloud.advance(58 * MINUTE - 1);
    expect(await earned('o-lead-1')).toMatchObject({ payableFen: 0 });
    await cloud.advance(1);
    expect(await earned('o-lead-1')).toEqual({ accruedFen: 299, payableFen: 299, paidFen: 0 });
    expect(await earned('o-member')).toEqual({ accruedFen: 0, payableFen: 0, paidFen: 0 });
    await expectAudited();
  });

  test('as a fixed sum for an order of three: the parts of its vouchers add up to it', async () => {
    const { orderId } = await memberOf('o-lead-2', { commission: { kind: 'fixed', value: 100 } }, 3);
    for (const n of [2, 0, 1]) {
      await redeem(orderId, n);
      await cloud.advance(1);
    }
    await soon();
    expect((await ledger(orderId)).filter(([_id]) => _id.startsWith('commission'))).toEqual([
      ['commission:MV03R1', 'merchant', 'leader', 33],
      ['commission:MV01R1', 'merchant', 'leader', 34],
      ['commission:MV02R1', 'merchant', 'leader', 33],
    ]);
    expect(await earned('o-lead-2')).toMatchObject({ accruedFen: 100 });
  });

  test('use by use as the floor of the running sum: nothing is lost by rounding', async () => {
    const card = { usesPerVoucher: 3, groupPriceFen: 1000, commission: { kind: 'percent', value: 7 } } as const;
    const { orderId } = await memberOf('o-lead-3', card);
    for (let use = 1; use <= 3; use += 1) {
      await redeem(orderId);
      await cloud.advance(1);
    }
    await soon();
    expect((await ledger(orderId)).slice(1)).toEqual([
      ['commission:MV01R1', 'merchant', 'leader', 23],
      ['settle:MV01:1:0', 'escrow', 'merchant', 334],
      ['commission:MV01R2', 'merchant', 'leader', 23],
      ['settle:MV01:2:0', 'escrow', 'merchant', 333],
      ['commission:MV01R3', 'merchant', 'leader', 24],
      ['settle:MV01:3:0', 'escrow', 'merchant', 333],
    ]);
  });

  test('after seven days without a redemption; it can be paid when the voucher has expired', async () => {
    const refund = { anytime: true, onExpiry: false, restock: false };
    const { orderId } = await memberOf('o-lead-4', { validity: { days: 10 }, refund }, 2);
    await cloud.advance(7 * DAY + 15 * MINUTE);
    expect(await ledger(orderId)).toEqual([
      ['pay:M', 'wechat', 'escrow', 5980],
      ['commission:MV01', 'merchant', 'leader', 299],
      ['commission:MV02', 'merchant', 'leader', 299],
      ['settle:MV01:1:0', 'escrow', 'merchant', 2990],
      ['settle:MV02:1:0', 'escrow', 'merchant', 2990],
    ]);
    expect(await earned('o-lead-4')).toEqual({ accruedFen: 598, payableFen: 0, paidFen: 0 });
    await redeem(orderId);
    await beyondUndo();
    expect(await earned('o-lead-4')).toEqual({ accruedFen: 598, payableFen: 299, paidFen: 0 });
    await cloud.advance(4 * DAY);
    expect(await earned('o-lead-4')).toEqual({ accruedFen: 598, payableFen: 598, paidFen: 0 });
    await expectAudited();
  });

  test('of nobody but members: not of who buys alone, nor of seats that the merchant fills', async () => {
    const changes = { mode: 'commission', commission: TEN_PERCENT, groupSize: 3 } as const;
    const dealId = await shop.publish(cloud, changes);
    const { groupId, orderIds } = await shop.formGroup(cloud, dealId, ['o-lead-5', 'o-member']);
    const alone = await shop.buy(cloud, 'o-x', { dealId, buy: 'alone' });
    await cloud.do(MANAGER, 'fillSeats', { requestId: id(), groupId, seats: 1 });
    await redeem(orderIds[1] ?? '');
    await shop.redeem(cloud, CLERK, { code: (await shop.voucher(cloud, 'o-x', alone.orderId)).code });
    await soon();
    expect(await earned('o-lead-5')).toMatchObject({ accruedFen: 299 });
    expect((await cloud.query('commissions')).filter((row) => row.orderId === alone.orderId)).toEqual([]);
  });
});

describe('a commission goes back', () => {
  test('with an undo, and comes again with the next redemption', async () => {
    const { orderId } = await memberOf('o-lead-6');
    const { redemptionId } = await redeem(orderId);
    await soon();
    await cloud.do(CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' });
    expect(await earned('o-lead-6')).toEqual({ accruedFen: 0, payableFen: 0, paidFen: 0 });
    await soon();
    await redeem(orderId);
    await soon();
    expect(await ledger(orderId)).toEqual([
      ['pay:M', 'wechat', 'escrow', 2990],
      ['commission:MV01R1', 'merchant', 'leader', 299],
      ['settle:MV01:1:0', 'escrow', 'merchant', 2990],
      ['uncommission:MV01R1', 'leader', 'merchant', 299],
      ['unsettle:MV01:1:0', 'merchant', 'escrow', 2990],
      ['commission:MV01R2', 'merchant', 'leader', 299],
      ['settle:MV01:1:1', 'escrow', 'merchant', 2990],
    ]);
  });

  test('in proportion with a partial refund, before and after settlement', async () => {
    const { orderId } = await memberOf('o-lead-7', { commission: { kind: 'fixed', value: 100 } }, 3);
    await refund(orderId, { amountFen: 1495 });
    await soon();
    await redeem(orderId, 0);
    await cloud.advance(1);
    await redeem(orderId, 1);
    await soon();
    expect(await earned('o-lead-7')).toMatchObject({ accruedFen: 17 + 33 });
    await cloud.advance(7 * DAY + 15 * MINUTE);
    expect(await earned('o-lead-7')).toMatchObject({ accruedFen: 17 + 33 + 33 });
    await refund(orderId, { amountFen: 1595 });
    expect(await earned('o-lead-7')).toMatchObject({ accruedFen: 31 + 33 });
    await soon();
    expect(await ledger(orderId)).toEqual([
      ['pay:M', 'wechat', 'escrow', 8970],
      ['refund:back0', 'escrow', 'wechat', 1495],
      ['commission:MV01R1', 'merchant', 'leader', 17],
      ['settle:MV01:1:0', 'escrow', 'merchant', 1495],
      ['commission:MV02R1', 'merchant', 'leader', 33],
      ['settle:MV02:1:0', 'escrow', 'merchant', 2990],
      ['commission:MV03', 'merchant', 'leader', 33],
      ['settle:MV03:1:0', 'escrow', 'merchant', 2990],
      ['uncommission:back1:MV01', 'leader', 'merchant', 17],
      ['uncommission:back1:MV02', 'leader', 'merchant', 2],
      ['unsettle:back1', 'merchant', 'escrow', 1595],
      ['refund:back1', 'escrow', 'wechat', 1595],
    ]);
    await expectAudited();
  });

  test('with a voucher that is refunded at its expiry, though it had settled', async () => {
    const { orderId } = await memberOf('o-lead-8', { validity: { days: 10 } }, 2);
    await redeem(orderId);
    await cloud.advance(8 * DAY);
    expect(await earned('o-lead-8')).toEqual({ accruedFen: 598, payableFen: 299, paidFen: 0 });
    await cloud.advance(4 * DAY);
    expect(await earned('o-lead-8')).toEqual({ accruedFen: 299, payableFen: 299, paidFen: 0 });
    expect(await ledger(orderId)).toEqual([
      ['pay:M', 'wechat', 'escrow', 5980],
      ['commission:MV01R1', 'merchant', 'leader', 299],
      ['settle:MV01:1:0', 'escrow', 'merchant', 2990],
      ['commission:MV02', 'merchant', 'leader', 299],
      ['settle:MV02:1:0', 'escrow', 'merchant', 2990],
      ['uncommission:back0:MV02', 'leader', 'merchant', 299],
      ['unsettle:back0', 'merchant', 'escrow', 2990],
      ['refund:back0', 'escrow', 'wechat', 2990],
    ]);
  });

  test('not with the leader’s own refund; but from then on nothing accrues', async () => {
    const { orderId, leaderOrderId } = await memberOf('o-lead-9', {}, 2);
    await redeem(orderId);
    await refund(leaderOrderId);
    await redeem(orderId, 1);
    await soon();
    expect(await earned('o-lead-9')).toMatchObject({ accruedFen: 299 });
    await redeem((await memberOf('o-lead-9')).orderId);
    expect(await earned('o-lead-9')).toMatchObject({ accruedFen: 598 });
    await cloud.advance(8 * DAY);
    expect((await ledger(orderId)).filter(([_id]) => _id.includes('commission'))).toEqual([
      ['commission:MV01R1', 'merchant', 'leader', 299],
    ]);
    await expectAudited();
  });

  test('only when all of the leader’s order goes back, not with a part of it', async () => {
    const { orderId, leaderOrderId } = await memberOf('o-lead-10', {}, 2);
    await refund(leaderOrderId, { voucherIds: [`${leaderOrderId}V01`] });
    await soon();
    await redeem(orderId);
    expect(await earned('o-lead-10')).toMatchObject({ accruedFen: 299 });
    await refund(leaderOrderId);
    await soon();
    await cloud.advance(8 * DAY);
    expect(await earned('o-lead-10')).toMatchObject({ accruedFen: 299 });
  });
});

describe('a commission is paid out', () => {
  test('by the owner alone, at most what is payable, and the same request once', async () => {
    const { orderId } = await memberOf('o-lead-11');
    await redeem(orderId);
    await soon();
    const tooSoon = await cloud.refusal(OWNER, 'payCommission', await pay('o-lead-11', 1));
    expect(tooSoon).toEqual({ error: 'COMMISSION_TOO_LARGE', detail: { payableFen: 0 } });
    await beyondUndo();
    const paying = await pay('o-lead-11', 200);
    expect(await cloud.refusal(MANAGER, 'payCommission', paying)).toEqual({ error: 'FORBIDDEN' });
    expect(await cloud.refusal(OWNER, 'payCommission', await pay('o-lead-11', 300))).toEqual({
      ...{ error: 'COMMISSION_TOO_LARGE', detail: { payableFen: 299 } },
    });
    const paidAt = await cloud.now();
    const receipt = await cloud.do(OWNER, 'payCommission', paying);
    expect(receipt).toEqual({ payoutId: expect.stringMatching(/^P[0-9A-Z]{26}$/), amountFen: 200 });
    expect(await cloud.do(OWNER, 'payCommission', paying)).toEqual(receipt);
    expect(await cloud.refusal(OWNER, 'payCommission', { ...paying, amountFen: 99 })).toEqual({
      error: 'REQUEST_ID_REUSED',
    });
    expect(await earned('o-lead-11')).toEqual({ accruedFen: 299, payableFen: 99, paidFen: 200 });
    const [row, ...others] = await cloud.query('transfers', { orderId: null });
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      ...{ _id: `payout:${receipt.payoutId}`, from: `leader:${paying.leaderId}`, to: 'outside', fen: 200 },
      at: paidAt,
    });
    expect(await cloud.refusal(OWNER, 'payCommission', { ...paying, requestId: id(), leaderId: 'NOBODY' })).toEqual({
      error: 'NOT_FOUND',
    });
    await expectAudited();
  });

  test('once, when two pay all of it at the same time', async () => {
    const leaderId = await shop.earnCommission(cloud, 'o-lead-12', 'o-member');
    const paying = (requestId: string) => ({ requestId, leaderId, amountFen: 299, reference: '转账' });
    const answers = await Promise.all([id(), id(), id()].map((its) => cloud.ask(OWNER, 'payCommission', paying(its))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.error === 'COMMISSION_TOO_LARGE')).toHaveLength(2);
    expect(await earned('o-lead-12')).toEqual({ accruedFen: 299, payableFen: 0, paidFen: 299 });
    await expectAudited();
  });

  test('and a refund after that is offset by what the leader earns later', async () => {
    const { orderId } = await memberOf('o-lead-13');
    await redeem(orderId);
    await soon();
    await beyondUndo();
    await cloud.do(OWNER, 'payCommission', await pay('o-lead-13', 299));
    await refund(orderId);
    expect(await earned('o-lead-13')).toEqual({ accruedFen: 0, payableFen: -299, paidFen: 299 });
    await soon();
    const later = await memberOf('o-lead-13', {}, 2);
    await redeem(later.orderId, 0);
    await redeem(later.orderId, 1);
    await beyondUndo();
    expect(await earned('o-lead-13')).toEqual({ accruedFen: 598, payableFen: 299, paidFen: 299 });
    expect(await cloud.refusal(OWNER, 'payCommission', await pay('o-lead-13', 300))).toMatchObject({
      error: 'COMMISSION_TOO_LARGE',
    });
    await expectAudited();
  });

  test('managers see every leader, the newest first, and take all into a spreadsheet', async () => {
    await cloud.do('o-lead-14', 'saveProfile', { nickname: '团长阿莲' });
    const leaderId = await shop.earnCommission(cloud, 'o-lead-14', 'o-member');
    await cloud.do(OWNER, 'payCommission', { requestId: id(), leaderId, amountFen: 100, reference: '转账' });
    const { items, cursor } = await cloud.do(MANAGER, 'listCommissions', { limit: 1 });
    expect(items).toEqual([
      { leaderId, nickname: '团长阿莲', accruedFen: 299, payableFen: 199, paidFen: 100, vouchers: 1 },
    ]);
    const rest = await cloud.do(MANAGER, 'listCommissions', { limit: 100, cursor: cursor ?? '' });
    expect([...new Set(rest.items.map(({ nickname }) => nickname))]).toEqual(['']);
    const { url, rowCount } = await cloud.do(MANAGER, 'exportCommissions', { format: 'csv' });
    expect(rowCount).toBe(rest.items.length + 1);
    const rows = (await (await fetch(url)).text()).trim().split('\r\n');
    expect(rows).toHaveLength(rowCount + 2);
    expect(rows[1]?.replaceAll('"', '')).toBe(`${leaderId},团长阿莲,1,2.99,1,1.99`);
    expect(await cloud.refusal(CLERK, 'listCommissions', {})).toEqual({ error: 'FORBIDDEN' });
  });
});

test('the statement has the commissions in it: opening + settled − refunded − commission = closing', async () => {
  const days = { fromDay: '2030-01-01', toDay: '2031-12-31' };
  const before = await cloud.do(OWNER, 'getStatement', days);
  const { orderId } = await memberOf('o-lead-15', {}, 3);
  const { redemptionId } = await redeem(orderId);
  await redeem(orderId, 1);
  await cloud.do(CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' });
  await refund(orderId, { amountFen: 4000 });
  const after = await cloud.do(OWNER, 'getStatement', days);
  const grown = (field: 'settledFen' | 'refundedFen' | 'commissionFen' | 'closingFen') => after[field] - before[field];
  expect([grown('settledFen'), grown('refundedFen'), grown('commissionFen'), grown('closingFen')]).toEqual([
    ...[2990, 0, 299, 2691],
  ]);
  await refund(orderId);
  const { openingFen, settledFen, refundedFen, commissionFen, partnerFen, feeFen, closingFen } = await cloud.do(
    ...([OWNER, 'getStatement', days] as const),
  );
  expect(openingFen + settledFen - refundedFen - commissionFen - partnerFen - feeFen).toBe(closingFen);
  expect([settledFen, refundedFen, commissionFen, closingFen]).toEqual([
    ...[before.settledFen + 2990, before.refundedFen + 2990, before.commissionFen, before.closingFen],
  ]);
  expect(await cloud.do(OWNER, 'getBalance', {})).toMatchObject({ earnedFen: closingFen });
});
