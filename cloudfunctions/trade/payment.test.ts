import { expect, test } from '@jest/globals';

import { DEFAULT_APPID } from '../../emulator/local/set-up';
import { buyCard, orderOf, paidCard, pay, type Scene } from '../../simulation/scene';
import { ask, OWNER } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';

let sim: Simulation;
let scene: Scene;

inFreshShop((opened, its) => {
  [sim, scene] = [opened, its];
});

type Fields = Readonly<Record<string, unknown>>;

/** The only notice of its kind that WeChat has sent so far, as the function got it. */
function sent(kind: 'payment' | 'refund'): Fields {
  const all = (sim.documents().sys_pay_notices ?? []).filter((notice) => notice.kind === kind);
  expect(all).toHaveLength(1);
  return all[0]?.event as Fields;
}

const tell = (name: 'pay-notify' | 'refund-notify', event: Fields): Promise<unknown> =>
  sim.invoke(name, event, { appid: DEFAULT_APPID, source: 'wx_paycallback' });

const orderNow = (orderId: string): Fields => sim.look('orders').get(orderId) ?? {};

test.each([
  ['of another amount', { totalFee: 9999 }],
  ['of no amount', { totalFee: '' }],
  ['of half a fen more', { totalFee: 10_000.5 }],
  ['of another payer', { subOpenid: 'somebody' }],
  ['of another echo', { attach: 'alone..d31.r' }],
  ['without an echo', { attach: undefined }],
  ['of an order that is none', { outTradeNo: 'Z'.repeat(20) }],
  ['of a failure', { resultCode: 'FAIL' }],
  ['without its number', { transactionId: undefined }],
  ['without its time', { timeEnd: 'soon' }],
])('a notice %s pays nothing, however WeChat came to send it', async (_, changes) => {
  await paidCard(sim, scene, 'mei');
  await buyCard(sim, scene, 'hua');
  const { orderId } = orderOf(scene, 'hua');
  const fitting: Fields = { ...sent('payment'), outTradeNo: orderId, subOpenid: 'hua' };
  await tell('pay-notify', { ...fitting, ...changes });
  expect(orderNow(orderId)).toMatchObject({ status: 'pending_payment', paidAt: null });
  await tell('pay-notify', fitting);
  expect(orderNow(orderId)).toMatchObject({ status: 'issued', transactionId: fitting.transactionId });
});

test('a notice of an amount that WeChat does not confirm is reported', async () => {
  await paidCard(sim, scene, 'mei');
  await buyCard(sim, scene, 'hua');
  const { orderId } = orderOf(scene, 'hua');
  await tell('pay-notify', { ...sent('payment'), outTradeNo: orderId, subOpenid: 'hua', totalFee: 1 });
  expect(sim.printed().join('\n')).toContain('a payment does not fit its order');
});

test('a payment told again changes nothing, whatever has become of its order', async () => {
  await paidCard(sim, scene, 'mei');
  const notice = sent('payment');
  const { orderId } = orderOf(scene, 'mei');
  await sim.advance(120_000);
  await ask(sim, OWNER, 'refundOrder', { requestId: 'refund-0001', orderId, reason: '退' });
  await sim.advance(300_000);
  const refunded = orderNow(orderId);
  expect(refunded).toMatchObject({ status: 'refunded' });
  await tell('pay-notify', notice);
  expect(orderNow(orderId)).toEqual(refunded);
});

test('a refund is over by a notice of its own amount, once', async () => {
  await buyCard(sim, scene, 'mei');
  await pay(sim, scene, 'mei');
  const { orderId } = orderOf(scene, 'mei');
  await sim.advance(120_000);
  sim.faults.replace([{ match: { function: 'refund-notify' }, kind: 'drop-notify' }]);
  await ask(sim, OWNER, 'refundOrder', { requestId: 'refund-0001', orderId, amountFen: 300, reason: '退' });
  await sim.advance(180_000);
  const notice = sent('refund');
  const status = (): unknown => Object.values(orderNow(orderId).refunds as Record<string, Fields>)[0]?.status;
  await tell('refund-notify', { ...notice, refundFee: 299 });
  await tell('refund-notify', { ...notice, outRefundNo: 'R'.repeat(27) });
  await tell('refund-notify', { ...notice, outTradeNo: 'Z'.repeat(20) });
  expect(status()).toBe('processing');
  await tell('refund-notify', notice);
  expect(status()).toBe('succeeded');
  const ended = orderNow(orderId);
  await sim.advance(60_000);
  const posted = orderNow(orderId);
  await tell('refund-notify', notice);
  await tell('refund-notify', { ...notice, refundStatus: 'CHANGE' });
  expect(orderNow(orderId)).toEqual(posted);
  expect(posted.refunds).toEqual(ended.refunds);
});
