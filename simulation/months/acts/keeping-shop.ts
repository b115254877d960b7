import { COMMISSION_PERCENT_MAX } from '../../../cloudfunctions/domain/commission';
import { fillableSeats } from '../../../cloudfunctions/domain/group';
import { voucherIdOf } from '../../../cloudfunctions/domain/ids';
import { refundIdOf } from '../../../cloudfunctions/domain/ledger';
import type { Order } from '../../../cloudfunctions/domain/order';
import { between, happens, oneOf, recent } from '../choices';
import { ask, ofShop, one, type Actor, type Told } from '../trade';
import type { Act } from './act';

/** The manager gives money back: a voucher, a sum, or all that is left. */
async function refund(actor: Actor, orderId: string): Promise<Told<'refundOrder'>> {
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
      status === 'abnormal' || happens(chance, 1) ? [refundIdOf(order, key)] : [],
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

/** Leaders to whom something is payable, as the owner reads it. */
export async function payableLeaders(actor: Actor) {
  const told = await ask(actor, actor.shop.owner, 'listCommissions', {});
  return told.ok ? told.data.items.filter(({ payableFen }) => payableFen > 0) : [];
}

/** The owner pays a leader what is payable to him, or asks too much. */
async function payLeader(actor: Actor): Promise<Told<'payCommission'> | undefined> {
  const { chance, name } = actor;
  const leader = oneOf(chance, await payableLeaders(actor));
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
  { name: 'rewrite a store', weight: 2, perform: rewriteStore },
  { name: 'move money', weight: 4, perform: moveBalance },
];
