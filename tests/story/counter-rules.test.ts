import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { VoucherView } from '../../typings/order';
import type { DealInput } from '../../typings/deal';
import { DAY, HOUR, MINUTE, SECOND, START, startStory, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OPERATOR, OWNER } from './shop';

/** The rules at the counter and among the staff, each as a small story. Those of buying are in trade-rules. */
let cloud: Story;
let storeId: string;
let otherStoreId: string;
let merchantId: string;

const OTHER_CLERK = 'o-clerk-of-the-other-store';
const notFound = { error: 'VOUCHER_NOT_FOUND' };

beforeAll(async () => {
  cloud = await startStory();
  ({ storeId, merchantId } = await shop.openShop(cloud));
  otherStoreId = await shop.openStore(cloud, '二号店');
  await shop.hire(cloud, MANAGER, { role: 'manager', nickname: '店长' });
  await shop.hire(cloud, OTHER_CLERK, { storeIds: [otherStoreId], nickname: '小李' });
});

afterAll(() => cloud.close());

/** An alone order of a deal of its own, with its vouchers as they are shown now. */
async function bought(changes: Partial<DealInput> = {}, openid = 'o-a', quantity = 1) {
  const dealId = await shop.publish(cloud, changes);
  const { orderId } = await shop.buy(cloud, openid, { dealId, buy: 'alone', quantity });
  const all = await shop.vouchers(cloud, openid, orderId);
  return { orderId, all, first: all[0] ?? missing() };
}

function missing(): never {
  throw new Error('no voucher was issued');
}

const redeeming = (openid: string, shown: object) =>
  cloud.refusal(openid, 'redeemVoucher', { requestId: id(), ...shown });
const tokenOf = ({ token }: VoucherView): string => token ?? missing();

describe('typing', () => {
  test('lock: ten unknown codes, looked at or redeemed or forged, and right ones are refused too', async () => {
    await shop.hire(cloud, 'o-guesser', { storeIds: [storeId], nickname: '小张' });
    const { first } = await bought();
    const forged = tokenOf(first).replace(/.{8}$/, 'AAAAAAAA');
    const guesses = [{ code: '000000000000' }, { code: 'not a code' }, { token: forged }, { token: 'x' }];
    for (let guess = 0; guess < 10; guess += 1) {
      const shown = guesses[guess % guesses.length] ?? {};
      if (guess % 3 === 0) expect(await redeeming('o-guesser', shown)).toEqual(notFound);
      else expect(await cloud.refusal('o-guesser', 'prepareRedemption', shown)).toEqual(notFound);
    }
    const locked = { error: 'TOO_MANY_ATTEMPTS', detail: { retryAt: (await cloud.now()) + 15 * MINUTE } };
    expect(await redeeming('o-guesser', { code: '000000000000' })).toEqual(locked);
    expect(await redeeming('o-guesser', { code: first.code })).toEqual(locked);
    expect(await cloud.refusal('o-guesser', 'prepareRedemption', { token: forged })).toEqual(locked);
    expect(await cloud.do('o-guesser', 'prepareRedemption', { token: tokenOf(first) })).toMatchObject({ usesLeft: 1 });
    expect(await cloud.do(CLERK, 'prepareRedemption', { code: first.code })).toMatchObject({ usesLeft: 1 });
    const [told] = (await cloud.do(OWNER, 'listMessages', {})).items;
    expect(told).toMatchObject({ kind: 'typing_locked', about: { clerkName: '小张', storeName: '一号店' } });
    await cloud.advance(15 * MINUTE - 1);
    expect(await redeeming('o-guesser', { code: first.code })).toEqual(locked);
    await cloud.advance(1);
    await shop.redeem(cloud, 'o-guesser', { code: first.code });
  });

  test('lock: genuine tokens and known codes never count, nor do unknown ones that are ten minutes apart', async () => {
    await shop.hire(cloud, 'o-careful', { storeIds: [storeId] });
    const { first } = await bought();
    for (let look = 0; look < 11; look += 1) {
      await cloud.do(
        'o-careful',
        'prepareRedemption',
        look % 2 === 0 ? { token: tokenOf(first) } : { code: first.code },
      );
    }
    for (let guess = 0; guess < 9; guess += 1) await redeeming('o-careful', { code: '000000000000' });
    await cloud.advance(10 * MINUTE + 1);
    for (let guess = 0; guess < 9; guess += 1)
      expect(await redeeming('o-careful', { code: '000000000000' })).toEqual(notFound);
    expect(await cloud.do('o-careful', 'prepareRedemption', { code: first.code })).toMatchObject({ usesLeft: 1 });
  });

  test('lock: fifty unknown codes a day close a store’s typing until midnight, for everyone', async () => {
    const store = await shop.openStore(cloud, '三号店');
    const { first } = await bought();
    for (let clerk = 1; clerk <= 5; clerk += 1) {
      await shop.hire(cloud, `o-swarm-${String(clerk)}`, { storeIds: [store] });
      for (let guess = 0; guess < 10; guess += 1)
        expect(await redeeming(`o-swarm-${String(clerk)}`, { code: '000000000000' })).toEqual(notFound);
    }
    const midnight = START + 14 * HOUR;
    expect(await cloud.now()).toBeLessThan(midnight);
    const closed = { error: 'TOO_MANY_ATTEMPTS', detail: { retryAt: midnight } };
    expect(await redeeming(MANAGER, { code: first.code, storeId: store })).toEqual(closed);
    expect(await cloud.do(MANAGER, 'prepareRedemption', { code: first.code, storeId })).toMatchObject({ usesLeft: 1 });
    await cloud.advance(midnight - (await cloud.now()));
    await shop.redeem(cloud, MANAGER, { code: first.code, storeId: store });
  });

  test('a code of another store’s deal looks unknown, by code and by token', async () => {
    const { first } = await bought({ storeIds: [storeId] });
    const unknown = await cloud.ask(OTHER_CLERK, 'redeemVoucher', { requestId: id(), code: '000000000000' });
    for (const shown of [{ code: first.code }, { token: tokenOf(first) }])
      expect(await cloud.ask(OTHER_CLERK, 'redeemVoucher', { requestId: id(), ...shown })).toEqual(unknown);
    expect(unknown).toMatchObject(notFound);
    await shop.redeem(cloud, CLERK, { code: first.code });
    expect(await redeeming(OTHER_CLERK, { code: first.code })).toEqual(notFound);
  });
});

describe('redeem', () => {
  test('token: dead to the millisecond it says, while the code lives on; the QR text does as well', async () => {
    const { first, orderId } = await bought({}, 'o-a', 2);
    const { tokenExpiresAt = 0 } = first;
    expect(tokenExpiresAt - (await cloud.now())).toBeLessThanOrEqual(MINUTE);
    expect(await cloud.do(CLERK, 'prepareRedemption', { token: first.qrText ?? '' })).toMatchObject({ usesLeft: 1 });
    await cloud.advance(tokenExpiresAt - 1 - (await cloud.now()));
    expect(await cloud.do(CLERK, 'prepareRedemption', { token: tokenOf(first) })).toMatchObject({ usesLeft: 1 });
    await cloud.advance(1);
    const dead = { error: 'TOKEN_EXPIRED' };
    expect(await cloud.refusal(CLERK, 'prepareRedemption', { token: tokenOf(first) })).toEqual(dead);
    expect(await redeeming(CLERK, { token: tokenOf(first) })).toEqual(dead);
    await shop.redeem(cloud, CLERK, { code: first.code });
    expect(await redeeming(CLERK, { token: tokenOf(first) })).toMatchObject({ error: 'VOUCHER_ALREADY_REDEEMED' });
    expect(await cloud.refusal(CLERK, 'prepareRedemption', { token: tokenOf(first) })).toEqual(dead);
    const used = await cloud.do('o-a', 'getVoucher', { voucherId: `${orderId}V01` });
    expect(used).not.toHaveProperty('token');
    expect(used).not.toHaveProperty('qrText');
  });

  test('days: not on an excluded weekday or day, and again on the next', async () => {
    const now = await cloud.now();
    const weekday = ((new Date(now + 8 * HOUR).getUTCDay() + 6) % 7) + 1;
    const tomorrow = new Date(now + DAY + 8 * HOUR).toISOString().slice(0, 10);
    const { first } = await bought({ excludedWeekdays: [weekday], excludedDays: [tomorrow] });
    const notToday = { error: 'VOUCHER_NOT_VALID_TODAY' };
    expect(await redeeming(CLERK, { token: tokenOf(first) })).toEqual(notToday);
    await cloud.advance(DAY);
    expect(await redeeming(CLERK, { code: first.code })).toEqual(notToday);
    await cloud.advance(DAY);
    await shop.redeem(cloud, CLERK, { code: first.code });
  });

  test('second scan: another store’s clerk learns when, and not where or by whom', async () => {
    const { first } = await bought();
    const { redeemedAt } = await shop.redeem(cloud, CLERK, { code: first.code });
    const error = 'VOUCHER_ALREADY_REDEEMED';
    expect(await redeeming(OTHER_CLERK, { code: first.code })).toEqual({ error, detail: { redeemedAt } });
    expect(await redeeming(MANAGER, { code: first.code, storeId: otherStoreId })).toEqual({
      ...{ error, detail: { redeemedAt, storeName: '一号店', clerkName: '小王' } },
    });
  });

  test('own voucher: not by a clerk, by a manager it is marked', async () => {
    const ofClerk = await bought({}, CLERK);
    expect(await redeeming(CLERK, { code: ofClerk.first.code })).toEqual({ error: 'OWN_VOUCHER' });
    const ofManager = await bought({}, MANAGER);
    await shop.redeem(cloud, MANAGER, { code: ofManager.first.code, storeId });
    const [order] = await cloud.query('orders', { _id: ofManager.orderId });
    expect(order).toMatchObject({ vouchers: { V01: { redemptions: { R1: { own: true } } } } });
  });

  test('not issued, or going back: refused', async () => {
    const dealId = await shop.publish(cloud);
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    const [stored] = await cloud.query('orders', { _id: orderId });
    const { code = '' } = (stored?.vouchers as Record<string, { code: string }>).V01 ?? {};
    expect(await redeeming(CLERK, { code })).toEqual({ error: 'VOUCHER_NOT_ISSUED' });
    const refunded = await bought();
    await cloud.do('o-a', 'requestRefund', { requestId: id(), orderId: refunded.orderId });
    for (const status of ['refunding', 'refunded']) {
      expect((await cloud.do('o-a', 'getOrder', { orderId: refunded.orderId })).vouchers).toMatchObject([{ status }]);
      expect(await redeeming(CLERK, { code: refunded.first.code })).toEqual({ error: 'VOUCHER_REFUNDED' });
      await cloud.advance(2 * MINUTE);
    }
  });

  test('store: who works in several must name one of his, before anything is looked up', async () => {
    const { first } = await bought();
    const nameIt = { error: 'INVALID_INPUT', detail: { field: 'storeId' } };
    expect(await redeeming(OWNER, { code: first.code })).toEqual(nameIt);
    expect(await redeeming(OWNER, { code: '000000000000' })).toEqual(nameIt);
    expect(await redeeming(CLERK, { code: first.code, storeId: otherStoreId })).toEqual({ error: 'NOT_FOUND' });
    await shop.redeem(cloud, OWNER, { code: first.code, storeId: otherStoreId });
  });

  test('together: several vouchers of one order, all or none', async () => {
    const { first, orderId, all } = await bought({ usesPerVoucher: 2, mode: 'alone' }, 'o-a', 3);
    const foreign = await bought();
    const together = (alsoVoucherIds: readonly string[], uses = 1) => ({ code: first.code, alsoVoucherIds, uses });
    const strangers = [`${orderId}V02`, `${foreign.orderId}V01`];
    expect(await redeeming(CLERK, together(strangers))).toEqual(notFound);
    expect(await redeeming(CLERK, together([`${orderId}V01`]))).toMatchObject({ error: 'INVALID_INPUT' });
    expect(await redeeming(CLERK, together([`${orderId}V02`], 3))).toMatchObject({ error: 'INVALID_INPUT' });
    await shop.redeem(cloud, CLERK, { code: all[1]?.code ?? '', uses: 2 });
    expect(await redeeming(CLERK, together([`${orderId}V03`, `${orderId}V02`]))).toMatchObject({
      error: 'VOUCHER_ALREADY_REDEEMED',
    });
    const { useStatus, vouchers } = await cloud.do('o-a', 'getOrder', { orderId });
    expect([useStatus, vouchers.map((each) => each.usesLeft)]).toEqual(['partly_used', [2, 0, 2]]);
    const receipt = await shop.redeem(cloud, CLERK, together([`${orderId}V03`], 2));
    expect(receipt.redemptions.map((each) => [each.voucherId, each.usesLeft])).toEqual([
      [`${orderId}V01`, 0],
      [`${orderId}V03`, 0],
    ]);
  });
});

test('redeem together: ten vouchers at the most', async () => {
  const { first, orderId } = await bought({ unitsPerOrderMax: 11 }, 'o-a', 11);
  const others = Array.from({ length: 10 }, (_, i) => `${orderId}V${String(i + 2).padStart(2, '0')}`);
  const all = { code: first.code, alsoVoucherIds: others };
  expect(await redeeming(CLERK, all)).toEqual({ error: 'INVALID_INPUT', detail: { field: 'alsoVoucherIds' } });
  const receipt = await shop.redeem(cloud, CLERK, { ...all, alsoVoucherIds: others.slice(1) });
  expect(receipt.redemptions).toHaveLength(10);
});

describe('undo', () => {
  const undoing = (openid: string, redemptionId: string) =>
    cloud.refusal(openid, 'undoRedemption', { requestId: id(), redemptionId, reason: '错' });
  const undo = (openid: string, redemptionId: string) =>
    cloud.do(openid, 'undoRedemption', { requestId: id(), redemptionId, reason: '错' });

  test('undo: within the hour, by the same clerk or a manager, once', async () => {
    const { first } = await bought({ usesPerVoucher: 3, mode: 'alone' });
    const [a, b, c] = [
      await shop.redeem(cloud, CLERK, { code: first.code }),
      await shop.redeem(cloud, CLERK, { code: first.code }),
      await shop.redeem(cloud, CLERK, { code: first.code }),
    ];
    expect(await undoing(OTHER_CLERK, a.redemptionId)).toEqual({ error: 'NOT_FOUND' });
    expect(await undo(MANAGER, a.redemptionId)).toEqual({ usesLeft: 1 });
    expect(await undoing(CLERK, a.redemptionId)).toEqual({ error: 'UNDO_NOT_ALLOWED' });
    await cloud.advance(a.undoUntil - 1 - (await cloud.now()));
    const retried = { requestId: id(), redemptionId: b.redemptionId, reason: '错' };
    expect(await cloud.do(CLERK, 'undoRedemption', retried)).toEqual({ usesLeft: 2 });
    expect(await cloud.do(CLERK, 'undoRedemption', retried)).toEqual({ usesLeft: 2 });
    await cloud.advance(1);
    expect(await undoing(CLERK, c.redemptionId)).toEqual({ error: 'UNDO_WINDOW_OVER' });
    expect(await undoing(OWNER, c.redemptionId)).toEqual({ error: 'UNDO_WINDOW_OVER' });
  });

  test('undo: ten times per voucher, and not after a refund took from it', async () => {
    const { first, orderId } = await bought();
    for (let round = 1; round <= 10; round += 1) {
      const { redemptionId } = await shop.redeem(cloud, CLERK, { code: first.code });
      expect(redemptionId).toBe(`${orderId}V01R${String(round)}`);
      await undo(CLERK, redemptionId);
    }
    const last = await shop.redeem(cloud, CLERK, { code: first.code });
    expect(await undoing(CLERK, last.redemptionId)).toEqual({ error: 'UNDO_NOT_ALLOWED' });
    const other = await bought();
    const { redemptionId } = await shop.redeem(cloud, CLERK, { code: other.first.code });
    const refund = { requestId: id(), orderId: other.orderId, amountFen: 1, reason: '补' };
    await cloud.do(OWNER, 'refundOrder', refund);
    expect(await undoing(CLERK, redemptionId)).toEqual({ error: 'UNDO_NOT_ALLOWED' });
  });

  test('undo: what is settled anyway after seven days stays settled', async () => {
    const { first, orderId } = await bought();
    await cloud.advance(7 * DAY + 20 * MINUTE);
    const { redemptionId } = await shop.redeem(cloud, CLERK, { code: first.code });
    await undo(CLERK, redemptionId);
    await cloud.advance(2 * MINUTE);
    expect(await shop.ledger(cloud, { [orderId]: 'O' })).toEqual([
      ['pay:O', 'wechat', 'escrow', 5000],
      ['settle:OV01:1:0', 'escrow', 'merchant', 5000],
    ]);
  });
});

describe('staff', () => {
  const accepting = (openid: string, invitation: string) =>
    cloud.refusal(openid, 'acceptInvitation', { invitation, nickname: '新人' });
  const invalid = { error: 'INVITATION_INVALID' };
  const invite = async (offer: { role?: 'clerk' | 'manager'; storeIds?: string[]; roleUntil?: number } = {}) => {
    const input = { requestId: id(), role: 'clerk', storeIds: [storeId], ...offer } as const;
    return (await cloud.do(OWNER, 'inviteStaff', input)).invitation;
  };

  test('invitation: for one person, once, within a day; a second one adds its stores', async () => {
    const invitation = await invite();
    const accept = { invitation, nickname: '小赵' };
    expect(await cloud.do('o-new', 'acceptInvitation', accept)).toEqual({ roles: ['buyer', 'clerk'] });
    expect(await cloud.do('o-new', 'acceptInvitation', accept)).toEqual({ roles: ['buyer', 'clerk'] });
    expect(await accepting('o-thief', invitation)).toEqual(invalid);
    expect(await accepting('o-thief', 'NOTANINVITATION')).toEqual(invalid);
    const second = await invite({ storeIds: [otherStoreId] });
    const both = { roles: ['buyer', 'clerk'] };
    expect(await cloud.do('o-new', 'acceptInvitation', { invitation: second, nickname: '小赵' })).toEqual(both);
    const { stores } = await cloud.do('o-new', 'getMe', {});
    expect(stores.map((store) => store.storeId).sort()).toEqual([storeId, otherStoreId].sort());
    const late = await invite();
    await cloud.advance(DAY);
    expect(await accepting('o-late', late)).toEqual(invalid);
  });

  test('invitation: to the end of a shift, and not a moment longer', async () => {
    const roleUntil = (await cloud.now()) + HOUR;
    await cloud.do('o-shift', 'acceptInvitation', { invitation: await invite({ roleUntil }), nickname: '小钱' });
    await cloud.advance(HOUR - 1);
    expect(await cloud.do('o-shift', 'listRedemptions', {})).toEqual({ items: [] });
    await cloud.advance(1);
    expect(await cloud.refusal('o-shift', 'listRedemptions', {})).toEqual({ error: 'FORBIDDEN' });
    expect(await cloud.do('o-shift', 'getMe', {})).toMatchObject({ roles: ['buyer'], stores: [] });
  });

  test('revoked: nothing works any more, not even the old invitation; a new one does', async () => {
    const invitation = await invite();
    await cloud.do('o-gone', 'acceptInvitation', { invitation, nickname: '小孙' });
    const listed = (await cloud.do(OWNER, 'listStaff', {})).items.find((row) => row.nickname === '小孙');
    expect(listed).toMatchObject({ role: 'clerk', storeIds: [storeId] });
    const { first } = await bought();
    expect(await cloud.do('o-gone', 'prepareRedemption', { code: first.code })).toMatchObject({ usesLeft: 1 });
    await cloud.advance(SECOND);
    await cloud.do(OWNER, 'revokeStaff', { staffId: listed?.staffId ?? '' });
    expect(await redeeming('o-gone', { code: first.code })).toEqual({ error: 'FORBIDDEN' });
    expect(await accepting('o-gone', invitation)).toEqual(invalid);
    await cloud.advance(SECOND);
    const back = { invitation: await invite(), nickname: '小孙' };
    const employed = await cloud.do('o-gone', 'acceptInvitation', back);
    expect(await cloud.do('o-gone', 'acceptInvitation', back)).toEqual(employed);
    await shop.redeem(cloud, 'o-gone', { code: first.code });
  });

  test('a clerk sees nothing else of the shop, a manager all but staff roles', async () => {
    const forbidden = { ok: false, error: 'FORBIDDEN' };
    const managers = [
      'listMerchantOrders',
      'getMerchantOrder',
      'getStatement',
      'exportOrders',
      'listStaff',
      'getBalance',
    ];
    for (const action of [...managers, 'refundOrder', 'adjustStock', 'saveDeal', 'listStores', 'inviteStaff'])
      expect(await cloud.ask(CLERK, action)).toMatchObject(forbidden);
    for (const action of ['inviteStaff', 'revokeStaff'])
      expect(await cloud.ask(MANAGER, action)).toMatchObject(forbidden);
    for (const action of ['listMerchants', 'createMerchant', 'issueSetupCode'])
      expect(await cloud.ask(OWNER, action)).toMatchObject(forbidden);
    expect(await cloud.do(MANAGER, 'listMerchantOrders', {})).toHaveProperty('items');
  });

  test('a new set-up code: its claimer is the owner, the old one is nobody, an unclaimed code dies', async () => {
    const issue = async () => (await cloud.do(OPERATOR, 'issueSetupCode', { requestId: id(), merchantId })).setupCode;
    const dead = await issue();
    const setupCode = await issue();
    const claim = (code: string) => ({ setupCode: code, merchantName: '新东家' });
    expect(await cloud.refusal('o-next-owner', 'claimShop', claim(dead))).toEqual(invalid);
    expect(await cloud.do(OWNER, 'getMe', {})).toMatchObject({ roles: ['buyer', 'owner'] });
    expect(await cloud.do('o-next-owner', 'claimShop', claim(setupCode))).toEqual({ merchantId });
    expect(await cloud.do('o-next-owner', 'claimShop', claim(setupCode))).toEqual({ merchantId });
    expect(await cloud.refusal('o-thief', 'claimShop', claim(setupCode))).toEqual(invalid);
    expect(await cloud.do(OWNER, 'getMe', {})).toMatchObject({ roles: ['buyer'], merchantName: '新东家' });
    expect(await cloud.refusal(OWNER, 'listStaff', {})).toEqual({ error: 'FORBIDDEN' });
    expect((await cloud.do('o-next-owner', 'listStaff', {})).items).toContainEqual(
      expect.objectContaining({ role: 'owner' }),
    );
  });
});
