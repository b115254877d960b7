import type { OrderStatus } from '../../typings/order';
import { parseAttach, type Attached } from '../domain/attach';
import { vouchersEndAt } from '../domain/deal';
import type { Group } from '../domain/group';
import type { Order } from '../domain/order';
import { named } from '../runtime/find';
import { Stale, type World } from '../runtime/operation';
import type { Paid } from '../runtime/payments';
import { Duplicate } from '../runtime/ports';
import { is } from '../runtime/terms';
import { finish, issued, paidFacts, paySeat, type LifeRules } from './issue';
import { acceptLate } from './late-payment';

/** How often a payment is judged again because the world moved meanwhile. */
const ROUNDS_MAX = 8;

/** What became of a payment: the order's status, or that it is none of ours or does not fit its order. */
export type Applied = OrderStatus | 'unknown' | 'doubtful';

/**
 * A buyer has paid, says WeChat: by notice, by query, or when an order was to be closed. The first update takes the
 * payment only if number, amount, payer and echo are the order's own; whatever it does not take is looked at.
 */
export async function applyPayment(world: World, paid: Paid): Promise<Applied> {
  const attached = parseAttach(paid.attach);
  if (!attached) return examine(world, paid);
  const { database, now } = world;
  const rules = rulesFrom(attached);
  if (now >= vouchersEndAt(rules)) return examine(world, paid);
  const alone = attached.buy === 'alone';
  const expected = { amountFen: paid.amountFen, buyer: paid.payer, attach: paid.attach, payBy: is.above(paid.paidAt) };
  const pending = { _id: paid.orderId, status: 'pending_payment', ...expected };
  const status = alone ? issued(rules, now, now) : { status: 'paid' };
  const taken = await database.change('orders', pending, { ...paidFacts(paid, now), ...status });
  if (taken && alone) return 'issued';
  if (taken && attached.buy === 'join' && attached.groupId !== null) {
    const seat = { groupId: attached.groupId, orderId: paid.orderId, paidAt: paid.paidAt, rules };
    const tierPriceFen = attached.topTierPriceFen;
    if (await paySeat(world, { ...seat, tierPriceFen })) return 'paid';
  }
  if (taken && attached.buy === 'open') {
    const leader = await database.get('orders', paid.orderId);
    if (leader) await finish(world, leader, undefined);
    return 'paid';
  }
  return examine(world, paid);
}

/** The rules that a payment's echo carries. */
const rulesFrom = ({ validity, refundsOnExpiry }: Attached): LifeRules => ({
  validity,
  refund: { anytime: false, restock: false, onExpiry: refundsOnExpiry },
});

/**
 * A payment that the first update did not take: a duplicate, one cut short by a crash, a late one, or one that does
 * not fit.
 */
async function examine(world: World, paid: Paid): Promise<Applied> {
  for (let round = 1; ; round += 1) {
    const found = await world.database.gather('orders', paid.orderId, { group: named('groups', 'groupId') });
    if (!found) return 'unknown';
    const sure = fits(found.root, paid) ? paid : await ask(world, found.root);
    if (!sure) return 'doubtful';
    try {
      return await resume(world, found.root, found.group[0], sure);
    } catch (error) {
      if (!(error instanceof Stale || error instanceof Duplicate) || round === ROUNDS_MAX) throw error;
    }
  }
}

const fits = (order: Order, paid: Paid): boolean =>
  order.amountFen === paid.amountFen && order.buyer === paid.payer && order.attach === paid.attach;

/** What WeChat itself says of an order whose notice does not fit. */
async function ask(world: World, order: Order): Promise<Paid | undefined> {
  const merchant = await world.database.get('merchants', order.merchantId);
  if (!merchant) return undefined;
  const answer = await world.payments.query({ orderId: order._id, subMchId: merchant.subMchId });
  if (answer.state === 'paid' && fits(order, answer.payment)) return answer.payment;
  world.report('a payment does not fit its order', { orderId: order._id, state: answer.state });
  return undefined;
}

/** Goes on from whatever point the payment has reached. */
async function resume(world: World, order: Order, group: Group | undefined, paid: Paid): Promise<Applied> {
  if (order.status === 'pending_payment' || order.status === 'closed') return acceptLate(world, order, paid);
  await finish(world, order, group);
  return order.status;
}
