import { dayOf } from '../../../cloudfunctions/domain/time';
import { OPERATOR } from '../../../emulator/local/set-up';
import type { Action, Input } from '../../../typings/api';
import { happens, oneOf, recent, weighted } from '../choices';
import { ask, ofShop, type Actor } from '../trade';
import type { Act } from './act';

/** Actions that no other act is made of: who asks, and for what; nothing where there is nothing to ask for. */
type Look<A extends Action> = (actor: Actor) => readonly [person: string, input: Input<A>] | undefined;

interface Weighted<A extends Action> {
  readonly weight: number;
  readonly asks: Look<A>;
}

const buyer = ({ chance, shop }: Actor): string => oneOf(chance, shop.buyers) ?? '';
const today = ({ trade }: Actor): string => dayOf(trade.sim.clock.now());

const buyers =
  <A extends Action>(input: (actor: Actor) => Input<A>): Look<A> =>
  (actor) => [buyer(actor), input(actor)];

/** About the newest of something: its id goes where it belongs. */
const ofNewest =
  <A extends Action>(
    collection: 'deals' | 'groups' | 'orders',
    person: (actor: Actor) => string,
    input: (id: string) => Input<A>,
  ): Look<A> =>
  (actor) => {
    const found = recent(actor.chance, ofShop(actor, collection));
    return found && [person(actor), input(found._id)];
  };

const manager = ({ shop }: Actor): string => shop.manager;

const looks = {
  getMe: { weight: 3, asks: buyers(() => ({})) },
  saveProfile: { weight: 2, asks: buyers(({ name }) => ({ nickname: `客${name.slice(1, 6)}` })) },
  deleteMe: { weight: 1, asks: buyers(({ name }) => ({ requestId: `${name}-forget` })) },
  listDeals: { weight: 4, asks: buyers(() => ({})) },
  getDeal: { weight: 6, asks: ofNewest('deals', buyer, (dealId) => ({ dealId })) },
  getGroup: { weight: 12, asks: ofNewest('groups', buyer, (groupId) => ({ groupId })) },
  getShareCode: { weight: 2, asks: ofNewest('groups', buyer, (groupId) => ({ groupId })) },
  getShareCard: { weight: 8, asks: ofNewest('groups', buyer, (groupId) => ({ groupId })) },
  listOrders: { weight: 4, asks: buyers(() => ({ limit: 5 })) },
  getOrder: { weight: 6, asks: ofOwnOrder },
  listMessages: { weight: 2, asks: buyers(() => ({ limit: 5 })) },
  markRead: { weight: 2, asks: ofMessages },
  getCommission: { weight: 2, asks: buyers(() => ({})) },
  listRedemptions: {
    weight: 2,
    asks: (actor) => [oneOf(actor.chance, actor.shop.clerks) ?? '', { day: today(actor), limit: 5 }],
  },
  listMerchantDeals: { weight: 1, asks: (actor) => [actor.shop.manager, { limit: 5 }] },
  getMerchantDeal: { weight: 1, asks: ofNewest('deals', manager, (dealId) => ({ dealId })) },
  listMerchantOrders: { weight: 2, asks: (actor) => [actor.shop.manager, { day: today(actor), limit: 5 }] },
  getMerchantOrder: { weight: 2, asks: ofNewest('orders', manager, (orderId) => ({ orderId })) },
  listStores: { weight: 1, asks: (actor) => [actor.shop.manager, {}] },
  exportOrders: { weight: 1, asks: (actor) => [actor.shop.manager, { ...ofToday(actor), format: 'csv' }] },
  getStatement: { weight: 1, asks: (actor) => [actor.shop.manager, ofToday(actor)] },
  getBalance: { weight: 1, asks: (actor) => [actor.shop.manager, {}] },
  exportCommissions: { weight: 1, asks: (actor) => [actor.shop.owner, { format: 'csv' }] },
  getReport: { weight: 1, asks: (actor) => [actor.shop.manager, ofToday(actor)] },
  listStaff: { weight: 1, asks: (actor) => [actor.shop.owner, {}] },
  listMerchants: { weight: 1, asks: () => [OPERATOR, {}] },
  issueSetupCode: {
    weight: 1,
    asks: ({ name, shop }) => [OPERATOR, { requestId: `${name}-code`, merchantId: shop.merchantId }],
  },
  createMerchant: {
    weight: 1,
    asks: ({ name }) => [
      OPERATOR,
      { requestId: `${name}-merchant`, appid: `wx${name.replace(/\W/g, '')}`, name: '新店', subMchId: '1900000009' },
    ],
  },
} as const satisfies { readonly [A in Action]?: Weighted<A> };

/** Actions of which looking is made. */
export type Looked = keyof typeof looks;

const ofToday = (actor: Actor) => ({ fromDay: today(actor), toDay: today(actor) });

/** Mostly one's own order; sometimes somebody else's, which is not to be had. */
function ofOwnOrder(actor: Actor): readonly [string, Input<'getOrder'>] | undefined {
  const order = recent(actor.chance, ofShop(actor, 'orders'));
  return order && [happens(actor.chance, 90) ? order.buyer : buyer(actor), { orderId: order._id }];
}

function ofMessages(actor: Actor): readonly [string, Input<'markRead'>] | undefined {
  const message = recent(actor.chance, ofShop(actor, 'messages'));
  return message && [message.person, { messageIds: [message._id] }];
}

const table = Object.entries(looks).map(([action, { weight, asks }]) => ({ action: action as Looked, weight, asks }));

async function look(actor: Actor): Promise<void> {
  const picked = weighted(actor.chance, table);
  const asked = picked?.asks(actor);
  if (picked && asked) await ask(actor, asked[0], picked.action, asked[1]);
}

/** People look at pages, print lists, ask to be forgotten. */
export const looking: readonly Act[] = [{ name: 'look', weight: 90, perform: look }];
