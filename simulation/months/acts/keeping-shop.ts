import { COMMISSION_PERCENT_MAX } from '../../../cloudfunctions/domain/commission';
import type { Deal } from '../../../cloudfunctions/domain/deal';
import { fillableSeats } from '../../../cloudfunctions/domain/group';
import { voucherIdOf } from '../../../cloudfunctions/domain/ids';
import { refundIdOf } from '../../../cloudfunctions/domain/ledger';
import type { Order } from '../../../cloudfunctions/domain/order';
import type { DealInput } from '../../../typings/deal';
import { catalogue } from '../catalogue';
import { between, happens, oneOf, recent } from '../choices';
import { codeFile } from '../open-shop';
import { ask, ofShop, one, type Actor, type Told } from '../trade';
import type { Act } from './act';

/** The manager gives money back: a voucher, a sum, or all that is left. */
export async function refund(actor: Actor, orderId: string): Promise<Told<'refundOrder'>> {
  const { trade, chance, name } = actor;
  const { vouchers, amountFen, priceFen } = one(trade, 'orders', orderId);
  const [first = 'V01'] = Object.keys(vouchers);
  const how = chance.below(3);
  const what =
    how === 0
      ? { voucherIds: [voucherIdOf(orderId, first)] }
      : how === 1
        ? { amountFen: happens(chance, 10) ? amountFen + 1 : between(chance, 1, priceFen) }
        : {};
  const requestId = `${name}-refund`;
  return ask(actor, actor.shop.manager, 'refundOrder', { requestId, orderId, reason: '服务未提供', ...what });
}

async function refundOne(actor: Actor): Promise<void> {
  const fits = ({ status }: Order) => status === 'issued' || happens(actor.chance, 3);
  const order = recent(actor.chance, ofShop(actor, 'orders').filter(fits));
  if (order) await refund(actor, order._id);
}

async function fill(actor: Actor): Promise<void> {
  const { trade, chance, name } = actor;
  const now = trade.sim.clock.now();
  const group = recent(
    chance,
    ofShop(actor, 'groups').filter((its) => happens(chance, 1) || fillableSeats(its, now) > 0),
  );
  if (!group) return;
  const seats = between(chance, 1, Math.max(1, fillableSeats(group, now)));
  await ask(actor, actor.shop.manager, 'fillSeats', { requestId: `${name}-fill`, groupId: group._id, seats });
}

async function payByHand(actor: Actor): Promise<void> {
  const { chance, name } = actor;
  const refunds = ofShop(actor, 'orders').flatMap((order) =>
    Object.entries(order.refunds).flatMap(([key, { status }]) =>
      status === 'abnormal' || (status === 'succeeded' && happens(chance, 1)) ? [refundIdOf(order, key)] : [],
    ),
  );
  const refundId = oneOf(chance, refunds);
  if (refundId === undefined) return;
  await ask(actor, actor.shop.manager, 'markRefundPaid', {
    requestId: `${name}-by-hand`,
    refundId,
    reference: '转账 0815',
  });
}

/** The owner pays a leader what is payable to him, or asks too much. */
export async function payLeader(actor: Actor): Promise<Told<'payCommission'> | undefined> {
  const { chance, name } = actor;
  const told = await ask(actor, actor.shop.owner, 'listCommissions', {});
  const leaders = told.ok ? told.data.items.filter(({ payableFen }) => payableFen > 0) : [];
  const leader = oneOf(chance, leaders);
  if (!leader) return undefined;
  const amountFen = happens(chance, 15) ? leader.payableFen + 1 : between(chance, 1, leader.payableFen);
  const { leaderId } = leader;
  return ask(actor, actor.shop.owner, 'payCommission', {
    requestId: `${name}-payout`,
    leaderId,
    amountFen,
    reference: '现金',
  });
}

/** Some deal, if there is one that fits. */
export const dealOf = (actor: Actor, fits: (deal: Deal) => boolean = () => true): Deal | undefined =>
  oneOf(actor.chance, ofShop(actor, 'deals').filter(fits));

/** The manager puts units on sale, or takes some off. */
export async function restock(actor: Actor, dealId: string): Promise<Told<'adjustStock'>> {
  const { chance, name } = actor;
  const delta = happens(chance, 60) ? between(chance, 1, 20) : -between(chance, 1, happens(chance, 10) ? 5000 : 4);
  return ask(actor, actor.shop.manager, 'adjustStock', { requestId: `${name}-stock`, dealId, delta });
}

async function bringCodes(actor: Actor): Promise<void> {
  const { trade, chance, name } = actor;
  const deal = dealOf(actor, ({ rules }) => rules.codeSource === 'imported' || happens(chance, 5));
  if (!deal) return;
  const isKnown = happens(chance, 10);
  const fileId = await trade.sim.upload(`codes/${name}.txt`, codeFile(isKnown ? 'DEAL-11' : name.toUpperCase()));
  const wanted = { dealId: deal._id, fileId: happens(chance, 10) ? `${fileId}.gone` : fileId };
  await ask(actor, actor.shop.manager, 'importCodes', { requestId: `${name}-codes`, ...wanted });
}

/** A deal is written anew, mostly dearer or cheaper; sometimes so that nobody could sell it. */
function rewritten(actor: Actor, deal: Deal): DealInput {
  const { chance } = actor;
  const { alonePriceFen } = deal.rules;
  const dearer = alonePriceFen === undefined ? {} : { alonePriceFen: alonePriceFen + between(chance, 1, 9) };
  const absurd = happens(chance, 10) ? { unitsPerOrderMax: 900 } : {};
  return { ...deal.rules, stock: 0, ...dearer, ...absurd };
}

async function rewrite(actor: Actor): Promise<void> {
  const deal = dealOf(actor);
  if (!deal) return;
  const input = rewritten(actor, deal);
  await ask(actor, actor.shop.manager, 'checkDeal', { deal: input });
  await ask(actor, actor.shop.manager, 'saveDeal', {
    requestId: `${actor.name}-rewrite`,
    dealId: deal._id,
    deal: input,
  });
}

async function draft(actor: Actor): Promise<void> {
  const { trade, chance, name } = actor;
  const deal = oneOf(chance, catalogue(trade.sim.clock.now(), actor.shop.storeIds[2]));
  if (!deal) return;
  const absurd = happens(chance, 30) ? { windowMinutes: 1, unitsPerOrderMax: 900 } : {};
  const told = await ask(actor, actor.shop.manager, 'saveDeal', {
    requestId: `${name}-draft`,
    deal: { ...deal, ...absurd },
  });
  if (told.ok) await ask(actor, actor.shop.manager, 'publishDeal', { dealId: told.data.dealId });
}

async function shelve(actor: Actor): Promise<void> {
  const deal = dealOf(actor, ({ status }) => status !== 'published' || happens(actor.chance, 15));
  if (!deal) return;
  const action = deal.status === 'published' ? 'unpublishDeal' : 'publishDeal';
  await ask(actor, actor.shop.manager, action, { dealId: deal._id });
}

/** The owner takes the casual clerk on, or thinks so: he may come with words that nobody wrote. */
export async function hire(actor: Actor): Promise<void> {
  const { trade, chance, name } = actor;
  const [main] = actor.shop.storeIds;
  const until = happens(chance, 30) ? { roleUntil: trade.sim.clock.now() + 3_600_000 } : {};
  const wanted = { requestId: `${name}-invite`, role: 'clerk', storeIds: [main], ...until } as const;
  const told = await ask(actor, actor.shop.owner, 'inviteStaff', wanted);
  const invitation = told.ok && happens(chance, 85) ? told.data.invitation : 'nobody wrote this';
  await ask(actor, actor.shop.casual, 'acceptInvitation', { invitation, nickname: '小时工' });
}

/** The owner sends the casual clerk away. */
export async function sendAway(actor: Actor): Promise<Told<'revokeStaff'> | undefined> {
  const casual = ofShop(actor, 'staff').find(({ person }) => person === actor.shop.casual);
  return casual && ask(actor, actor.shop.owner, 'revokeStaff', { staffId: casual._id });
}

async function rewriteStore(actor: Actor): Promise<void> {
  const { chance, name } = actor;
  const partnerPercent = between(chance, 0, COMMISSION_PERCENT_MAX);
  const store = { name: '联名店', address: '解放路 2 号', partnerPercent };
  await ask(actor, actor.shop.owner, 'saveStore', {
    requestId: `${name}-store`,
    storeId: actor.shop.storeIds[2],
    store,
  });
}

/** What the merchant has on his account at WeChat when all refunds are to go through. */
export const ENOUGH_FEN = 1_000_000_000;

/** Money leaves the merchant's account at WeChat, or comes back: refunds wait meanwhile. */
function moveBalance({ trade, chance }: Actor): Promise<void> {
  trade.sim.setMerchantBalance(happens(chance, 30) ? between(chance, 0, 20_000) : ENOUGH_FEN);
  return Promise.resolve();
}

/** What owner and manager do. */
export const keepingShop: readonly Act[] = [
  { name: 'refund', weight: 35, perform: refundOne },
  { name: 'fill seats', weight: 15, perform: fill },
  { name: 'pay by hand', weight: 15, perform: payByHand },
  { name: 'pay a leader', weight: 8, perform: payLeader },
  { name: 'change the stock', weight: 15, perform: async (actor) => restock(actor, dealOf(actor)?._id ?? '') },
  { name: 'bring codes', weight: 6, perform: bringCodes },
  { name: 'rewrite a deal', weight: 6, perform: rewrite },
  { name: 'draft a deal', weight: 2, perform: draft },
  { name: 'shelve', weight: 12, perform: shelve },
  { name: 'hire', weight: 5, perform: hire },
  { name: 'send away', weight: 2, perform: sendAway },
  { name: 'rewrite a store', weight: 2, perform: rewriteStore },
  { name: 'move money', weight: 4, perform: moveBalance },
];
