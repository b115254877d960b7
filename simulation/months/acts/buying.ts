import { isOnSale } from '../../../cloudfunctions/domain/deal';
import { isJoinable, type Group } from '../../../cloudfunctions/domain/group';
import { voucherIdOf } from '../../../cloudfunctions/domain/ids';
import type { Order } from '../../../cloudfunctions/domain/order';
import type { Input } from '../../../typings/api';
import { HOUR_MS, SECOND_MS } from '../../scene';
import { between, happens, oneOf, recent } from '../choices';
import { ask, ofShop, one, type Actor, type Bought, type Told } from '../trade';
import type { Act } from './act';

/** How long WeChat's first notice of a payment takes to leave: mostly it leaves at once. */
function notifyAfterMs({ chance }: Actor): number {
  const habit = chance.below(20);
  if (habit < 15) return 0;
  if (habit < 18) return between(chance, 1, 240) * SECOND_MS;
  return habit === 18 ? between(chance, 1, 20) * HOUR_MS : 30 * HOUR_MS;
}

/** What a buyer wants: often a seat in a group that somebody else has opened. */
function wish(actor: Actor): Omit<Input<'createOrder'>, 'requestId'> | undefined {
  const { trade, chance } = actor;
  const now = trade.sim.clock.now();
  const ifFull = oneOf(chance, ['refund', 'newGroup'] as const);
  const quantity = happens(chance, 3) ? between(chance, 5, 12) : happens(chance, 20) ? between(chance, 2, 4) : 1;
  const common = { quantity, ...(ifFull ? { ifFull } : {}) };
  const group = recent(
    chance,
    ofShop(actor, 'groups').filter((its) => happens(chance, 4) || isOpen(its, now)),
  );
  if (group && happens(chance, 65)) {
    const version = happens(chance, 5) ? { version: group.version + 1 } : {};
    return { ...common, ...version, dealId: group.dealId, buy: 'join', groupId: group._id };
  }
  const deal = oneOf(
    chance,
    ofShop(actor, 'deals').filter((its) => happens(chance, 1) || isOnSale(its, now)),
  );
  if (!deal) return undefined;
  const version = happens(chance, 50) ? { version: deal.version - (happens(chance, 4) ? 1 : 0) } : {};
  const isAlone = deal.rules.mode === 'alone' || happens(chance, 15);
  return { ...common, ...version, dealId: deal._id, buy: isAlone ? 'alone' : 'open' };
}

const isOpen = (group: Group, now: number): boolean => isJoinable(group, now) && group.left > 0;

/** Somebody orders this; his phone remembers what it was told. */
export async function order(
  actor: Actor,
  buyer: string,
  wanted: Omit<Input<'createOrder'>, 'requestId'>,
): Promise<Told<'createOrder'>> {
  const told = await ask(actor, buyer, 'createOrder', { requestId: `${actor.name}-order`, ...wanted });
  remember(actor, buyer, wanted, told);
  return told;
}

/** A phone remembers what it was told, and its owner what he has seen: he gets that version of the deal, or nothing. */
export function remember(
  { trade }: Actor,
  buyer: string,
  { version, quantity }: Pick<Input<'createOrder'>, 'version' | 'quantity'>,
  told: Told<'createOrder'>,
): void {
  if (!told.ok) return;
  const { orderId, payment } = told.data;
  trade.bought.set(orderId, { orderId, buyer, payment });
  const sold = one(trade, 'orders', orderId);
  const isAsSeen = version === undefined || sold.lateAt !== null || sold.version === version;
  if (!isAsSeen || sold.quantity !== quantity) trade.chronicle.complain(`order ${orderId} is not what was asked for`);
}

/** A buyer pays at WeChat's sheet what his phone remembers. Gives whether WeChat took the money. */
export async function pay({ trade }: Actor, { buyer, payment }: Bought, notifyAfter: number): Promise<boolean> {
  const { status } = await trade.sim.pay(buyer, payment, notifyAfter);
  trade.chronicle.log(`${buyer} pays: ${String(status)}`);
  return status === 200;
}

/** Who has paid waits for the page to say so: the client asks. */
async function payAndConfirm(actor: Actor, bought: Bought): Promise<void> {
  if (!(await pay(actor, bought, notifyAfterMs(actor)))) return;
  if (happens(actor.chance, 40)) await ask(actor, bought.buyer, 'confirmPayment', { orderId: bought.orderId });
}

async function orderAndPay(actor: Actor): Promise<void> {
  const { chance, trade } = actor;
  const wanted = wish(actor);
  const buyer = oneOf(chance, actor.shop.buyers);
  if (!wanted || !buyer) return;
  const told = await order(actor, buyer, wanted);
  const bought = told.ok ? trade.bought.get(told.data.orderId) : undefined;
  if (bought && happens(chance, 60)) await payAndConfirm(actor, bought);
}

/** An order that fits, with what its buyer's phone remembers. */
export function boughtOne(actor: Actor, fits: (order: Order) => boolean): Bought | undefined {
  const { chance } = actor;
  const found = recent(chance, ofShop(actor, 'orders').filter(fits));
  return found && { orderId: found._id, buyer: found.buyer, payment: found.payment };
}

/** A buyer does something about one of his orders. */
const about =
  (fits: (order: Order) => boolean, perform: (actor: Actor, bought: Bought) => Promise<unknown>): Act['perform'] =>
  async (actor) => {
    const bought = boughtOne(actor, (order) => happens(actor.chance, 2) || fits(order));
    if (bought) await perform(actor, bought);
  };

const isPending = ({ status }: Order): boolean => status === 'pending_payment';

async function giveBack(actor: Actor, { orderId, buyer }: Bought): Promise<void> {
  const { trade, chance, name } = actor;
  const keys = Object.keys(one(trade, 'orders', orderId).vouchers);
  const some = happens(chance, 50) ? { voucherIds: keys.slice(0, 1).map((key) => voucherIdOf(orderId, key)) } : {};
  await ask(actor, buyer, 'requestRefund', { requestId: `${name}-give-back`, orderId, ...some });
}

/** What buyers do: order, pay in time, pay late, cancel, look after it, give back. */
export const buying: readonly Act[] = [
  { name: 'order', weight: 300, perform: orderAndPay },
  { name: 'pay', weight: 70, perform: about(isPending, payAndConfirm) },
  {
    name: 'pay late',
    weight: 25,
    perform: about(({ status, cancelledAt }) => status === 'closed' || cancelledAt !== null, payAndConfirm),
  },
  {
    name: 'cancel',
    weight: 25,
    perform: about(isPending, (actor, { buyer, orderId }) => ask(actor, buyer, 'cancelOrder', { orderId })),
  },
  {
    name: 'look for the payment',
    weight: 15,
    perform: about(isPending, (actor, { buyer, orderId }) => ask(actor, buyer, 'getPayment', { orderId })),
  },
  {
    name: 'confirm',
    weight: 15,
    perform: about(isPending, (actor, { buyer, orderId }) => ask(actor, buyer, 'confirmPayment', { orderId })),
  },
  { name: 'give back', weight: 40, perform: about(({ status }) => status === 'issued', giveBack) },
  {
    name: 'give back too early',
    weight: 6,
    perform: about(({ status }) => status === 'paid', giveBack),
  },
];
