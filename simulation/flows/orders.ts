import { asks, passes, pays, type Flow } from '../flow';
import { buyCard, join, MINUTE_MS, open, orderOf, pay, SECOND_MS, type Scene } from '../scene';
import { ask, refused } from '../shop';
import type { Simulation } from '../simulation';

async function ledByLin(sim: Simulation, scene: Scene): Promise<void> {
  await open(sim, scene, 'lin');
  await pay(sim, scene, 'lin');
}

async function joinedByMei(sim: Simulation, scene: Scene): Promise<void> {
  await ledByLin(sim, scene);
  await join(sim, scene, 'mei', 'lin');
}

const cancel = (sim: Simulation, scene: Scene) =>
  ask(sim, 'mei', 'cancelOrder', { orderId: orderOf(scene, 'mei').orderId });

const shares = (person: string) =>
  asks((sim, scene) => ask(sim, person, 'getShareCard', { groupId: orderOf(scene, 'lin').groupId ?? '' }));

/** Orders from their creation to their end without a payment, or to their payment. */
export const orderFlows: readonly Flow[] = [
  { name: 'order alone', acts: [asks((sim, scene) => buyCard(sim, scene, 'lin', 2))] },
  { name: 'open a group', acts: [asks((sim, scene) => open(sim, scene, 'lin', 2))] },
  { name: 'join a group', before: ledByLin, acts: [asks((sim, scene) => join(sim, scene, 'mei', 'lin'))] },
  {
    name: 'order, and WeChat refuses the prepayment',
    before: ledByLin,
    faults: [{ match: { action: 'createOrder' }, kind: 'prepay-fails' }],
    acts: [asks((sim, scene) => refused(join(sim, scene, 'mei', 'lin'), 'PAYMENT_UNAVAILABLE'))],
  },
  {
    name: 'order and pay alone',
    acts: [asks((sim, scene) => buyCard(sim, scene, 'lin', 2)), pays((sim, scene) => pay(sim, scene, 'lin'))],
  },
  {
    name: 'order and pay a whole group',
    acts: [
      asks((sim, scene) => open(sim, scene, 'lin', 2)),
      pays((sim, scene) => pay(sim, scene, 'lin')),
      passes(MINUTE_MS),
      asks((sim, scene) => join(sim, scene, 'mei', 'lin')),
      pays((sim, scene) => pay(sim, scene, 'mei')),
      passes(2 * MINUTE_MS),
    ],
  },
  {
    name: 'fill a group whose card was shared',
    before: async (sim, scene) => {
      await ledByLin(sim, scene);
      await ask(sim, 'mei', 'getShareCard', { groupId: orderOf(scene, 'lin').groupId ?? '' });
      await join(sim, scene, 'mei', 'lin');
    },
    acts: [pays((sim, scene) => pay(sim, scene, 'mei')), passes(2 * MINUTE_MS)],
  },
  {
    name: 'share a group twice, and its last seat is paid',
    before: joinedByMei,
    acts: [shares('lin'), shares('mei'), pays((sim, scene) => pay(sim, scene, 'mei')), passes(2 * MINUTE_MS)],
  },
  {
    name: 'a group whose card was shared fails',
    before: async (sim, scene) => {
      await ledByLin(sim, scene);
      await ask(sim, 'lin', 'getShareCard', { groupId: orderOf(scene, 'lin').groupId ?? '' });
      await sim.advance(9 * MINUTE_MS + 30 * SECOND_MS);
    },
    acts: [passes(3 * MINUTE_MS)],
  },
  { name: 'cancel', before: joinedByMei, acts: [asks(cancel), passes(7 * MINUTE_MS)] },
  {
    name: 'cancel when it can be closed at once',
    before: async (sim, scene) => {
      await joinedByMei(sim, scene);
      await sim.advance(5 * MINUTE_MS + 30 * SECOND_MS);
    },
    acts: [asks(cancel), passes(2 * MINUTE_MS)],
  },
  {
    name: 'close what nobody paid',
    before: async (sim, scene) => {
      await joinedByMei(sim, scene);
      await buyCard(sim, scene, 'lin', 3);
      await sim.advance(5 * MINUTE_MS);
    },
    acts: [passes(2 * MINUTE_MS)],
  },
  {
    name: 'sweep what closed orders held',
    before: async (sim, scene) => {
      await joinedByMei(sim, scene);
      await buyCard(sim, scene, 'lin', 3);
      await pay(sim, scene, 'lin');
      await sim.advance(6 * MINUTE_MS + 30 * SECOND_MS);
    },
    acts: [passes(3 * MINUTE_MS)],
  },
];
