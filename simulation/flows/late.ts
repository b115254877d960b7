import type { DealInput } from '../../typings/deal';
import { passes, pays, type Flow } from '../flow';
import { join, MINUTE_MS, open, order, pay, SECOND_MS, type Scene } from '../scene';
import { publish, shareDeal } from '../shop';
import type { Simulation } from '../simulation';
import { dealOf, onSale } from './codes';
import { filled, ledDeal, tieredDeal } from './modes';
import { afterClose, foundByBill } from './payments';

const mei = pays((sim, scene) => pay(sim, scene, 'mei'));

/** Mei wants a new group if hers is full; her seat has been lost to others, who have paid. */
const lostTo =
  (deal: DealInput, others: readonly string[]) =>
  async (sim: Simulation, scene: Scene): Promise<void> => {
    await filled(sim, scene, deal, []);
    await join(sim, scene, 'mei', 'lin', { ifFull: 'newGroup' });
    await sim.advance(6 * MINUTE_MS + SECOND_MS);
    for (const who of others) {
      await join(sim, scene, who, 'lin');
      await pay(sim, scene, who);
    }
  };

/** Mei joins Lin's group with codes, and lets her time to pay go by. */
async function joinedWithCodes(sim: Simulation, scene: Scene): Promise<void> {
  await onSale(sim, scene, 12);
  await order(sim, scene, 'lin', { dealId: dealOf(scene), buy: 'open', quantity: 1 });
  await pay(sim, scene, 'lin');
  await join(sim, scene, 'mei', 'lin', { quantity: 2 });
  await sim.advance(6 * MINUTE_MS + SECOND_MS);
}

/**
 * A group of three that nobody will fill, a second before its end. Every notice of Mei's payment has been cut short
 * between her order and her seat, and no run has carried it on.
 */
async function paidButNotSeated(sim: Simulation, scene: Scene): Promise<void> {
  const shareId = await publish(sim, 'deal-three', { ...shareDeal, title: '三人火锅', groupSize: 3 });
  await open(sim, { ...scene, shop: { ...scene.shop, shareId } }, 'lin');
  await pay(sim, scene, 'lin');
  await sim.advance(2 * MINUTE_MS + 30 * SECOND_MS);
  await join(sim, scene, 'mei', 'lin', { quantity: 2 });
  sim.faults.replace([
    { match: { function: 'pay-notify', call: 2 }, kind: 'die-before' },
    { match: { function: 'deliver' }, kind: 'timer-skip' },
  ]);
  await pay(sim, scene, 'mei');
  await sim.advance(7 * MINUTE_MS + 29 * SECOND_MS);
  sim.faults.replace([]);
}

/** Payments that are carried on when it is late for their seats, in each kind of group. */
export const lateFlows: readonly Flow[] = [
  { name: 'a group fails as its held seat is found paid', before: paidButNotSeated, acts: [passes(3 * MINUTE_MS)] },
  {
    name: 'a seat with codes is paid late',
    before: joinedWithCodes,
    faults: afterClose,
    acts: [mei, passes(2 * MINUTE_MS)],
    endsElsewhere: foundByBill,
  },
  {
    name: 'paid late for a lost seat of a tiered group, new group',
    before: lostTo(tieredDeal, ['hua', 'bo', 'an']),
    faults: afterClose,
    acts: [mei, passes(2 * MINUTE_MS)],
  },
  {
    name: 'paid late for a lost seat that its leader earns on, new group',
    before: lostTo(ledDeal, ['hua']),
    faults: afterClose,
    acts: [mei, passes(2 * MINUTE_MS)],
  },
];
