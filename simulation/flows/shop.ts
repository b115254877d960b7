import { DEFAULT_APPID, merchantNumbers, OPERATOR, setUpMerchant } from '../../emulator/local/set-up';
import { asks, type Flow } from '../flow';
import type { Scene } from '../scene';
import { ask, cardDeal, CLERK, OWNER, refused, shareDeal } from '../shop';
import type { Simulation } from '../simulation';

const store = { name: '总店', address: '人民路 1 号' };
const invitations = { requestId: 'invitation-1', role: 'clerk' } as const;

/** Before there is a shop. */
const nothing = (): Scene => ({
  ...{ shop: { storeId: '', otherStoreId: '', shareId: '', cardId: '' }, orders: {}, shown: {} },
});

/** A shop that nobody has claimed; the code for it stands where a token is shown. */
async function unclaimed(sim: Simulation): Promise<Scene> {
  const code = await setUpMerchant(sim.invoke);
  return { ...nothing(), shown: { shop: { code, token: '' } } };
}

const shownBy = (scene: Scene, name: string): string => scene.shown[name]?.code ?? '';

const issues = (name: string) =>
  asks(async (sim, scene) => {
    const wanted = { requestId: `set-up-${name}`, merchantId: shownBy(scene, 'merchant') };
    const { setupCode } = await ask(sim, OPERATOR, 'issueSetupCode', wanted);
    scene.shown[name] = { code: setupCode, token: '' };
  });

const claims = (sim: Simulation, scene: Scene, name: string, person = OWNER) =>
  ask(sim, person, 'claimShop', { setupCode: shownBy(scene, name), merchantName: '小店' });

/** A merchant comes to the operator; of two codes for his shop the later one counts. */
const takeOn: Flow = {
  name: 'take on a merchant, who claims his shop with the later of two codes',
  begin: () => Promise.resolve(nothing()),
  leavesOver: /^- staff /,
  acts: [
    asks(async (sim, scene) => {
      const merchant = { appid: DEFAULT_APPID, name: '演示商家', subMchId: merchantNumbers[0] ?? '' };
      const { merchantId } = await ask(sim, OPERATOR, 'createMerchant', { requestId: 'merchant-1', ...merchant });
      scene.shown.merchant = { code: merchantId, token: '' };
    }),
    issues('first'),
    issues('later'),
    asks((sim, scene) => refused(claims(sim, scene, 'first'), 'INVITATION_INVALID')),
    asks((sim, scene) => claims(sim, scene, 'later')),
  ],
};

/** A shop begins: it is claimed, gets a store, and a clerk. */
const claim: Flow = {
  name: 'claim a shop, open a store, employ a clerk',
  begin: unclaimed,
  leavesOver: /^- staff |^[-+] invitation /,
  acts: [
    asks((sim, scene) => claims(sim, scene, 'shop')),
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

/** Hua works here. */
async function employed(sim: Simulation, scene: Scene): Promise<void> {
  const wanted = { ...invitations, requestId: 'invitation-hua', storeIds: [scene.shop.storeId] };
  const { invitation } = await ask(sim, OWNER, 'inviteStaff', wanted);
  await ask(sim, 'hua', 'acceptInvitation', { invitation, nickname: '小花' });
  const { items } = await ask(sim, OWNER, 'listStaff', {});
  const staffId = items.find(({ nickname }) => nickname === '小花')?.staffId ?? '';
  Object.assign(scene.shown, { invitation: { code: invitation, token: '' }, hua: { code: staffId, token: '' } });
}

/** Somebody is sent away, and does not come back by the invitation that he had. */
const sendAway: Flow = {
  name: 'send a clerk away',
  before: employed,
  acts: [
    asks((sim, scene) => ask(sim, OWNER, 'revokeStaff', { staffId: shownBy(scene, 'hua') })),
    asks((sim, scene) => {
      const taken = { invitation: shownBy(scene, 'invitation'), nickname: '小花' };
      return refused(ask(sim, 'hua', 'acceptInvitation', taken), 'INVITATION_INVALID');
    }),
  ],
};

const HEIR = 'shop-heir';

const claimsAs = (person: string) => asks((sim, scene) => claims(sim, scene, person, person));

/** The shop goes to somebody new, then to its clerk: who had it before has nothing to say any more. */
const changeHands: Flow = {
  name: 'a shop changes hands, and goes to its clerk',
  before: (sim, scene) => {
    const merchantId = String(sim.documents().merchants?.[0]?._id);
    scene.shown.merchant = { code: merchantId, token: '' };
    return Promise.resolve();
  },
  leavesOver: /^[-+] staff /,
  acts: [
    issues(HEIR),
    claimsAs(HEIR),
    asks((sim) => refused(ask(sim, OWNER, 'saveStore', { requestId: 'store-of-before', store }), 'FORBIDDEN')),
    issues(CLERK),
    claimsAs(CLERK),
    asks((sim) => refused(ask(sim, HEIR, 'saveStore', { requestId: 'store-of-heir', store }), 'FORBIDDEN')),
    asks((sim) => ask(sim, CLERK, 'saveStore', { requestId: 'store-of-clerk', store })),
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

export const shopFlows: readonly Flow[] = [takeOn, claim, sendAway, changeHands, sell];
