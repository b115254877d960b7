import type { Action, Input } from '../../../typings/api';
import { oneOf, recent } from '../choices';
import { ask, ofShop, type Actor } from '../trade';
import { order } from './buying';
import { dealOf } from './deals';
import type { Act } from './act';

/** Refunds of one order that WeChat takes at the most. */
const PARTS_MAX = 50;

/** Somebody sends what no page of ours would. */
async function stray({ trade, shop, chance }: Actor, openid: string | undefined, action: string): Promise<void> {
  const identity = { appid: shop.appid, source: 'wx_client', ...(openid === undefined ? {} : { openid }) };
  const answer = await trade.sim
    .invoke('api', { action, input: { limit: chance.below(3) } }, identity)
    .catch(() => ({}));
  trade.chronicle.saw(`error ${String((answer as { error?: string }).error)}`);
  trade.chronicle.log(`stray ${action} ${JSON.stringify(answer)}`);
}

/** The same request with another content. */
async function reuse(actor: Actor): Promise<void> {
  const deal = dealOf(actor, ({ rules }) => rules.codeSource === 'generated');
  if (!deal) return;
  const requestId = `${actor.name}-twice`;
  for (const delta of [1, 2]) {
    await ask(actor, actor.shop.manager, 'adjustStock', { requestId, dealId: deal._id, delta });
  }
}

/** So many small refunds of one order that WeChat takes no more. */
async function nibble(actor: Actor): Promise<void> {
  const { chance, name } = actor;
  const found = recent(
    chance,
    ofShop(actor, 'orders').filter(({ status, amountFen }) => status === 'issued' && amountFen > 900),
  );
  if (!found) return;
  for (let i = 0; i <= PARTS_MAX; i += 1) {
    const wanted = { requestId: `${name}-part-${String(i)}`, orderId: found._id, amountFen: 1, reason: '一分一分' };
    const told = await ask(actor, actor.shop.manager, 'refundOrder', wanted);
    if (!told.ok && told.error === 'REFUND_PARTS_EXHAUSTED') return;
  }
}

/** Somebody who already sits in a group, or has not paid, orders again. */
async function again(actor: Actor): Promise<void> {
  const { chance } = actor;
  const seated = recent(
    chance,
    ofShop(actor, 'orders').filter(({ status, groupId }) => status === 'paid' && groupId !== null),
  );
  if (!seated?.groupId) return;
  const { dealId, groupId, buyer } = seated;
  await order(actor, buyer, { dealId, buy: 'join', groupId, quantity: 1 });
}

/** Somebody asks for a thing of somebody else, or for what is not his to ask. */
async function trespass(actor: Actor): Promise<void> {
  const { chance, name } = actor;
  const found = recent(chance, ofShop(actor, 'orders'));
  const buyer = oneOf(chance, actor.shop.buyers) ?? '';
  if (!found) return;
  const orderId = found._id;
  const tries: readonly (readonly [string, Action, Input<Action>])[] = [
    [buyer, 'getBalance', {}],
    [actor.shop.manager, 'payCommission', { requestId: `${name}-p`, leaderId: 'nobody', amountFen: 1, reference: 'x' }],
    [actor.shop.owner, 'payCommission', { requestId: `${name}-p`, leaderId: 'nobody', amountFen: 1, reference: 'x' }],
    [actor.shop.casual, 'refundOrder', { requestId: `${name}-r`, orderId, reason: 'x' }],
    [buyer, 'cancelOrder', { orderId }],
    [buyer, 'createOrder', { requestId: `${name}-o`, dealId: found.dealId, buy: 'alone', quantity: 0 }],
    [found.buyer, 'getPayment', { orderId }],
    [found.buyer, 'cancelOrder', { orderId }],
    [found.buyer, 'requestRefund', { requestId: `${name}-q`, orderId }],
  ];
  const picked = oneOf(chance, tries);
  if (picked) await ask(actor, ...picked);
}

/** A request whose answer was lost is sent again, however late. */
const retry = ({ trade }: Actor): Promise<unknown> => trade.unanswered.shift()?.() ?? Promise.resolve();

/** What is refused, and what is repeated. */
export const odd: readonly Act[] = [
  { name: 'nobody asks', weight: 1, perform: (actor) => stray(actor, undefined, 'getMe') },
  { name: 'ask for nothing known', weight: 1, perform: (actor) => stray(actor, actor.shop.buyers[0], 'conquerWorld') },
  { name: 'use an id twice', weight: 2, perform: reuse },
  { name: 'nibble', weight: 1, perform: nibble },
  { name: 'order again', weight: 10, perform: again },
  { name: 'trespass', weight: 15, perform: trespass },
  { name: 'retry', weight: 15, perform: retry },
];
