import { expect, test } from '@jest/globals';

import { DEFAULT_APPID } from '../emulator/local/set-up';
import { complaints } from './complaints';
import { emptyScene, MINUTE_MS, orderOf, paidCard } from './scene';
import { ask, OWNER } from './shop';
import { createSimulation } from './simulation';

/** A refund that the merchant paid by hand, of which WeChat says later what it will. */
async function paidByHand(refundStatus: string) {
  const sim = createSimulation({ seed: 1 });
  const scene = await emptyScene(sim);
  await paidCard(sim, scene, 'lin');
  const { orderId } = orderOf(scene, 'lin');
  sim.faults.replace([{ match: { call: 'refund' }, kind: 'refund-abnormal' }]);
  const asked = { requestId: 'refund-lin', orderId, amountFen: 4000, reason: '退' };
  const { refundId } = await ask(sim, OWNER, 'refundOrder', asked);
  await sim.advance(2 * MINUTE_MS);
  await ask(sim, OWNER, 'markRefundPaid', { requestId: 'paid-by-hand', refundId, reference: '转账 0815' });
  await sim.advance(2 * MINUTE_MS);
  const before = sim.documents();
  const event = { outTradeNo: orderId, outRefundNo: refundId, refundFee: 4000, refundStatus };
  const identity = { openid: '', appid: DEFAULT_APPID, source: 'wx_paycallback' };
  const answer = await sim.invoke('refund-notify', event, identity);
  await sim.advance(2 * MINUTE_MS);
  const isUnchanged = JSON.stringify([sim.documents().orders, sim.documents().transfers]);
  const found = { answer, isSame: isUnchanged === JSON.stringify([before.orders, before.transfers]) };
  const said = { printed: sim.printed(), complaints: complaints(sim) };
  sim.close();
  return { ...found, ...said };
}

test('a success that WeChat tells of a refund paid by hand changes nothing, and somebody is told', async () => {
  const { answer, isSame, printed, complaints: found } = await paidByHand('SUCCESS');
  expect([answer, isSame, found]).toEqual([{ errcode: 0, errmsg: 'SUCCESS' }, true, []]);
  expect(printed).toHaveLength(1);
  expect(printed[0]).toContain('a refund that was paid by hand has been paid by WeChat too');
});

test('what WeChat says again of a refund that did not arrive is nothing new', async () => {
  const { answer, isSame, printed, complaints: found } = await paidByHand('CHANGE');
  expect([answer, isSame, found, printed]).toEqual([{ errcode: 0, errmsg: 'SUCCESS' }, true, [], []]);
});
