import type { DealInput } from '../../typings/deal';
import { asks, passes, pays, type Flow } from '../flow';
import { MINUTE_MS, order, pay, SECOND_MS, type Scene } from '../scene';
import { ask, OWNER, refused, shareDeal } from '../shop';
import type { Simulation } from '../simulation';

const codeDeal: DealInput = {
  ...{ ...shareDeal, title: '电影票', codeSource: 'imported' },
  refund: { anytime: true, onExpiry: true, restock: false },
};

export const dealOf = (scene: Scene): string => scene.shown.codes?.code ?? '';

/** The merchant's file of codes comes from his phone; the same request brings the same file. */
async function bring(sim: Simulation, scene: Scene, file: string, lines: readonly string[]): Promise<void> {
  const fileId = await sim.upload(`${file}.txt`, lines.join('\n'));
  await ask(sim, OWNER, 'importCodes', { requestId: `import-${file}`, dealId: dealOf(scene), fileId });
}

const someCodes = (count: number): string[] => Array.from({ length: count }, (_, i) => `FILM-${String(i + 100)}`);

/** A deal whose codes the merchant will bring along. */
async function written(sim: Simulation, scene: Scene): Promise<void> {
  const { dealId } = await ask(sim, OWNER, 'saveDeal', { requestId: 'deal-codes', deal: codeDeal });
  scene.shown.codes = { code: dealId, token: '' };
}

/** The deal on the shelf with some codes. */
export async function onSale(sim: Simulation, scene: Scene, count: number): Promise<void> {
  await written(sim, scene);
  await bring(sim, scene, 'first', someCodes(count));
  await ask(sim, OWNER, 'publishDeal', { dealId: dealOf(scene) });
}

const buys = (sim: Simulation, scene: Scene, buyer: string, quantity: number): Promise<void> =>
  order(sim, scene, buyer, { dealId: dealOf(scene), buy: 'alone', quantity });

/** Codes that a merchant brings along: how they come, are sold, and come back. */
export const codeFlows: readonly Flow[] = [
  {
    name: 'bring codes along',
    before: written,
    // Whoever asks no more leaves codes behind that stock does not count; a later import takes them.
    leavesOver: /^[-+] codes of /,
    acts: [
      asks((sim, scene) => bring(sim, scene, 'first', [...someCodes(3), '', 'no code', 'film-100'])),
      asks((sim, scene) => bring(sim, scene, 'second', someCodes(5))),
      asks((sim, scene) => ask(sim, OWNER, 'publishDeal', { dealId: dealOf(scene) })),
      asks((sim, scene) =>
        ask(sim, OWNER, 'adjustStock', { requestId: 'fewer-codes', dealId: dealOf(scene), delta: -2 }),
      ),
    ],
  },
  {
    name: 'take over codes that an import has left behind',
    before: async (sim, scene) => {
      await written(sim, scene);
      const match = { action: 'importCodes', call: 'database.modifyDocument' };
      sim.faults.replace([{ match, kind: 'die-before' }]);
      await bring(sim, scene, 'first', someCodes(3)).catch(() => undefined);
      sim.faults.replace([]);
      await sim.advance(3 * MINUTE_MS);
    },
    leavesOver: /^[-+] codes of /,
    acts: [asks((sim, scene) => bring(sim, scene, 'second', someCodes(5)))],
  },
  {
    name: 'buy codes until few are left',
    before: (sim, scene) => onSale(sim, scene, 12),
    // The owner is told when the order is made; if that fails and nobody pays for it, there was no sale.
    leavesOver: /^- message codes_running_low:/,
    acts: [
      asks((sim, scene) => buys(sim, scene, 'mei', 2)),
      pays((sim, scene) => pay(sim, scene, 'mei')),
      passes(8 * MINUTE_MS),
    ],
  },
  {
    name: 'codes go back when WeChat refuses the prepayment',
    before: (sim, scene) => onSale(sim, scene, 12),
    faults: [{ match: {}, kind: 'prepay-fails' }],
    acts: [asks((sim, scene) => refused(buys(sim, scene, 'mei', 2), 'PAYMENT_UNAVAILABLE')), passes(8 * MINUTE_MS)],
  },
  {
    name: 'codes of an order that nobody pays go back',
    before: async (sim, scene) => {
      await onSale(sim, scene, 3);
      await buys(sim, scene, 'mei', 3);
      await sim.advance(5 * MINUTE_MS);
    },
    acts: [passes(4 * MINUTE_MS)],
  },
  {
    name: 'codes of a failed group go back',
    before: async (sim, scene) => {
      await onSale(sim, scene, 3);
      await order(sim, scene, 'mei', { dealId: dealOf(scene), buy: 'open', quantity: 2 });
      await pay(sim, scene, 'mei');
      await sim.advance(9 * MINUTE_MS);
    },
    acts: [passes(5 * MINUTE_MS)],
  },
  {
    name: 'codes are taken again for a late payment',
    before: async (sim, scene) => {
      await onSale(sim, scene, 12);
      await buys(sim, scene, 'mei', 2);
      await sim.advance(6 * MINUTE_MS + SECOND_MS);
    },
    faults: [{ match: { call: 'pay' }, kind: 'paid-after-close' }],
    acts: [pays((sim, scene) => pay(sim, scene, 'mei')), passes(8 * MINUTE_MS)],
  },
];
