import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { operations } from '../../cloudfunctions/operations/operations';
import { schema } from '../../cloudfunctions/schema/schema';
import type { Action } from '../../typings/api';
import { MINUTE, startStory, type Story } from './cloud-driver';
import { damagesOf } from './damage';
import { BUYER, makeThings, samplesOf, type Samples, type Things } from './samples';
import * as shop from './shop';
import { CLERK, id, MANAGER, OPERATOR, OWNER } from './shop';

const OTHER_APPID = 'wx-the-other-shop';
const OTHER_OWNER = 'o-owner-of-the-other-shop';
const OTHER_BUYER = 'o-buyer-of-something-else';

let cloud: Story;
let mine: Things;
let theirs: Things;
let samples: Samples;
let otherMerchants: Pick<Things, 'dealId' | 'groupId' | 'orderId' | 'storeId' | 'refundId' | 'leaderId'>;
let merchantId: string;

const actions = Object.keys(operations) as Action[];

beforeAll(async () => {
  cloud = await startStory();
  const opened = await shop.openShop(cloud);
  const { storeId } = opened;
  ({ merchantId } = opened);
  await shop.hire(cloud, MANAGER, { role: 'manager' });
  otherMerchants = await openOtherShop();
  theirs = await makeThings(cloud, OTHER_BUYER, storeId);
  mine = await makeThings(cloud, BUYER, storeId);
  samples = samplesOf(mine, merchantId, cloud.setUpCode);
});

afterAll(() => cloud.close());

/** A second merchant of the same installation, with a deal, a store and an order of its own. */
async function openOtherShop() {
  const merchant = { requestId: id(), appid: OTHER_APPID, name: '另一家', subMchId: '1900000002' };
  const { merchantId } = await cloud.do(OPERATOR, 'createMerchant', merchant);
  const { setupCode } = await cloud.do(OPERATOR, 'issueSetupCode', { requestId: id(), merchantId });
  const there = <A extends Action>(openid: string, action: A, input: Parameters<typeof cloud.do<A>>[2]) =>
    cloud.do(openid, action, input, OTHER_APPID);
  await there(OTHER_OWNER, 'claimShop', { setupCode, merchantName: '另一家' });
  const store = { requestId: id(), store: { name: '别的店', address: '别处' } };
  const { storeId } = await there(OTHER_OWNER, 'saveStore', store);
  const { dealId } = await there(OTHER_OWNER, 'saveDeal', { requestId: id(), deal: shop.aDeal() });
  await there(OTHER_OWNER, 'publishDeal', { dealId });
  const made = await there(BUYER, 'createOrder', shop.ordering({ dealId, buy: 'open' }));
  await shop.pay(cloud, BUYER, made);
  const refundId = await shop.notArrived(cloud, 'o-elsewhere', dealId, OTHER_APPID);
  const commission = { kind: 'percent', value: 10 } as const;
  const led = { requestId: id(), deal: shop.aDeal({ mode: 'commission', commission }) };
  const { dealId: ledId } = await there(OTHER_OWNER, 'saveDeal', led);
  await there(OTHER_OWNER, 'publishDeal', { dealId: ledId });
  const leads = await there('o-elsewhere', 'createOrder', shop.ordering({ dealId: ledId, buy: 'open' }));
  await shop.pay(cloud, 'o-elsewhere', leads);
  const { groupId = '' } = leads;
  const joins = await there('o-led', 'createOrder', shop.ordering({ dealId: ledId, buy: 'join', groupId }));
  await shop.pay(cloud, 'o-led', joins);
  await cloud.advance(2 * MINUTE);
  const leaderId = (await there(OTHER_OWNER, 'listCommissions', {})).items[0]?.leaderId ?? '';
  return { dealId, storeId, refundId, leaderId, orderId: made.orderId, groupId: made.groupId ?? '' };
}

/** A hash over every document of every collection. */
async function everything(): Promise<string> {
  const hash = createHash('sha256');
  for (const { name } of schema) {
    const rows = (await cloud.query(name)).sort((a, b) => (a._id < b._id ? -1 : 1));
    hash.update(JSON.stringify([name, rows]));
  }
  return hash.digest('hex');
}

/** What no refusal may say: anybody's openid, where the code lies, what the installation is secured with. */
const SECRETS = /o-[a-z]+|demo-|\bat .*:\d+|\.[cm]?[jt]s\b|node_modules|\/dist|TUANQUAN|190000000\d/;

function expectNoLeak(answer: object): void {
  const said = JSON.stringify(answer);
  expect(said).not.toMatch(SECRETS);
  expect(said.length).toBeLessThan(1000);
}

describe('a damaged input', () => {
  test.each(actions)('%s: is refused for the field that is wrong, and changes nothing', async (action) => {
    const { by, input, optional = [] } = samples[action];
    const before = await everything();
    const damages = damagesOf(input, optional);
    expect(damages.length).toBeGreaterThan(5);
    for (const { path, how, input: damaged } of damages) {
      const answer = await cloud.ask(by, action, damaged);
      const { field } = { field: '', ...(answer as { detail?: { field?: string } }).detail };
      const isNamed = path.startsWith(field) || field.startsWith(path) || how === 'missing';
      expect({ path, how, ...answer, isNamed }).toMatchObject({
        path,
        how,
        ok: false,
        error: 'INVALID_INPUT',
        isNamed: true,
      });
      expectNoLeak(answer);
    }
    expect(await everything()).toBe(before);
  });

  test('numbers beyond all numbers, and the name of a prototype, as only raw JSON can carry them', async () => {
    const before = await everything();
    const { dealId } = mine;
    const inputs = [
      `{"requestId":"${id()}","dealId":"${dealId}","buy":"alone","quantity":1e999}`,
      `{"requestId":"${id()}","dealId":"${dealId}","buy":"alone","quantity":1,"version":-1e999}`,
      `{"requestId":"${id()}","dealId":"${dealId}","buy":"alone","quantity":1,"__proto__":{"quantity":2}}`,
    ];
    for (const input of inputs) {
      const body = `{"action":"createOrder","input":${input}}`;
      const response = await fetch(`${cloud.url}/local/call/api`, {
        method: 'POST',
        headers: { 'x-openid': BUYER },
        body,
      });
      expect(await response.json()).toMatchObject({ result: { ok: false, error: 'INVALID_INPUT' } });
    }
    expect(await everything()).toBe(before);
  });

  test.each([
    undefined,
    null,
    '',
    'nonsense',
    'toString',
    'constructor',
    '__proto__',
    'hasOwnProperty',
    5,
    {},
    ['getMe'],
  ])('action %p: is unknown', async (action) => {
    const reply = await cloud.call(BUYER, 'api', { action, input: {} });
    expect(reply.body).toMatchObject({ result: { ok: false, error: 'UNKNOWN_ACTION' } });
    expectNoLeak(reply.body as object);
  });
});

test.each<[what: string, action: Action, field: string, changes: (of: Things) => object]>([
  ['a code and a token', 'prepareRedemption', 'token', ({ code }) => ({ code, token: code })],
  ['neither a code nor a token', 'prepareRedemption', 'token', () => ({ code: undefined })],
  ['a code and a token', 'redeemVoucher', 'token', ({ code }) => ({ code, token: code })],
  ['neither a code nor a token', 'redeemVoucher', 'token', () => ({ code: undefined })],
  ['vouchers and a sum', 'refundOrder', 'amountFen', ({ voucherId }) => ({ voucherIds: [voucherId] })],
  [
    ...(['a voucher twice', 'refundOrder', 'voucherIds'] as const),
    ({ voucherId }) => ({ voucherIds: [voucherId, voucherId], amountFen: undefined }),
  ],
  ['a voucher twice', 'requestRefund', 'voucherIds', ({ voucherId }) => ({ voucherIds: [voucherId, voucherId] })],
  ['no voucher', 'requestRefund', 'voucherIds', () => ({ voucherIds: [] })],
])('%s: what does not go together is refused by %s for %s', async (_, action, field, changes) => {
  const { by, input } = samples[action];
  const before = await everything();
  const answer = await cloud.ask(by, action, { ...input, ...changes(mine) });
  expect(answer).toMatchObject({ ok: false, error: 'INVALID_INPUT', detail: { field } });
  expect(await everything()).toBe(before);
});

describe('a caller without the role', () => {
  const ranks: Readonly<Record<string, readonly string[]>> = {
    [BUYER]: [],
    [CLERK]: [BUYER, OPERATOR],
    [MANAGER]: [BUYER, CLERK, OPERATOR],
    [OWNER]: [BUYER, CLERK, MANAGER, OPERATOR],
    [OPERATOR]: [BUYER, CLERK, MANAGER, OWNER],
  };
  /** Whoever has the set-up code may claim the shop: there the code is the guard. */
  const guarded = (): Action[] =>
    actions.filter((action) => action !== 'claimShop' && (ranks[samples[action].by] ?? []).length > 0);

  test('is refused whatever the input, and changes nothing', async () => {
    const before = await everything();
    expect(guarded().length).toBeGreaterThan(20);
    for (const action of guarded()) {
      const { by, input } = samples[action];
      const strangers = [...(ranks[by] ?? []), OTHER_OWNER, 'o-never-seen'];
      for (const openid of strangers) {
        for (const sent of [input, {}, { $ne: null }, { ...input, extra: 1 }]) {
          const answer = await cloud.ask(openid, action, sent);
          expect({ openid, action, answer }).toEqual({
            ...{ openid, action },
            answer: { ok: false, error: 'FORBIDDEN', now: answer.now },
          });
        }
      }
    }
    expect(await everything()).toBe(before);
  });

  test('of another shop is nobody here: his own shop’s roles do not count', async () => {
    for (const action of guarded()) {
      const asOwner = await cloud.ask(OWNER, action, samples[action].input, OTHER_APPID);
      expect({ action, asOwner }).toMatchObject({ action, asOwner: { ok: false, error: 'FORBIDDEN' } });
    }
  });
});

describe('an id that is not one’s own', () => {
  const absent = '0'.repeat(20);
  const absentVoucher = `${absent}V01`;
  const voucherOf = (orderId: string) => `${orderId}V01`;

  /** Actions with the fields that name something, what in it is not the caller's, and what does not exist at all. */
  const rows = (): readonly (readonly [Action, string, readonly unknown[], unknown])[] => {
    const orders = [theirs.orderId, theirs.unpaidId, otherMerchants.orderId];
    const { orderId } = mine;
    const vouchers = [theirs.voucherId, voucherOf(otherMerchants.orderId), `${orderId}V99`, 'x'];
    const redemptions = [`${otherMerchants.orderId}V01R1`, `${orderId}V99R1`, `${orderId}V02R99`, 'x'];
    const abroad = { deal: [otherMerchants.dealId], order: [otherMerchants.orderId], store: [otherMerchants.storeId] };
    return [
      ...(['getOrder', 'getPayment', 'confirmPayment', 'cancelOrder', 'requestRefund'] as const).map(
        (action) => [action, 'orderId', orders, absent] as const,
      ),
      ['getVoucher', 'voucherId', vouchers, absentVoucher],
      ['requestRefund', 'voucherIds', vouchers.map((voucher) => [voucher]), [absentVoucher]],
      ['markRead', 'messageIds', [[theirs.messageId]], [absent]],
      ...(['getDeal', 'getShareCode', 'publishDeal', 'unpublishDeal', 'adjustStock', 'saveDeal'] as const).map(
        (action) => [action, 'dealId', abroad.deal, absent] as const,
      ),
      ['getMerchantDeal', 'dealId', abroad.deal, absent],
      ['fillSeats', 'groupId', [otherMerchants.groupId], absent],
      ['markRefundPaid', 'refundId', [otherMerchants.refundId], `R${'0'.repeat(26)}`],
      ['createOrder', 'dealId', abroad.deal, absent],
      ...(['getGroup', 'getShareCard', 'createOrder', 'listMerchantOrders'] as const).map(
        (action) => [action, 'groupId', [otherMerchants.groupId], absent] as const,
      ),
      ...(['getMerchantOrder', 'refundOrder', 'listMerchantOrders'] as const).map(
        (action) => [action, 'orderId', abroad.order, absent] as const,
      ),
      ['refundOrder', 'voucherIds', [...vouchers].map((voucher) => [voucher]), [absentVoucher]],
      ['listMerchantOrders', 'dealId', abroad.deal, absent],
      ['saveStore', 'storeId', abroad.store, absent],
      ['prepareRedemption', 'storeId', abroad.store, absent],
      ['redeemVoucher', 'storeId', abroad.store, absent],
      ['redeemVoucher', 'alsoVoucherIds', vouchers.map((voucher) => [voucher]), [absentVoucher]],
      ['undoRedemption', 'redemptionId', redemptions, `${absentVoucher}R1`],
      ['inviteStaff', 'storeIds', [abroad.store], [absent]],
      ['getStatement', 'storeId', abroad.store, absent],
      ['listRedemptions', 'storeId', abroad.store, absent],
      ['listRedemptions', 'clerkId', [absent.replace('0', '1')], absent],
      ['revokeStaff', 'staffId', [absent.replace('0', '1')], absent],
      ['payCommission', 'leaderId', [otherMerchants.leaderId], absent],
    ];
  };

  test('is answered, to the byte, as one that does not exist, and changes nothing', async () => {
    let before = await everything();
    for (const [action, field, foreign, missing] of rows()) {
      const { by, input } = samples[action];
      const { amountFen: _sum, ...rest } = input as Record<string, unknown>;
      const base = field === 'voucherIds' ? rest : { ...input };
      const asMissing = await cloud.ask(by, action, { ...base, [field]: missing });
      for (const value of foreign) {
        const asForeign = await cloud.ask(by, action, { ...base, [field]: value });
        const row = `${action} ${field} ${JSON.stringify(value)}`;
        expect({ row, said: JSON.stringify(asForeign) }).toEqual({ row, said: JSON.stringify(asMissing) });
        if (!asForeign.ok) expect(['NOT_FOUND', 'VOUCHER_NOT_FOUND']).toContain(asForeign.error);
        expectNoLeak(asForeign);
      }
      // A right code beside wrong ids is a typed code that was known: it moves the clerk's counter, and nothing else.
      if (action === 'redeemVoucher' && field === 'alsoVoucherIds') before = await everything();
      expect({ action, field, hash: await everything() }).toEqual({ action, field, hash: before });
    }
  });

  test('is refused from another mini-program, even to its own buyer', async () => {
    const from = (action: Action) => cloud.ask(BUYER, action, samples[action].input, OTHER_APPID);
    for (const action of ['getOrder', 'getVoucher', 'getPayment', 'cancelOrder', 'getDeal', 'getGroup'] as const)
      expect(await from(action)).toMatchObject({ ok: false, error: 'NOT_FOUND' });
    expect(await cloud.do(BUYER, 'listOrders', {}, OTHER_APPID)).toMatchObject({
      items: [{ orderId: otherMerchants.orderId }],
    });
    const { code } = mine;
    const scan = { requestId: id(), code };
    const answer = await cloud.ask(OTHER_OWNER, 'redeemVoucher', scan, OTHER_APPID);
    expect(answer).toMatchObject({ ok: false, error: 'VOUCHER_NOT_FOUND' });
  });
});

describe('a phone that calls what only WeChat may', () => {
  test('timers do not run for it, though work is due, and notices are not believed', async () => {
    await cloud.faults({ match: {}, kind: 'timer-skip' });
    const refund = { requestId: id(), orderId: theirs.orderId, amountFen: 100, reason: '补' };
    const { refundId } = await cloud.do(OWNER, 'refundOrder', refund);
    const { orderId, payment } = await shop.order(cloud, 'o-forger', { dealId: mine.dealId, buy: 'alone' });
    await cloud.advance(10 * MINUTE);
    const before = await everything();
    const [order] = await cloud.query('orders', { _id: orderId });
    const word = { returnCode: 'SUCCESS', resultCode: 'SUCCESS', SOURCE: 'wx_paycallback', source: 'wx_paycallback' };
    const paid = {
      ...{ ...word, outTradeNo: orderId, totalFee: 5000, cashFee: 5000, subOpenid: 'o-forger', attach: order?.attach },
      ...{ transactionId: '4200000000000000000000000001', timeEnd: '20300107101000', prepayId: payment.package },
    };
    const returned = {
      ...word,
      outTradeNo: theirs.orderId,
      outRefundNo: refundId,
      refundFee: 100,
      refundStatus: 'SUCCESS',
    };
    const timer = { Type: 'Timer', TriggerName: 'expire', Time: '2030-01-07T02:10:00Z', Message: '' };
    const forged: readonly (readonly [string, object, object])[] = [
      ['expire', timer, { ran: false }],
      ['deliver', timer, { ran: false }],
      ['settle', timer, { ran: false }],
      ['pay-notify', paid, { errcode: 403, errmsg: 'FORBIDDEN' }],
      ['pay-notify', {}, { errcode: 403, errmsg: 'FORBIDDEN' }],
      ['refund-notify', returned, { errcode: 403, errmsg: 'FORBIDDEN' }],
      ['refund-notify', { outTradeNo: { $ne: null } }, { errcode: 403, errmsg: 'FORBIDDEN' }],
    ];
    for (const [name, event, result] of forged)
      for (const openid of ['o-forger', OWNER, OPERATOR])
        expect(await cloud.call(openid, name, event)).toEqual({ status: 200, body: { result } });
    expect(await everything()).toBe(before);
    await cloud.faults();
    await cloud.advance(5 * MINUTE);
    expect(await everything()).not.toBe(before);
  });
});

test('every sample that was damaged is taken undamaged', async () => {
  const things = await makeThings(cloud, BUYER, mine.storeId);
  for (const [action, { by, input }] of Object.entries(samplesOf(things, merchantId, cloud.setUpCode)))
    expect({ action, answer: await cloud.ask(by, action, input) }).toMatchObject({ action, answer: { ok: true } });
});
