import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { DAY, HOUR, MINUTE, SECOND, START, startStory, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, OWNER } from './shop';

/**
 * The main job, told once through the local interface on a clock that stands still between its steps. At each stage all
 * transfers of the orders are compared with a literal table: what moved, from where, to where, how many fen.
 */
let cloud: Story;
let storeId: string;

beforeAll(async () => {
  cloud = await startStory();
  ({ storeId } = await shop.openShop(cloud));
});

afterEach(() => cloud.faults());
afterAll(() => cloud.close());

/** The deliveries of two minutes: what follows from facts is posted, refunds have arrived. */
const settleDown = () => cloud.advance(2 * MINUTE);

describe('a group of two', () => {
  const stage = {
    opened: [['pay:A', 'wechat', 'escrow', 5980]],
    formed: [['pay:B', 'wechat', 'escrow', 5980]],
    redeemed: [
      ['settle:AV01:1:0', 'escrow', 'merchant', 2990],
      ['settle:BV01:1:0', 'escrow', 'merchant', 2990],
    ],
    undone: [['unsettle:AV01:1:0', 'merchant', 'escrow', 2990]],
    redeemedAgain: [['settle:AV01:1:1', 'escrow', 'merchant', 2990]],
    settled: [
      ['settle:AV02:1:0', 'escrow', 'merchant', 2990],
      ['settle:BV02:1:0', 'escrow', 'merchant', 2990],
    ],
  } as const;

  test('main job: open, join, pay twice, redeem, undo, and seven days later the rest is settled', async () => {
    await cloud.do('o-a', 'saveProfile', { nickname: '阿明' });
    const dealId = await shop.publish(cloud, { stock: 10 });

    const a = await shop.buy(cloud, 'o-a', { dealId, buy: 'open', quantity: 2 });
    const names: Record<string, string> = { [a.orderId]: 'A' };
    expect(a).toMatchObject({ amountFen: 5980, payBy: START + 5 * MINUTE });
    await settleDown();
    expect(await shop.ledger(cloud, names)).toEqual(stage.opened);
    expect(await cloud.do('o-a', 'getOrder', { orderId: a.orderId })).toMatchObject({
      ...{ status: 'paid', groupStatus: 'open', seatsLeft: 1, expiresAt: START + 24 * HOUR, vouchers: [] },
      canRefund: { allowed: false, why: 'group_open' },
    });

    const groupId = a.groupId ?? '';
    const b = await shop.buy(cloud, 'o-b', { dealId, buy: 'join', groupId, quantity: 2 });
    names[b.orderId] = 'B';
    expect(await cloud.do('o-b', 'getGroup', { groupId })).toMatchObject({
      ...{
        status: 'formed',
        size: 2,
        seatsLeft: 0,
        seatsHeld: 0,
        formedAt: START + 2 * MINUTE,
        yourOrderId: b.orderId,
      },
      members: [
        { nickname: '阿明', isLeader: true, isYou: false },
        { nickname: '', isLeader: false, isYou: true },
      ],
    });
    await settleDown();
    expect(await shop.ledger(cloud, names)).toEqual([...stage.opened, ...stage.formed]);
    expect(await shop.stockOf(cloud, dealId)).toBe(6);

    const [a1, a2] = await shop.vouchers(cloud, 'o-a', a.orderId);
    const [b1] = await shop.vouchers(cloud, 'o-b', b.orderId);
    if (!a1?.token || !a2 || !b1) throw new Error('four vouchers were to be issued');
    expect(await cloud.do(CLERK, 'prepareRedemption', { token: a1.token })).toEqual({
      ...{ voucherId: `${a.orderId}V01`, dealTitle: '精洗一次', usesLeft: 1, validUntil: a1.validUntil, buyer: '阿' },
      others: [{ voucherId: `${a.orderId}V02`, usesLeft: 1 }],
    });
    const redeemedAt = await cloud.now();
    const first = await shop.redeem(cloud, CLERK, { token: a1.token });
    expect(first).toEqual({
      ...{ redemptionId: `${a.orderId}V01R1`, redeemedAt, usesLeft: 0, undoUntil: redeemedAt + HOUR },
      redemptions: [{ redemptionId: `${a.orderId}V01R1`, voucherId: `${a.orderId}V01`, usesLeft: 0 }],
    });
    await cloud.advance(SECOND);
    await shop.redeem(cloud, CLERK, { code: `${b1.code.slice(0, 6)} ${b1.code.slice(6)}` });
    expect(await cloud.refusal(CLERK, 'redeemVoucher', { requestId: id(), code: a1.code })).toEqual({
      error: 'VOUCHER_ALREADY_REDEEMED',
      detail: { redeemedAt, storeName: '一号店', clerkName: '小王' },
    });
    await settleDown();
    expect(await shop.ledger(cloud, names)).toEqual([...stage.opened, ...stage.formed, ...stage.redeemed]);
    expect(await cloud.do(OWNER, 'getBalance', {})).toEqual({ earnedFen: 5980, escrowFen: 5980 });

    const undo = { requestId: id(), redemptionId: first.redemptionId, reason: '扫错了' };
    expect(await cloud.do(CLERK, 'undoRedemption', undo)).toEqual({ usesLeft: 1 });
    await settleDown();
    await shop.redeem(cloud, CLERK, { code: a1.code });
    await settleDown();
    const day1 = [
      ...[...stage.opened, ...stage.formed, ...stage.redeemed],
      ...[...stage.undone, ...stage.redeemedAgain],
    ];
    expect(await shop.ledger(cloud, names)).toEqual(day1);

    await cloud.advance(7 * DAY);
    expect(await shop.ledger(cloud, names)).toEqual([...day1, ...stage.settled]);
    const order = await cloud.do('o-a', 'getOrder', { orderId: a.orderId });
    const dueAt = START + 2 * MINUTE + 7 * DAY;
    expect(order).toMatchObject({ status: 'issued', useStatus: 'partly_used', refundedFen: 0 });
    expect(order.vouchers).toMatchObject([
      { status: 'used', settlement: { status: 'settled', settledAt: START + 8 * MINUTE + SECOND } },
      {
        status: 'valid',
        usesLeft: 1,
        settlement: { status: 'settled', dueAt, settledAt: START + 7 * DAY + 5 * MINUTE + 40_000 },
      },
    ]);

    await shop.redeem(cloud, CLERK, { code: a2.code });
    await settleDown();
    expect(await shop.ledger(cloud, names)).toEqual([...day1, ...stage.settled]);
    expect(await cloud.do('o-a', 'getOrder', { orderId: a.orderId })).toMatchObject({ useStatus: 'used' });
    expect(shop.accounts(await shop.ledger(cloud, names))).toEqual({ wechat: -11_960, escrow: 0, merchant: 11_960 });

    await tellTheStatement();
    await tellTheInbox(a.orderId);
    await tellTheClerk(a.orderId, b.orderId);
  });

  /** The two days on which money moved, and a day between. */
  async function tellTheStatement(): Promise<void> {
    const of = (fromDay: string, toDay = fromDay) => cloud.do(OWNER, 'getStatement', { fromDay, toDay });
    const nothing = { refundedFen: 0, commissionFen: 0, partnerFen: 0, feeFen: 0 };
    const first = await of('2030-01-07');
    expect(first).toMatchObject({ openingFen: 0, settledFen: 5980, ...nothing, closingFen: 5980 });
    expect(first.lines.map((line) => line.fen)).toEqual([2990, 2990, -2990, 2990]);
    expect(first.lines.every((line) => line.storeId === storeId && line.clerkId !== undefined)).toBe(true);
    expect(await of('2030-01-10')).toEqual({
      openingFen: 5980,
      settledFen: 0,
      ...nothing,
      closingFen: 5980,
      lines: [],
    });
    expect(await of('2030-01-14')).toMatchObject({
      openingFen: 5980,
      settledFen: 5980,
      ...nothing,
      closingFen: 11_960,
    });
    expect(await of('2030-01-07', '2030-01-14')).toMatchObject({
      openingFen: 0,
      settledFen: 11_960,
      closingFen: 11_960,
    });
  }

  async function tellTheInbox(orderId: string): Promise<void> {
    const { items } = await cloud.do('o-a', 'listMessages', {});
    const about = { orderId, title: '精洗一次' };
    const atStore = { ...about, storeName: '一号店', uses: 1 };
    expect(items.map((message) => [message.kind, message.about])).toEqual([
      ['redeemed', atStore],
      ['redeemed', atStore],
      ['redeemed', atStore],
      ['group_formed', about],
    ]);
    const messageIds = items.slice(0, 2).map((message) => message.messageId);
    expect(await cloud.do('o-b', 'markRead', { messageIds })).toEqual({ marked: 0 });
    expect(await cloud.do('o-a', 'markRead', { messageIds })).toEqual({ marked: 2 });
    expect(await cloud.do('o-a', 'markRead', { messageIds })).toEqual({ marked: 0 });
  }

  async function tellTheClerk(a: string, b: string): Promise<void> {
    const { items } = await cloud.do(CLERK, 'listRedemptions', {});
    expect(items.map((row) => [row.redemptionId, row.redeemedAt - START, row.undoneAt, row.canUndo])).toEqual([
      [`${a}V02R1`, 7 * DAY + 10 * MINUTE + SECOND, undefined, true],
      [`${a}V01R2`, 8 * MINUTE + SECOND, undefined, false],
      [`${b}V01R1`, 4 * MINUTE + SECOND, undefined, false],
      [`${a}V01R1`, 4 * MINUTE, START + 6 * MINUTE + SECOND, false],
    ]);
    expect(items[0]).toMatchObject({ dealTitle: '精洗一次', storeName: '一号店', clerkName: '小王', uses: 1 });
    const ofTheDay = await cloud.do(CLERK, 'listRedemptions', { day: '2030-01-07' });
    expect(ofTheDay.items).toHaveLength(3);
    await shop.hire(cloud, 'o-clerk-2', { storeIds: [storeId] });
    expect(await cloud.do('o-clerk-2', 'listRedemptions', {})).toEqual({ items: [] });
    expect((await cloud.do(OWNER, 'listRedemptions', {})).items).toEqual(items);
  }
});

describe('what goes back', () => {
  test('a group that does not fill: everyone is refunded in full and the stock is back', async () => {
    const dealId = await shop.publish(cloud, { stock: 10, groupSize: 3 });
    const c = await shop.buy(cloud, 'o-c', { dealId, buy: 'open', quantity: 3 });
    const groupId = c.groupId ?? '';
    const d = await shop.buy(cloud, 'o-d', { dealId, buy: 'join', groupId });
    expect(await shop.stockOf(cloud, dealId)).toBe(6);
    await cloud.advance(24 * HOUR + 5 * MINUTE);
    expect(await cloud.do('o-x', 'getGroup', { groupId })).toMatchObject({ status: 'failed' });
    const refunds = [];
    for (const [openid, orderId, fen] of [
      ['o-c', c.orderId, 8970],
      ['o-d', d.orderId, 2990],
    ] as const) {
      const order = await cloud.do(openid, 'getOrder', { orderId });
      expect(order).toMatchObject({ status: 'refunded', groupStatus: 'failed', refundedFen: fen, vouchers: [] });
      expect(order.refunds).toMatchObject([{ amountFen: fen, status: 'succeeded', reason: 'group_failed' }]);
      refunds.push(order.refunds[0]?.refundId ?? '');
    }
    expect(await shop.stockOf(cloud, dealId)).toBe(10);
    const [rc = '', rd = ''] = refunds;
    const rows = await shop.ledger(cloud, { [c.orderId]: 'C', [d.orderId]: 'D', [rc]: 'RC', [rd]: 'RD' });
    expect(rows).toEqual([
      ['pay:C', 'wechat', 'escrow', 8970],
      ['pay:D', 'wechat', 'escrow', 2990],
      ['refund:RC', 'escrow', 'wechat', 8970],
      ['refund:RD', 'escrow', 'wechat', 2990],
    ]);
    expect(shop.accounts(rows)).toEqual({ wechat: 0, escrow: 0, merchant: 0 });
    const { items } = await cloud.do('o-c', 'listMessages', {});
    expect(items.map((message) => message.kind)).toEqual(['refunded', 'group_failed']);
  });

  test('an alone order: issued at once without a group, a sum and a voucher refunded by the merchant', async () => {
    const dealId = await shop.publish(cloud, { stock: 5 });
    const { orderId } = await shop.buy(cloud, 'o-e', { dealId, buy: 'alone', quantity: 3 });
    const issued = await cloud.do('o-e', 'getOrder', { orderId });
    expect(issued).toMatchObject({ status: 'issued', amountFen: 15_000 });
    expect(issued).not.toHaveProperty('groupId');
    const [e1] = await shop.vouchers(cloud, 'o-e', orderId);
    await shop.redeem(cloud, CLERK, { code: e1?.code ?? '' });
    await settleDown();

    const refund = { requestId: id(), orderId, amountFen: 6000, reason: '补偿' };
    const bySum = await cloud.do(OWNER, 'refundOrder', refund);
    expect(bySum).toEqual({ refundId: bySum.refundId, amountFen: 6000, status: 'pending' });
    await settleDown();
    const afterSum = await cloud.do('o-e', 'getOrder', { orderId });
    // Unsettled money first, in the order of the vouchers: the second is worth nothing any more, the third 4000.
    expect(afterSum.vouchers.map((voucher) => voucher.status)).toEqual(['used', 'refunded', 'valid']);
    expect(afterSum).toMatchObject({ status: 'issued', refundedFen: 6000 });

    const voucherIds = [`${orderId}V03`];
    const byVoucher = await cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId, voucherIds, reason: '退券' });
    expect(byVoucher.amountFen).toBe(4000);
    await settleDown();
    const rest = await cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId, reason: '全退' });
    expect(rest.amountFen).toBe(5000);
    await settleDown();

    expect(await cloud.do('o-e', 'getOrder', { orderId })).toMatchObject({ status: 'refunded', refundedFen: 15_000 });
    expect(await shop.stockOf(cloud, dealId)).toBe(2);
    const names = { [orderId]: 'E', [bySum.refundId]: 'R1', [byVoucher.refundId]: 'R2', [rest.refundId]: 'R3' };
    const rows = await shop.ledger(cloud, names);
    expect(rows).toEqual([
      ['pay:E', 'wechat', 'escrow', 15_000],
      ['settle:EV01:1:0', 'escrow', 'merchant', 5000],
      ['refund:R1', 'escrow', 'wechat', 6000],
      ['refund:R2', 'escrow', 'wechat', 4000],
      ['unsettle:R3', 'merchant', 'escrow', 5000],
      ['refund:R3', 'escrow', 'wechat', 5000],
    ]);
    expect(shop.accounts(rows)).toEqual({ wechat: 0, escrow: 0, merchant: 0 });
  });

  test('a refund of settled money takes the settlement back as a line of today', async () => {
    const before = await cloud.now();
    const dealId = await shop.publish(cloud, { stock: 5, refund: { anytime: true, onExpiry: true, restock: true } });
    const { orderIds } = await shop.formGroup(cloud, dealId, ['o-f', 'o-g']);
    const [orderId = ''] = orderIds;
    await cloud.advance(7 * DAY + 10 * MINUTE);
    const refunded = await cloud.do('o-f', 'requestRefund', { requestId: id(), orderId });
    expect(refunded).toMatchObject({ amountFen: 2990 });
    await settleDown();
    expect(await shop.ledger(cloud, { [orderId]: 'F', [refunded.refundId]: 'RF' })).toEqual([
      ['pay:F', 'wechat', 'escrow', 2990],
      ['settle:FV01:1:0', 'escrow', 'merchant', 2990],
      ['unsettle:RF', 'merchant', 'escrow', 2990],
      ['refund:RF', 'escrow', 'wechat', 2990],
    ]);
    expect(await shop.stockOf(cloud, dealId)).toBe(4);
    expect(await cloud.do('o-f', 'getOrder', { orderId })).toMatchObject({
      ...{ status: 'refunded', groupStatus: 'formed', refundedFen: 2990 },
      vouchers: [{ status: 'refunded', settlement: { status: 'reversed' } }],
    });
    const day = new Date(before + 7 * DAY + 8 * HOUR).toISOString().slice(0, 10);
    const { refundedFen, lines } = await cloud.do(OWNER, 'getStatement', { fromDay: day, toDay: day });
    expect(refundedFen).toBe(2990);
    expect(lines.find((line) => line.kind === 'refunded')).toMatchObject({ orderId, fen: -2990 });
  });

  test('过期退: what was not used by its last day goes back, what was used stays', async () => {
    const dealId = await shop.publish(cloud, { validity: { days: 1 }, usesPerVoucher: 3, alonePriceFen: 10_000 });
    const { orderId } = await shop.buy(cloud, 'o-h', { dealId, buy: 'alone' });
    const { code, validUntil } = await shop.voucher(cloud, 'o-h', orderId);
    await shop.redeem(cloud, CLERK, { code });
    await settleDown();
    await cloud.advance(validUntil - (await cloud.now()) - 1);
    expect(await shop.voucher(cloud, 'o-h', orderId)).toMatchObject({ status: 'valid', usesLeft: 2 });
    await cloud.advance(1);
    expect(await cloud.refusal(CLERK, 'redeemVoucher', { requestId: id(), code })).toEqual({
      error: 'VOUCHER_EXPIRED',
    });
    await cloud.advance(20 * MINUTE);
    const order = await cloud.do('o-h', 'getOrder', { orderId });
    expect(order).toMatchObject({ status: 'issued', refundedFen: 6666 });
    expect(order.refunds).toMatchObject([{ amountFen: 6666, status: 'succeeded', reason: 'voucher_expired' }]);
    const [refund] = order.refunds;
    expect(await shop.ledger(cloud, { [orderId]: 'H', [refund?.refundId ?? '']: 'RH' })).toEqual([
      ['pay:H', 'wechat', 'escrow', 10_000],
      ['settle:HV01:1:0', 'escrow', 'merchant', 3334],
      ['refund:RH', 'escrow', 'wechat', 6666],
    ]);
  });

  test('a sum before redemption: what is left of the voucher is settled, undone and settled again', async () => {
    const dealId = await shop.publish(cloud);
    const { orderId } = await shop.buy(cloud, 'o-i', { dealId, buy: 'alone' });
    const refund = { requestId: id(), orderId, amountFen: 1000, reason: '补偿' };
    const { refundId } = await cloud.do(OWNER, 'refundOrder', refund);
    await settleDown();
    const { code } = await shop.voucher(cloud, 'o-i', orderId);
    const { redemptionId } = await shop.redeem(cloud, CLERK, { code });
    await cloud.advance(SECOND);
    await cloud.do(CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' });
    await cloud.advance(7 * DAY + HOUR);
    expect(await shop.ledger(cloud, { [orderId]: 'I', [refundId]: 'RI' })).toEqual([
      ['pay:I', 'wechat', 'escrow', 5000],
      ['refund:RI', 'escrow', 'wechat', 1000],
      ['settle:IV01:1:0', 'escrow', 'merchant', 4000],
      ['unsettle:IV01:1:0', 'merchant', 'escrow', 4000],
      ['settle:IV01:1:1', 'escrow', 'merchant', 4000],
    ]);
  });

  test('a balance, a statement and a list of redemptions count what no timer has posted yet', async () => {
    await cloud.faults({ match: {}, kind: 'timer-skip' });
    const before = await cloud.do(OWNER, 'getBalance', {});
    const dealId = await shop.publish(cloud);
    const { orderId } = await shop.buy(cloud, 'o-j', { dealId, buy: 'alone', quantity: 2 });
    const { code } = await shop.voucher(cloud, 'o-j', orderId);
    const { redemptionId, redeemedAt } = await shop.redeem(cloud, CLERK, { code });
    expect(await shop.ledger(cloud, { [orderId]: 'J' })).toEqual([]);
    expect(await cloud.do(OWNER, 'getBalance', {})).toEqual({
      ...{ earnedFen: before.earnedFen + 5000, escrowFen: before.escrowFen + 5000 },
    });
    const day = new Date(redeemedAt + 8 * HOUR).toISOString().slice(0, 10);
    const { lines } = await cloud.do(OWNER, 'getStatement', { fromDay: day, toDay: day });
    expect(lines.filter((line) => line.orderId === orderId)).toMatchObject([
      { id: `settle:${orderId}V01:1:0`, at: redeemedAt, fen: 5000, kind: 'settled' },
    ]);
    expect((await cloud.do(CLERK, 'listRedemptions', { limit: 1 })).items).toMatchObject([{ redemptionId }]);
    await cloud.faults();
    await settleDown();
    expect((await cloud.do(OWNER, 'getStatement', { fromDay: day, toDay: day })).lines).toEqual(lines);
  });

  test('the whole history: statements, balance and transfers agree', async () => {
    const { openingFen, settledFen, refundedFen, closingFen, lines } = await cloud.do(OWNER, 'getStatement', {
      ...{ fromDay: '2030-01-01', toDay: '2031-01-01' },
    });
    const rows = await cloud.query('transfers');
    const merchants = rows.filter((row) => row.from === 'merchant' || row.to === 'merchant');
    const signed = merchants.map((row) => (row.to === 'merchant' ? Number(row.fen) : -Number(row.fen)));
    expect(lines.map((line) => line.fen).sort()).toEqual(signed.sort());
    expect(openingFen + settledFen - refundedFen).toBe(closingFen);
    expect(signed.reduce((sum, fen) => sum + fen, 0)).toBe(closingFen);
    expect((await cloud.do(OWNER, 'getBalance', {})).earnedFen).toBe(closingFen);
  });
});
