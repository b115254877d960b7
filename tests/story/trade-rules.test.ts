import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { DAY, HOUR, MINUTE, SECOND, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OWNER } from './shop';

/** The rules of buying and of refunds, each as a small story of its own deal. The counter's are in counter-rules. */
let cloud: Story;

beforeAll(async () => {
  cloud = await shop.startShop();
});

afterEach(() => cloud.faults());
afterAll(() => cloud.close());

const ordering = (openid: string, wish: shop.Wish) => cloud.refusal(openid, 'createOrder', shop.ordering(wish));
const orderOf = (openid: string, orderId: string) => cloud.do(openid, 'getOrder', { orderId });

describe('limit per buyer', () => {
  test('limit: paid, unpaid and grouped units count, those of closed orders do not', async () => {
    const dealId = await shop.publish(cloud, { limitPerBuyer: 3 });
    await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity: 2 });
    expect(await cloud.do('o-a', 'getDeal', { dealId })).toMatchObject({ limitPerBuyer: 3, limitLeft: 1 });
    expect(await ordering('o-a', { dealId, buy: 'open', quantity: 2 })).toEqual({
      ...{ error: 'LIMIT_REACHED', detail: { left: 1 } },
    });
    await shop.order(cloud, 'o-a', { dealId, buy: 'open' });
    expect(await cloud.do('o-a', 'getDeal', { dealId })).toMatchObject({ limitLeft: 0 });
    await cloud.advance(7 * MINUTE);
    expect(await cloud.do('o-a', 'getDeal', { dealId })).toMatchObject({ limitLeft: 1 });
    await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    expect(await ordering('o-a', { dealId, buy: 'alone' })).toEqual({ error: 'LIMIT_REACHED', detail: { left: 0 } });
    await shop.buy(cloud, 'o-b', { dealId, buy: 'alone', quantity: 3 });
    await cloud.advance(25 * HOUR);
    expect(await cloud.do('o-a', 'getDeal', { dealId })).toMatchObject({ limitLeft: 1 });
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('limit: a refunded unit leaves it only where it returns to stock (restock %s)', async (restock, limitLeft) => {
    const refund = { anytime: true, onExpiry: true, restock };
    const dealId = await shop.publish(cloud, { limitPerBuyer: 2, stock: 2, refund });
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity: 2 });
    await cloud.do('o-a', 'requestRefund', { requestId: id(), orderId, voucherIds: [`${orderId}V02`] });
    await cloud.advance(3 * MINUTE);
    expect(await cloud.do('o-a', 'getDeal', { dealId })).toMatchObject({ limitLeft, stock: limitLeft });
  });
});

describe('seats', () => {
  test('group: nobody sees or joins it before its leader has paid', async () => {
    const dealId = await shop.publish(cloud);
    const { groupId = '', payment } = await shop.order(cloud, 'o-a', { dealId, buy: 'open' });
    expect(await cloud.refusal('o-b', 'getGroup', { groupId })).toEqual({ error: 'NOT_FOUND' });
    expect(await ordering('o-b', { dealId, buy: 'join', groupId })).toEqual({ error: 'NOT_FOUND' });
    await shop.pay(cloud, 'o-a', { payment });
    expect(await cloud.do('o-b', 'getGroup', { groupId })).toMatchObject({ status: 'open', seatsLeft: 1 });
  });

  test('group: a person sits once, a held seat says until when, a formed group takes nobody', async () => {
    const dealId = await shop.publish(cloud);
    const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    const join = { dealId, buy: 'join', groupId } as const;
    expect(await ordering('o-a', join)).toEqual({ error: 'ALREADY_IN_GROUP' });
    const held = await shop.order(cloud, 'o-b', join);
    expect(await ordering('o-c', join)).toEqual({ error: 'GROUP_FULL', detail: { heldUntil: held.payBy } });
    await shop.pay(cloud, 'o-b', held);
    expect(await ordering('o-b', join)).toEqual({ error: 'GROUP_NOT_OPEN' });
    expect(await ordering('o-c', join)).toEqual({ error: 'GROUP_NOT_OPEN' });
  });

  test('group: the page of its deal offers it while there is a seat, the one that ends first at the top', async () => {
    const dealId = await shop.publish(cloud);
    const opening = async (openid: string) => (await shop.buy(cloud, openid, { dealId, buy: 'open' })).groupId ?? '';
    const offered = async () => (await cloud.do('o-x', 'getDeal', { dealId })).openGroups;
    const first = { groupId: await opening('o-a'), seatsLeft: 1, expiresAt: (await cloud.now()) + 24 * HOUR };
    await cloud.advance(MINUTE);
    const second = { groupId: await opening('o-b'), seatsLeft: 1, expiresAt: first.expiresAt + MINUTE };
    await shop.formGroup(cloud, dealId, ['o-c', 'o-d']);
    await shop.publish(cloud);
    expect(await offered()).toEqual([first, second]);
    await shop.order(cloud, 'o-e', { dealId, buy: 'join', groupId: first.groupId });
    expect(await offered()).toEqual([second]);
  });

  test('group: a member of three may not join again', async () => {
    const dealId = await shop.publish(cloud, { groupSize: 3 });
    const { groupId } = await shop.formGroup(cloud, dealId, ['o-a', 'o-b']);
    expect(await ordering('o-b', { dealId, buy: 'join', groupId })).toEqual({ error: 'ALREADY_IN_GROUP' });
  });

  test('group: joining stops a minute before the end; who joined before can pay to the last second', async () => {
    const dealId = await shop.publish(cloud, { windowMinutes: 10, groupSize: 3 });
    const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    const { expiresAt } = await cloud.do('o-a', 'getGroup', { groupId });
    await cloud.advance(expiresAt - MINUTE - 1 - (await cloud.now()));
    const b = await shop.order(cloud, 'o-b', { dealId, buy: 'join', groupId });
    expect(b.payBy).toBe(expiresAt - (expiresAt % SECOND));
    await cloud.advance(1);
    expect(await ordering('o-c', { dealId, buy: 'join', groupId })).toEqual({ error: 'GROUP_NOT_OPEN' });
    await cloud.advance(b.payBy - 1 - (await cloud.now()));
    await shop.pay(cloud, 'o-b', b);
    expect(await orderOf('o-b', b.orderId)).toMatchObject({ status: 'paid' });
    await cloud.advance(5 * MINUTE);
    expect(await orderOf('o-b', b.orderId)).toMatchObject({ status: 'refunded', groupStatus: 'failed' });
  });

  test('group: past its end every read says failed, whether a timer has run or not', async () => {
    const dealId = await shop.publish(cloud, { stock: 5 });
    const { groupId = '', orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    await cloud.faults({ match: {}, kind: 'timer-skip' });
    await cloud.advance(24 * HOUR);
    expect(await cloud.do('o-x', 'getGroup', { groupId })).toMatchObject({ status: 'failed' });
    const read = { status: 'refunding', groupStatus: 'failed', refundedFen: 0 };
    expect(await orderOf('o-a', orderId)).toMatchObject({ ...read, refunds: [{ status: 'pending', amountFen: 2990 }] });
    expect((await cloud.do('o-a', 'listOrders', {})).items[0]).toMatchObject(read);
    expect(await ordering('o-b', { dealId, buy: 'join', groupId })).toEqual({ error: 'GROUP_NOT_OPEN' });
    expect((await cloud.do('o-b', 'getDeal', { dealId })).openGroups).toEqual([]);
    await cloud.faults();
    await cloud.advance(3 * MINUTE);
    expect(await orderOf('o-a', orderId)).toMatchObject({ status: 'refunded', refundedFen: 2990 });
    expect(await shop.stockOf(cloud, dealId)).toBe(5);
  });

  test('group: past its end with a seat being paid it stays open until WeChat has answered', async () => {
    const dealId = await shop.publish(cloud, { windowMinutes: 10 });
    const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    await cloud.advance(8 * MINUTE);
    await shop.order(cloud, 'o-b', { dealId, buy: 'join', groupId });
    await cloud.advance(3 * MINUTE);
    expect(await cloud.do('o-a', 'getGroup', { groupId })).toMatchObject({ status: 'open', seatsHeld: 1 });
    await cloud.advance(4 * MINUTE);
    expect(await cloud.do('o-a', 'getGroup', { groupId })).toMatchObject({ status: 'failed', seatsHeld: 0 });
  });
});

describe('orders', () => {
  test('one unpaid order of a deal: the next is refused with its number, cancelling frees nothing yet', async () => {
    const dealId = await shop.publish(cloud, { stock: 2 });
    const orderedAt = await cloud.now();
    const { orderId } = await shop.order(cloud, 'o-a', { dealId, buy: 'alone', quantity: 2 });
    const pending = { error: 'ORDER_PENDING', detail: { orderId } };
    expect(await ordering('o-a', { dealId, buy: 'open' })).toEqual(pending);
    const cancelled = { status: 'pending_payment', closesBy: orderedAt + 6 * MINUTE };
    await cloud.advance(MINUTE);
    expect(await cloud.do('o-a', 'cancelOrder', { orderId })).toEqual(cancelled);
    expect(await cloud.do('o-a', 'cancelOrder', { orderId })).toEqual(cancelled);
    expect(await cloud.refusal('o-a', 'getPayment', { orderId })).toEqual({ error: 'ORDER_NOT_PAYABLE' });
    expect(await ordering('o-a', { dealId, buy: 'alone' })).toEqual(pending);
    expect(await ordering('o-b', { dealId, buy: 'alone' })).toEqual({ error: 'SOLD_OUT' });
    await cloud.advance(cancelled.closesBy - (await cloud.now()));
    expect(await cloud.do('o-a', 'cancelOrder', { orderId })).toEqual({ status: 'closed' });
    expect(await orderOf('o-a', orderId)).toMatchObject({ status: 'closed', closeReason: 'cancelled' });
    expect(await shop.stockOf(cloud, dealId)).toBe(2);
    await shop.buy(cloud, 'o-a', { dealId, buy: 'alone' });
  });

  test('payment: the sheet opens again to the last moment, and not for what is paid', async () => {
    const dealId = await shop.publish(cloud);
    const late = await shop.order(cloud, 'o-a', { dealId, buy: 'alone' });
    const paid = await shop.buy(cloud, 'o-b', { dealId, buy: 'alone' });
    const over = { error: 'ORDER_NOT_PAYABLE' };
    expect(await cloud.refusal('o-b', 'getPayment', { orderId: paid.orderId })).toEqual(over);
    await cloud.advance(late.payBy - 1 - (await cloud.now()));
    expect(await cloud.do('o-a', 'getPayment', { orderId: late.orderId })).toMatchObject({ payBy: late.payBy });
    await cloud.advance(1);
    expect(await cloud.refusal('o-a', 'getPayment', { orderId: late.orderId })).toEqual(over);
  });

  test('cancel: what is paid after all is paid in time, and cannot be cancelled', async () => {
    const dealId = await shop.publish(cloud);
    const { orderId, payment } = await shop.order(cloud, 'o-a', { dealId, buy: 'alone' });
    await cloud.do('o-a', 'cancelOrder', { orderId });
    await shop.pay(cloud, 'o-a', { payment });
    expect(await orderOf('o-a', orderId)).toMatchObject({ status: 'issued' });
    expect(await cloud.refusal('o-a', 'cancelOrder', { orderId })).toEqual({ error: 'ORDER_NOT_CANCELLABLE' });
    expect(await cloud.refusal('o-a', 'getPayment', { orderId })).toEqual({ error: 'ORDER_NOT_PAYABLE' });
  });

  test('a deal that has changed: buyers of the old page are told, a group keeps its own rules', async () => {
    const dealId = await shop.publish(cloud);
    const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    const deal = shop.aDeal({ groupPriceFen: 3990, unitsPerOrderMax: 1 });
    expect(await cloud.do(OWNER, 'saveDeal', { requestId: id(), dealId, deal })).toEqual({ dealId, version: 2 });
    expect(await cloud.do(OWNER, 'saveDeal', { requestId: id(), dealId, deal })).toEqual({ dealId, version: 2 });
    expect(await ordering('o-b', { dealId, buy: 'open', version: 1 })).toEqual({ error: 'DEAL_CHANGED' });
    const join = { dealId, buy: 'join', groupId, quantity: 2 } as const;
    expect(await ordering('o-b', { ...join, version: 2 })).toEqual({ error: 'DEAL_CHANGED' });
    expect(await shop.order(cloud, 'o-b', { ...join, version: 1 })).toMatchObject({ amountFen: 5980 });
    expect(await shop.order(cloud, 'o-c', { dealId, buy: 'open', version: 2 })).toMatchObject({ amountFen: 3990 });
  });

  test('off the shelf: nobody buys alone or opens, open groups are still joined', async () => {
    const dealId = await shop.publish(cloud);
    const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    expect(await cloud.do(MANAGER, 'unpublishDeal', { dealId })).toEqual({ status: 'unpublished' });
    expect(await cloud.do(MANAGER, 'unpublishDeal', { dealId })).toEqual({ status: 'unpublished' });
    for (const buy of ['alone', 'open'] as const)
      expect(await ordering('o-b', { dealId, buy })).toEqual({ error: 'DEAL_NOT_ON_SALE' });
    await shop.buy(cloud, 'o-b', { dealId, buy: 'join', groupId });
    expect(await cloud.do('o-b', 'getGroup', { groupId })).toMatchObject({ status: 'formed' });
  });

  test('sale dates: before and after them nothing is sold, and a group ends with the sale', async () => {
    const now = await cloud.now();
    const saleEndsAt = now + 3 * HOUR;
    const dealId = await shop.publish(cloud, { saleStartsAt: now + HOUR, saleEndsAt });
    expect(await ordering('o-a', { dealId, buy: 'open' })).toEqual({ error: 'DEAL_NOT_ON_SALE' });
    await cloud.advance(HOUR);
    const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    expect(await cloud.do('o-a', 'getGroup', { groupId })).toMatchObject({ expiresAt: saleEndsAt });
    await cloud.advance(2 * HOUR);
    expect(await ordering('o-b', { dealId, buy: 'alone' })).toEqual({ error: 'DEAL_NOT_ON_SALE' });
    expect(await cloud.do('o-a', 'getGroup', { groupId })).toMatchObject({ status: 'failed' });
  });

  test('what the deal lacks: another way of buying and more units than an order takes are no input', async () => {
    const dealId = await shop.publish(cloud, { mode: 'alone', unitsPerOrderMax: 2 });
    const lacks = (field: string) => ({ error: 'INVALID_INPUT', detail: { field } });
    expect(await ordering('o-a', { dealId, buy: 'open' })).toEqual(lacks('buy'));
    expect(await ordering('o-a', { dealId, buy: 'alone', quantity: 3 })).toEqual(lacks('quantity'));
    expect(await ordering('o-a', { dealId, buy: 'join' })).toEqual(lacks('groupId'));
    expect(await shop.order(cloud, 'o-a', { dealId, buy: 'alone' })).not.toHaveProperty('groupId');
  });

  test('a draft is not there for buyers', async () => {
    const { dealId } = await cloud.do(MANAGER, 'saveDeal', { requestId: id(), deal: shop.aDeal() });
    expect(await ordering('o-a', { dealId, buy: 'alone' })).toEqual({ error: 'NOT_FOUND' });
    expect(await ordering(MANAGER, { dealId, buy: 'open' })).toEqual({ error: 'NOT_FOUND' });
  });

  test.each(['alone', 'join'] as const)(
    'no prepayment (%s): what was taken returns, and the retry succeeds',
    async (buy) => {
      const dealId = await shop.publish(cloud, { stock: 2, limitPerBuyer: 1 });
      const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
      const wish = shop.ordering({ dealId, buy, ...(buy === 'join' ? { groupId } : {}) });
      await cloud.faults({ match: {}, kind: 'prepay-fails' });
      expect(await cloud.refusal('o-b', 'createOrder', wish)).toEqual({ error: 'PAYMENT_UNAVAILABLE' });
      expect(await cloud.do('o-b', 'getDeal', { dealId })).toMatchObject({ stock: 1, limitLeft: 1 });
      expect(await cloud.do('o-b', 'getGroup', { groupId })).toMatchObject({ seatsLeft: 1, seatsHeld: 0 });
      expect(await cloud.do('o-b', 'listOrders', {})).not.toMatchObject({ items: [{ dealId }] });
      await cloud.faults();
      await shop.pay(cloud, 'o-b', await cloud.do('o-b', 'createOrder', wish));
      expect(await shop.stockOf(cloud, dealId)).toBe(0);
    },
  );

  test('WeChat’s answer to the prepayment is lost: seat and stock wait for the retry, then are swept', async () => {
    const dealId = await shop.publish(cloud, { stock: 5 });
    const { groupId = '' } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    const wish = shop.ordering({ dealId, buy: 'join', groupId });
    await cloud.faults({ match: { call: 'unifiedOrder' }, kind: 'lose-answer' });
    const unavailable = { error: 'PAYMENT_UNAVAILABLE' };
    expect(await cloud.refusal('o-b', 'createOrder', wish)).toEqual(unavailable);
    expect(await cloud.refusal('o-b', 'createOrder', wish)).toEqual(unavailable);
    expect(await cloud.do('o-b', 'getGroup', { groupId })).toMatchObject({ seatsLeft: 0, seatsHeld: 1 });
    expect(await shop.stockOf(cloud, dealId)).toBe(3);
    await cloud.advance(10 * MINUTE);
    expect(await cloud.do('o-b', 'getGroup', { groupId })).toMatchObject({ seatsLeft: 1, seatsHeld: 0 });
    expect(await shop.stockOf(cloud, dealId)).toBe(4);
  });

  test('retry: an answer is repeated, other input under its id refused, a refusal judged anew', async () => {
    const dealId = await shop.publish(cloud, { stock: 1 });
    const wish = shop.ordering({ dealId, buy: 'alone', quantity: 2 });
    expect(await cloud.refusal('o-a', 'createOrder', wish)).toEqual({ error: 'SOLD_OUT' });
    const more = { requestId: id(), dealId, delta: 4 };
    expect(await cloud.do(MANAGER, 'adjustStock', more)).toEqual({ stock: 5 });
    expect(await cloud.do(MANAGER, 'adjustStock', more)).toEqual({ stock: 5 });
    const answer = await cloud.do('o-a', 'createOrder', wish);
    await shop.pay(cloud, 'o-a', answer);
    await cloud.do(MANAGER, 'unpublishDeal', { dealId });
    expect(await cloud.do('o-a', 'createOrder', wish)).toEqual(answer);
    expect(await shop.stockOf(cloud, dealId)).toBe(3);
    const reused = { error: 'REQUEST_ID_REUSED' };
    expect(await cloud.refusal('o-a', 'createOrder', { ...wish, quantity: 1 })).toEqual(reused);
    expect(await cloud.refusal(MANAGER, 'adjustStock', { ...more, delta: 5 })).toEqual(reused);
    const tooLow = { requestId: id(), dealId, delta: -4 };
    expect(await cloud.refusal(MANAGER, 'adjustStock', tooLow)).toEqual({ error: 'STOCK_TOO_LOW' });
    expect(await cloud.refusal('o-b', 'createOrder', wish)).toEqual({ error: 'DEAL_NOT_ON_SALE' });
  });

  test('a deal with problems: it stays a draft, and a published one cannot become one', async () => {
    const deal = shop.aDeal({ groupPriceFen: 6000, unitsPerOrderMax: 51, validity: { days: 360 } });
    const problems = [
      { field: 'groupPriceFen', reason: 'group_price_not_below_alone_price' },
      { field: 'unitsPerOrderMax', reason: 'more_units_than_partial_refunds' },
      { field: 'validity', reason: 'beyond_refund_limit' },
    ];
    expect(await cloud.do(OWNER, 'checkDeal', { deal })).toEqual({ problems });
    const { dealId } = await cloud.do(OWNER, 'saveDeal', { requestId: id(), deal });
    const refused = { error: 'DEAL_HAS_PROBLEMS', detail: { problems } };
    expect(await cloud.refusal(OWNER, 'publishDeal', { dealId })).toEqual(refused);
    expect(await cloud.refusal('o-a', 'getDeal', { dealId })).toEqual({ error: 'NOT_FOUND' });
    expect(await ordering('o-a', { dealId, buy: 'alone' })).toEqual({ error: 'NOT_FOUND' });
    const published = { requestId: id(), dealId: await shop.publish(cloud), deal };
    expect(await cloud.refusal(OWNER, 'saveDeal', published)).toEqual(refused);
  });
});

describe('refunds', () => {
  test('while the group is open: by nobody', async () => {
    const dealId = await shop.publish(cloud);
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    const refused = { error: 'REFUND_WHILE_GROUP_OPEN' };
    const refund = { requestId: id(), orderId };
    expect(await cloud.refusal('o-a', 'requestRefund', refund)).toEqual(refused);
    expect(await cloud.refusal(OWNER, 'refundOrder', { ...refund, reason: '退' })).toEqual(refused);
    expect(await cloud.refusal(OWNER, 'refundOrder', { ...refund, amountFen: 1, reason: '退' })).toEqual(refused);
  });

  test('number: the same for a retry, another for another request, and never more than is left', async () => {
    const dealId = await shop.publish(cloud);
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity: 2 });
    const sum = { requestId: id(), orderId, amountFen: 1000, reason: '补' };
    const first = await cloud.do(MANAGER, 'refundOrder', sum);
    expect(await cloud.do(MANAGER, 'refundOrder', sum)).toEqual(first);
    const second = await cloud.do(MANAGER, 'refundOrder', { ...sum, requestId: id() });
    expect(second.refundId).not.toBe(first.refundId);
    const tooLarge = { ...sum, requestId: id(), amountFen: 8001 };
    expect(await cloud.refusal(MANAGER, 'refundOrder', tooLarge)).toEqual({
      ...{ error: 'REFUND_TOO_LARGE', detail: { leftFen: 8000 } },
    });
    const voucherIds = [`${orderId}V01`];
    const byVoucher = { requestId: id(), orderId, voucherIds, reason: '退' };
    expect(await cloud.do(MANAGER, 'refundOrder', byVoucher)).toMatchObject({ amountFen: 3000 });
    expect(await cloud.refusal('o-a', 'requestRefund', { requestId: id(), orderId, voucherIds })).toEqual({
      ...{ error: 'REFUND_NOT_ALLOWED', detail: { why: 'nothing_left' } },
    });
    await cloud.advance(5 * MINUTE);
    const { status, refundedFen, refunds } = await orderOf('o-a', orderId);
    expect([status, refundedFen, refunds.length]).toEqual(['issued', 5000, 3]);
  });

  test('by the buyer: only where the deal says 随时退, only until the vouchers expire', async () => {
    const refund = { anytime: false, onExpiry: false, restock: false };
    const strict = await shop.publish(cloud, { refund });
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId: strict, buy: 'alone' });
    const not = (why: string) => ({ error: 'REFUND_NOT_ALLOWED', detail: { why } });
    expect(await cloud.refusal('o-a', 'requestRefund', { requestId: id(), orderId })).toEqual(not('not_offered'));
    const brief = await shop.publish(cloud, { refund: { ...refund, anytime: true }, validity: { days: 0 } });
    const over = await shop.buy(cloud, 'o-a', { dealId: brief, buy: 'alone' });
    await cloud.advance(DAY);
    const late = { requestId: id(), orderId: over.orderId };
    expect(await cloud.refusal('o-a', 'requestRefund', late)).toEqual(not('expired'));
    expect(await orderOf('o-a', over.orderId)).toMatchObject({ vouchers: [{ status: 'expired' }], refundedFen: 0 });
  });

  test('times card: after each use less comes back, as it was shown before', async () => {
    const dealId = await shop.publish(cloud, { mode: 'alone', usesPerVoucher: 3, alonePriceFen: 10_000 });
    const { refundAfterUses } = await cloud.do('o-a', 'getDeal', { dealId });
    expect(refundAfterUses).toEqual([10_000, 6666, 3333, 0]);
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone' });
    const { code } = await shop.voucher(cloud, 'o-a', orderId);
    await shop.redeem(cloud, CLERK, { code, uses: 2 });
    expect(await cloud.do('o-a', 'requestRefund', { requestId: id(), orderId })).toMatchObject({ amountFen: 3333 });
  });

  test('parts: a sum is refused where too few of WeChat’s fifty would be left for the vouchers', async () => {
    const dealId = await shop.publish(cloud);
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity: 2 });
    const one = () => ({ requestId: id(), orderId, amountFen: 1, reason: '补' });
    for (let part = 1; part <= 48; part += 1) await cloud.do(OWNER, 'refundOrder', one());
    expect(await cloud.refusal(OWNER, 'refundOrder', one())).toEqual({ error: 'REFUND_PARTS_EXHAUSTED' });
    expect(await cloud.do('o-a', 'requestRefund', { requestId: id(), orderId })).toMatchObject({ amountFen: 9952 });
  });
});
