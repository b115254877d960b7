import { asks, passes, pays, type Flow } from '../flow';
import { join, MINUTE_MS, open, orderOf, paidGroup, pay, type Scene } from '../scene';
import { ask, OWNER, publish, refused, shareDeal } from '../shop';
import type { Simulation } from '../simulation';

const soon = passes(2 * MINUTE_MS);

/** A group of four of which two have paid, and a card of it that was shared. */
async function halfFull(sim: Simulation, scene: Scene): Promise<void> {
  const shareId = await publish(sim, 'deal-four', { ...shareDeal, title: '四人火锅', groupSize: 4 });
  await open(sim, { ...scene, shop: { ...scene.shop, shareId } }, 'lin', 2);
  await pay(sim, scene, 'lin');
  await join(sim, scene, 'mei', 'lin');
  await ask(sim, 'lin', 'getShareCard', { groupId: orderOf(scene, 'lin').groupId ?? '' });
  await pay(sim, scene, 'mei');
  await sim.advance(MINUTE_MS);
}

const fills = (seats: number) =>
  asks((sim, scene) => {
    const groupId = orderOf(scene, 'lin').groupId ?? '';
    return ask(sim, OWNER, 'fillSeats', { requestId: `fill-${String(seats)}-seats`, groupId, seats });
  });

/** A refund of one voucher that did not arrive; its number stands where a token is shown. */
async function notArrived(sim: Simulation, scene: Scene): Promise<void> {
  await paidGroup(sim, scene, 2);
  await sim.advance(5 * MINUTE_MS);
  sim.faults.replace([{ match: { call: 'refund' }, kind: 'refund-abnormal' }]);
  const { orderId } = orderOf(scene, 'lin');
  const { refundId } = await ask(sim, OWNER, 'refundOrder', { requestId: 'refund-all', orderId, reason: '客户要求' });
  await sim.advance(2 * MINUTE_MS);
  scene.shown.refund = { code: refundId, token: '' };
}

const marks = asks((sim, scene) => {
  const refundId = scene.shown.refund?.code ?? '';
  return ask(sim, OWNER, 'markRefundPaid', { requestId: 'paid-by-hand', refundId, reference: '转账 0815' });
});

/** What the merchant does beside the counter: he fills seats, and pays by hand what WeChat could not. */
export const merchantFlows: readonly Flow[] = [
  { name: 'the merchant fills a seat', before: halfFull, acts: [fills(1), soon] },
  { name: 'the merchant fills the last seats', before: halfFull, acts: [fills(2), soon] },
  {
    name: 'the merchant fills a seat, then the last one is paid',
    before: async (sim, scene) => {
      await halfFull(sim, scene);
      await join(sim, scene, 'hua', 'lin');
    },
    acts: [
      fills(1),
      asks((sim, scene) => {
        const about = { requestId: 'fill-too-many', groupId: orderOf(scene, 'lin').groupId ?? '', seats: 1 };
        return refused(ask(sim, OWNER, 'fillSeats', about), 'SEATS_NOT_FILLABLE');
      }),
      pays((sim, scene) => pay(sim, scene, 'hua')),
      soon,
    ],
  },
  { name: 'the merchant pays a refund by hand', before: notArrived, acts: [marks, soon] },
];
