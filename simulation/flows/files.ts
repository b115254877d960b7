import type { FileLink } from '../../typings/report';
import { asks, type Flow } from '../flow';
import { orderOf, paidCard } from '../scene';
import { ask, OWNER } from '../shop';
import type { Simulation } from '../simulation';
import { earned } from './modes';

/** Whoever has the address of a file finds something there. */
async function had(sim: Simulation, written: Promise<FileLink>): Promise<void> {
  const { fileId, url } = await written;
  const bytes = await sim.download(fileId);
  if (url === '' || !bytes?.length) throw new Error(`there is no file ${fileId}`);
}

/** Files that are written for those who ask: codes that lead to pages, and spreadsheets. */
export const fileFlows: readonly Flow[] = [
  {
    name: 'print codes for a deal and a store',
    acts: [
      asks((sim, { shop }) => had(sim, ask(sim, OWNER, 'getShareCode', { dealId: shop.shareId }))),
      asks((sim, { shop }) => had(sim, ask(sim, 'lin', 'getShareCode', { storeId: shop.storeId }))),
    ],
  },
  {
    name: 'take orders and commissions into spreadsheets',
    before: async (sim, scene) => {
      await earned(sim, scene);
      await paidCard(sim, scene, 'hua', 2);
      await ask(sim, 'hua', 'confirmPayment', { orderId: orderOf(scene, 'hua').orderId });
    },
    acts: [
      asks((sim) => {
        const days = { fromDay: '2026-11-22', toDay: '2026-11-23' } as const;
        return had(sim, ask(sim, OWNER, 'exportOrders', { ...days, format: 'xlsx' }));
      }),
      asks((sim) => had(sim, ask(sim, OWNER, 'exportCommissions', { format: 'csv' }))),
    ],
  },
];
