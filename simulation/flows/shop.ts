import { setUpMerchant } from '../../emulator/local/set-up';
import { asks, type Flow } from '../flow';
import type { Scene } from '../scene';
import { ask, cardDeal, CLERK, OWNER, shareDeal } from '../shop';
import type { Simulation } from '../simulation';

const store = { name: '总店', address: '人民路 1 号' };
const invitations = { requestId: 'invitation-1', role: 'clerk' } as const;

/** A shop that nobody has claimed; the code for it stands where a token is shown. */
async function unclaimed(sim: Simulation): Promise<Scene> {
  const code = await setUpMerchant(sim.invoke);
  return {
    shop: { storeId: '', otherStoreId: '', shareId: '', cardId: '' },
    orders: {},
    shown: { shop: { code, token: '' } },
  };
}

const shownBy = (scene: Scene, name: string): string => scene.shown[name]?.code ?? '';

/** A shop begins: it is claimed, gets a store, and a clerk. */
const claim: Flow = {
  name: 'claim a shop, open a store, employ a clerk',
  begin: unclaimed,
  leavesOver: /^- staff |^[-+] invitation /,
  acts: [
    asks((sim, scene) => ask(sim, OWNER, 'claimShop', { setupCode: shownBy(scene, 'shop'), merchantName: '小店' })),
    asks(async (sim, scene) => {
      const { storeId } = await ask(sim, OWNER, 'saveStore', { requestId: 'store-first', store });
      scene.shown.store = { code: storeId, token: '' };
    }),
    asks(async (sim, scene) => {
      const wanted = { ...invitations, storeIds: [shownBy(scene, 'store')] };
      const { invitation } = await ask(sim, OWNER, 'inviteStaff', wanted);
      scene.shown.invitation = { code: invitation, token: '' };
    }),
    asks((sim, scene) =>
      ask(sim, CLERK, 'acceptInvitation', { invitation: shownBy(scene, 'invitation'), nickname: '阿芳' }),
    ),
    asks(async (sim, scene) => {
      const wanted = { ...invitations, requestId: 'invitation-2', role: 'manager', storeIds: [] } as const;
      const { invitation } = await ask(sim, OWNER, 'inviteStaff', wanted);
      scene.shown.promotion = { code: invitation, token: '' };
    }),
    asks((sim, scene) =>
      ask(sim, CLERK, 'acceptInvitation', { invitation: shownBy(scene, 'promotion'), nickname: '阿芳' }),
    ),
  ],
};

/** A deal is drafted, published, rewritten, restocked, and taken off the shelf. */
const sell: Flow = {
  name: 'write a deal and publish it',
  acts: [
    asks(async (sim, scene) => {
      const { dealId } = await ask(sim, OWNER, 'saveDeal', { requestId: 'deal-third', deal: shareDeal });
      scene.shown.deal = { code: dealId, token: '' };
    }),
    asks((sim, scene) => ask(sim, OWNER, 'publishDeal', { dealId: shownBy(scene, 'deal') })),
    asks((sim, scene) => {
      const deal = { ...shareDeal, groupPriceFen: 4500 };
      return ask(sim, OWNER, 'saveDeal', { requestId: 'deal-cheaper', dealId: shownBy(scene, 'deal'), deal });
    }),
    asks((sim, scene) =>
      ask(sim, OWNER, 'adjustStock', { requestId: 'more-stock', dealId: shownBy(scene, 'deal'), delta: 7 }),
    ),
    asks((sim, scene) => ask(sim, OWNER, 'unpublishDeal', { dealId: shownBy(scene, 'deal') })),
    asks((sim) => ask(sim, OWNER, 'saveDeal', { requestId: 'deal-draft', deal: { ...cardDeal, stock: 0 } })),
  ],
};

export const shopFlows: readonly Flow[] = [claim, sell];
