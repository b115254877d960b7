import { asks, passes, pays, type Flow } from '../flow';
import { buyCard, DAY_MS, join, MINUTE_MS, open, orderOf, pay, SECOND_MS, type Scene } from '../scene';
import { ask, publish, shareDeal } from '../shop';
import type { Simulation } from '../simulation';

const mei = pays((sim, scene) => pay(sim, scene, 'mei'));

/** A group of three, whose leader has paid and whose second member may. */
async function ledByLin(sim: Simulation, scene: Scene): Promise<void> {
  const dealId = await publish(sim, 'deal-three', { ...shareDeal, title: '三人火锅', groupSize: 3 });
  await open(sim, { ...scene, shop: { ...scene.shop, shareId: dealId } }, 'lin');
  await pay(sim, scene, 'lin');
  await join(sim, scene, 'mei', 'lin');
}

async function lastSeat(sim: Simulation, scene: Scene): Promise<void> {
  await open(sim, scene, 'lin', 2);
  await pay(sim, scene, 'lin');
  await join(sim, scene, 'mei', 'lin', { quantity: 2 });
}

/** Mei's seat has gone to Hua, who has paid it. */
const lostSeat =
  (ifFull: 'refund' | 'newGroup') =>
  async (sim: Simulation, scene: Scene): Promise<void> => {
    await open(sim, scene, 'lin');
    await pay(sim, scene, 'lin');
    await join(sim, scene, 'mei', 'lin', { ifFull });
    await sim.advance(6 * MINUTE_MS + SECOND_MS);
    await join(sim, scene, 'hua', 'lin');
    await pay(sim, scene, 'hua');
  };

export const afterClose: NonNullable<Flow['faults']> = [{ match: { call: 'pay' }, kind: 'paid-after-close' }];

/** What nobody finds before the bill comes, two days later. */
export const foundByBill: Flow['endsElsewhere'] = [
  {
    notices: 'never, and nobody asks',
    says: [/^group \w+ \{"status":"failed"/, /^order \w+ \{"status":"refunded","buy":"join"/],
    because: 'WeChat took the money when the order was closed already, and by the day of the bill the group has failed',
  },
];

/** Payments and their notices: in time, twice, lost, and too late. */
export const paymentFlows: readonly Flow[] = [
  { name: 'pay alone', before: (sim, scene) => buyCard(sim, scene, 'mei', 2), acts: [mei, passes(2 * MINUTE_MS)] },
  { name: 'pay for a new group', before: (sim, scene) => open(sim, scene, 'mei', 2), acts: [mei] },
  { name: 'pay for a seat', before: ledByLin, acts: [mei] },
  { name: 'pay for the last seat', before: lastSeat, acts: [mei, passes(2 * MINUTE_MS)] },
  {
    name: 'a notice comes twice at once',
    before: lastSeat,
    faults: [{ match: { function: 'pay-notify' }, kind: 'duplicate-notify', nth: 1 }],
    acts: [mei],
  },
  {
    name: 'confirm a payment whose notice is late',
    before: lastSeat,
    acts: [
      pays((sim, scene) => pay(sim, scene, 'mei', 4 * MINUTE_MS)),
      asks((sim, scene) => ask(sim, 'mei', 'confirmPayment', { orderId: orderOf(scene, 'mei').orderId })),
    ],
  },
  {
    name: 'confirm a payment whose notice comes a day late',
    before: lastSeat,
    acts: [
      pays((sim, scene) => pay(sim, scene, 'mei', DAY_MS)),
      asks((sim, scene) => ask(sim, 'mei', 'confirmPayment', { orderId: orderOf(scene, 'mei').orderId })),
      passes(2 * MINUTE_MS),
    ],
  },
  {
    name: 'paid in time, found when it was to be closed',
    before: async (sim, scene) => {
      await lastSeat(sim, scene);
      await sim.advance(4 * MINUTE_MS + 30 * SECOND_MS);
    },
    acts: [pays((sim, scene) => pay(sim, scene, 'mei', DAY_MS)), passes(3 * MINUTE_MS)],
  },
  {
    name: 'paid late, and the seat is still free',
    before: async (sim, scene) => {
      await lastSeat(sim, scene);
      await sim.advance(6 * MINUTE_MS + SECOND_MS);
    },
    faults: afterClose,
    acts: [mei],
    endsElsewhere: foundByBill,
  },
  {
    name: 'paid late alone',
    before: async (sim, scene) => {
      await buyCard(sim, scene, 'mei', 2);
      await sim.advance(6 * MINUTE_MS + SECOND_MS);
    },
    faults: afterClose,
    acts: [mei],
  },
  {
    name: 'paid late for a new group',
    before: async (sim, scene) => {
      await open(sim, scene, 'mei');
      await sim.advance(6 * MINUTE_MS + SECOND_MS);
    },
    faults: afterClose,
    acts: [mei],
  },
  {
    name: 'paid late before it was closed',
    before: async (sim, scene) => {
      await lastSeat(sim, scene);
      await sim.advance(5 * MINUTE_MS + 30 * SECOND_MS);
    },
    faults: afterClose,
    acts: [mei],
    endsElsewhere: foundByBill,
  },
  {
    name: 'paid late when the group has ended',
    before: async (sim, scene) => {
      await open(sim, scene, 'lin');
      await pay(sim, scene, 'lin');
      await sim.advance(8 * MINUTE_MS + 30 * SECOND_MS);
      await join(sim, scene, 'mei', 'lin');
      await sim.advance(95 * SECOND_MS);
    },
    faults: afterClose,
    acts: [mei, passes(4 * MINUTE_MS)],
  },
  {
    name: 'paid late for a lost seat, money back',
    before: lostSeat('refund'),
    faults: afterClose,
    acts: [mei, passes(2 * MINUTE_MS)],
  },
  { name: 'paid late for a lost seat, new group', before: lostSeat('newGroup'), faults: afterClose, acts: [mei] },
];
