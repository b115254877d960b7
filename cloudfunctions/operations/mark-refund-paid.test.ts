import { expect, test } from '@jest/globals';

import { emptyScene, MINUTE_MS, orderOf, paidCard } from '../../simulation/scene';
import { ask, OWNER } from '../../simulation/shop';
import { createSimulation, type Snapshot } from '../../simulation/simulation';

type Documents = Snapshot['documents'];

/** An order as an earlier release wrote it: it does not list the refunds that did not arrive. */
const listingNone = ({ abnormalRefunds: _, ...order }: Readonly<Record<string, unknown>>) => order;

test.each<[found: string, as: (documents: Documents) => Documents]>([
  ['by its order’s list, though its owner was told nothing', (all) => ({ ...all, messages: [] })],
  [
    'by what its owner was told, where an earlier release wrote no list',
    (all) => ({ ...all, orders: (all.orders ?? []).map(listingNone) as Documents['orders'] & object }),
  ],
])('markRefundPaid: a refund that did not arrive is found %s', async (_, as) => {
  const before = createSimulation({ seed: 1 });
  const scene = await emptyScene(before);
  await paidCard(before, scene, 'lin');
  const { orderId } = orderOf(scene, 'lin');
  await ask(before, OWNER, 'refundOrder', { requestId: 'refund-first', orderId, amountFen: 100, reason: '补' });
  await before.advance(2 * MINUTE_MS);
  before.faults.replace([{ match: { call: 'refund' }, kind: 'refund-abnormal' }]);
  const asked = { requestId: 'refund-lin', orderId, amountFen: 4000, reason: '退' };
  const { refundId } = await ask(before, OWNER, 'refundOrder', asked);
  await before.advance(2 * MINUTE_MS);
  const stood = before.snapshot();
  before.close();
  const sim = createSimulation({ seed: 1, from: { ...stood, documents: as(stood.documents) } });
  try {
    const byHand = { requestId: 'paid-by-hand', refundId, reference: '转账 0815' };
    const receipt = { refundId, amountFen: 4000, status: 'succeeded' };
    expect(await ask(sim, OWNER, 'markRefundPaid', byHand)).toEqual(receipt);
    const paid = { byHand: { reference: '转账 0815', by: OWNER, at: sim.clock.now() }, status: 'succeeded' };
    expect(Object.values(sim.look('orders').get(orderId)?.refunds as object)).toMatchObject([
      { status: 'succeeded', succeededAt: expect.any(Number) },
      paid,
    ]);
  } finally {
    sim.close();
  }
});
